import { expect, test } from 'vitest'
import { canBeBrief, placesText } from '#model/sync/places.ts'

const places = [
  { areaId: 7, revision: 2, chain: 'ab' },
  { areaId: 40, revision: 0, chain: '' },
]

test('[S22] the same places give the same text in any order, and any other place another one', () => {
  expect(placesText([...places].reverse())).toBe(placesText(places))
  expect(placesText([places[0]!])).not.toBe(placesText(places))
  expect(placesText([{ ...places[0]!, chain: 'ac' }, places[1]!])).not.toBe(placesText(places))
})

test('[S22] an acknowledgement beyond a place has to be named, and without places there is nothing to say', () => {
  expect(canBeBrief(places)).toBe(true)
  expect(canBeBrief([{ ...places[0]!, acked: [{ revision: 3, chain: 'cd' }] }])).toBe(false)
  expect(canBeBrief([])).toBe(false)
})
