import { flatRows, type Indicator } from '#model/indicator/shape.ts'
import type { ReportRow } from '#model/report/rows.ts'

/** stop: cannot be sent. ask: needs an answer to "Vì sao?". confirm: needs a yes. */
export type Check =
  | { key: 'part' | 'percent'; severity: 'stop'; row: string; other: string | null }
  | { key: 'change'; severity: 'ask'; row: string; from: number; to: number }
  | { key: 'same'; severity: 'confirm'; row: null }

/** A change under this many is too small to be asked about, whatever its share. */
const SMALL_CHANGE = 3

const isBigChange = (from: number, to: number, overPercent: number) =>
  Math.abs(to - from) >= SMALL_CHANGE && from > 0 && (100 * Math.abs(to - from)) / from > overPercent

/** What to look at before a report is sent. */
export const checksOf = (
  indicators: readonly Indicator[],
  rows: readonly ReportRow[],
  overPercent = 50,
): Check[] => {
  const byCode = new Map(rows.map(row => [row.code, row]))
  const found: Check[] = []
  for (const { row, parent } of flatRows(indicators)) {
    const mine = byCode.get(row.code)
    if (!mine || mine.reported === null) continue
    const whole = parent && row.relation === 'part' ? byCode.get(parent.code) : undefined
    if (whole && mine.reported > (whole.reported ?? 0))
      found.push({ key: 'part', severity: 'stop', row: row.code, other: whole.code })
    if (
      row.check.includes('percent') &&
      mine.numerator !== null &&
      mine.denominator !== null &&
      mine.numerator > mine.denominator
    )
      found.push({ key: 'percent', severity: 'stop', row: row.code, other: null })
    if (
      row.check.includes('change') &&
      mine.previous !== null &&
      isBigChange(mine.previous, mine.reported, overPercent)
    )
      found.push({ key: 'change', severity: 'ask', row: row.code, from: mine.previous, to: mine.reported })
  }
  const told = rows.filter(row => row.reported !== null && row.previous !== null)
  if (told.some(row => row.reported !== 0) && told.every(row => row.reported === row.previous))
    found.push({ key: 'same', severity: 'confirm', row: null })
  return found
}

/** The key under which a check is answered. */
export const answerKey = (check: Check): string =>
  check.key === 'same' ? 'same' : `${check.key}:${check.row}`

/** Checks that still stand in the way of sending. */
export const unanswered = (checks: readonly Check[], answers: Readonly<Record<string, string>>): Check[] =>
  checks.filter(check => check.severity === 'stop' || (answers[answerKey(check)] ?? '').trim() === '')
