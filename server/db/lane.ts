import type { RawBuilder } from 'kysely'
import type pg from 'pg'
import type { Db } from '#db/connect.ts'

/**
 * For what every phone asks all day: statements have a name, so that a connection parses and plans each of them once,
 * and those asked together cross the wire together. Kysely writes them; it has no way to send them so.
 */
type Lanes = { db: Db; pool: pg.Pool }
const lanes = new WeakMap<Db, Lanes>()

/** Gives a database its connections for this; `pool` pipelines. */
export const setLanes = (db: Db, pool: pg.Pool): void => {
  lanes.set(db, { db, pool })
}
const lanesOf = (db: Db): Lanes => {
  const found = lanes.get(db)
  if (!found) throw new Error('a lane is opened by the database itself, not within a transaction')
  return found
}

/** Few texts are asked, for values are parameters; should one of them ever vary, it goes without a name. */
const NAMES_MOST = 200
const names = new Map<string, string>()
const nameOf = (text: string): string | undefined => {
  const known = names.get(text)
  if (known !== undefined || names.size >= NAMES_MOST) return known
  const name = `lane${names.size}`
  names.set(text, name)
  return name
}

type Question<R> = RawBuilder<R>
const questionOf = (db: Db, question: Question<unknown>): pg.QueryConfig => {
  const { sql: text, parameters } = question.compile(db)
  const name = nameOf(text)
  return { ...(name ? { name } : {}), text, values: parameters as unknown[] }
}

/** The rows of one statement, outside any transaction. */
export const ask = async <R extends object>(db: Db, question: Question<R>): Promise<R[]> => {
  const { pool } = lanesOf(db)
  return (await pool.query<R>(questionOf(db, question))).rows
}

type Answers<Q extends readonly Question<unknown>[]> = {
  [I in keyof Q]: Q[I] extends Question<infer R> ? R[] : never
}
/** A transaction whose statements travel together. */
export type Lane = {
  /** Asks in this order and answers in it. A failure is thrown; what was asked after it has not been done. */
  ask: <Q extends readonly Question<unknown>[]>(...questions: Q) => Promise<Answers<Q>>
  /** The same, and the commit on top. Nothing can be asked after it. */
  askLast: (...questions: readonly Question<unknown>[]) => Promise<void>
}

/** Runs `work` in one transaction that sees the field rows of `areaIds` only; it begins with the first question. */
export const inLane = async <T>(
  db: Db,
  areaIds: readonly number[],
  work: (lane: Lane) => Promise<T>,
): Promise<T> => {
  const client = await lanesOf(db).pool.connect()
  let state = 'new' as 'new' | 'open' | 'ended'
  let broken: Error | undefined
  const breaks = (error: Error) => {
    broken = error
  }
  const send = async (questions: readonly Question<unknown>[], commit: boolean): Promise<object[][]> => {
    const statements = questions.map(question => questionOf(db, question))
    const { stream } = connectionOf(client)
    stream.cork() // what is asked together leaves in one write: a write each would cost more than most statements
    const begin = state === 'new' ? [client.query(beginning(areaIds))] : []
    state = commit ? 'ended' : 'open'
    const asked = statements.map(statement => client.query<object>(statement))
    const end = commit ? [client.query('COMMIT')] : []
    stream.uncork()
    // All have to be answered, also after a failure: the connection is only free then.
    await Promise.allSettled([...begin, ...asked, ...end])
    await Promise.all([...begin, ...end])
    return Promise.all(asked.map(async answer => (await answer).rows))
  }
  try {
    const result = await work({
      ask: (...questions) => send(questions, false) as Promise<never>,
      askLast: async (...questions) => {
        await send(questions, true)
      },
    })
    if (state === 'open') await client.query('COMMIT')
    return result
  } catch (error) {
    if (state === 'open') await client.query('ROLLBACK').catch(breaks)
    throw error
  } finally {
    client.release(broken)
  }
}

/** The wire below a client, which its types leave out. */
const connectionOf = (client: pg.ClientBase) =>
  (client as unknown as { connection: pg.Connection }).connection

/** One message; the areas are numbers of ours and not text of somebody's. */
const beginning = (areaIds: readonly number[]): string =>
  `BEGIN; SET LOCAL app.areas = '${areaIds.map(id => Math.trunc(id)).join(',')}'`
