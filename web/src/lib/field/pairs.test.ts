import { households } from '@tung-nha/model/household/ops.ts'
import { residents } from '@tung-nha/model/resident/ops.ts'
import { expect, test } from 'vitest'
import { pairsOf } from '#lib/field/pairs.ts'

const home = (id: string, areaId: number) => ({
  row: { ...households.blank(id), removed: false, areaId, waiting: false, head: 'Lò Thị Hoa', lane: 'ngõ 5' },
})
const person = (id: string, areaId: number, householdId: string) => ({
  row: {
    ...residents.blank(id),
    removed: false,
    areaId,
    waiting: false,
    householdId,
    name: 'Lò Thị Hoa',
    birthYear: 1961,
    phone: '0912345678',
  },
})
const ground = (...rows: [id: string, areaId: number][]) =>
  ({
    people: new Map(rows.map(([id, areaId]) => [id, person(id, areaId, `h${id}`)])),
    home: (id: string) => home(id, rows.find(row => `h${row[0]}` === id)![1]),
  }) as never

test('a leader is shown pairs of the own ground, told with their homes, and none of another team', () => {
  const own = new Map([[1, 'Bản Mòn']])
  const [pair, ...others] = pairsOf(ground(['a', 1], ['b', 1], ['c', 2]), own)
  expect(others).toEqual([])
  expect([pair!.a.id, pair!.b.id].sort()).toEqual(['a', 'b'])
  expect(pair!.a).toMatchObject({
    areaName: 'Bản Mòn',
    head: 'Lò Thị Hoa',
    place: 'ngõ 5',
    seen: 0,
    seenOn: null,
  })
  expect(pair!.reasons).toContain('phone')
})
