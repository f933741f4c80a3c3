import { Kysely, PostgresDialect, sql, type Transaction } from 'kysely'
import pg from 'pg'
import { setLanes } from '#db/lane.ts'
import type { Tables } from '#db/tables.ts'
import { openLanes, openPool } from '#postgres/connection.ts'

export type Db = Kysely<Tables>
/** A transaction whose row-level wall has been set. */
export type Tx = Transaction<Tables>

// Days stay text and counts stay numbers: no count of ours comes near 2^53.
pg.types.setTypeParser(pg.types.builtins.DATE, value => value)
pg.types.setTypeParser(pg.types.builtins.INT8, Number)
pg.types.setTypeParser(pg.types.builtins.NUMERIC, Number)
pg.types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, value => new Date(value).toISOString())

const open = (url: string, max: number): Db =>
  new Kysely<Tables>({ dialect: new PostgresDialect({ pool: openPool(url, max) }) })

/** Connections for pushes: what they do there is short, and more at once would only wait for the same processors. */
const LANES = 8

const callPools = new WeakMap<Db, Db>()

/** Opens a pool. `url` names the role: the app's for serving, the owner's for migrations and catalogues. */
export const connectDb = (url: string, max = 12): Db => {
  const db = open(url, max)
  const calls = open(url, max)
  callPools.set(db, calls)
  const lanes = openLanes(url, LANES)
  setLanes(db, lanes)
  const destroy = db.destroy.bind(db)
  db.destroy = async () => {
    await Promise.all([destroy(), calls.destroy(), lanes.end()])
  }
  return db
}

/**
 * The pool for the transactions of calls, beside the one for everything else. A call that holds its transaction may
 * ask `db` for a connection of its own (an attempt must be counted although the call is refused); out of one pool
 * twelve such calls at once would each wait for a thirteenth connection. Opens nothing until it is used.
 */
export const callsOf = (db: Db): Db => callPools.get(db) ?? db

/** Runs `work` in one transaction that sees the field rows of `areaIds` only. */
export const inAreas = <T>(db: Db, areaIds: readonly number[], work: (tx: Tx) => Promise<T>): Promise<T> =>
  db.transaction().execute(async tx => {
    await setReach(tx, areaIds)
    return work(tx)
  })

/** Replaces the areas a transaction may see until it ends. */
export const setReach = async (tx: Tx, areaIds: readonly number[]): Promise<void> => {
  await sql`SELECT set_config('app.areas', ${areaIds.join(',')}, true)`.execute(tx)
}
