import type { Decision } from '@tung-nha/model/sync/accept.ts'
import { type Clocks, clockOf } from '@tung-nha/model/sync/clocks.ts'
import { type RawBuilder, sql } from 'kysely'

/** Tables whose rows can be merged; `one_id` of each is the end of its aliases, null where it stands alone. */
export const MERGING = ['household', 'resident'] as const
type Merging = (typeof MERGING)[number]

/** A row that says where it is shown, as `rootsOf` takes it. */
export type Pointer = { id: string; mergedInto: string; removed: boolean }

/**
 * Whether a decision may have changed who is shown where: a row was removed, or somebody ever merged it or took that
 * back (the field keeps its author). Nearly every push says no and asks nothing more.
 */
export const mayRegroup = ({ rows }: Pick<Decision, 'rows'>): boolean =>
  rows.some(({ table, row }) => {
    if (!MERGING.some(name => name === table)) return false
    return row.removed || clockOf((row as { clocks?: Clocks }).clocks ?? [], 'mergedInto') !== null
  })

/** All aliases of an area: few, and read by their own index. */
export const pointersOf = (table: Merging, areaId: number): RawBuilder<Pointer> =>
  sql`SELECT id, merged_into AS "mergedInto", removed FROM ${sql.table(table)}
    WHERE area_id = ${areaId}::int AND merged_into IS NOT NULL`

/**
 * Writes the ends of the aliases of an area where they have changed, in the transaction that changed them. Counting and
 * desks then read who stands for whom by area, without walking anything.
 */
export const writeRoots = (
  table: Merging,
  areaId: number,
  roots: ReadonlyMap<string, string>,
): RawBuilder<object> => {
  const ends = new Map([...roots, ...[...roots.values()].map((id): [string, string] => [id, id])])
  const ids = sql`${[...ends.keys()]}::uuid[]`
  return sql`UPDATE ${sql.table(table)} t SET one_id = k.one_id
    FROM (SELECT h.id, k.one_id FROM ${sql.table(table)} h LEFT JOIN unnest(${ids}, ${[...ends.values()]}::uuid[]) k (id, one_id) ON k.id = h.id
      WHERE h.area_id = ${areaId}::int AND (h.one_id IS NOT NULL OR h.id = ANY(${ids}))) k
    WHERE t.area_id = ${areaId}::int AND t.id = k.id AND t.one_id IS DISTINCT FROM k.one_id`
}
