import { type Figure, percentOf } from '#model/indicator/evaluate.ts'
import { flatRows, type Indicator, takesAddition } from '#model/indicator/shape.ts'

/** "Bổ sung": counted by hand, with the reason and where it was counted. */
export type Addition = { n: number; reason: string; source: string }

/** One row of a report: what the system counted, what was added by hand (shown apart for ever), and their sum. */
export type ReportRow = Figure & {
  system: number | null
  addition: Addition | null
  /** In a commune's report: what its teams added, each with its team. */
  teamAdditions: (Addition & { teamId: string; team: string })[]
  reported: number | null
  reportedYear: number | null
}

export type TeamAdditions = { teamId: string; team: string; additions: Readonly<Record<string, Addition>> }

/**
 * The rows of a report from its figures and what was added by hand.
 * @param before hand-counted numbers of the earlier reports of the year, by row: they belong to the year to date of
 *   what adds up over time, not to states
 */
export const rowsOf = (
  indicators: readonly Indicator[],
  figures: readonly Figure[],
  own: Readonly<Record<string, Addition>>,
  teams: readonly TeamAdditions[],
  before: Readonly<Record<string, number>>,
): ReportRow[] => {
  const definitions = new Map(flatRows(indicators).map(({ row }) => [row.code, row]))
  return figures.map(figure => {
    const row = definitions.get(figure.code)!
    const open = takesAddition(row)
    const addition = open ? (own[figure.code] ?? null) : null
    const teamAdditions = open
      ? teams.flatMap(({ teamId, team, additions }) =>
          additions[figure.code] ? [{ ...additions[figure.code]!, teamId, team }] : [],
        )
      : []
    const added = (addition?.n ?? 0) + teamAdditions.reduce((sum, item) => sum + item.n, 0)
    const earlier = open && row.yearToDate !== 'latest' ? (before[figure.code] ?? 0) : 0
    const reported = plus(figure.value, added)
    const reportedYear = plus(figure.yearToDate, added + earlier)
    const percent = percentOf(reportedYear, figure.target)
    return { ...figure, percent, system: figure.value, addition, teamAdditions, reported, reportedYear }
  })
}

/** A hand-counted number makes a figure even where the system has none. */
const plus = (system: number | null, added: number): number | null =>
  system === null && added === 0 ? null : (system ?? 0) + added

/** Why additions cannot be saved: rows that take none, or one without reason or source. */
export const faultyAdditions = (
  indicators: readonly Indicator[],
  additions: Readonly<Record<string, Addition>>,
): { code: string; fault: 'row' | 'reason' }[] => {
  const open = new Set(
    flatRows(indicators)
      .filter(({ row }) => takesAddition(row))
      .map(({ row }) => row.code),
  )
  const faultOf = (code: string, { reason, source }: Addition): 'row' | 'reason' | null =>
    !open.has(code) ? 'row' : reason.trim() === '' || source.trim() === '' ? 'reason' : null
  return Object.entries(additions).flatMap(([code, addition]) => {
    const fault = faultOf(code, addition)
    return fault ? [{ code, fault }] : []
  })
}
