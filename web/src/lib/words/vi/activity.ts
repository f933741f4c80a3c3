import type { ActivityKind } from '@tung-nha/model/activity/shape.ts'

export const gatheringKindsVi: Record<Exclude<ActivityKind, 'home_visit'>, string> = {
  class: 'Lớp hướng dẫn',
  village_meeting: 'Họp thôn, bản',
  market: 'Chợ phiên',
  booth: 'Bàn hướng dẫn',
  other: 'Buổi khác',
}

/** What an activity is called, on the phone, on the desk and in reports. */
export const activityKindsVi: Record<ActivityKind, string> = {
  home_visit: 'Lần đến',
  ...gatheringKindsVi,
}
