import type { ActivityRecord } from '#model/activity/shape.ts'
import { addDays, type Day, dayOf, type Instant } from '#model/kit/day.ts'
import { msOf } from '#model/kit/instant.ts'

/** So many days back a visit is still commonly written down late; the same reach as serving an area (S16). */
const REACH = 60

/** A phone's clock that is off by less is as good as right: it puts a visit on another day around midnight only. */
const CLOCK_OFF_MS = 3_600_000

/** Whether a day had not come when it was written down, or lay more than 60 days back. Mostly a clock is wrong. */
export const isDoubtfulDay = (day: Day, made: Day): boolean => day > made || day < addDays(made, -REACH)

/**
 * Whether a recorded day is hard to believe, told from the stamped op alone, so that it is the same whatever comes first
 * (S13). The stamp is later or earlier than what the clock said when the clock was found wrong at the push, or set back
 * since the op before (S30): then a day that is not the stamp's came from the wrong clock. What a member set or confirmed
 * by hand is believed, but for a slip of a month or a year.
 */
export const isDoubted = (
  { day, daySure }: Pick<ActivityRecord, 'day' | 'daySure'>,
  { deviceAt, stamp }: { deviceAt: Instant; stamp: Instant },
): boolean => {
  const made = dayOf(stamp)
  if (daySure === true) return day < addDays(made, -REACH) || day > addDays(made, REACH)
  return daySure === false || isDoubtfulDay(day, made) || (day !== made && isClockOff(deviceAt, stamp))
}

const isClockOff = (deviceAt: Instant, stamp: Instant): boolean => {
  const said = msOf(deviceAt)
  return said === null || Math.abs(said - msOf(stamp)!) >= CLOCK_OFF_MS
}
