import type { ActivityKind } from '#model/activity/shape.ts'

export const GATHERING_KINDS = [
  'class',
  'village_meeting',
  'market',
  'booth',
  'walking_street',
  'other',
] as const
export type GatheringKind = (typeof GATHERING_KINDS)[number]

/** As what a planned gathering is recorded: an evening on the walking street is a booth of its own kind. */
export const recordedAs = (kind: GatheringKind): Exclude<ActivityKind, 'home_visit'> =>
  kind === 'walking_street' ? 'booth' : kind
