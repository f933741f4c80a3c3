import { expect, test } from 'vitest'
import { stepped, typedCount } from '#lib/ui/stepper.ts'

test('a step stays inside the limits', () => {
  expect(stepped(0, -1, 0, 10)).toBe(0)
  expect(stepped(9, 5, 0, 10)).toBe(10)
  expect(stepped(3, 1, 0, 10)).toBe(4)
})

test('a typed count is taken with its thousands marks, nonsense is not', () => {
  expect(typedCount('1.250', 3, 0, 9999)).toBe(1250)
  expect(typedCount('70000', 3, 0, 9999)).toBe(9999)
  expect(typedCount('mười', 3, 0, 9999)).toBe(3)
  expect(typedCount('', 3, 0, 9999)).toBe(3)
})
