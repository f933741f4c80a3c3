import type { Around, Mark } from '@tung-nha/model/activity/onward.ts'
import type { ActivityRow } from '@tung-nha/model/activity/ops.ts'
import type { HouseholdRow } from '@tung-nha/model/household/ops.ts'
import type { ResidentRow } from '@tung-nha/model/resident/ops.ts'
import { type RawBuilder, sql } from 'kysely'
import type { Db, Tx } from '#db/connect.ts'
import { type FieldTable, mappings } from '#sync/rows.ts'

/** A mark with the version it was read in: one that is renewed meanwhile stays for the next time. */
export type ReadMark = Mark & { version: string }

/** Areas in which something has to follow. */
export const markedAreas = async (db: Db): Promise<number[]> => {
  const { rows } = await sql<{
    area_id: number
  }>`SELECT DISTINCT area_id FROM onward ORDER BY 1 LIMIT 100`.execute(db)
  return rows.map(row => row.area_id)
}

export const marksOfArea = async (tx: Tx, areaId: number): Promise<ReadMark[]> => {
  const { rows } = await sql<ReadMark>`SELECT row_table AS table, row_id AS id, xmin::text AS version
    FROM onward WHERE area_id = ${areaId} ORDER BY row_table, row_id LIMIT 200`.execute(tx)
  return rows
}

export const clearMarks = (db: Db, areaId: number, marks: readonly ReadMark[]) =>
  sql`DELETE FROM onward o USING unnest(${marks.map(m => m.table)}::text[], ${marks.map(m => m.id)}::uuid[], ${marks.map(m => m.version)}::text[]) k (row_table, row_id, version)
    WHERE o.area_id = ${areaId} AND o.row_table = k.row_table AND o.row_id = k.row_id AND o.xmin::text = k.version`.execute(
    db,
  )

/**
 * Everything around marked rows: themselves, those merged with them, the homes of people, and the people and visits of
 * homes; of people everyone they are shown as one with.
 */
export const readAround = async (tx: Tx, areaId: number, marks: readonly Mark[]): Promise<Around> => {
  const ids = (table: Mark['table']) => marks.flatMap(mark => (mark.table === table ? [mark.id] : []))
  const read = async <R>(table: FieldTable, condition: RawBuilder<unknown>): Promise<R[]> => {
    const { rows } = await sql<{ record: object }>`SELECT to_jsonb(t) AS record FROM ${sql.table(table)} t
      WHERE t.area_id = ${areaId} AND (${condition})`.execute(tx)
    return rows.map(({ record }) => mappings[table].toRow(record) as R)
  }
  const kin = (table: Mark['table'], list: string[]) =>
    sql`t.id = ANY(${list}::uuid[]) OR t.merged_into = ANY(${list}::uuid[])
      OR t.id IN (SELECT m.merged_into FROM ${sql.table(table)} m WHERE m.area_id = ${areaId} AND m.id = ANY(${list}::uuid[]))`
  const homes = ids('household')
  const people = ids('resident')
  return {
    homes: await read<HouseholdRow>(
      'household',
      sql`${kin('household', homes)} OR t.id IN (SELECT p.household_id FROM resident p WHERE p.area_id = ${areaId} AND p.id = ANY(${people}::uuid[]))`,
    ),
    people: await read<ResidentRow>(
      'resident',
      sql`${kin('resident', people)} OR t.household_id = ANY(${homes}::uuid[])
        OR t.one_id IN (SELECT m.one_id FROM resident m WHERE m.area_id = ${areaId}
          AND (m.id = ANY(${people}::uuid[]) OR m.household_id = ANY(${homes}::uuid[])))`,
    ),
    visits: await read<ActivityRow>('activity', sql`t.household_id = ANY(${homes}::uuid[])`),
  }
}
