import type { Indicator } from '#lib/report/door.ts'
import type { Formats } from '#lib/words/format.ts'

/** A number as its indicator is written: with "%" where it is a share. Null is not zero and says nothing here. */
export const sayFigure = (
  value: number | null,
  indicator: Pick<Indicator, 'unit'>,
  write: Formats,
): string | null =>
  value === null ? null : indicator.unit.vi === '%' ? `${write.number(value, 1)}%` : write.number(value, 1)

/** "+12", "−3", or null when there is nothing to compare or nothing changed. */
export const sayChange = (now: number | null, before: number | null, write: Formats): string | null => {
  if (now === null || before === null) return null
  const difference = Math.round((now - before) * 10) / 10
  return difference === 0 ? null : `${difference > 0 ? '+' : ''}${write.number(difference, 1)}`
}
