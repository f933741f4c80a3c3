import { expect, test } from 'vitest'
import { msOfId, uuid7 } from '#model/kit/id.ts'

test('an id says when it was made, from 1970 to far beyond 2038, and later ones are larger', () => {
  const random = new Uint8Array(10).fill(0xff)
  const times = [0, 1_795_000_000_000, 2 ** 41]
  const ids = times.map(ms => uuid7(ms, random))
  expect(ids.map(msOfId)).toEqual(times)
  expect(ids.toSorted()).toEqual(ids)
})
