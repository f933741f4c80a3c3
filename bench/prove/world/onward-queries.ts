import type { Around, Mark } from '@tung-nha/model/activity/onward.ts'
import type { ActivityRow } from '@tung-nha/model/activity/ops.ts'
import type { HouseholdRow } from '@tung-nha/model/household/ops.ts'
import type { ResidentRow } from '@tung-nha/model/resident/ops.ts'
import type { Database } from './database.ts'

/** In the place of the server's queries of the same names: the same questions, asked of the database in memory. */
export const markedAreas = async (db: Database) =>
  [...db.onward].flatMap(([areaId, marks]) => (marks.size > 0 ? [areaId] : []))

type ReadMark = Mark & { version: string }

export const marksOfArea = async (db: Database, areaId: number): Promise<ReadMark[]> =>
  [...(db.onward.get(areaId) ?? [])].map(([key, version]) => {
    const [table, id] = key.split(' ') as [Mark['table'], string]
    return { table, id, version: String(version) }
  })

export const clearMarks = async (db: Database, areaId: number, marks: readonly ReadMark[]) => {
  const held = db.onward.get(areaId)
  for (const { table, id, version } of marks)
    if (String(held?.get(`${table} ${id}`)) === version) held!.delete(`${table} ${id}`)
}

/** All rows of the area: what is around the marked ones is among them. */
export const readAround = async (db: Database, areaId: number): Promise<Around> => {
  const rows = <R>(table: string) =>
    [...(db.store.areas.get(areaId)?.rows.values() ?? [])].flatMap(stored =>
      stored.table === table ? [stored.row as R] : [],
    )
  return {
    homes: rows<HouseholdRow>('household'),
    people: rows<ResidentRow>('resident'),
    visits: rows<ActivityRow>('activity'),
  }
}
