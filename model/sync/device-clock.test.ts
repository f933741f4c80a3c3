import { expect, test } from 'vitest'
import { isClockDoubtful } from '#model/sync/device-clock.ts'

const HEARD = '2026-11-20T03:00:00.000Z'
const at = (now: string, lastAt: string | null = null, heardAt: string | null = HEARD) =>
  isClockDoubtful({ heardAt, lastAt }, now)

test('[S13] a phone doubts its clock when it stands before the last answer or before its last op', () => {
  expect(at('2026-11-02T03:00:00.000Z')).toBe(true)
  expect(at('1970-01-01T00:00:00.000Z')).toBe(true)
  expect(at('2026-11-21T03:00:00.000Z', '2026-11-22T03:00:00.000Z')).toBe(true)
})

test('[S13] and when it says that the server was not heard for more than seven days', () => {
  expect(at('2026-11-28T03:00:00.000Z')).toBe(true)
  expect(at('2038-01-19T03:00:00.000Z')).toBe(true)
})

test('[S13] days without a network, a delay and a clock that was set right by minutes are no reason', () => {
  expect(at('2026-11-27T02:00:00.000Z', '2026-11-26T03:00:00.000Z')).toBe(false)
  expect(at('2026-11-20T02:30:00.000Z')).toBe(false)
  expect(at('1970-01-01T00:00:00.000Z', null, null)).toBe(false)
})
