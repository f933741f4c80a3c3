import { sql } from 'kysely'
import type { Db, Tx } from '#db/connect.ts'
import type { SuccessionFileRow, UnitFileRow } from '#unit/files.ts'

const KEY = 'catalogue.units'

export const loadedVersion = async (db: Db | Tx): Promise<string | null> => {
  const row = await db.selectFrom('setting').where('key', '=', KEY).select('value').executeTakeFirst()
  return row?.value?.version ?? null
}

export const rememberVersion = (tx: Tx, version: string) =>
  tx
    .insertInto('setting')
    .values({ key: KEY, value: JSON.stringify({ version }) })
    .onConflict(oc => oc.column('key').doUpdateSet({ value: JSON.stringify({ version }) }))
    .execute()

/** One loader at a time; the lock ends with the transaction. */
export const lockLoading = (tx: Tx) => sql`SELECT pg_advisory_xact_lock(7447423)`.execute(tx)

export const putUnits = (tx: Tx, rows: readonly UnitFileRow[]) =>
  sql`
    INSERT INTO unit (id, level, kind, code, name, fold, sort_key, parent_id, path, valid_from, valid_to)
    SELECT id, level, kind, code, name, fold, sort_key, parent_id, path::int[], valid_from, valid_to
    FROM unnest(
      ${rows.map(row => row.id)}::int[], ${rows.map(row => row.level)}::text[], ${rows.map(row => row.kind)}::text[],
      ${rows.map(row => row.code)}::text[], ${rows.map(row => row.name)}::text[], ${rows.map(row => row.fold)}::text[],
      ${rows.map(row => row.sortKey)}::text[], ${rows.map(row => row.parentId)}::int[],
      ${rows.map(row => `{${row.path.join(',')}}`)}::text[], ${rows.map(row => row.from)}::date[], ${rows.map(row => row.to)}::date[]
    ) AS row (id, level, kind, code, name, fold, sort_key, parent_id, path, valid_from, valid_to)
    ON CONFLICT (id) DO UPDATE SET
      level = excluded.level, kind = excluded.kind, code = excluded.code, name = excluded.name, fold = excluded.fold,
      sort_key = excluded.sort_key, parent_id = excluded.parent_id, path = excluded.path,
      valid_from = excluded.valid_from, valid_to = excluded.valid_to`.execute(tx)

/** Writes the catalogue's successions and takes away those it no longer holds; those between villages are not its own. */
export const putSuccessions = async (tx: Tx, rows: readonly SuccessionFileRow[]) => {
  const list = sql`unnest(
      ${rows.map(row => row.from)}::int[], ${rows.map(row => row.to)}::int[], ${rows.map(row => row.kind)}::text[],
      ${rows.map(row => row.share)}::text[], ${rows.map(row => row.day)}::date[], ${rows.map(row => row.law)}::text[]
    ) AS row (from_id, to_id, kind, share, on_day, law)`
  await sql`
    DELETE FROM succession WHERE from_id < 1000000 AND to_id < 1000000
      AND NOT EXISTS (SELECT FROM ${list} WHERE row.from_id = succession.from_id AND row.to_id = succession.to_id AND row.on_day = succession.on_day)`.execute(
    tx,
  )
  await sql`
    INSERT INTO succession (from_id, to_id, kind, share, on_day, law) SELECT from_id, to_id, kind, share, on_day, law FROM ${list}
    ON CONFLICT (from_id, to_id, on_day) DO UPDATE SET kind = excluded.kind, share = excluded.share, law = excluded.law`.execute(
    tx,
  )
}

/** A commune that now lies elsewhere takes its villages along. */
export const repairVillagePaths = (tx: Tx) =>
  sql`
    UPDATE unit AS village SET path = commune.path || village.id
    FROM unit AS commune
    WHERE village.parent_id = commune.id AND village.level = 'village' AND village.path IS DISTINCT FROM commune.path || village.id`.execute(
    tx,
  )

/** Takes the statistics a search is planned with, as the owner of the tables. */
export const analyzeUnits = (tx: Tx) => sql`SELECT analyze_units()`.execute(tx)
