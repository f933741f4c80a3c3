import { factOf, REQUEST_DAYS_MOST } from '#model/fact/facts.ts'
import { flatRows, type Indicator, isPercent, MEDIAN_DAYS } from '#model/indicator/shape.ts'
import type { Day } from '#model/kit/day.ts'

/** The facts of one place for one period, as read: a missing name is 0 where anything at all is known. */
export type Sheet = {
  /** False where nothing was ever recorded: every figure is then null, never 0. */
  known: boolean
  month: Readonly<Record<string, number>>
  year: Readonly<Record<string, number>>
  stock: Readonly<Record<string, number>>
  distinct: Readonly<Record<string, number>>
  distinctYear: Readonly<Record<string, number>>
}

/** A number that someone states, with where it comes from. */
export type Stated = { n: number; source: string; day: Day }
export type Target = {
  value: number
  year: number
  source: 'own' | 'above' | 'national'
  note: string | null
}

export type Surroundings = {
  targets: Readonly<Record<string, Target>>
  /** By name: people, homes, people_14, people_15, people_18. */
  denominators: Readonly<Record<string, Stated>>
  outside: Readonly<Record<string, Stated>>
}
export const NOWHERE: Surroundings = { targets: {}, denominators: {}, outside: {} }

/** "đã rà soát N/M": how much of the place a percentage rests on. */
export type Reviewed = { n: number; of: number | null; source: string | null; day: Day | null }

export type Figure = {
  code: string
  parent: string | null
  /** A title without numbers of its own. */
  heading: boolean
  value: number | null
  yearToDate: number | null
  /** The period before; null while the period is open and the row grows through it (`standing`). */
  previous: number | null
  numerator: number | null
  denominator: number | null
  reviewed: Reviewed | null
  /** Set where a percentage would speak of fewer than 5 homes. */
  few: boolean
  target: Target | null
  /** Percent of the target reached. */
  percent: number | null
  /** The same figure as another office supplies it: beside ours, never mixed. */
  outside: Stated | null
}

/** No percentage under this many homes (form rule "few"). */
export const FEW_HOMES = 5

export const oneDecimal = (n: number): number => Math.round(n * 10) / 10

type Span = 'month' | 'year'

const medianDays = (flows: Readonly<Record<string, number>>): number | null => {
  const counts = Array.from(
    { length: REQUEST_DAYS_MOST + 1 },
    (_, days) => flows[`request_days_${days}`] ?? 0,
  )
  const total = counts.reduce((sum, n) => sum + n, 0)
  if (total === 0) return null
  const upTo = (days: number) => counts.slice(0, days + 1).reduce((sum, n) => sum + n, 0)
  const at = (place: number) => counts.findIndex((_, days) => upTo(days) > place)
  return (at(Math.floor((total - 1) / 2)) + at(Math.floor(total / 2))) / 2
}

/** A fact of a sheet, of whichever kind it is. */
const read = (sheet: Sheet, fact: string, span: Span): number => {
  const flows = span === 'month' ? sheet.month : sheet.year
  const distincts = span === 'month' ? sheet.distinct : sheet.distinctYear
  return flows[fact] ?? distincts[fact] ?? sheet.stock[fact] ?? 0
}

/** What stands under the line of a ratio: the homes of a place are those the commune states, where it has. */
const denominatorOf = (name: string, sheet: Sheet, span: Span, around: Surroundings): number =>
  name === 'homes_total' && around.denominators['homes']
    ? around.denominators['homes'].n
    : read(sheet, name, span)

const numberOf = (row: Indicator, sheet: Sheet | null, span: Span, around: Surroundings): number | null => {
  if (!sheet?.known || row.value === null) return null
  if ('fact' in row.value) {
    if (row.value.fact === MEDIAN_DAYS) return medianDays(span === 'month' ? sheet.month : sheet.year)
    return read(sheet, row.value.fact, span)
  }
  if (isFew(row, sheet, around)) return null
  const below = denominatorOf(row.value.denominator, sheet, span, around)
  return below === 0 ? null : oneDecimal((100 * read(sheet, row.value.numerator, span)) / below)
}

const isFew = (row: Indicator, sheet: Sheet, around: Surroundings): boolean => {
  if (!row.check.includes('few') || row.value === null || !('denominator' in row.value)) return false
  const homes =
    row.value.denominator === 'homes_total'
      ? denominatorOf('homes_total', sheet, 'month', around)
      : (sheet.stock['homes_reviewed'] ?? 0)
  return homes < FEW_HOMES
}

const reviewedOf = (row: Indicator, sheet: Sheet, around: Surroundings): Reviewed | null => {
  if (row.value === null || !('denominator' in row.value)) return null
  const name = row.value.denominator
  if (name.startsWith('homes_')) {
    const stated = around.denominators['homes']
    const of = stated?.n ?? sheet.stock['homes_total'] ?? 0
    return {
      n: sheet.stock['homes_reviewed'] ?? 0,
      of,
      source: stated?.source ?? null,
      day: stated?.day ?? null,
    }
  }
  if (!name.startsWith('people_')) return null
  const stated = around.denominators[name]
  return {
    n: sheet.stock[name] ?? 0,
    of: stated?.n ?? null,
    source: stated?.source ?? null,
    day: stated?.day ?? null,
  }
}

/** How much of a target is reached; percentages are measured as they stand, counts by the year to date. */
export const percentOf = (yearToDate: number | null, target: Target | null): number | null =>
  target === null || target.value === 0 || yearToDate === null
    ? null
    : oneDecimal((100 * yearToDate) / target.value)

/**
 * Rows that say how things stand on a day, such as homes that are fluent. All others grow through the period: to set an
 * unfinished month beside a whole one would call every open month a fall.
 */
const isStanding = ({ value }: Indicator): boolean =>
  value !== null && factOf('fact' in value ? value.fact : value.numerator)?.kind === 'stock'

const evaluateRow = (
  row: Indicator,
  parent: Indicator | null,
  sheet: Sheet,
  before: Sheet | null,
  around: Surroundings,
  open: boolean,
): Figure => {
  const yearToDate = numberOf(row, sheet, row.yearToDate === 'latest' ? 'month' : 'year', around)
  const ratio = row.value !== null && 'numerator' in row.value && sheet.known ? row.value : null
  const target = row.target ? (around.targets[row.code] ?? null) : null
  return {
    code: row.code,
    parent: parent?.code ?? null,
    heading: row.value === null,
    value: numberOf(row, sheet, 'month', around),
    yearToDate,
    previous: open && !isStanding(row) ? null : numberOf(row, before, 'month', around),
    numerator: ratio ? read(sheet, ratio.numerator, 'month') : null,
    denominator: ratio ? denominatorOf(ratio.denominator, sheet, 'month', around) : null,
    reviewed: sheet.known ? reviewedOf(row, sheet, around) : null,
    few: sheet.known && isFew(row, sheet, around),
    target,
    percent: percentOf(yearToDate, target),
    outside: around.outside[row.code] ?? null,
  }
}

/** The figures of a form for one place and period, rows and sub-rows in the order of the form. `open`: it is not over yet. */
export const evaluate = (
  indicators: readonly Indicator[],
  sheet: Sheet,
  before: Sheet | null,
  around: Surroundings = NOWHERE,
  open = false,
): Figure[] =>
  flatRows(indicators).map(({ row, parent }) => evaluateRow(row, parent, sheet, before, around, open))

/** The target a place is measured by: its own; for percentages else the nearest one above; else the nation's, of its latest year. */
export const targetOf = (
  row: Indicator,
  year: number,
  own: { value: number; year: number } | null,
  above: { value: number; year: number } | null,
): Target | null => {
  if (own) return { ...own, source: 'own', note: null }
  if (!isPercent(row)) return null
  if (above) return { ...above, source: 'above', note: null }
  const national = [...row.nationalTargets]
    .filter(item => item.year <= year)
    .sort((a, b) => b.year - a.year)[0]
  return national
    ? { value: national.value, year: national.year, source: 'national', note: national.source }
    : null
}
