import { expect, test } from 'vitest'
import { lanternShare } from '#lib/ui/chart/share.ts'

test('a share is rounded to the places there are', () => {
  expect(lanternShare(47, 150, 12)).toBe(4)
  expect(lanternShare(75, 150, 12)).toBe(6)
})
test('a little is never shown as none, not quite all never as all', () => {
  expect(lanternShare(1, 150, 12)).toBe(1)
  expect(lanternShare(149, 150, 12)).toBe(11)
})
test('none, all and an empty whole are exact', () => {
  expect(lanternShare(0, 150, 12)).toBe(0)
  expect(lanternShare(150, 150, 12)).toBe(12)
  expect(lanternShare(0, 0, 12)).toBe(0)
})
