import { describe, expect, test } from 'vitest'
import { lessonAddress, placeOf } from './place.ts'

describe('the place in a lesson', () => {
  test('is read from the address and written back the same', () => {
    const place = { at: 6, chosen: 2, poster: 'K7QW4M' }
    const address = lessonAddress('pay.qr', place)
    expect(address).toBe('/bai-hoc/pay.qr?b=6&t=2&p=K7QW4M')
    expect(placeOf(new URL(address, 'https://x').searchParams, 5, 3)).toEqual(place)
  })
  test('is the cover when the address says nothing or nonsense', () => {
    expect(placeOf(new URLSearchParams('b=abc&t=-1&p=<x>'), 5, 3)).toEqual({
      at: 0,
      chosen: null,
      poster: null,
    })
  })
  test('never lies behind the end', () => {
    expect(placeOf(new URLSearchParams('b=99'), 5, 3).at).toBe(9)
  })
})
