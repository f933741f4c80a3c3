import { changeGathering, listGatherings, planGathering } from '@tung-nha/model/api/gatherings.ts'
import type { GatheringKind } from '@tung-nha/model/gathering/gathering.ts'
import { announcementOf } from '@tung-nha/model/gathering/words.ts'
import { addDays, isDay } from '@tung-nha/model/kit/day.ts'
import { tidy } from '@tung-nha/model/kit/text.ts'
import { problem } from '@tung-nha/model/problem.ts'
import { areasOfCommunes } from '#access/queries.ts'
import { type GatheringFound, gatheringsOf, insertGathering, markGathering } from '#gathering/queries.ts'
import { type Call, type Route, route } from '#http/route.ts'
import { teamsBy } from '#team/queries.ts'
import { makingOf } from '#team/routes.ts'
import { communeOf } from '#unit/village.ts'

const BACK = 400
const AHEAD = 180

const shown = (row: GatheringFound, lang: 'vi' | 'en') => ({
  ...row,
  kind: row.kind as GatheringKind,
  announcement: announcementOf(
    { ...row, teams: [row.host, ...row.helpers].map(team => team.name).join(', ') },
    lang,
  ),
})

const one = async (c: Pick<Call<never>, 'db' | 'lang' | 'today'>, communeId: number, id: string) => {
  const areas = await areasOfCommunes(c.db, [communeId], c.today)
  const [row] = await gatheringsOf(c.db, communeId, { from: c.today, to: c.today }, areas, id)
  if (!row) throw problem('gathering.unknown')
  return shown(row, c.lang)
}

/** Meetings, classes, stalls and booths: planned, announced, then recorded by the host's phone. */
export const gatheringRoutes: Route[] = [
  route(listGatherings, async c => {
    const commune = await communeOf(c.db, c.input.params.communeId)
    const areas = await areasOfCommunes(c.db, [commune.id], c.today)
    const span = c.input.query.past
      ? { from: addDays(c.today, -BACK), to: addDays(c.today, -1) }
      : { from: addDays(c.today, -14), to: addDays(c.today, AHEAD) }
    return { items: (await gatheringsOf(c.db, commune.id, span, areas)).map(row => shown(row, c.lang)) }
  }),

  route(planGathering, async c => {
    const { body } = c.input
    const commune = await communeOf(c.db, c.input.params.communeId)
    if (!isDay(body.day)) throw problem('request.invalid', {}, [{ path: 'body.day', message: '' }])
    const teams = new Set(
      (await teamsBy(c.db, { communeId: commune.id, dissolved: false }, c.today)).map(team => team.id),
    )
    if ([body.teamId, ...body.helperIds].some(id => !teams.has(id))) throw problem('team.unknown')
    const known = new Set(c.setup.catalogue.skills.map(skill => skill.key))
    const stranger = body.topics.find(topic => !known.has(topic))
    if (stranger) throw problem('op.skill-unknown', { skill: stranger })
    const id = c.newId()
    await insertGathering(c.db, {
      id,
      commune_id: commune.id,
      kind: body.kind,
      title: tidy(body.title),
      day: body.day,
      hours: tidy(body.hours),
      place: tidy(body.place),
      topics: body.topics,
      team_id: body.teamId,
      helper_ids: body.helperIds.filter(helper => helper !== body.teamId),
      announced_at: null,
      cancelled_at: null,
      made_by: makingOf(c).actorId,
      made_at: c.now,
    })
    return one(c, commune.id, id)
  }),

  route(changeGathering, async c => {
    const { communeId, gatheringId } = c.input.params
    const set = c.input.body.what === 'announced' ? { announced_at: c.now } : { cancelled_at: c.now }
    if (!(await markGathering(c.db, communeId, gatheringId, set))) throw problem('gathering.unknown')
    return one(c, communeId, gatheringId)
  }),
]
