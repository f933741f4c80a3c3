import {
  createGroup,
  dropTeamPaper,
  endGroup,
  listTeamRules,
  memberHistory,
  putTeamPaper,
  readTeamPaper,
  setTeamRule,
} from '@tung-nha/model/api/team-life.ts'
import { tidy } from '@tung-nha/model/kit/text.ts'
import { problem } from '@tung-nha/model/problem.ts'
import type { MemberState } from '@tung-nha/model/team/member.ts'
import { fitsRule, SETTABLE, type TeamRule, valueOfRule } from '@tung-nha/model/team/rules.ts'
import { type Call, type Route, route } from '#http/route.ts'
import { teamOf } from '#team/describe.ts'
import {
  dropPaper,
  dropRule,
  endGroupOn,
  insertGroup,
  ownRulesOf,
  paperOf,
  putPaper,
  putRule,
} from '#team/life-queries.ts'
import { eventsOf, membershipsFrom, putIntoGroup } from '#team/member-queries.ts'
import { memberIn, refuseDay } from '#team/members.ts'
import { makingOf, shownTeam } from '#team/routes.ts'
import { unitById } from '#unit/queries.ts'

const MOST_BYTES = 5 * 1_048_576

const isSettable = (rule: TeamRule): boolean => (SETTABLE as readonly string[]).includes(rule.key)

const rulesOf = async (c: Pick<Call<never>, 'db' | 'setup'>, unitId: number) => {
  const unit = await unitById(c.db, unitId)
  if (!unit) throw problem('unit.unknown')
  const own = await ownRulesOf(c.db, unit.path)
  return {
    items: c.setup.catalogue.teamRules.filter(isSettable).map(rule => {
      const said = own.find(one => one.key === rule.key && one.level === (rule.level ?? ''))
      return {
        key: rule.key as (typeof SETTABLE)[number],
        level: rule.level ?? ('' as const),
        value: said?.value ?? valueOfRule(rule),
        source: said?.source ?? rule.source,
        own: said !== undefined,
        standard: valueOfRule(rule),
      }
    }),
  }
}

/** What surrounds a team: the paper that formed it, groups, the history of members, the rules of its province. */
export const teamLifeRoutes: Route[] = [
  route(readTeamPaper, async c => {
    const paper = await paperOf(c.db, c.input.params.teamId)
    if (!paper) throw problem('team.paper-unknown')
    return { file: new Uint8Array(paper.content), type: 'application/pdf', name: paper.name, inline: true }
  }),

  route(putTeamPaper, async c => {
    const { name, content } = c.input.body
    const team = await teamOf(c.db, c.input.params.teamId, c.today)
    const bytes = Buffer.from(content, 'base64')
    if (bytes.length > MOST_BYTES) throw problem('request.too-large')
    if (bytes.subarray(0, 5).toString('latin1') !== '%PDF-') throw problem('team.paper-kind')
    const bare =
      tidy(name.replace(/^.*[/\\]/, '').replace(/\p{C}/gu, '')).replace(/\.pdf$/i, '') || 'quyet-dinh'
    await putPaper(c.db, {
      team_id: team.id,
      name: `${bare.slice(0, 100)}.pdf`,
      content: bytes,
      added_by: makingOf(c).actorId,
      added_at: c.now,
    })
    return shownTeam(c, team.id)
  }),

  route(dropTeamPaper, async c => {
    const team = await teamOf(c.db, c.input.params.teamId, c.today)
    await dropPaper(c.db, team.id)
    return shownTeam(c, team.id)
  }),

  route(createGroup, async c => {
    const { name, from, memberIds } = c.input.body
    const team = await teamOf(c.db, c.input.params.teamId, c.today)
    refuseDay(team, from)
    const held = new Set((await membershipsFrom(c.db, team.id, c.today)).map(row => row.member_id))
    if (memberIds.some(id => !held.has(id))) throw problem('member.unknown')
    const id = c.newId()
    await insertGroup(c.db, { id, team_id: team.id, name: tidy(name), valid_from: from })
    await putIntoGroup(c.db, team.id, memberIds, id, c.today)
    return shownTeam(c, team.id)
  }),

  route(endGroup, async c => {
    const { teamId, groupId } = c.input.params
    if (!(await endGroupOn(c.db, teamId, groupId, c.today))) throw problem('team.group-unknown')
    return shownTeam(c, teamId)
  }),

  route(memberHistory, async c => {
    const { teamId, memberId } = c.input.params
    await memberIn(c.db, teamId, memberId, c.today)
    return {
      items: (await eventsOf(c.db, memberId)).map(row => ({
        state: row.state as MemberState,
        day: row.day,
        by: row.officer_name ?? row.member_name,
        at: row.at,
      })),
    }
  }),

  route(listTeamRules, c => rulesOf(c, c.input.params.unitId)),

  route(setTeamRule, async c => {
    const { unitId, key } = c.input.params
    const { level, value, source } = c.input.body
    const rule = c.setup.catalogue.teamRules.find(one => one.key === key && (one.level ?? '') === level)
    if (!rule || (value !== null && (!fitsRule(rule, value) || tidy(source) === '')))
      throw problem('team.rule-value')
    if (value === null) await dropRule(c.db, unitId, key, level)
    else
      await putRule(c.db, {
        unit_id: unitId,
        key,
        level,
        value: JSON.stringify(value),
        source: tidy(source),
        set_by: makingOf(c).actorId,
        set_at: c.now,
      })
    return rulesOf(c, unitId)
  }),
]
