import type { Role } from '@tung-nha/model/access/roles.ts'
import type { ReportView } from '@tung-nha/model/api/reports.ts'
import type { Figure, Sheet } from '@tung-nha/model/indicator/evaluate.ts'
import { type Period, spanOf } from '@tung-nha/model/indicator/period.ts'
import type { Day, Instant } from '@tung-nha/model/kit/day.ts'
import { problem } from '@tung-nha/model/problem.ts'
import type { Language } from '@tung-nha/model/problem-words/write.ts'
import { answerKey, checksOf } from '@tung-nha/model/report/checks.ts'
import { difficultyText } from '@tung-nha/model/report/reminder.ts'
import { type Addition, type ReportRow, rowsOf, type TeamAdditions } from '@tung-nha/model/report/rows.ts'
import {
  actionsFor,
  isFrozen,
  type ReportAction,
  type ReportKind,
  type ReportState,
} from '@tung-nha/model/report/state.ts'
import type { Static } from 'typebox'
import { areasOfCommunes } from '#access/queries.ts'
import type { Catalogue } from '#catalogue/read.ts'
import type { Tx } from '#db/connect.ts'
import { type TeamRow, teamOf, teamsOfCommune, type UnitRow, unitsOf } from '#report/figure-queries.ts'
import {
  type Form,
  figuresOfTeams,
  figuresOfUnits,
  formOf,
  indicatorViews,
  periodAsked,
  periodView,
} from '#report/figures.ts'
import {
  doubtfulDaysIn,
  earlierReports,
  eventsOf,
  findReport,
  type ReportKey,
  type ReportRecord,
  teamReports,
} from '#report/queries.ts'

/** What working on reports needs of a call; made from one by the routes, or by the demonstration and tests. */
export type Work = {
  tx: Tx
  catalogue: Catalogue
  /** Brings areas behind the wall into sight, for counting. */
  reach: (areas: readonly number[]) => Promise<void>
  newId: () => string
  now: Instant
  today: Day
  lang: Language
}

/** The place and month of a report, whether or not anyone has begun it. */
export type Place = {
  kind: ReportKind
  commune: UnitRow
  team: TeamRow | null
  areas: number[]
  form: Form
  key: ReportKey
  period: Period
}

const NARRATIVE = { highlights: '', difficulties: '', proposals: '', next: '' }

export const placeOfTeam = async (work: Work, teamId: string, period: Period): Promise<Place> => {
  const team = await teamOf(work.tx, teamId)
  if (!team) throw problem('team.unknown')
  return placeIn(work, team.commune_id, team, period)
}

export const placeOfCommune = async (work: Work, unitId: number, period: Period): Promise<Place> =>
  placeIn(work, unitId, null, period)

const placeIn = async (
  work: Work,
  communeId: number,
  team: TeamRow | null,
  asked: Period,
): Promise<Place> => {
  const form = formOf(work.catalogue)
  const period = periodAsked(asked, work.today, form.rule)
  const [commune] = await unitsOf(work.tx, [communeId])
  if (commune?.level !== 'commune') throw problem('unit.unknown')
  const { last } = spanOf(period, form.rule)
  const areas = [
    ...new Set([
      ...(await areasOfCommunes(work.tx, [communeId], last)),
      ...(await areasOfCommunes(work.tx, [communeId], work.today)),
    ]),
  ]
  await work.reach(areas)
  const key = { form: form.key, period, communeId, teamId: team?.id ?? null }
  return { kind: team ? 'team' : 'commune', commune, team, areas, form, key, period }
}

/** A report's numbers as the field has them now. */
export type Live = {
  figures: Figure[]
  sheet: Sheet
  rows: ReportRow[]
  children: Child[]
  teamCount: number | null
}
export type Child = { id: string; teamId: string; hash: string }

type Additions = Record<string, Addition>
const sumOf = (list: readonly { additions: Additions }[]) => {
  const sums: Record<string, number> = {}
  for (const { additions } of list)
    for (const [code, { n }] of Object.entries(additions)) sums[code] = (sums[code] ?? 0) + n
  return sums
}

export const liveOf = async (work: Work, place: Place, additions: Additions): Promise<Live> => {
  const { tx } = work
  const { form, team, commune, areas, key, period } = place
  const earlier = await earlierReports(tx, key)
  if (team) {
    const { figures, sheet } = (await figuresOfTeams(tx, form, [team], areas, period, work.today)).get(
      team.id,
    )!
    return {
      figures,
      sheet,
      rows: rowsOf(form.indicators, figures, additions, [], sumOf(earlier)),
      children: [],
      teamCount: null,
    }
  }
  const { figures, sheet } = (await figuresOfUnits(tx, form, [commune], period, work.today)).get(commune.id)!
  const teams = await teamsOfCommune(tx, commune.id, spanOf(period, form.rule).last)
  const sent = (await teamReports(tx, commune.id, form.key, `${period.slice(0, 4)}-01`, period)).filter(row =>
    isFrozen(row.state as ReportState),
  )
  const now = sent.filter(row => row.period === period)
  const names = new Map(teams.map(item => [item.id, item.name]))
  const added: TeamAdditions[] = now.map(row => ({
    teamId: row.team_id!,
    team: names.get(row.team_id!) ?? '',
    additions: row.additions,
  }))
  const before = sumOf([...earlier, ...sent.filter(row => row.period < period)])
  return {
    figures,
    sheet,
    rows: rowsOf(form.indicators, figures, additions, added, before),
    children: now.map(row => ({ id: row.id, teamId: row.team_id!, hash: row.hash! })),
    teamCount: teams.length,
  }
}

/** Difficulties of a sheet, most frequent first. */
export const difficultiesOf = (catalogue: Catalogue, sheet: Sheet, language: Language) =>
  catalogue.difficulties
    .map(({ key, name }) => ({ key, name: name[language], n: sheet.month[`difficulty_${key}`] ?? 0 }))
    .filter(item => item.n > 0)
    .sort((a, b) => b.n - a.n)

/** What was sent, as it was sent. */
export type Frozen = {
  form: string
  formVersion: string
  indicatorVersion: string
  period: Period
  place: { communeId: number; teamId: string | null }
  asOf: Instant
  rows: ReportRow[]
  narrative: typeof NARRATIVE
  answers: Record<string, string>
  difficulties: { key: string; name: string; n: number }[]
  revisions: Record<string, number>
  contributing: { count: number; sha256: string; ids: string[] }
  children: Child[]
  teamCount: number | null
  /** Where the commune's log of readings and changes stood when its report was sent; not in a team's. */
  audit?: { n: number; head: string } | null
}

export const stateOf = (record: ReportRecord | undefined): ReportState =>
  (record?.state as ReportState | undefined) ?? 'draft'

/** The report as a page shows it to someone with these roles over it. */
export const viewOf = async (
  work: Work,
  place: Place,
  roles: readonly Role[],
): Promise<Static<typeof ReportView>> => {
  const { form, team, commune, areas, key, period, kind } = place
  const record = await findReport(work.tx, key)
  const state = stateOf(record)
  const frozen: Frozen | null = record && isFrozen(state) ? record.frozen : null
  const additions: Additions = record?.additions ?? {}
  const live = frozen ? null : await liveOf(work, place, additions)
  const rows = frozen?.rows ?? live!.rows
  const difficulties = frozen?.difficulties ?? difficultiesOf(work.catalogue, live!.sheet, work.lang)
  const answers: Record<string, string> = record?.answers ?? {}
  const events = record ? await eventsOf(work.tx, record.id) : []
  const teamCount = frozen?.teamCount ?? live?.teamCount ?? null
  return {
    id: record?.id ?? null,
    kind,
    commune: { id: commune.id, kind: commune.kind, name: commune.name },
    team: team ? { id: team.id, place: team.name, localName: team.local_name } : null,
    period: periodView(period, work.today, form.rule, work.lang),
    state,
    amended: events.some(event => event.what === 'amend'),
    version: record?.version ?? 0,
    lateDays: record?.late_days ?? null,
    provisional: frozen === null,
    asOf: frozen?.asOf ?? work.now,
    indicators: indicatorViews(form.indicators),
    rows,
    narrative: record?.narrative ?? NARRATIVE,
    additions,
    answers,
    difficulties,
    difficultyText: difficultyText(difficulties, work.lang),
    checks: checksOf(form.indicators, rows, form.overPercent).map(check => ({
      key: check.key,
      severity: check.severity,
      row: check.row,
      other: 'other' in check ? check.other : null,
      answerKey: answerKey(check),
      answer: answers[answerKey(check)] ?? null,
    })),
    doubtfulDays: await doubtfulDaysIn(work.tx, areas, team?.id ?? null, spanOf(period, form.rule)),
    remarks: record?.remarks ?? [],
    events: events.map(event => ({ at: event.at, who: event.actor_name, what: event.what as ReportAction })),
    teams:
      teamCount === null ? null : { reported: (frozen?.children ?? live!.children).length, total: teamCount },
    submittedAt: record?.submitted_at ?? null,
    submittedBy: record?.submitted_by ?? null,
    decidedAt: record?.decided_at ?? null,
    decidedBy: record?.decided_by ?? null,
    signedAt: record?.signed_at ?? null,
    signedBy: record?.signed_by ?? null,
    signerTitle: record?.signer_title ?? null,
    hash: frozen ? (record?.hash ?? null) : null,
    audit: frozen?.audit ?? null,
    may: actionsFor(kind, state, roles).filter(
      action => action !== 'submit' || work.today > spanOf(period, form.rule).last,
    ),
  }
}
