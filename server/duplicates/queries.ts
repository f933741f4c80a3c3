import type { ListDuplicates } from '@tung-nha/model/api/duplicates.ts'
import type { ReplyOf } from '@tung-nha/model/kit/contract.ts'
import { sql } from 'kysely'
import type { Tx } from '#db/connect.ts'

type Found = ReplyOf<ListDuplicates>
export type PersonToCompare = Found['items'][number]['a'] & { apart: string[] | null }

/** The people of areas, each once, with what is compared of them. */
export const peopleToCompare = async (tx: Tx, areaIds: readonly number[]): Promise<PersonToCompare[]> => {
  const areas = sql`ANY(${[...areaIds]}::int[])`
  const { rows } = await sql<PersonToCompare>`
    SELECT r.area_id AS "areaId", area.name AS "areaName", r.id, r.name, r.birth_year AS "birthYear", r.sex, r.phone,
      r.household_id AS "householdId", h.head, concat_ws(', ', h.lane, h.address) AS place, seen.n AS seen, seen.day AS "seenOn", r.apart
    FROM one_resident r JOIN area ON area.id = r.area_id
    JOIN one_household h ON h.area_id = r.area_id AND h.id = r.household_id AND h.area_id = ${areas}
    CROSS JOIN LATERAL (SELECT count(*)::int AS n, max(o->>2) AS day FROM jsonb_array_elements(r.observations) o WHERE o->>4 = '0') seen
    WHERE r.area_id = ${areas} AND NOT r.removed AND r.name IS NOT NULL ORDER BY r.area_id, r.id`.execute(tx)
  return rows
}

type Merged = Found['merged'][number]

/** Which people and homes are shown in another's row now, the latest changed first. */
export const mergedRows = async (tx: Tx, areaIds: readonly number[]): Promise<Merged[]> => {
  const merged = (what: Merged['what'], name: string) => sql`
    SELECT ${what}::text AS what, r.area_id AS "areaId", area.name AS "areaName", r.id, r.${sql.ref(name)} AS name,
      r.merged_into AS "intoId", i.${sql.ref(name)} AS "intoName", r.revision
    FROM ${sql.table(what)} r JOIN area ON area.id = r.area_id
    JOIN ${sql.table(what)} i ON i.area_id = r.area_id AND i.id = r.merged_into
    WHERE r.area_id = ANY(${[...areaIds]}::int[]) AND r.merged_into IS NOT NULL AND NOT r.removed AND r.moved_to IS NULL`
  const { rows } = await sql<Merged>`
    SELECT what, "areaId", "areaName", id, name, "intoId", "intoName"
    FROM (${merged('household', 'head')} UNION ALL ${merged('resident', 'name')}) m
    ORDER BY revision DESC, id LIMIT 200`.execute(tx)
  return rows
}

/** In which home somebody lives. */
export const homeOf = async (tx: Tx, areaId: number, residentId: string): Promise<string | null> =>
  (
    await tx
      .selectFrom('one_resident')
      .where('area_id', '=', areaId)
      .where('id', '=', residentId)
      .where('removed', '=', false)
      .select('household_id')
      .executeTakeFirst()
  )?.household_id ?? null

/** A home that stands in an area, and whether it may be given a name. */
export const homeAt = (tx: Tx, areaId: number, householdId: string) =>
  tx
    .selectFrom('one_household')
    .where('area_id', '=', areaId)
    .where('id', '=', householdId)
    .where('removed', '=', false)
    .select('names_refused')
    .executeTakeFirst()
