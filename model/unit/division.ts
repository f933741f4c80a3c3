import { tidy } from '#model/kit/text.ts'
import { spellKey } from '#model/unit/name.ts'

/** Homes are on their way, have gone, are on their way back, are back. */
export const DIVISION_STATES = ['moving', 'done', 'returning', 'undone'] as const
export type DivisionState = (typeof DIVISION_STATES)[number]
/** A home has gone, or was not there any more when its turn came. */
export type DivisionOutcome = 'moved' | 'missing'

/** A lane as people mean it, however they wrote it; '' where none was written. */
export const laneKey = (lane: string | null): string => spellKey(tidy(lane ?? ''))

/** Lanes whose homes all go, by their keys. Homes without a lane belong to none. */
export const lanesThatGo = (homes: readonly { lane: string | null; goes: boolean }[]): Set<string> => {
  const stay = new Set(homes.flatMap(home => (home.goes ? [] : [laneKey(home.lane)])))
  return new Set(homes.map(home => laneKey(home.lane)).filter(lane => lane !== '' && !stay.has(lane)))
}
