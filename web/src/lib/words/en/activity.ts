import type { ActivityKind } from '@tung-nha/model/activity/shape.ts'

export const gatheringKindsEn: Record<Exclude<ActivityKind, 'home_visit'>, string> = {
  class: 'Class',
  village_meeting: 'Village meeting',
  market: 'Market day',
  booth: 'Help desk',
  other: 'Other gathering',
}

/** What an activity is called, on the phone, on the desk and in reports. */
export const activityKindsEn: Record<ActivityKind, string> = {
  home_visit: 'Visit',
  ...gatheringKindsEn,
}
