import { expect, test } from 'vitest'
import { drawBorder, matchShapes, PARACELS, PICTURE, readShapes, SPRATLYS } from '#model/network/borders.ts'

const square = (x: number, y: number, properties: object, side = 1) => ({
  type: 'Feature',
  properties,
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [x, y],
        [x + side / 2, y],
        [x + side, y],
        [x + side, y + side],
        [x, y + side],
        [x, y],
      ],
    ],
  },
})
const file = (...features: object[]) => ({ type: 'FeatureCollection', features })
const units = [
  { id: 7, kind: 'province', code: '14', name: 'Tỉnh Sơn La' },
  { id: 8, kind: 'municipality', code: '01', name: 'Thành phố Hà Nội' },
]

test('areas are found by name with or without kind and accents, else by code; what fits nothing is told', () => {
  const shapes = readShapes(
    file(
      square(104, 21, { ten: 'SON LA' }),
      square(105, 21, { ma: 1 }),
      square(106, 21, { name: 'Nơi khác' }),
    ),
  )!
  const { matched, unmatched, missing } = matchShapes(shapes, units)
  expect([...matched.keys()]).toEqual([7, 8])
  expect([unmatched, missing]).toEqual([['Nơi khác'], []])
  expect(matchShapes(shapes.slice(0, 1), units).missing).toEqual(['Thành phố Hà Nội'])
})

test('neighbours keep one common border, and points on a line are left out', () => {
  const [west, east] = [104, 105].map(x => drawBorder(readShapes(file(square(x, 21, {})))!))
  const points = (path: string) => {
    const [start, ...steps] = path.slice(1, -1).split('l').join(' ').split(' ').map(Number)
    const found = [[start!, steps.shift()!]]
    for (let i = 0; i < steps.length; i += 2)
      found.push([found.at(-1)![0]! + steps[i]!, found.at(-1)![1]! + steps[i + 1]!])
    return found.map(String)
  }
  expect(points(west!).filter(point => points(east!).includes(point)).length).toBe(2)
  expect(points(west!).length).toBeLessThanOrEqual(6)
})

test('islets too small to see are left out beside larger land, alone they stay', () => {
  const shapes = readShapes(file(square(104, 21, {}), square(107, 20, {}, 0.02)))!
  expect(drawBorder(shapes).match(/M/g)).toHaveLength(1)
  expect(drawBorder(shapes.slice(1))).not.toBe('')
})

test('what is no GeoJSON of areas in degrees is none', () => {
  for (const bad of [
    null,
    3,
    {},
    { features: [] },
    file({ geometry: { type: 'Point', coordinates: [1, 2] } }),
  ])
    expect(readShapes(bad)).toBeNull()
  expect(readShapes(file(square(500_000, 2_000_000, {})))).toBeNull() // metres, not degrees
})

test('both archipelagos lie inside the picture', () => {
  for (const [x, y] of [PARACELS, SPRATLYS]) {
    expect(x).toBeLessThan(PICTURE.width)
    expect(y).toBeLessThan(PICTURE.height)
  }
})
