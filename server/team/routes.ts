import { may } from '@tung-nha/model/access/access.ts'
import { findTeam, memberCard } from '@tung-nha/model/api/find-team.ts'
import {
  addMember,
  disallowSkill,
  endMembership,
  listAffiliations,
  listMembers,
  replaceLeader,
  updateMember,
} from '@tung-nha/model/api/members.ts'
import { createTeam, getTeam, listTeams, setTeamAreas, updateTeam } from '@tung-nha/model/api/teams.ts'
import { fold, tidy } from '@tung-nha/model/kit/text.ts'
import { problem } from '@tung-nha/model/problem.ts'
import { givenName } from '@tung-nha/model/team/member.ts'
import { withOwn } from '@tung-nha/model/team/rules.ts'
import { areasOfCommunes } from '#access/queries.ts'
import { limitAttempts } from '#auth/limit.ts'
import { revokeOfMember } from '#certificate/queries.ts'
import { type Call, type Route, route } from '#http/route.ts'
import { recountRegistered } from '#network/registered-queries.ts'
import { memberItem, type Seen, teamItems, teamOf } from '#team/describe.ts'
import { findTeams } from '#team/find.ts'
import { ownRulesOf } from '#team/life-queries.ts'
import { cardByCode, membersOf, removeSkill } from '#team/member-queries.ts'
import {
  changeProfile,
  joinTeam,
  lead,
  leaveTeam,
  type Making,
  memberIn,
  refuseDay,
  shownMember,
} from '#team/members.ts'
import { changeTeam, endTeam, insertTeam, serveAreas, teamsBy } from '#team/queries.ts'
import { communeOf } from '#unit/village.ts'

export type Any = Pick<Call<never>, 'actor' | 'areas' | 'db' | 'lang' | 'setup' | 'today'>

/** What the caller may see of teams of a commune, by the rules of its province. */
export const seenBy = async (c: Any, path: number[], teamIds: string[] = []): Promise<Seen> => ({
  today: c.today,
  lang: c.lang,
  rules: withOwn(c.setup.catalogue.teamRules, await ownRulesOf(c.db, path)),
  areas: c.areas,
  names: may(c.actor, 'member.read', { path, teamIds }, c.today),
})
export const shownTeam = async (c: Any, teamId: string) => {
  const team = await teamOf(c.db, teamId, c.today)
  const { path } = await communeOf(c.db, team.commune_id)
  return (await teamItems(c.db, [team], await seenBy(c, path, [team.id])))[0]!
}

export const decisionOf = (decision: {
  number: string | null
  day: string | null
  signer: string | null
}) => ({
  decision_number: decision.number && tidy(decision.number),
  decision_on: decision.day,
  decision_signer: decision.signer && tidy(decision.signer),
})

/** What making and changing members needs of a call. */
export const makingOf = (c: Pick<Call<never>, 'actor' | 'newId' | 'now' | 'setup' | 'today'>): Making => {
  if (c.actor.kind === 'visitor') throw problem('auth.required')
  const { random, withdrawn } = c.setup
  return { today: c.today, now: c.now, actorId: c.actor.id, newId: c.newId, random, withdrawn }
}

/** An area of another commune is not one the team could serve. */
const refuseForeignAreas = async (c: Any, communeId: number, areaIds: number[], day: string) => {
  const known = new Set([
    ...(await areasOfCommunes(c.db, [communeId], c.today)),
    ...(await areasOfCommunes(c.db, [communeId], day)),
  ])
  if (areaIds.some(id => !known.has(id))) throw problem('request.area-unknown')
}

/** Teams and members: set up by the commune, looked up by everybody. */
export const teamRoutes: Route[] = [
  route(listTeams, async c => {
    const commune = await communeOf(c.db, c.input.params.communeId)
    const teams = await teamsBy(
      c.db,
      { communeId: commune.id, dissolved: c.input.query.dissolved ?? false },
      c.today,
    )
    return { items: await teamItems(c.db, teams, await seenBy(c, commune.path)) }
  }),

  route(getTeam, c => shownTeam(c, c.input.params.teamId)),

  route(createTeam, async c => {
    const { level, name, localName, formedOn, decision, areaIds } = c.input.body
    const commune = await communeOf(c.db, c.input.params.communeId)
    if (commune.valid_to !== null || (commune.valid_from !== null && formedOn < commune.valid_from))
      throw problem('unit.day-outside')
    await refuseForeignAreas(c, commune.id, areaIds, formedOn)
    const id = c.newId()
    await insertTeam(c.db, {
      id,
      commune_id: commune.id,
      level,
      name: tidy(name),
      local_name: tidy(localName),
      formed_on: formedOn,
      ...decisionOf(decision),
    })
    await serveAreas(c.db, id, areaIds, formedOn)
    await recountRegistered(c.db, [commune.id])
    return shownTeam(c, id)
  }),

  route(updateTeam, async c => {
    const { name, localName, decision, dissolvedOn } = c.input.body
    const team = await teamOf(c.db, c.input.params.teamId, c.today)
    if (dissolvedOn && dissolvedOn <= team.formed_on) throw problem('team.day-outside')
    await changeTeam(c.db, team.id, {
      ...(name === undefined ? {} : { name: tidy(name) }),
      ...(localName === undefined ? {} : { local_name: tidy(localName) }),
      ...(decision === undefined ? {} : decisionOf(decision)),
      ...(dissolvedOn === undefined ? {} : { dissolved_on: dissolvedOn }),
    })
    if (dissolvedOn) await endTeam(c.db, team.id, dissolvedOn)
    if (dissolvedOn !== undefined) await recountRegistered(c.db, [team.commune_id])
    return shownTeam(c, team.id)
  }),

  route(setTeamAreas, async c => {
    const { areaIds, from } = c.input.body
    const team = await teamOf(c.db, c.input.params.teamId, c.today)
    refuseDay(team, from)
    await refuseForeignAreas(c, team.commune_id, areaIds, from)
    await serveAreas(c.db, team.id, areaIds, from)
    return shownTeam(c, team.id)
  }),

  route(listMembers, async c => {
    const rows = await membersOf(c.db, [c.input.params.teamId], c.today, {
      past: c.input.query.past ?? false,
    })
    return { items: rows.map(memberItem) }
  }),

  route(addMember, async c => {
    const team = await teamOf(c.db, c.input.params.teamId, c.today)
    const memberId = await joinTeam(c.db, team, c.input.body, makingOf(c))
    return shownMember(c.db, team.id, memberId, c.today)
  }),

  route(updateMember, async c => {
    const { teamId, memberId } = c.input.params
    await changeProfile(c.db, teamId, memberId, c.input.body, makingOf(c))
    return shownMember(c.db, teamId, memberId, c.today)
  }),

  route(endMembership, async c => {
    const { teamId, memberId } = c.input.params
    await leaveTeam(c.db, teamId, memberId, c.input.body.on, makingOf(c))
    return shownMember(c.db, teamId, memberId, c.today)
  }),

  route(replaceLeader, async c => {
    const team = await teamOf(c.db, c.input.params.teamId, c.today)
    await lead(c.db, team, c.input.body.memberId, c.input.body.from)
    return { items: (await membersOf(c.db, [team.id], c.today)).map(memberItem) }
  }),

  route(disallowSkill, async c => {
    const { teamId, memberId, skill } = c.input.params
    await memberIn(c.db, teamId, memberId, c.today)
    await removeSkill(c.db, memberId, skill)
    await revokeOfMember(c.db, memberId, skill, makingOf(c).actorId, c.today)
    return shownMember(c.db, teamId, memberId, c.today)
  }),

  route(listAffiliations, async c => ({ items: c.setup.catalogue.affiliations })),

  route(memberCard, async c => {
    await limitAttempts(c.setup.db, `card ${c.address}`, 60, c.wall)
    const code = c.input.params.code.toUpperCase().replace(/[^0-9A-Z]/g, '')
    const card = await cardByCode(c.db, code, c.today)
    const nothing = {
      found: false,
      active: false,
      firstName: null,
      teamName: null,
      localName: null,
      communeName: null,
      communePhone: null,
      until: null,
    }
    if (!card) return nothing
    return {
      found: true,
      active:
        (card.state === 'active' || card.state === 'training') &&
        card.team_name !== null &&
        c.today <= card.card_until,
      firstName: givenName(card.name),
      teamName: card.team_name,
      localName: card.local_name,
      communeName: card.commune_name,
      communePhone: card.commune_phone,
      until: card.card_until,
    }
  }),

  route(findTeam, c =>
    findTeams(c.db, {
      q: fold(c.input.query.q ?? ''),
      communeId: c.input.query.communeId ?? null,
      today: c.today,
    }),
  ),
]
