import type { Day } from '@tung-nha/model/kit/day.ts'
import { sql } from 'kysely'
import type { Tx } from '#db/connect.ts'

export type PersonToCompare = {
  areaId: number
  areaName: string
  id: string
  name: string
  birthYear: number | null
  sex: 'female' | 'male' | null
  phone: string | null
  householdId: string
  head: string | null
  place: string
  seen: number
  seenOn: Day | null
  apart: string[] | null
}

/** The people of areas, each once, with what is compared of them. */
export const peopleToCompare = async (tx: Tx, areaIds: readonly number[]): Promise<PersonToCompare[]> => {
  const areas = sql`ANY(${[...areaIds]}::int[])`
  const { rows } = await sql<PersonToCompare>`
    SELECT r.area_id AS "areaId", area.name AS "areaName", r.id, r.name, r.birth_year AS "birthYear", r.sex, r.phone,
      r.household_id AS "householdId", h.head, concat_ws(', ', h.lane, h.address) AS place, jsonb_array_length(r.observations) AS seen,
      (SELECT max(o->>2) FROM jsonb_array_elements(r.observations) o) AS "seenOn", r.apart
    FROM one_resident r JOIN area ON area.id = r.area_id
    JOIN one_household h ON h.area_id = r.area_id AND h.id = r.household_id AND h.area_id = ${areas}
    WHERE r.area_id = ${areas} AND NOT r.removed AND r.name IS NOT NULL ORDER BY r.area_id, r.id`.execute(tx)
  return rows
}

export type Merged = {
  what: 'resident' | 'household'
  areaId: number
  areaName: string
  id: string
  name: string | null
  intoId: string
  intoName: string | null
}

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
