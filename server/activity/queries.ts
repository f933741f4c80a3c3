import type { Day } from '@tung-nha/model/kit/day.ts'
import { sql } from 'kysely'
import type { Tx } from '#db/connect.ts'

export type ActivitiesAsked = {
  areaIds: readonly number[]
  from?: Day | undefined
  to?: Day | undefined
  kind?: string | undefined
  outcome?: string | undefined
  teamId?: string | undefined
  /** Only where someone was guided in one of these skills. */
  skills?: readonly string[] | undefined
  difficulty?: string | undefined
  dossiers?: boolean | undefined
  /** Only with a day that is hard to believe. */
  doubtfulDay?: boolean | undefined
  voided?: boolean | undefined
}

const DOUBTFUL = sql<boolean>`activity.body ? 'doubtfulDay'`

const asked = (tx: Tx, what: ActivitiesAsked) =>
  tx
    .selectFrom('activity')
    .where('activity.area_id', '=', sql<number>`ANY(${sql.val([...what.areaIds])}::int[])`)
    .where(sql<boolean>`activity.body ? 'outcome'`) // else only a void has come, and not yet what it voids
    .$if(what.voided !== true, query => query.where('activity.voided', '=', false))
    .$if(what.from !== undefined, query => query.where('activity.day', '>=', what.from!))
    .$if(what.to !== undefined, query => query.where('activity.day', '<=', what.to!))
    .$if(what.kind !== undefined, query => query.where('activity.kind', '=', what.kind!))
    .$if(what.teamId !== undefined, query => query.where('activity.team_id', '=', what.teamId!))
    .$if(what.outcome !== undefined, query =>
      query.where(sql<boolean>`activity.body ->> 'outcome' = ${what.outcome}`),
    )
    .$if(what.difficulty !== undefined, query =>
      query.where(sql<boolean>`activity.body -> 'difficulties' ? ${what.difficulty}`),
    )
    .$if(what.dossiers === true, query => query.where(sql<boolean>`activity.body ? 'dossiers'`))
    .$if(what.doubtfulDay === true, query => query.where(DOUBTFUL))
    .$if(what.skills !== undefined, query =>
      query.where(sql<boolean>`EXISTS (SELECT 1 FROM jsonb_path_query(activity.body, '$.guided[*].observations[*].skill') seen
          WHERE seen #>> '{}' = ANY(${sql.val([...what.skills!])}::text[]))
        OR EXISTS (SELECT 1 FROM jsonb_path_query(activity.body, '$.unnamed[*].observations[*].skill') seen
          WHERE seen #>> '{}' = ANY(${sql.val([...what.skills!])}::text[]))
        OR coalesce(activity.body -> 'topics', '[]'::jsonb) ?| ${sql.val([...what.skills!])}::text[]`),
    )

const named = (query: ReturnType<typeof asked>) =>
  query
    .innerJoin('area', 'area.id', 'activity.area_id')
    .leftJoin('member', 'member.id', 'activity.member_id')
    .leftJoin('team', 'team.id', 'activity.team_id')
    .leftJoin('household', join =>
      join
        .onRef('household.area_id', '=', 'activity.area_id')
        .onRef('household.id', '=', 'activity.household_id'),
    )
    .select([
      'activity.id',
      'activity.area_id',
      'area.name as area_name',
      'activity.kind',
      'activity.day',
      'activity.team_id',
      'team.name as team_name',
      'member.name as member_name',
      'activity.household_id',
      'household.head',
      'activity.body',
      'activity.voided',
      'activity.stamp',
    ])
export type ActivityFound = Awaited<ReturnType<ReturnType<typeof named>['execute']>>[number]

/** Activities from the newest down, one more than asked so that the end is known. */
export const activitiesPage = (
  tx: Tx,
  what: ActivitiesAsked,
  after: { key: Day; id: string } | null,
  limit: number,
): Promise<ActivityFound[]> =>
  named(
    asked(tx, what).$if(after !== null, query =>
      query.where(sql<boolean>`(activity.day, activity.id) < (${after!.key}::date, ${after!.id}::uuid)`),
    ),
  )
    .orderBy('activity.day', 'desc')
    .orderBy('activity.id', 'desc')
    .limit(limit + 1)
    .execute()

/** How many there are, and how many of them have a day that is hard to believe. */
export const countActivities = (
  tx: Tx,
  what: ActivitiesAsked,
): Promise<{ total: number; doubtfulDays: number }> =>
  asked(tx, what)
    .select([
      sql<number>`count(*)::int`.as('total'),
      sql<number>`count(*) FILTER (WHERE ${DOUBTFUL})::int`.as('doubtfulDays'),
    ])
    .executeTakeFirstOrThrow()

export const activityById = (tx: Tx, areaId: number, id: string): Promise<ActivityFound | undefined> =>
  named(asked(tx, { areaIds: [areaId], voided: true }).where('activity.id', '=', id)).executeTakeFirst()

/** Names of residents that the caller's areas show; an id without one was erased or lies elsewhere. */
export const namesOfResidents = async (
  tx: Tx,
  areaIds: readonly number[],
  ids: readonly string[],
): Promise<Map<string, string | null>> => {
  const rows = await tx
    .selectFrom('resident')
    .where('area_id', '=', sql<number>`ANY(${sql.val([...areaIds])}::int[])`)
    .where('id', '=', sql<string>`ANY(${sql.val([...ids])}::uuid[])`)
    .where('removed', '=', false)
    .select(['id', 'name'])
    .execute()
  return new Map(rows.map(row => [row.id, row.name]))
}

/** Whether anything that was seen at an activity stands with a person of an area. */
export const isSeenIn = async (tx: Tx, areaId: number, activityId: string): Promise<boolean> =>
  (await tx
    .selectFrom('resident')
    .where('area_id', '=', areaId)
    .where(
      sql<boolean>`EXISTS (SELECT 1 FROM jsonb_array_elements(observations) seen WHERE seen ->> 3 = ${activityId})`,
    )
    .select('id')
    .limit(1)
    .executeTakeFirst()) !== undefined
