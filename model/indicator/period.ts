import { addDays, type Day, daysBetween } from '#model/kit/day.ts'

/** When a form closes its month and when it is due. The cut-off is one for the nation; the due day is local. */
export type PeriodRule = { cutOffDay: number; dueDay: number }

/** A reporting month, `YYYY-MM`: the month in which its last day lies. */
export type Period = string

/** Both days belong to it. */
export type DaySpan = { from: Day; last: Day }

const two = (n: number) => String(n).padStart(2, '0')
const yearOf = (period: Period) => Number(period.slice(0, 4))
const monthOf = (period: Period) => Number(period.slice(5, 7))

/** The period `count` months later (earlier when negative). */
export const addPeriods = (period: Period, count: number): Period => {
  const months = yearOf(period) * 12 + monthOf(period) - 1 + count
  return `${String(Math.floor(months / 12)).padStart(4, '0')}-${two((months % 12) + 1)}`
}

/** The one reporting month a day belongs to. */
export const periodOf = (day: Day, rule: PeriodRule): Period => {
  const month = day.slice(0, 7)
  return Number(day.slice(8, 10)) <= rule.cutOffDay ? month : addPeriods(month, 1)
}

/** First and last day of a reporting month: from the day after the last cut-off to the cut-off. */
export const spanOf = (period: Period, rule: PeriodRule): DaySpan => {
  const last = `${period}-${two(rule.cutOffDay)}`
  return { from: addDays(`${addPeriods(period, -1)}-${two(rule.cutOffDay)}`, 1), last }
}

/** From the first day of the reporting year (15 December before, with a cut-off of 14) to the period's last day. */
export const yearToDateSpan = (period: Period, rule: PeriodRule): DaySpan => ({
  from: spanOf(`${period.slice(0, 4)}-01`, rule).from,
  last: spanOf(period, rule).last,
})

/** Reporting months of the same year up to the period, it included. */
export const yearToDatePeriods = (period: Period): Period[] =>
  Array.from({ length: monthOf(period) }, (_, i) => `${period.slice(0, 4)}-${two(i + 1)}`)

/** Key of a distinct count over the year up to the period. */
export const yearKey = (period: Period): string => `ytd:${period}`

/** Keys of the distinct counts that a day takes part in: its month, and the year at each later cut-off. */
export const distinctKeys = (day: Day, rule: PeriodRule): string[] => {
  const period = periodOf(day, rule)
  const later = Array.from({ length: 13 - monthOf(period) }, (_, i) => yearKey(addPeriods(period, i)))
  return [period, ...later]
}

/** The days that a key of a distinct count covers. */
export const spanOfKey = (key: string, rule: PeriodRule): DaySpan =>
  key.startsWith('ytd:') ? yearToDateSpan(key.slice(4), rule) : spanOf(key, rule)

export const dueDayOf = (period: Period, rule: PeriodRule): Day => `${period}-${two(rule.dueDay)}`

/** Days until the due day; negative when it has passed. */
export const daysLeft = (period: Period, today: Day, rule: PeriodRule): number =>
  daysBetween(today, dueDayOf(period, rule))

/** Reports that are late or came back are still worked on for this many days after the due day. */
const GRACE_DAYS = 10

/** The period whose reports are worked on: the last closed one until ten days after its due day, then the open one. */
export const periodInHand = (today: Day, rule: PeriodRule): Period => {
  const open = periodOf(today, rule)
  const closed = addPeriods(open, -1)
  return today <= addDays(dueDayOf(closed, rule), GRACE_DAYS) ? closed : open
}
