import {
  decideCommendation,
  downloadAllowances,
  dropAllowanceRule,
  getAllowanceRule,
  giveEquipment,
  listAllowances,
  listCommendations,
  listEquipment,
  printAllowances,
  proposeCommendation,
  returnEquipment,
  setAllowanceRule,
} from '@tung-nha/model/api/thanks.ts'
import { addDays, type Day, isDay } from '@tung-nha/model/kit/day.ts'
import { fold, tidy } from '@tung-nha/model/kit/text.ts'
import { problem } from '@tung-nha/model/problem.ts'
import { DEMO_MARK } from '@tung-nha/model/report/document.ts'
import { allowancesOf } from '@tung-nha/model/thanks/allowance.ts'
import { areasOfCommunes } from '#access/queries.ts'
import { limitAttempts } from '#auth/limit.ts'
import type { Tx } from '#db/connect.ts'
import { allowancePdf } from '#documents/allowance.ts'
import { type Call, type Route, route } from '#http/route.ts'
import { membersOf } from '#team/member-queries.ts'
import { teamsBy } from '#team/queries.ts'
import { makingOf } from '#team/routes.ts'
import { allowanceFile } from '#thanks/file.ts'
import { allowancePaper } from '#thanks/paper.ts'
import {
  allowanceRuleOf,
  commendationsOf,
  decideOn,
  equipmentOf,
  insertCommendation,
  insertEquipment,
  putAllowanceRule,
  removeAllowanceRule,
  returnOn,
  workedDays,
} from '#thanks/queries.ts'
import { unitById } from '#unit/queries.ts'
import { communeOf } from '#unit/village.ts'

const SUGGESTED = 8

const isPhone = (what: string): boolean => /\b(dien thoai|smartphone|phone|sim)\b/.test(fold(what))

const teamIn = async (tx: Tx, communeId: number, teamId: string, today: Day) => {
  const team = (await teamsBy(tx, { communeId, dissolved: true }, today)).find(one => one.id === teamId)
  if (!team) throw problem('team.unknown')
  return team
}

const lastOf = (month: string): Day => {
  const next = addDays(`${month}-28`, 4)
  return addDays(`${next.slice(0, 7)}-01`, -1)
}

/** Days of a calendar month and what they come to: allowances are paid by the month of the calendar. */
const monthOf = async (c: Pick<Call<never>, 'db' | 'today'>, communeId: number, month: string) => {
  const commune = await communeOf(c.db, communeId)
  const areas = await areasOfCommunes(c.db, [commune.id], c.today)
  const rule = (await allowanceRuleOf(c.db, commune.path))?.rule ?? null
  const members = await workedDays(c.db, commune.id, areas, { from: `${month}-01`, last: lastOf(month) })
  const paid = allowancesOf(
    rule ?? { teamMonth: 0, memberMonth: 0, day: 0 },
    members.map(({ id, team_id, days }) => ({ id, teamId: team_id, days })),
  )
  const lines = members.map(({ id, name, team, days }, i) => ({
    memberId: id,
    name,
    team,
    days,
    amount: paid.lines[i]!.amount,
  }))
  return { commune, rule, lines, teams: paid.teams, total: paid.total }
}

/** What holds at a unit: its own rule, else the one of the unit above. */
const ruleHeld = async (tx: Tx, unitId: number) => {
  const unit = await unitById(tx, unitId)
  if (!unit) throw problem('unit.unknown')
  const held = await allowanceRuleOf(tx, unit.path)
  return { rule: held?.rule ?? null, own: held?.unitId === unit.id, unitName: held?.unitName ?? null }
}

/** Equipment for teams, allowances by rule, and proposals for thanks. */
export const thanksRoutes: Route[] = [
  route(listEquipment, async c => {
    const commune = await communeOf(c.db, c.input.params.communeId)
    const rows = await equipmentOf(c.db, commune.id)
    const teams = await teamsBy(c.db, { communeId: commune.id, dissolved: false }, c.today)
    const phones = new Set(
      rows.filter(row => row.returned_on === null && isPhone(row.what)).map(row => row.team_id),
    )
    return {
      items: rows.map(({ team_id, given_on, returned_on, ...row }) => ({
        ...row,
        teamId: team_id,
        givenOn: given_on,
        returnedOn: returned_on,
      })),
      without: teams.filter(team => !phones.has(team.id)).map(({ id, name }) => ({ id, name })),
    }
  }),

  route(giveEquipment, async c => {
    const { teamId, what, source, givenOn } = c.input.body
    const commune = await communeOf(c.db, c.input.params.communeId)
    const team = await teamIn(c.db, commune.id, teamId, c.today)
    if (!isDay(givenOn) || tidy(what) === '')
      throw problem('request.invalid', {}, [{ path: 'body.what', message: '' }])
    const id = c.newId()
    await insertEquipment(c.db, {
      id,
      commune_id: commune.id,
      team_id: team.id,
      what: tidy(what),
      source: tidy(source),
      given_on: givenOn,
      returned_on: null,
      made_by: makingOf(c).actorId,
      made_at: c.now,
    })
    return { id }
  }),

  route(returnEquipment, async c => {
    const { communeId, equipmentId } = c.input.params
    if (!(await returnOn(c.db, communeId, equipmentId, c.input.body.on))) throw problem('equipment.unknown')
    return { returned: true }
  }),

  route(getAllowanceRule, c => ruleHeld(c.db, c.input.params.unitId)),

  route(setAllowanceRule, async c => {
    const { unitId } = c.input.params
    const rule = { ...c.input.body, source: tidy(c.input.body.source) }
    await putAllowanceRule(c.db, unitId, rule, makingOf(c).actorId, c.now)
    return ruleHeld(c.db, unitId)
  }),

  route(dropAllowanceRule, async c => {
    await removeAllowanceRule(c.db, c.input.params.unitId)
    return ruleHeld(c.db, c.input.params.unitId)
  }),

  route(listAllowances, async c => {
    const { commune: _commune, ...month } = await monthOf(c, c.input.params.communeId, c.input.query.month)
    return month
  }),

  route(downloadAllowances, async c => {
    const { month } = c.input.query
    const { commune, rule, lines, teams, total } = await monthOf(c, c.input.params.communeId, month)
    const list = {
      unit: commune.name,
      month,
      source: rule?.source ?? '',
      mark: c.setup.demo ? DEMO_MARK : null,
      teamMonth: rule?.teamMonth ?? 0,
      teams,
      total,
      lines,
    }
    return {
      ...(await allowanceFile(list, c.lang)),
      type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    }
  }),

  route(printAllowances, async c => {
    const { month } = c.input.query
    // Typesetting keeps the whole server busy for a moment.
    await limitAttempts(c.setup.db, `allowances ${makingOf(c).actorId}`, 60, c.wall)
    const { commune, rule, lines, teams, total } = await monthOf(c, c.input.params.communeId, month)
    const [team] = await teamsBy(c.db, { communeId: commune.id, dissolved: true }, c.today)
    const localName = team?.local_name ?? 'Tổ công nghệ số cộng đồng'
    const list = {
      unit: commune,
      localName,
      month,
      rule,
      teams,
      total,
      lines,
      day: c.today,
      demo: c.setup.demo,
    }
    return {
      file: allowancePdf(allowancePaper(list)).bytes,
      type: 'application/pdf',
      name: `ho-tro-thanh-vien-${month}.pdf`,
      inline: true,
    }
  }),

  route(listCommendations, async c => {
    const { year } = c.input.query
    const commune = await communeOf(c.db, c.input.params.communeId)
    const rows = await commendationsOf(c.db, commune.id, year)
    const areas = await areasOfCommunes(c.db, [commune.id], c.today)
    const named = new Set(rows.flatMap(row => row.member_id ?? []))
    const worked = await workedDays(c.db, commune.id, areas, { from: `${year}-01-01`, last: `${year}-12-31` })
    return {
      items: rows.map(row => ({
        id: row.id,
        name: row.name ?? `${row.local_name} ${row.team}`,
        team: row.team,
        reason: row.reason,
        madeOn: row.made_on,
        state: row.awarded_on
          ? ('awarded' as const)
          : row.dropped_on
            ? ('dropped' as const)
            : ('proposed' as const),
      })),
      suggested: worked
        .filter(one => one.days > 0 && !named.has(one.id))
        .sort((a, b) => b.days - a.days)
        .slice(0, SUGGESTED)
        .map(({ id, team_id, name, team, days }) => ({ memberId: id, teamId: team_id, name, team, days })),
    }
  }),

  route(proposeCommendation, async c => {
    const { teamId, memberId, year, reason } = c.input.body
    const commune = await communeOf(c.db, c.input.params.communeId)
    const team = await teamIn(c.db, commune.id, teamId, c.today)
    const known = memberId === null ? [] : await membersOf(c.db, [team.id], c.today, { memberId, past: true })
    if (memberId !== null && known.length === 0) throw problem('member.unknown')
    const id = c.newId()
    await insertCommendation(c.db, {
      id,
      commune_id: commune.id,
      team_id: team.id,
      member_id: memberId,
      year,
      reason: tidy(reason),
      made_on: c.today,
      made_by: makingOf(c).actorId,
      awarded_on: null,
      dropped_on: null,
    })
    return { id }
  }),

  route(decideCommendation, async c => {
    const { communeId, commendationId } = c.input.params
    const { state, on } = c.input.body
    const set = state === 'awarded' ? { awarded_on: on } : { dropped_on: on }
    if (!(await decideOn(c.db, communeId, commendationId, set))) throw problem('commendation.unknown')
    return { state }
  }),
]
