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
  apart: string[] | null
}

/** The people of areas, each once, with what is compared of them. */
export const peopleToCompare = async (tx: Tx, areaIds: readonly number[]): Promise<PersonToCompare[]> => {
  const { rows } = await sql<PersonToCompare>`
    SELECT r.area_id AS "areaId", area.name AS "areaName", r.id, r.name, r.birth_year AS "birthYear", r.sex, r.phone,
      r.household_id AS "householdId", h.head, concat_ws(', ', h.lane, h.address) AS place, jsonb_array_length(r.observations) AS seen, r.apart
    FROM one_resident r JOIN area ON area.id = r.area_id JOIN one_household h ON h.area_id = r.area_id AND h.id = r.household_id
    WHERE r.area_id = ANY(${[...areaIds]}::int[]) AND NOT r.removed AND r.name IS NOT NULL ORDER BY r.area_id, r.id`.execute(
    tx,
  )
  return rows
}

/** Who is shown in whose row now, the latest known first. */
export const mergedPeople = async (tx: Tx, areaIds: readonly number[]) => {
  const { rows } = await sql<{
    areaId: number
    areaName: string
    residentId: string
    name: string | null
    intoId: string
    intoName: string | null
  }>`SELECT r.area_id AS "areaId", area.name AS "areaName", r.id AS "residentId", r.name, r.merged_into AS "intoId", i.name AS "intoName"
    FROM resident r JOIN area ON area.id = r.area_id JOIN resident i ON i.area_id = r.area_id AND i.id = r.merged_into
    WHERE r.area_id = ANY(${[...areaIds]}::int[]) AND r.merged_into IS NOT NULL AND NOT r.removed AND r.moved_to IS NULL
    ORDER BY r.revision DESC, r.id LIMIT 200`.execute(tx)
  return rows
}
