import type { KnownHome } from '@tung-nha/model/household/import/compare.ts'
import type { Instant } from '@tung-nha/model/kit/day.ts'
import { type Insertable, sql } from 'kysely'
import type { Db, Tx } from '#db/connect.ts'
import type { ImportJobRow } from '#db/tables.ts'

export const insertJob = (tx: Tx, row: Insertable<ImportJobRow>) =>
  tx.insertInto('import_job').values(row).execute()

export const jobOf = (tx: Tx, communeId: number, id: string) =>
  tx
    .selectFrom('import_job')
    .where('id', '=', id)
    .where('commune_id', '=', communeId)
    .selectAll()
    .executeTakeFirst()

/** The same under a lock that ends with the transaction: two confirmations are told one after the other. */
export const lockJob = (tx: Tx, communeId: number, id: string) =>
  tx
    .selectFrom('import_job')
    .where('id', '=', id)
    .where('commune_id', '=', communeId)
    .selectAll()
    .forUpdate()
    .executeTakeFirst()

export const jobsOf = (tx: Tx, communeId: number) =>
  tx
    .selectFrom('import_job')
    .leftJoin('officer', 'officer.id', 'import_job.made_by')
    .where('commune_id', '=', communeId)
    .select([
      'import_job.id',
      'file_name',
      'state',
      'made_at',
      'officer.name as made_by_name',
      'basis',
      'result',
    ])
    .orderBy('made_at', 'desc')
    .limit(50)
    .execute()

export const updateJob = (
  tx: Tx,
  id: string,
  set: {
    state?: string
    content?: Buffer
    mapping?: string
    basis?: string
    result?: string
    confirmed_at?: Instant
  },
) => tx.updateTable('import_job').set(set).where('id', '=', id).execute()

/**
 * Drops what has been kept for a day: files that nobody confirmed, and the rows not taken of those that were.
 * Called by the hourly sweep of the server; until it comes, `aged` hides them.
 */
export const dropOldImports = async (db: Db | Tx, before: Instant): Promise<void> => {
  await sql`UPDATE import_job SET state = 'cancelled', content = ''::bytea, mapping = '[]'::jsonb
    WHERE state = 'preview' AND made_at < ${before}::timestamptz`.execute(db)
  await sql`UPDATE import_job SET result = result - 'rest'
    WHERE state = 'confirmed' AND confirmed_at < ${before}::timestamptz AND result ? 'rest'`.execute(db)
}

/** Homes that areas have now, as far as a list is compared with them. */
export const homesOf = async (tx: Tx, areaIds: readonly number[]): Promise<KnownHome[]> => {
  const rows = await tx
    .selectFrom('household')
    .where('area_id', '=', sql<number>`ANY(${sql.val([...areaIds])}::int[])`)
    .where('removed', '=', false)
    .select(['id', 'area_id', 'head', 'address', 'lane'])
    .execute()
  return rows.map(row => ({
    id: row.id,
    areaId: row.area_id,
    head: row.head,
    address: row.address,
    lane: row.lane,
  }))
}

export type ImportedHome = {
  area_id: number
  id: string
  head: string | null
  area_name: string
  removed: boolean
  people: boolean
  visited: boolean
  edited: boolean
}

/** The homes an import made, within the areas in reach, with what has happened to each since. */
export const homesOfImport = async (
  tx: Tx,
  jobId: string,
  areaIds: readonly number[],
): Promise<ImportedHome[]> => {
  const here = sql`ANY(${[...areaIds]}::int[])`
  const { rows } = await sql<ImportedHome>`
    SELECT h.area_id, h.id, h.head, area.name AS area_name, h.removed,
      EXISTS (SELECT FROM resident r WHERE r.area_id = h.area_id AND r.household_id = h.id AND NOT r.removed) AS people,
      EXISTS (SELECT FROM activity a WHERE a.area_id = h.area_id AND a.household_id = h.id AND NOT a.voided) AS visited,
      EXISTS (SELECT FROM jsonb_array_elements(h.clocks) c WHERE NOT EXISTS (
        SELECT FROM op mine WHERE mine.area_id = h.area_id AND mine.id = (c->>1)::uuid AND mine.device_id = ${jobId})) AS edited
    FROM op o JOIN household h ON h.area_id = o.area_id AND h.id = (o.body->>'householdId')::uuid JOIN area ON area.id = h.area_id
    WHERE o.area_id = ${here} AND o.device_id = ${jobId} AND o.kind = 'household.put'`.execute(tx)
  return rows
}
