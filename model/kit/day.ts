/** A calendar day `YYYY-MM-DD` in Asia/Ho_Chi_Minh, the one zone of the product. */
export type Day = string

/** A UTC instant as ISO 8601 text, e.g. `2026-11-20T03:15:00.000Z`. */
export type Instant = string

// Vietnam has kept UTC+7 without daylight saving since 1975, so a fixed offset is exact for every date we hold.
const ZONE_MS = 7 * 3_600_000
const DAY_MS = 86_400_000

const days = (day: Day) =>
  Math.floor(Date.UTC(+day.slice(0, 4), +day.slice(5, 7) - 1, +day.slice(8, 10)) / DAY_MS)
const text = (count: number): Day => new Date(count * DAY_MS).toISOString().slice(0, 10)

/** The day on which an instant falls in Vietnam. */
export const dayOf = (instant: Instant): Day =>
  new Date(Date.parse(instant) + ZONE_MS).toISOString().slice(0, 10)

/** First instant of a day in Vietnam. */
export const startOf = (day: Day): Instant => new Date(days(day) * DAY_MS - ZONE_MS).toISOString()

/** The day `count` days later (earlier when negative). */
export const addDays = (day: Day, count: number): Day => text(days(day) + count)

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export const daysBetween = (from: Day, to: Day): number => days(to) - days(from)

/** True for a real calendar day written as `YYYY-MM-DD`. */
export const isDay = (value: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(days(value)) && text(days(value)) === value

/** A day as people write it here: 20/11/2026. */
export const writeDay = (day: Day): string => day.split('-').reverse().join('/')

/** The day somebody typed (20/11/2026, 5.6.2026, 20112026, or ours), or null while it is none. */
export const readDay = (typed: string): Day | null => {
  const tidy = typed.trim()
  const found =
    /^(\d{1,2})[/.\-\s](\d{1,2})[/.\-\s](\d{4})$/.exec(tidy) ?? /^(\d{2})(\d{2})(\d{4})$/.exec(tidy)
  const day = found ? `${found[3]}-${found[2]!.padStart(2, '0')}-${found[1]!.padStart(2, '0')}` : tidy
  return isDay(day) ? day : null
}

/** A date range; `to` is exclusive, null means open. A null `from` means "before anything we recorded". */
export type Span = { from: Day | null; to: Day | null }

/** Whether a span is valid on a day. */
export const covers = (span: Span, day: Day): boolean =>
  (span.from === null || span.from <= day) && (span.to === null || day < span.to)
