import { expect, test } from 'vitest'
import { isHomeTouched, newHome, opsOfHome } from './new-home.ts'

const DAY = '2026-11-21'

test('a new home is worth keeping from the first thing that is entered beyond the name that was looked for', () => {
  const begun = newHome('h', 'Giàng A Sử')
  expect(isHomeTouched(begun, 'Giàng A Sử')).toBe(false)
  for (const entered of [
    { head: 'Giàng A Sà' },
    { nameless: true },
    { lane: 'Ngõ 2' },
    { address: '15' },
    { headcount: 4 },
  ])
    expect(isHomeTouched({ ...begun, ...entered }, 'Giàng A Sử'), JSON.stringify(entered)).toBe(true)
})

test('a home is one op with what was entered; one that wants no name holds none, though one was typed', () => {
  const typed = { ...newHome('h', ' Giàng  A Sử '), lane: 'Ngõ 2', headcount: 4 }
  const [op] = opsOfHome(typed, 7, DAY)
  expect(op).toMatchObject({
    kind: 'household.put',
    areaId: 7,
    body: { householdId: 'h', basis: { kind: 'visit', day: DAY } },
  })
  expect((op!.body as { fields: object }).fields).toEqual({ head: 'Giàng A Sử', lane: 'Ngõ 2', headcount: 4 })
  const [unnamed] = opsOfHome({ ...typed, nameless: true }, 7, DAY)
  expect((unnamed!.body as { fields: object }).fields).toEqual({
    namesRefused: true,
    lane: 'Ngõ 2',
    headcount: 4,
  })
})

test('as long as nobody has said whose home it is, there is nothing to save', () => {
  expect(opsOfHome(newHome('h', ' '), 7, DAY)).toEqual([])
})
