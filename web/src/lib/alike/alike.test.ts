import { expect, test } from 'vitest'
import { haveTwoHomes, type Side, standing } from '#lib/alike/alike.ts'

const side = (id: string, more: Partial<Side> = {}): Side => ({
  areaId: 1,
  areaName: 'Bản Mòn',
  id,
  name: 'Lò Thị Hoa',
  birthYear: 1961,
  sex: null,
  phone: null,
  householdId: `h${id}`,
  head: null,
  place: '',
  seen: 0,
  seenOn: null,
  ...more,
})

test('the record with more history stands, of two alike the older one', () => {
  expect(standing({ a: side('1'), b: side('2', { seen: 3 }) }).keep.id).toBe('2')
  expect(standing({ a: side('2'), b: side('1') }).keep.id).toBe('1')
})

test('homes can be said to be one where both lie in one area and are two', () => {
  expect(haveTwoHomes({ a: side('1'), b: side('2') })).toBe(true)
  expect(haveTwoHomes({ a: side('1'), b: side('2', { householdId: 'h1' }) })).toBe(false)
  expect(haveTwoHomes({ a: side('1'), b: side('2', { areaId: 2 }) })).toBe(false)
})
