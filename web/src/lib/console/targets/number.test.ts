import { expect, test } from 'vitest'
import { typedNumber } from '#lib/console/targets/number.ts'

test('numbers are read as they are written in each language', () => {
  expect(typedNumber('74.422', 'vi')).toBe(74422)
  expect(typedNumber('1.250,5', 'vi')).toBe(1250.5)
  expect(typedNumber('50,3', 'vi')).toBe(50.3)
  expect(typedNumber('50,3%', 'vi')).toBe(50.3)
  expect(typedNumber('74,422', 'en')).toBe(74422)
  expect(typedNumber('50.3', 'en')).toBe(50.3)
})

test('a decimal typed with the other mark is not read as thousands', () => {
  expect(typedNumber('50.3', 'vi')).toBe(50.3)
})

test('words, signs and nothing are no numbers', () => {
  for (const text of ['', 'nhiều', '-5', '1.2.3', '12a']) expect(typedNumber(text, 'vi')).toBe(null)
})
