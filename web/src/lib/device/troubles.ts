import type { TeamPhones } from '@tung-nha/model/api/sync-health.ts'
import type { ReplyOf } from '@tung-nha/model/kit/contract.ts'
import { dayOf, daysBetween, type Instant } from '@tung-nha/model/kit/day.ts'
import { isLow, type Room } from '#lib/local/room.ts'

export type PhoneState = ReplyOf<TeamPhones>['items'][number]
export type Trouble = 'never' | 'silent' | 'refused' | 'waiting' | 'full' | 'old'

const SILENT_DAYS = 7

/** Room on a phone as it last said itself; null where its browser does not tell. */
export const roomOf = ({ storageUsed: used, storageQuota: quota }: PhoneState): Room | null =>
  used === null || quota === null ? null : { used, quota }

/** What somebody should do something about, the most pressing first. */
export const troublesOf = (phone: PhoneState, now: Instant, version: string): Trouble[] => {
  const silentFor = phone.lastHeardAt === null ? null : daysBetween(dayOf(phone.lastHeardAt), dayOf(now))
  const room = roomOf(phone)
  const found: [Trouble, boolean][] = [
    ['never', silentFor === null],
    ['silent', silentFor !== null && silentFor >= SILENT_DAYS],
    ['refused', phone.refused > 0],
    ['full', room !== null && isLow(room)],
    ['waiting', phone.unsent > 0],
    ['old', phone.appVersion !== null && phone.appVersion !== version],
  ]
  return found.filter(([, is]) => is).map(([trouble]) => trouble)
}
