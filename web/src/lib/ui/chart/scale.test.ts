import { expect, test } from 'vitest'
import { isFirm, linePath, ticksTo } from '#lib/ui/chart/scale.ts'

test('an axis has round numbers and reaches the largest value', () => {
  expect(ticksTo(47)).toEqual([0, 20, 40, 60])
  expect(ticksTo(1)).toEqual([0, 0.25, 0.5, 0.75, 1])
  expect(ticksTo(74422).at(-1)).toBeGreaterThanOrEqual(74422)
  expect(ticksTo(0)).toEqual([0, 1])
  expect(ticksTo(1, { whole: true })).toEqual([0, 1])
  expect(ticksTo(9, { whole: true })).toEqual([0, 5, 10])
})

test('a missing value breaks the line instead of dropping it to zero', () => {
  const points = [1, 2, null, 4, 5].map((value, index) => ({ label: String(index), value }))
  expect(
    linePath(
      points,
      index => index * 10,
      value => value,
    ),
  ).toBe('M0.0 1.0L10.0 2.0M30.0 4.0L40.0 5.0')
})

test('a step to or from an uncertain number is told apart from a firm one', () => {
  const points = [1, 2, 3, 4].map((value, index) => ({
    label: String(index),
    value,
    doubt: index === 3 ? ('number' as const) : index === 1 ? ('day' as const) : undefined,
  }))
  const at = (value: number) => value
  expect(linePath(points, at, at, isFirm)).toBe('M0.0 1.0L1.0 2.0L2.0 3.0M3.0 4.0')
  expect(linePath(points, at, at, (from, to) => !isFirm(from, to))).toBe('M0.0 1.0M1.0 2.0M2.0 3.0L3.0 4.0')
})
