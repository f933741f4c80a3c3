import { expect, test } from 'vitest'
import { type Child, type Figure, hasFigures, ordered } from '#lib/console/units/figures.ts'

const figure = (code: string, value: number | null, percent: number | null): Figure => ({
  code,
  parent: null,
  heading: false,
  value,
  yearToDate: value,
  previous: null,
  numerator: null,
  denominator: null,
  reviewed: null,
  few: false,
  target: null,
  percent,
  outside: null,
})
const child = (name: string, ...figures: Figure[]): Child => ({
  unit: { id: 1, level: 'commune', kind: 'commune', name },
  changedAt: null,
  figures,
})

test('units are compared by name, and by progress to their own target only when asked', () => {
  const children = [
    child('Xã Yên Châu', figure('TN01', 5, 90)),
    child('Xã Đoàn Kết', figure('TN01', 9, 40)),
    child('Xã Bắc Yên', figure('TN01', 99, null)),
  ]
  const names = (by: 'name' | 'progress') => ordered(children, 'TN01', by).map(one => one.unit.name)
  expect(names('name')).toEqual(['Xã Bắc Yên', 'Xã Đoàn Kết', 'Xã Yên Châu'])
  expect(names('progress')).toEqual(['Xã Yên Châu', 'Xã Đoàn Kết', 'Xã Bắc Yên'])
})

test('a unit with nothing but zeros and gaps has no figures yet', () => {
  expect(hasFigures(child('a', figure('TN01', 0, null), figure('TN02', null, null)))).toBe(false)
  expect(hasFigures(child('a', figure('TN01', 1, null)))).toBe(true)
})
