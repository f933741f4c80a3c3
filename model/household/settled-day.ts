import type { Day } from '#model/kit/day.ts'

/**
 * The day on which an activity was, as a person settled it, and by which op: its stamp and id, so that of two texts the
 * later one is the larger.
 */
export type SettledDay = [day: Day, by: string]

/** Whether what was settled by one op counts over what was settled by another, or by none. */
export const isLaterWord = (by: string | undefined, held: string | undefined): boolean =>
  (by ?? '') > (held ?? '')
