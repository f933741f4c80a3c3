import type { CommuneDesk, ReceivedReports } from '@tung-nha/model/api/reports.ts'
import { dueDayOf, type Period, periodInHand, periodOf, spanOf } from '@tung-nha/model/indicator/period.ts'
import type { ReplyOf } from '@tung-nha/model/kit/contract.ts'
import { type Day, daysBetween } from '@tung-nha/model/kit/day.ts'
import type { ReportState } from '@tung-nha/model/report/state.ts'
import { SKILL_GROUPS } from '@tung-nha/model/skill/skill.ts'
import { figureTimes } from '#facts/read.ts'
import { isPending, teamsOfCommune } from '#report/figure-queries.ts'
import {
  figuresOfTeams,
  figuresOfUnits,
  formOf,
  indicatorViews,
  periodAsked,
  periodView,
} from '#report/figures.ts'
import {
  communeReports,
  findReport,
  lastActivities,
  membersOfTeams,
  openRequests,
  teamReports,
} from '#report/queries.ts'
import { difficultiesOf, placeOfCommune, type Work } from '#report/report.ts'

/** A request that has waited longer than this many days stands in the desk's first line. */
const PATIENCE_DAYS = 3

const earlier = (a: Day, b: Day): Day => [a, b].sort()[0]!

type State = ReportState | 'none'
const isSent = (state: State) => state === 'submitted' || state === 'approved'

/** What a commune's officer sees first: what waits, each team, the five groups. */
export const deskOf = async (
  work: Work,
  unitId: number,
  asked: Period | undefined,
): Promise<ReplyOf<CommuneDesk>> => {
  const { tx, today } = work
  const form = formOf(work.catalogue)
  const place = await placeOfCommune(work, unitId, periodAsked(asked, today, form.rule))
  const { period, areas, commune } = place
  const { last } = spanOf(period, form.rule)
  const until = earlier(last, today)
  const late = Math.max(0, daysBetween(dueDayOf(period, form.rule), today))

  const teams = await teamsOfCommune(tx, commune.id, until)
  const ids = teams.map(team => team.id)
  const reports = new Map(
    (await teamReports(tx, commune.id, form.key, period, period)).map(row => [row.team_id!, row]),
  )
  // While a closed month is reported the field goes on: the columns beside the reports follow today.
  const shown = period === periodInHand(today, form.rule) ? periodOf(today, form.rule) : period
  const counted = await figuresOfTeams(tx, form, teams, areas, shown, today)
  const reported = shown === period ? counted : await figuresOfTeams(tx, form, teams, areas, period, today)
  const active = await lastActivities(tx, areas, today)
  const members = await membersOfTeams(tx, ids, until)
  const whole = (await figuresOfUnits(tx, form, [commune], shown, today)).get(commune.id)!
  const requests = await openRequests(tx, areas, today, PATIENCE_DAYS)
  const own = await findReport(tx, place.key)

  const rows = teams.map(team => {
    const report = reports.get(team.id)
    const { sheet, figures } = counted.get(team.id)!
    const homes = figures.find(figure => figure.code === 'TN04')
    const state: State = (report?.state as ReportState | undefined) ?? 'none'
    return {
      teamId: team.id,
      place: team.name,
      localName: team.local_name,
      level: team.level,
      reportId: report?.id ?? null,
      state,
      version: report?.version ?? 0,
      lateDays: isSent(state) ? (report?.late_days ?? 0) : late,
      submittedAt: report?.submitted_at ?? null,
      lastActivity: active.get(team.id) ?? null,
      homes: {
        fluent: sheet.stock['homes_fluent'] ?? 0,
        reviewed: sheet.stock['homes_reviewed'] ?? 0,
        total: sheet.stock['homes_total'] ?? 0,
        percent: homes?.value ?? null,
        target: homes?.target?.value ?? null,
      },
      members: { total: members.get(team.id)?.total ?? 0, trained: members.get(team.id)?.trained ?? 0 },
      difficulty: difficultiesOf(work.catalogue, reported.get(team.id)!.sheet, work.lang)[0] ?? null,
    }
  })
  const names = new Map(work.catalogue.groups.map(group => [group.key, group.name[work.lang]]))
  return {
    period: periodView(period, today, form.rule, work.lang),
    figuresPeriod: periodView(shown, today, form.rule, work.lang),
    asOf: work.now,
    changedAt: (await figureTimes(tx, [commune.id])).get(commune.id) ?? null,
    pending: await isPending(tx, commune),
    counts: {
      teams: rows.length,
      sent: rows.filter(row => isSent(row.state)).length,
      late: late > 0 ? rows.filter(row => !isSent(row.state)).length : 0,
      waiting: rows.filter(row => row.state === 'submitted').length,
      returned: rows.filter(row => row.state === 'returned').length,
      openRequests: requests.open,
      overdueRequests: requests.overdue,
    },
    commune: { state: (own?.state as ReportState | undefined) ?? 'none', version: own?.version ?? 0 },
    teams: rows,
    groups: SKILL_GROUPS.map((key, i) => {
      const code = `TN03.${i + 1}`
      const figure = whole.figures.find(item => item.code === code)!
      return {
        key,
        code,
        name: names.get(key) ?? key,
        value: figure.value,
        previous: figure.previous,
        target: figure.target?.value ?? null,
        percent: figure.percent,
      }
    }),
  }
}

/** What a province receives: the state of each commune's report, and the figures of those that are signed. */
export const receivedBy = async (
  work: Work,
  unitId: number,
  asked: Period | undefined,
): Promise<ReplyOf<ReceivedReports>> => {
  const form = formOf(work.catalogue)
  const period = periodAsked(asked, work.today, form.rule)
  const { last } = spanOf(period, form.rule)
  const late = Math.max(0, daysBetween(dueDayOf(period, form.rule), work.today))
  const rows = await communeReports(work.tx, unitId, form.key, period, earlier(last, work.today))
  const items = rows.map(row => {
    const state: State = (row.state as ReportState | null) ?? 'none'
    return {
      commune: { id: row.id, kind: row.kind, name: row.name },
      state,
      lateDays: state === 'signed' ? (row.late_days ?? 0) : late,
      signedAt: state === 'signed' ? row.signed_at : null,
      signedBy: state === 'signed' ? row.signed_by : null,
      signerTitle: state === 'signed' ? row.signer_title : null,
      hash: state === 'signed' ? row.hash : null,
      figures: (row.frozen?.rows ?? []).map(({ code, reported, reportedYear, percent, target }) => ({
        code,
        reported,
        reportedYear,
        percent,
        target: target?.value ?? null,
      })),
    }
  })
  return {
    period: periodView(period, work.today, form.rule, work.lang),
    indicators: indicatorViews(form.indicators),
    counts: {
      communes: items.length,
      signed: items.filter(item => item.state === 'signed').length,
      prepared: items.filter(item => item.state === 'submitted').length,
      late: late > 0 ? items.filter(item => item.state !== 'signed').length : 0,
    },
    items,
  }
}
