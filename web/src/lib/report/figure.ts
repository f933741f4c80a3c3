import type { Formats } from '#lib/words/format.ts'

/** A figure as it is written: a percentage for the unit "%", words where there is none. Zero is a figure. */
export const writeFigure = (value: number | null, unit: string, write: Formats, noData: string): string =>
  value === null ? noData : unit === '%' ? write.percent(value / 100) : write.number(value, 1)

/** How much more or less than before, with its sign; null when either is missing. */
export const writeChange = (
  value: number | null,
  before: number | null,
  unit: string,
  write: Formats,
  points: string,
): string | null => {
  if (value === null || before === null) return null
  const change = Number((value - before).toFixed(1))
  if (change === 0) return ''
  const sign = change > 0 ? '+' : '−'
  const size = Math.abs(change)
  // Shares differ by points: from 10% to 12% is two points, not two per cent.
  return `${sign}${write.number(size, 1)}${unit === '%' ? ` ${points}` : ''}`
}
