import type { Day } from '#model/kit/day.ts'

export type Level = 0 | 1 | 2 | 3 | 4 | 'na'

/**
 * What was seen of one skill on one day, at one activity. `at` (milliseconds of the op's stamp) only orders what was
 * seen on the same day. Kept for ever: a voided one stays, marked 1, and counts for nothing.
 */
export type Observation = [
  skill: string,
  level: Level,
  day: Day,
  activityId: string,
  voided: 0 | 1,
  at: number,
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

/** Two copies of one person's set: what either holds, void where either says so. */
export const joinObservations = (one: Observation[], other: Observation[]): Observation[] => {
  const void1 = (items: Observation[]) => items.filter(item => item[4] === 1)
  return addObservations([...void1(one), ...void1(other)], [...one, ...other])
}

/** Marks everything seen at an activity as void. */
export const voidObservations = (held: Observation[], activityId: string): Observation[] =>
  held.map(item => (item[3] === activityId ? [item[0], item[1], item[2], item[3], 1, item[5]] : item))

export const observationDays = (held: Observation[]): Day[] => [...new Set(held.map(item => item[2]))]
