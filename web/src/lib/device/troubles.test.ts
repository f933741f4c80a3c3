import { expect, test } from 'vitest'
import { type PhoneState, troublesOf } from '#lib/device/troubles.ts'

const id = '90000000-0000-7000-8000-000000000001'
const sound: PhoneState = {
  deviceId: id,
  teamId: id,
  teamName: 'Tổ bản Suối Lìn',
  memberId: id,
  memberName: 'Người Thử',
  label: 'Android',
  lastHeardAt: '2026-11-20T02:00:00.000Z',
  unsent: 0,
  refused: 0,
  storageUsed: 5_000_000,
  storageQuota: 900_000_000,
  appVersion: 'v2',
}
const now = '2026-11-21T02:00:00.000Z'
const of = (change: Partial<PhoneState>) => troublesOf({ ...sound, ...change }, now, 'v2')

test('a phone that was heard, holds nothing back and has room is no trouble', () => {
  expect(of({})).toEqual([])
  expect(of({ storageUsed: null, storageQuota: null, appVersion: null })).toEqual([])
})
test('what is told of a phone, the most pressing first', () => {
  expect(of({ lastHeardAt: null })).toEqual(['never'])
  expect(of({ lastHeardAt: '2026-11-13T02:00:00.000Z', refused: 1, unsent: 4 })).toEqual([
    'silent',
    'refused',
    'waiting',
  ])
  expect(of({ storageUsed: 890_000_000, appVersion: 'v1' })).toEqual(['full', 'old'])
})
