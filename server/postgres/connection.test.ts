import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { callsOf, type Db } from '#db/connect.ts'
import { ask, inLane } from '#db/lane.ts'
import { type TestDatabase, testDatabase } from '#testing/database.ts'
import { openConnection } from './connection.ts'

const WHO = sql<{ pid: number }>`SELECT pg_backend_pid() AS pid`
const LOST = /terminat|not queryable/

let base: TestDatabase
/** Terminates a connection as an operator or a dying server does, and waits until its end has been heard here. */
const kill = async (pid: number): Promise<void> => {
  await sql`SELECT pg_terminate_backend(${pid}, 5000)`.execute(base.owner)
  await new Promise(done => setTimeout(done, 50))
}

/** What would have ended the product: an error event without a listener, a rejection nobody awaits. */
const unheard: unknown[] = []
const note = (error: unknown) => unheard.push(error)

beforeAll(async () => {
  base = await testDatabase()
  process.prependListener('uncaughtException', note)
})
afterAll(async () => {
  process.off('uncaughtException', note)
  await base?.close()
})

describe('a connection that is taken away ends what was done on it, and never the process', () => {
  const transaction = async (db: Db) => {
    const work = db.transaction().execute(async tx => {
      const { rows } = await WHO.execute(tx)
      await kill(rows[0]!.pid)
      await WHO.execute(tx)
    })
    await expect(work).rejects.toThrow(LOST)
    expect((await WHO.execute(db)).rows).toHaveLength(1)
  }

  test('within a transaction of everything else', () => transaction(base.db))
  test('within the transaction of a call', () => transaction(callsOf(base.db)))

  test('within the transaction of a push, between two questions', async () => {
    const work = inLane(base.db, [1], async lane => {
      const [[who]] = await lane.ask(WHO)
      await kill(who!.pid)
      await lane.ask(WHO)
    })
    await expect(work).rejects.toThrow(LOST)
    await expect(inLane(base.db, [1], lane => lane.ask(WHO))).resolves.toHaveLength(1)
  })

  test('while a statement runs', async () => {
    const slow = base.db.transaction().execute(async tx => {
      const { rows } = await WHO.execute(tx)
      setTimeout(() => void kill(rows[0]!.pid), 20)
      await sql`SELECT pg_sleep(5)`.execute(tx)
    })
    await expect(slow).rejects.toThrow(LOST)
  })

  test('idle in a pool', async () => {
    const idle = await Promise.all([
      WHO.execute(base.db).then(({ rows }) => rows[0]!.pid),
      WHO.execute(callsOf(base.db)).then(({ rows }) => rows[0]!.pid),
      ask(base.db, WHO).then(rows => rows[0]!.pid),
    ])
    for (const pid of idle) await kill(pid)
    // A pool that has not heard yet hands out a dead one; as soon as it has, it opens another.
    const works = (work: Promise<unknown>) =>
      work.then(
        () => true,
        () => false,
      )
    await expect.poll(() => works(WHO.execute(base.db))).toBe(true)
    await expect.poll(() => works(ask(base.db, WHO))).toBe(true)
  })

  test('alone, waiting to be told something', async () => {
    const connection = await openConnection(base.appUrl)
    await connection.query('LISTEN something')
    const { rows } = await connection.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')
    await kill(rows[0]!.pid)
    await expect(connection.query('SELECT 1')).rejects.toThrow(LOST)
    await connection.end()
  })
})

test('nothing of it was left unheard', () => {
  expect(unheard).toEqual([])
})
