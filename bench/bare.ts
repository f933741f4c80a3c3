import type pg from 'pg'
import { openPool, withConnection } from '../server/postgres/connection.ts'

/**
 * The same rows written by PostgreSQL alone (P2): what a server accepted is read back batch by batch and written again
 * into a copy of the database taken before, one transaction a batch, same tables, indexes, driver and concurrency,
 * without a rule, a hash or a lock of ours.
 */
export type Batch = {
  area: number
  revision: number
  chain: Buffer
  n: number
  op: string
  activity: string
  resident: string
  day: string
}

/** The batches accepted between two instants: the ops of one push share their revision. What came later may rest on rows the copy lacks. */
export const readBatches = (url: string, { from, to }: { from: string; to: string }): Promise<Batch[]> =>
  withConnection(url, async client => {
    const { rows } = await client.query<Batch>(
      `WITH batch AS (SELECT area_id, revision, count(*)::int AS n, jsonb_agg(to_jsonb(op)) AS ops, max(stamp)::date::text AS day
          FROM op WHERE received_at BETWEEN $1 AND $2 GROUP BY 1, 2)
       SELECT batch.area_id AS area, batch.revision::int, batch.n, batch.ops::text AS op, batch.day, '\\x00'::bytea AS chain,
         (SELECT jsonb_agg(to_jsonb(a))::text FROM activity a WHERE a.area_id = batch.area_id AND a.id = ANY
            (SELECT (o -> 'body' ->> 'activityId')::uuid FROM jsonb_array_elements(ops) o)) AS activity,
         (SELECT jsonb_agg(to_jsonb(r))::text FROM resident r WHERE r.area_id = batch.area_id AND r.id = ANY
            (SELECT (o -> 'body' -> 'guided' -> 0 ->> 'residentId')::uuid FROM jsonb_array_elements(ops) o)) AS resident
       FROM batch ORDER BY batch.revision, batch.area_id`,
      [from, to],
    )
    return rows
  })

const columnsOf = async (pool: pg.Pool, table: string) =>
  (
    await pool.query<{ name: string }>(
      `SELECT column_name AS name FROM information_schema.columns WHERE table_name = $1 AND is_generated = 'NEVER'`,
      [table],
    )
  ).rows.map(row => row.name)

/** Writes the batches as fast as the database takes them. Answers with ops a second and the 99th percentile of a batch. */
export const writeBare = async (url: string, batches: Batch[], concurrency: number, seconds: number) => {
  const pool = openPool(url, concurrency)
  const insert = async (table: string, n: number) => {
    const names = (await columnsOf(pool, table)).map(name => `"${name}"`).join(', ')
    return `INSERT INTO ${table} (${names}) SELECT ${names} FROM jsonb_populate_recordset(null::${table}, $${n}::jsonb)`
  }
  const names = (await columnsOf(pool, 'resident')).filter(name => name !== 'area_id' && name !== 'id')
  const text = `WITH a AS (${await insert('activity', 1)}),
    r AS (${await insert('resident', 2)} ON CONFLICT (area_id, id) DO UPDATE SET ${names.map(name => `"${name}" = excluded."${name}"`).join(', ')}),
    o AS (${await insert('op', 3)}),
    d AS (INSERT INTO dirty (area_id, day) VALUES ($4, $5) ON CONFLICT DO NOTHING)
    UPDATE area_feed SET revision = $6, chain = $7 WHERE area_id = $4`
  const times: number[] = []
  let next = 0
  let ops = 0
  const from = performance.now()
  const until = from + seconds * 1000
  await Promise.all(
    Array.from({ length: concurrency }, async () => {
      while (next < batches.length && performance.now() < until) {
        const batch = batches[next++]!
        const at = performance.now()
        await pool.query({
          name: 'bare',
          text,
          values: [
            batch.activity,
            batch.resident,
            batch.op,
            batch.area,
            batch.day,
            batch.revision,
            batch.chain,
          ],
        })
        times.push(performance.now() - at)
        ops += batch.n
      }
    }),
  )
  const took = (performance.now() - from) / 1000
  await pool.end()
  return { opsPerSecond: ops / took, ops, seconds: took, times }
}
