import { addDays, type Day } from '#model/kit/day.ts'
import type { Level } from '#model/resident/observation.ts'

/** After how many days to come again when something could not yet be done alone. */
const AGAIN_AFTER = 14

/** When to come again, by what was seen: "heard of" or "with help" asks for another visit, otherwise null. */
export const nextDayAfter = (day: Day, levels: readonly Level[]): Day | null =>
  levels.some(level => level === 1 || level === 2) ? addDays(day, AGAIN_AFTER) : null
