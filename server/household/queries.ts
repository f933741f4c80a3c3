import type { Day } from '@tung-nha/model/kit/day.ts'
import type { Observation } from '@tung-nha/model/resident/observation.ts'
import { sql } from 'kysely'
import type { Tx } from '#db/connect.ts'

const uuids = (ids: readonly string[]) => sql<string>`ANY(${sql.val([...ids])}::uuid[])`
const within = (areaIds: readonly number[]) => sql<number>`ANY(${sql.val([...areaIds])}::int[])`
const contains = (folded: string) => `%${folded.replace(/[\\%_]/g, letter => `\\${letter}`)}%`

export type HomesAsked = {
  areaIds: readonly number[]
  /** Folded. */
  q: string
  only: 'unvisited' | 'due' | 'namesRefused' | null
  /** Only these homes, or all but these. */
  among: { ids: string[]; inside: boolean } | null
  today: Day
}

const asked = (tx: Tx, { areaIds, q, only, among, today }: HomesAsked) =>
  tx
    .selectFrom('one_household as household')
    .where('household.area_id', '=', within(areaIds))
    .where('household.removed', '=', false)
    .$if(q !== '', query => query.where('household.fold', 'like', contains(q)))
    .$if(only === 'due', query => query.where('household.next_day', '<=', today))
    .$if(only === 'namesRefused', query => query.where('household.names_refused', '=', true))
    .$if(only === 'unvisited', query =>
      query.where(sql<boolean>`NOT EXISTS (SELECT 1 FROM activity
      WHERE activity.area_id = household.area_id AND activity.household_id = ANY(household.rows) AND NOT activity.voided)`),
    )
    .$if(among !== null, query =>
      query.where(sql<boolean>`(household.id = ${uuids(among!.ids)}) = ${among!.inside}`),
    )

const VISITS = sql<{
  n: number
  last: Day | null
}>`(SELECT jsonb_build_object('n', count(*), 'last', max(day)) FROM activity
  WHERE activity.area_id = household.area_id AND activity.household_id = ANY(household.rows) AND NOT activity.voided)`

/** Homes of areas by given name, one more than asked so that the end is known. */
export const homesPage = (
  tx: Tx,
  what: HomesAsked,
  after: { key: string; id: string } | null,
  limit: number,
) =>
  asked(tx, what)
    .$if(after !== null, query =>
      query.where(
        sql<boolean>`(household.sort_key, household.id) > (${after!.key} COLLATE "C", ${after!.id}::uuid)`,
      ),
    )
    .select([
      'area_id',
      'id',
      'head',
      'address',
      'lane',
      'headcount',
      'names_refused',
      'sells',
      'next_day',
      'sort_key',
      VISITS.as('seen'),
    ])
    .orderBy('sort_key')
    .orderBy('id')
    .limit(limit + 1)
    .execute()

export const countHomes = async (tx: Tx, what: HomesAsked): Promise<number> =>
  (await asked(tx, what).select(sql<number>`count(*)::int`.as('n')).executeTakeFirstOrThrow()).n

export type PersonSeen = {
  household_id: string
  birth_year: number | null
  observations: Observation[]
  sells: boolean
}

/** What was seen of the people of areas, or of some homes there. */
export const peopleOf = (
  tx: Tx,
  areaIds: readonly number[],
  householdIds: readonly string[] | null,
): Promise<PersonSeen[]> =>
  tx
    .selectFrom('one_resident as resident')
    .innerJoin('one_household as household', join =>
      join
        .onRef('household.area_id', '=', 'resident.area_id')
        .onRef('household.id', '=', 'resident.household_id'),
    )
    .where('resident.area_id', '=', within(areaIds))
    .where('resident.removed', '=', false)
    .$if(householdIds !== null, query => query.where('resident.household_id', '=', uuids(householdIds!)))
    .select(['resident.household_id', 'resident.birth_year', 'resident.observations', 'household.sells'])
    .$narrowType<{ household_id: string }>()
    .execute()

/** A home under any of its ids. */
export const homeById = (tx: Tx, areaId: number, id: string) =>
  tx
    .selectFrom('one_household as household')
    .where('area_id', '=', areaId)
    .where('id', '=', query =>
      query
        .selectFrom('household as asked')
        .where('asked.area_id', '=', areaId)
        .where('asked.id', '=', id)
        .select(sql<string>`coalesce(one_id, id)`.as('one')),
    )
    .where('removed', '=', false)
    .selectAll()
    .select(VISITS.as('seen'))
    .executeTakeFirst()

export const residentsOfHome = (tx: Tx, areaId: number, householdId: string) =>
  tx
    .selectFrom('one_resident as resident')
    .where('area_id', '=', areaId)
    .where('household_id', '=', householdId)
    .where('removed', '=', false)
    .select(['id', 'name', 'birth_year', 'sex', 'phone', 'conditions', 'consent', 'observations'])
    .orderBy('sort_key')
    .orderBy('id')
    .execute()

/** Visits to a home, under whichever of its ids they were recorded. */
export const visitsOfHome = (tx: Tx, areaId: number, householdIds: readonly string[]) =>
  tx
    .selectFrom('activity')
    .leftJoin('member', 'member.id', 'activity.member_id')
    .leftJoin('team', 'team.id', 'activity.team_id')
    .where('activity.area_id', '=', areaId)
    .where('activity.household_id', '=', uuids(householdIds))
    .where(sql<boolean>`activity.body ? 'outcome'`)
    .select([
      'activity.id',
      'activity.kind',
      'activity.day',
      'activity.body',
      'activity.voided',
      'member.name as member_name',
      'team.name as team_name',
    ])
    .orderBy('activity.day', 'desc')
    .orderBy('activity.id', 'desc')
    .limit(500)
    .execute()

export const namesOfAreas = async (tx: Tx, areaIds: readonly number[]): Promise<Map<number, string>> => {
  const rows = await tx.selectFrom('area').where('id', '=', within(areaIds)).select(['id', 'name']).execute()
  return new Map(rows.map(row => [row.id, row.name]))
}
