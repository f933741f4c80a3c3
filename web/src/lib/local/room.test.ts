import { expect, test } from 'vitest'
import { isFull, isLow, leftIn } from '#lib/local/room.ts'

test('a phone is low when a photo or a first load may not fit any more', () => {
  expect(isLow({ used: 100_000_000, quota: 900_000_000 })).toBe(false)
  expect(isLow({ used: 885_000_000, quota: 900_000_000 })).toBe(true)
  expect(leftIn({ used: 901_000_000, quota: 900_000_000 })).toBe(0)
})

test('only a write that found no room says that the phone is full', () => {
  expect(isFull(new DOMException('', 'QuotaExceededError'))).toBe(true)
  expect(isFull(new DOMException('', 'ConstraintError'))).toBe(false)
  expect(isFull(new TypeError('x'))).toBe(false)
  expect(isFull(null)).toBe(false)
})
