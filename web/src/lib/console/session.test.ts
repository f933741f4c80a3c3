import { expect, test } from 'vitest'
import { sessionOf } from '#lib/console/session.ts'

const me = {
  kind: 'officer' as const,
  id: '01a20027-8adf-778f-bf2d-46398dc4199e',
  name: 'Hoàng Thanh Duyên',
  title: 'Công chức',
  grants: [
    { role: 'communeOfficer' as const, unitId: 495, unitName: 'Xã Vân Hồ', teamId: null, teamName: null },
  ],
  demo: false,
  now: '2026-11-20T00:00:00.000Z',
}

test('a commune officer sees residents and may import', () => {
  const session = sessionOf(me)
  expect(session?.inCommune).toBe(true)
  expect(session?.may('household.import')).toBe(true)
  expect(session?.may('report.sign')).toBe(false)
})

test('a second role at the same unit adds what it may do', () => {
  const session = sessionOf({
    ...me,
    grants: [
      ...me.grants,
      { role: 'communeSigner', unitId: 495, unitName: 'Xã Vân Hồ', teamId: null, teamName: null },
    ],
  })
  expect(session?.may('report.sign')).toBe(true)
})

test('visitors and members of a team have no desk', () => {
  expect(sessionOf({ ...me, grants: [] })).toBe(null)
  expect(
    sessionOf({
      ...me,
      grants: [{ role: 'member', unitId: null, unitName: null, teamId: me.id, teamName: 'Tổ' }],
    }),
  ).toBe(null)
})
