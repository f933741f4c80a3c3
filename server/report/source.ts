import type { SourceView } from '@tung-nha/model/api/reports.ts'
import { REQUEST_DAYS_MOST } from '@tung-nha/model/fact/facts.ts'
import { spanOf } from '@tung-nha/model/indicator/period.ts'
import { flatRows, type Indicator, MEDIAN_DAYS } from '@tung-nha/model/indicator/shape.ts'
import { problem } from '@tung-nha/model/problem.ts'
import { isFrozen } from '@tung-nha/model/report/state.ts'
import type { Static } from 'typebox'
import { countRulesOf } from '#facts/rules.ts'
import { describeParts, partsOf } from '#facts/source.ts'
import { teamsOfCommune } from '#report/figure-queries.ts'
import { figuresOfTeams } from '#report/figures.ts'
import { areasServed, findReport } from '#report/queries.ts'
import { type Frozen, liveOf, type Place, stateOf, type Work } from '#report/report.ts'

type View = Static<typeof SourceView>

const rowOf = (place: Place, code: string): Indicator => {
  const row = flatRows(place.form.indicators).find(item => item.row.code === code)?.row
  if (!row || row.value === null) throw problem('not-found')
  return row
}

const factsOf = (row: Indicator): string[] => {
  const value = row.value!
  if ('numerator' in value) return [value.numerator]
  return value.fact === MEDIAN_DAYS
    ? Array.from({ length: REQUEST_DAYS_MOST + 1 }, (_, days) => `request_days_${days}`)
    : [value.fact]
}

/** What was sent, and what the field says now, of the number that is listed: for a ratio, its numerator. */
const numbersOf = async (work: Work, place: Place, row: Indicator) => {
  const ratio = row.kind === 'ratio'
  const record = await findReport(work.tx, place.key)
  const sent: Frozen | null = record && isFrozen(stateOf(record)) ? record.frozen : null
  const live = await liveOf(work, place, {})
  const pick = (rows: readonly { code: string; value: number | null; numerator: number | null }[]) => {
    const found = rows.find(item => item.code === row.code)
    return (ratio ? found?.numerator : found?.value) ?? null
  }
  return { ofNumerator: ratio, frozen: sent ? pick(sent.rows) : null, now: pick(live.figures) }
}

type Page = {
  after: string | undefined
  limit: number
  /** Areas whose residents the caller may know by name; elsewhere a row still counts, without them. */
  readable: ReadonlySet<number>
}

/** "Số này từ đâu?" for a team: the rows that were counted, newest first. */
export const sourceOfTeam = async (
  work: Work,
  place: Place,
  code: string,
  { after, limit, readable }: Page,
): Promise<View> => {
  const row = rowOf(place, code)
  const { last } = spanOf(place.period, place.form.rule)
  const stateAreas = await areasServed(work.tx, place.team!.id, last)
  const asked = {
    facts: factsOf(row),
    areas: place.areas,
    stateAreas,
    teamId: place.team!.id,
    period: place.period,
  }
  const parts = await partsOf(work.tx, asked, countRulesOf(work.catalogue))
  const start = after === undefined ? 0 : Number.parseInt(after, 10) || 0
  const page = parts.slice(start, start + limit)
  const words = await describeParts(work.tx, page)
  return {
    code,
    ...(await numbersOf(work, place, row)),
    items: page.map(part => {
      const said = words.get(`${part.areaId} ${part.id}`)
      const named = readable.has(part.areaId)
      return {
        kind: part.kind,
        id: part.id,
        n: part.n,
        day: part.day,
        areaId: part.areaId,
        activityKind: said?.activityKind ?? null,
        householdId: (named && said?.householdId) || null,
        head: (named && said?.head) || null,
        name: ((named || part.kind === 'member') && said?.name) || null,
        member: said?.member ?? null,
      }
    }),
    total: parts.length,
    next: start + limit < parts.length ? String(start + limit) : null,
  }
}

/** "Số này từ đâu?" for a commune: the same number of each team; from there it goes on to the team's own source. */
export const sourceOfCommune = async (work: Work, place: Place, code: string): Promise<View> => {
  const row = rowOf(place, code)
  const teams = await teamsOfCommune(work.tx, place.commune.id, spanOf(place.period, place.form.rule).last)
  const counted = await figuresOfTeams(work.tx, place.form, teams, place.areas, place.period, work.today)
  const items = teams.map(team => {
    const figure = counted.get(team.id)!.figures.find(item => item.code === code)
    const n = row.kind === 'ratio' ? figure?.numerator : figure?.value
    return {
      kind: 'team' as const,
      id: team.id,
      n: n ?? 0,
      day: null,
      activityKind: null,
      areaId: null,
      householdId: null,
      head: null,
      name: team.name,
      member: null,
    }
  })
  return { code, ...(await numbersOf(work, place, row)), items, total: items.length, next: null }
}
