/**
 * Who sits where at each of the eight steps: the phone in its frame, and the wide page beside it. `KY` in a path stands
 * for the month that is filling, the one in which a visit of today moves the numbers.
 */
export type PhonePerson = 'member' | 'leader'
export type DeskPerson = 'visitor' | 'officer' | 'signer' | 'province'
export type StoryStep = {
  phone: { person: PhonePerson; path: string }
  desk: { person: DeskPerson; path: string }
}

export const STORY: readonly StoryStep[] = [
  { phone: { person: 'member', path: '/to' }, desk: { person: 'visitor', path: '/mang-luoi' } },
  { phone: { person: 'member', path: '/to' }, desk: { person: 'visitor', path: '/bai-hoc/pay.qr' } },
  { phone: { person: 'member', path: '/to' }, desk: { person: 'officer', path: '/ban-lam-viec' } },
  {
    phone: { person: 'member', path: '/to' },
    desk: { person: 'officer', path: '/ban-lam-viec/so-lieu?ky=KY' },
  },
  { phone: { person: 'member', path: '/to' }, desk: { person: 'officer', path: '/ban-lam-viec/bao-cao' } },
  {
    phone: { person: 'leader', path: '/to/bao-cao' },
    desk: { person: 'officer', path: '/ban-lam-viec/bao-cao' },
  },
  { phone: { person: 'leader', path: '/to' }, desk: { person: 'officer', path: '/ban-lam-viec/bao-cao' } },
  { phone: { person: 'leader', path: '/to' }, desk: { person: 'province', path: '/ban-lam-viec' } },
]
