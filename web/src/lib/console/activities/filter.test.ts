import { expect, test } from 'vitest'
import { addressOf, filterOf } from '#lib/console/activities/filter.ts'

test('a filter comes back from its address as it went', () => {
  const filter = {
    period: '2026-11',
    kind: 'home_visit',
    teamId: '0190d2c1-0000-7000-8000-000000000001',
    difficulty: 'weak_phone',
    doubtfulDay: true,
  } as const
  expect(filterOf(new URL(addressOf(filter), 'https://tung.nha').searchParams)).toEqual(filter)
})

test('nothing asked is the plain address, and unknown words narrow nothing', () => {
  expect(addressOf({})).toBe('/ban-lam-viec/hoat-dong')
  const search = new URLSearchParams('ky=2026-13&loai=party&vuong=none&ngay=mai')
  expect(filterOf(search)).toEqual({ period: '', kind: '', teamId: '', difficulty: '', doubtfulDay: false })
})
