/** catalogue/indicators.json: what each reported number means. Data, not code. */
export type Words = { vi: string; en: string }

export type IndicatorValue = { fact: string } | { numerator: string; denominator: string }

export type Indicator = {
  code: string
  name: Words
  unit: Words
  kind: 'flow' | 'stock' | 'distinct' | 'ratio' | null
  value: IndicatorValue | null
  /** sum of the months, the latest state, or counted by itself over the year. */
  yearToDate: 'sum' | 'latest' | 'own' | null
  source: string
  /** part: inside its parent row; beside: a figure of its own. */
  relation: 'part' | 'beside' | null
  target: boolean
  better: 'higher' | 'lower'
  outside: { name: Words } | null
  check: readonly string[]
  note: Words | null
  nationalTargets: readonly { year: number; value: number; source: string }[]
  rows: readonly Indicator[]
}

/** Rows and sub-rows in the order of the form, each with the row it stands under. */
export const flatRows = (
  indicators: readonly Indicator[],
  parent: Indicator | null = null,
): { row: Indicator; parent: Indicator | null }[] =>
  indicators.flatMap(row => [{ row, parent }, ...flatRows(row.rows, row)])

export const isPercent = (row: Indicator): boolean => row.unit.en === '%'

/** Rows to which a hand-counted number may be added: counts, never percentages or medians. */
export const takesAddition = (row: Indicator): boolean =>
  row.value !== null && row.kind !== 'ratio' && !('fact' in row.value && row.value.fact === MEDIAN_DAYS)

/** The one value that is no fact: the median of the days that requests took. */
export const MEDIAN_DAYS = 'request_median_days'
