import pg from 'pg'

/**
 * The only place that opens connections (doors.test.ts), because `pg` ends the process when a connection is lost
 * that nobody listens to: one that is open between two statements, or one taken out of a pool, for whose time the
 * pool stops listening. The loss itself is not kept quiet: the next statement on it is refused.
 */
const heard = (connection: pg.ClientBase): void => {
  connection.on('error', () => {})
}

/** One connection, open. Whoever opens it ends it; `withConnection` does both. */
export const openConnection = async (url: string, timeoutMs = 0): Promise<pg.Client> => {
  const connection = new pg.Client({ connectionString: url, connectionTimeoutMillis: timeoutMs })
  heard(connection)
  await connection.connect()
  return connection
}

/** A connection for as long as `work` takes. Throws what opening it or `work` throws. */
export const withConnection = async <T>(
  url: string,
  work: (connection: pg.Client) => Promise<T>,
  timeoutMs = 0,
): Promise<T> => {
  const connection = await openConnection(url, timeoutMs)
  try {
    return await work(connection)
  } finally {
    await connection.end()
  }
}

/** A pool of at most `max` connections. */
export const openPool = (url: string, max: number, kind: pg.PoolConfig = {}): pg.Pool => {
  const pool = new pg.Pool({ connectionString: url, max, connectionTimeoutMillis: 10_000, ...kind })
  pool.on('connect', heard)
  pool.on('error', () => {}) // while it is idle the pool listens and says so here; it opens another when asked
  return pool
}

/**
 * A pool for statements that are asked by name all day: they are sent without waiting for the answer before, and each is
 * planned once a connection. Left to itself PostgreSQL would plan those of a small push anew each time, which takes longer
 * than running them, as it guesses that every list has ten entries. What is planned while a table is still empty must not
 * read it from end to end when it is full.
 */
export const openLanes = (url: string, max: number): pg.Pool => {
  const pool = openPool(url, max, { pipeline: true })
  pool.on('connect', lane => {
    // A connection lost so early refuses its first statement as well.
    lane.query('SET plan_cache_mode = force_generic_plan; SET enable_seqscan = off').catch(() => {})
  })
  return pool
}
