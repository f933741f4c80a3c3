import { expect, test } from 'vitest'
import { back, currentKey, firstRow, forward, startOfList } from '#lib/ui/pager.ts'

test('going forward and back returns to the same keys', () => {
  const second = forward(startOfList, 'k50')
  const third = forward(second, 'k100')
  expect(currentKey(third)).toBe('k100')
  expect(firstRow(third, 50)).toBe(101)
  expect(currentKey(back(third))).toBe('k50')
  expect(back(back(back(third)))).toEqual(startOfList)
})
