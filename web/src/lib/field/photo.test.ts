import { expect, test } from 'vitest'
import { drawnSize } from '#lib/field/photo.ts'

test('a photo is drawn with its longest side at most 1280 pixels, in its own shape, never larger', () => {
  expect(drawnSize(4000, 3000)).toEqual({ width: 1280, height: 960 })
  expect(drawnSize(3000, 4000)).toEqual({ width: 960, height: 1280 })
  expect(drawnSize(640, 480)).toEqual({ width: 640, height: 480 })
  expect(drawnSize(20_000, 3)).toEqual({ width: 1280, height: 1 })
})
