import type { ActivityKept } from '@tung-nha/model/activity/ops.ts'
import {
  getActivity,
  listActivities,
  listCommuneActivities,
  settleDay,
} from '@tung-nha/model/api/activities.ts'
import type { QueryOf } from '@tung-nha/model/kit/contract.ts'
import { isDay } from '@tung-nha/model/kit/day.ts'
import { problem } from '@tung-nha/model/problem.ts'
import { areasOfCommunes } from '#access/queries.ts'
import {
  type ActivitiesAsked,
  type ActivityFound,
  activitiesPage,
  activityById,
  countActivities,
  isSeenIn,
  namesOfResidents,
} from '#activity/queries.ts'
import { auditReading } from '#audit/reading.ts'
import { inAreas } from '#db/connect.ts'
import { cursorOf, readCursor } from '#household/cursor.ts'
import { type Caller, type Route, route, routeApart } from '#http/route.ts'
import { bring } from '#sync/bring.ts'
import { communeOf } from '#unit/village.ts'

const item = (row: ActivityFound) => {
  const body = row.body as ActivityKept
  const seen = [...body.guided, ...body.unnamed].flatMap(who =>
    who.observations.map(observation => observation.skill),
  )
  return {
    id: row.id,
    areaId: row.area_id,
    areaName: row.area_name,
    kind: row.kind as never,
    day: row.day,
    outcome: body.outcome,
    teamId: row.team_id,
    teamName: row.team_name,
    memberName: row.member_name,
    householdId: row.household_id,
    householdHead: row.head,
    people: body.guided.length + body.unnamed.reduce((sum, group) => sum + group.count, 0),
    attendance: body.attendance ?? null,
    topics: body.topics ?? [],
    skills: [...new Set(seen)],
    difficulties: body.difficulties,
    dossiers: body.dossiers ?? null,
    voided: row.voided,
    doubtfulDay: body.doubtfulDay === true,
  }
}

const pageOf = async (
  c: Pick<Caller, 'db' | 'setup'>,
  areaIds: readonly number[],
  query: QueryOf<typeof listActivities>,
) => {
  const {
    from,
    to,
    kind,
    outcome,
    teamId,
    skill,
    group,
    difficulty,
    dossiers,
    doubtfulDay,
    voided,
    after,
    limit = 50,
  } = query
  const ofGroup =
    group === undefined
      ? undefined
      : c.setup.catalogue.skills.filter(one => one.group === group).map(one => one.key)
  const skills = skill === undefined ? ofGroup : [skill]
  const what: ActivitiesAsked = {
    areaIds,
    from,
    to,
    kind,
    outcome,
    teamId,
    skills,
    difficulty,
    dossiers,
    doubtfulDay,
    voided,
  }
  const cursor = readCursor(after)
  const rows = await activitiesPage(c.db, what, cursor && isDay(cursor.key) ? cursor : null, limit)
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    items: shown.map(item),
    ...(await countActivities(c.db, what)),
    next: rows.length > limit && last ? cursorOf(last.day, last.id) : null,
  }
}

/** The rows behind a figure. */
export const activityRoutes: Route[] = [
  route(listActivities, async c => {
    const { areaId } = c.input.params
    const page = await pageOf(c, [areaId], c.input.query)
    await auditReading(c, { areaId }, 'activity.list', { areaId, activities: page.items.length })
    return page
  }),

  route(listCommuneActivities, async c => {
    const commune = await communeOf(c.db, c.input.params.communeId)
    const page = await pageOf(c, await areasOfCommunes(c.db, [commune.id], c.today), c.input.query)
    await auditReading(c, { communeId: commune.id }, 'activity.list', {
      communeId: commune.id,
      activities: page.items.length,
    })
    return page
  }),

  route(getActivity, async c => {
    const { areaId, activityId } = c.input.params
    const row = await activityById(c.db, areaId, activityId)
    if (!row) throw problem('activity.unknown')
    const body = row.body as ActivityKept
    const residentIds = body.guided.map(person => person.residentId)
    const names = await namesOfResidents(c.db, c.areas, residentIds)
    await auditReading(c, { areaId }, 'activity.read', { areaId, activityId, residentIds })
    return {
      ...item(row),
      recordedAt: row.stamp,
      today: c.today,
      guided: body.guided.map(({ residentId, observations }) => ({
        residentId,
        name: names.get(residentId) ?? null,
        observations,
      })),
      unnamed: body.unnamed,
      nextDay: body.nextDay ?? null,
      requestId: body.requestId ?? null,
      note: body.note ?? null,
      evidence: body.evidence ?? [],
    }
  }),

  routeApart(settleDay, async c => {
    const { areaId, activityId } = c.input.params
    const { day } = c.input.body
    const row = await inAreas(c.setup.db, [areaId], tx => activityById(tx, areaId, activityId))
    if (!row) throw problem('activity.unknown')
    // What was seen of guests lies in their areas; one who is not there any more, or not yet, has nothing to move.
    const guests = (row.body as ActivityKept).guided.flatMap(person => person.areaId ?? [])
    const elsewhere = new Set(guests.filter(id => id !== areaId && c.areas.includes(id)))
    await bring(c, areaId, 'activity.day', { activityId, day })
    for (const id of elsewhere)
      if (await inAreas(c.setup.db, [id], tx => isSeenIn(tx, id, activityId)))
        await bring(c, id, 'activity.day', { activityId, day })
    return {}
  }),
]
