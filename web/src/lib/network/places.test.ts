import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { NEW, OLD, placeIn } from '#lib/network/places.ts'

const units = readFileSync(
  join(import.meta.dirname, '..', '..', '..', '..', 'catalogue', 'units', 'units.csv'),
  'utf8',
)
  .trim()
  .split('\n')
  .slice(1)
  .map(line => line.split(','))
const codesOn = (day: string) =>
  units
    .filter(
      ([, kind, , , parent, from, to]) =>
        parent === '1' &&
        /^(province|municipality)$/.test(kind!) &&
        (!from || from <= day) &&
        (!to || day < to),
    )
    .map(([, , code]) => code)

test.each([
  ['2025-06-30', OLD, 63],
  ['2026-11-01', NEW, 34],
] as const)('on %s every province has a place in the grid, and nothing else has', (day, grid, count) => {
  expect([...grid.places.keys()].sort()).toEqual(codesOn(day).sort())
  expect(grid.places.size).toBe(count)
})

test.each([OLD, NEW])('the legend and the islands lie where no province is', grid => {
  for (const area of [grid.legend, grid.paracels, grid.spratlys]) {
    const under = [...grid.places].filter(
      ([, { row, column }]) =>
        row >= area.row &&
        row < area.row + area.rows &&
        column >= area.column &&
        column < area.column + area.columns,
    )
    expect(under).toEqual([])
  }
})

test('a province the grid does not know stands below it', () => {
  expect(placeIn(NEW, '999', 0)).toEqual({ row: 17, column: 1 })
  expect(placeIn(NEW, null, 7)).toEqual({ row: 18, column: 2 })
})
