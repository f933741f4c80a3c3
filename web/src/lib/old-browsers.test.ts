import { expect, test } from 'vitest'
import { teachOldBrowsers } from '#lib/old-browsers.ts'

const letters = (word: string) => word[0]
const words = ['ngõ', 'nhà', 'bản', 'ngày']
const sorted = () => [[3, 1, 2].toSorted(), [1, 2, 3].toSorted((a, b) => b - a)]

test('what old browsers lack does the same as what new ones bring', () => {
  const own = { groups: Map.groupBy(words, letters), sorted: sorted() }
  Reflect.deleteProperty(Map, 'groupBy')
  Reflect.deleteProperty(Array.prototype, 'toSorted')
  teachOldBrowsers()
  expect({ groups: Map.groupBy(words, letters), sorted: sorted() }).toEqual(own)
  expect(Object.keys(Array.prototype)).toEqual([])
})

test('where a browser has it, nothing changes', () => {
  const held = Map.groupBy
  teachOldBrowsers()
  expect(Map.groupBy).toBe(held)
})
