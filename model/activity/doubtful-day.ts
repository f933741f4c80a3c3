import { addDays, type Day } from '#model/kit/day.ts'

/** So many days back a visit is still commonly written down late; the same reach as serving an area (S16). */
const BACK = 60

/**
 * Whether the day written on an activity is hard to believe beside the day it was made: it had not come yet, or lies
 * more than 60 days back. Mostly a clock is wrong. Such a day is flagged for a person and never moved (S13).
 */
export const isDoubtfulDay = (day: Day, made: Day): boolean => day > made || day < addDays(made, -BACK)
