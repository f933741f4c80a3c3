import type { Day, Instant } from '@tung-nha/model/kit/day.ts'
import { fold, orderKey } from '@tung-nha/model/kit/text.ts'
import { unitSortKey } from '@tung-nha/model/unit/name.ts'
import { sql } from 'kysely'
import type { Tx } from '#db/connect.ts'

/** Villages of a commune that exist on or after a day. */
export const villagesOf = (tx: Tx, communeId: number, since: Day) =>
  tx
    .selectFrom('unit')
    .where('parent_id', '=', communeId)
    .where('level', '=', 'village')
    .where(eb => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>', since)]))
    .select(['id', 'kind', 'name', 'fold', 'valid_from', 'valid_to'])
    .orderBy('sort_key')
    .orderBy('id')
    .execute()

/** One writer of villages in a commune at a time, so that two cannot make the same one; ends with the transaction. */
export const lockCommune = (tx: Tx, communeId: number) =>
  sql`SELECT pg_advisory_xact_lock(7447424, ${communeId})`.execute(tx)

const next = async (tx: Tx, sequence: 'unit_id' | 'area_id'): Promise<number> =>
  (await sql<{ id: number }>`SELECT nextval(${sequence})::int AS id`.execute(tx)).rows[0]!.id

export const insertVillage = async (
  tx: Tx,
  village: { commune: { id: number; path: number[] }; kind: string; name: string; from: Day },
) => {
  const { commune, kind, name, from } = village
  const id = await next(tx, 'unit_id')
  await tx
    .insertInto('unit')
    .values({
      id,
      level: 'village',
      kind,
      code: null,
      name,
      fold: fold(name),
      sort_key: unitSortKey(kind, name),
      parent_id: commune.id,
      path: [...commune.path, id],
      valid_from: from,
      valid_to: null,
    })
    .execute()
  return id
}

export const insertArea = async (tx: Tx, name: string, villageId: number, from: Day) => {
  const id = await next(tx, 'area_id')
  await tx
    .insertInto('area')
    .values({ id, name, fold: fold(name), sort_key: orderKey(name) })
    .execute()
  await tx
    .insertInto('area_village')
    .values({ area_id: id, village_id: villageId, valid_from: from, valid_to: null })
    .execute()
  return id
}

export const endUnit = (tx: Tx, id: number, day: Day) =>
  tx.updateTable('unit').set({ valid_to: day }).where('id', '=', id).execute()

/** Links of areas to a village that still hold on or after a day. */
export const linksOf = (tx: Tx, villageId: number, since: Day) =>
  tx
    .selectFrom('area_village')
    .where('village_id', '=', villageId)
    .where(eb => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>', since)]))
    .selectAll()
    .orderBy('area_id')
    .execute()

export const endLink = (tx: Tx, link: { area_id: number; valid_from: Day }, day: Day) =>
  tx
    .updateTable('area_village')
    .set({ valid_to: day })
    .where('area_id', '=', link.area_id)
    .where('valid_from', '=', link.valid_from)
    .execute()

export const turnLink = (tx: Tx, link: { area_id: number; valid_from: Day }, villageId: number) =>
  tx
    .updateTable('area_village')
    .set({ village_id: villageId })
    .where('area_id', '=', link.area_id)
    .where('valid_from', '=', link.valid_from)
    .execute()

export const insertLink = (tx: Tx, areaId: number, villageId: number, from: Day, to: Day | null) =>
  tx
    .insertInto('area_village')
    .values({ area_id: areaId, village_id: villageId, valid_from: from, valid_to: to })
    .execute()

export const insertMerge = (tx: Tx, fromId: number, toId: number, day: Day, law: string | null) =>
  tx
    .insertInto('succession')
    .values({ from_id: fromId, to_id: toId, kind: 'merge', share: 'all', on_day: day, law })
    .execute()

export const homesIn = async (tx: Tx, areaIds: number[]): Promise<number> => {
  if (areaIds.length === 0) return 0
  const row = await tx
    .selectFrom('one_household')
    .where('area_id', 'in', areaIds)
    .where('removed', '=', false)
    .select(sql<number>`count(*)::int`.as('n'))
    .executeTakeFirstOrThrow()
  return row.n
}

/** Whether homes of one of these areas are on their way, there or back. */
export const isMoving = async (tx: Tx, areaIds: readonly number[]): Promise<boolean> =>
  (await tx
    .selectFrom('division')
    .where('state', 'in', ['moving', 'returning'])
    .where(eb => eb.or([eb('from_area_id', 'in', [...areaIds]), eb('area_id', 'in', [...areaIds])]))
    .select('id')
    .limit(1)
    .executeTakeFirst()) !== undefined

export const insertCounts = (
  tx: Tx,
  villageId: number,
  counts: { name: string; n: number }[],
  spec: { day: Day; source: string; by: string; at: Instant },
) =>
  tx
    .insertInto('denominator')
    .values(
      counts.map(({ name, n }) => ({
        unit_id: villageId,
        name,
        day: spec.day,
        n,
        source: spec.source,
        entered_by: spec.by,
        entered_at: spec.at,
      })),
    )
    .execute()

/** Marks areas to be counted anew. A mark that is there already is renewed: it may be being counted just now. */
export const markAreas = (tx: Tx, areaIds: readonly number[], day: Day) =>
  sql`INSERT INTO dirty (area_id, day) SELECT DISTINCT area_id, ${day}::date FROM unnest(${[...areaIds]}::int[]) area_id
    ON CONFLICT (area_id, day) DO UPDATE SET day = excluded.day`.execute(tx)
