import { isLaterWord, type SettledDay } from '#model/household/settled-day.ts'
import type { Day } from '#model/kit/day.ts'

export type Level = 0 | 1 | 2 | 3 | 4 | 'na'

/**
 * What was seen of one skill on one day, at one activity. `at` (milliseconds of the op's stamp) only orders what was
 * seen on the same day. Kept for ever: a voided one stays, marked 1, and counts for nothing. `settled` names the op that
 * said on which day its activity was, where a person had to (S13).
 */
export type Observation = [
  skill: string,
  level: Level,
  day: Day,
  activityId: string,
  voided: 0 | 1,
  at: number,
  settled?: string,
]

const order = (a: Observation, b: Observation): number => {
  if (a[2] !== b[2]) return a[2] < b[2] ? -1 : 1
  if (a[5] !== b[5]) return a[5] - b[5]
  if (a[3] !== b[3]) return a[3] < b[3] ? -1 : 1
  if (a[0] !== b[0]) return a[0] < b[0] ? -1 : 1
  return String(a[1]) < String(b[1]) ? -1 : String(a[1]) > String(b[1]) ? 1 : 0
}

/** The set with more in it, in canonical order; what is already there is not added twice. */
export const addObservations = (held: Observation[], more: Observation[]): Observation[] => {
  const sorted = [...held, ...more].sort(order)
  return sorted.filter((item, i) => i === 0 || order(sorted[i - 1]!, item) !== 0)
}

/** Two copies of one person's set: what either holds, void where either says so, on the day that was settled last. */
export const joinObservations = (one: Observation[], other: Observation[]): Observation[] => {
  const all = onSettledDays([...one, ...other])
  return addObservations(
    all.filter(item => item[4] === 1),
    all,
  )
}

/** Everything seen at an activity stands on the day that was settled last for any of it. */
const onSettledDays = (items: Observation[]): Observation[] => {
  const days = new Map<string, SettledDay>()
  for (const [, , day, activityId, , , by] of items)
    if (by !== undefined && isLaterWord(by, days.get(activityId)?.[1])) days.set(activityId, [day, by])
  if (days.size === 0) return items
  return items.map(item => onDay(item, days.get(item[3])))
}

const onDay = (item: Observation, settled: SettledDay | undefined): Observation =>
  settled === undefined ? item : [item[0], item[1], settled[0], item[3], item[4], item[5], settled[1]]

/** Puts everything seen at an activity on the day that a person settled, unless a later word has been said. */
export const settleObservations = (
  held: Observation[],
  activityId: string,
  settled: SettledDay | null,
): Observation[] => {
  if (settled === null || !held.some(item => item[3] === activityId)) return held
  const said = held.map(item =>
    item[3] === activityId && isLaterWord(settled[1], item[6]) ? onDay(item, settled) : item,
  )
  return joinObservations([], said)
}

/** Marks everything seen at an activity as void. */
export const voidObservations = (held: Observation[], activityId: string): Observation[] =>
  held.map(item => {
    if (item[3] !== activityId) return item
    const [skill, level, day, activity, , at, ...settled] = item
    return [skill, level, day, activity, 1, at, ...settled]
  })

export const observationDays = (held: Observation[]): Day[] => [...new Set(held.map(item => item[2]))]
