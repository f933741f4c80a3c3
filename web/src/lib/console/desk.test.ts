import { expect, test } from 'vitest'
import { chosenTeams, type DeskTeam, isFresh, isSilent, urgencyOf } from '#lib/console/desk.ts'

const team = (place: string, more: Partial<DeskTeam> = {}): DeskTeam => ({
  teamId: '01a20027-8adf-778f-bf2d-46398dc4199e',
  place,
  localName: 'Tổ chuyển đổi số cộng đồng',
  level: 'village',
  reportId: null,
  state: 'none',
  version: 0,
  lateDays: 0,
  submittedAt: null,
  lastActivity: '2026-11-18',
  homes: { fluent: 0, reviewed: 0, total: 0, percent: null, target: null },
  members: { trained: 0, total: 0 },
  difficulty: null,
  ...more,
})

test('a place is found without tone marks', () => {
  const teams = [team('bản Co Chàm'), team('tiểu khu 1')]
  expect(chosenTeams(teams, 'all', 'cham', '2026-11-20').map(one => one.place)).toEqual(['bản Co Chàm'])
})

test('a returned report counts as not sent, a submitted one waits', () => {
  const teams = [
    team('a', { state: 'returned' }),
    team('b', { state: 'submitted' }),
    team('c', { state: 'approved' }),
  ]
  expect(chosenTeams(teams, 'missing', '', '2026-11-20').map(one => one.place)).toEqual(['a'])
  expect(chosenTeams(teams, 'waiting', '', '2026-11-20').map(one => one.place)).toEqual(['b'])
})

test('three weeks without a record is silence, and so is no record at all', () => {
  expect(isSilent(team('a', { lastActivity: '2026-10-30' }), '2026-11-20')).toBe(false)
  expect(isSilent(team('a', { lastActivity: '2026-10-29' }), '2026-11-20')).toBe(true)
  expect(isSilent(team('a', { lastActivity: null }), '2026-11-20')).toBe(true)
})

test('what waits for the officer stands before what is late, and the latest before the late', () => {
  const order = [
    team('done', { state: 'approved' }),
    team('late', { lateDays: 2 }),
    team('later', { lateDays: 9 }),
    team('waits', { state: 'submitted' }),
  ]
  expect(order.sort((a, b) => urgencyOf(a) - urgencyOf(b)).map(one => one.place)).toEqual([
    'waits',
    'later',
    'late',
    'done',
  ])
})

test('numbers are fresh for a minute, and never when nothing was counted yet', () => {
  const asOf = '2026-11-20T02:01:00.000Z'
  expect(isFresh('2026-11-20T02:00:00.000Z', asOf)).toBe(true)
  expect(isFresh('2026-11-20T01:59:59.000Z', asOf)).toBe(false)
  expect(isFresh(null, asOf)).toBe(false)
})
