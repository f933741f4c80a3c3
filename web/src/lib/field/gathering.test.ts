import { expect, test } from 'vitest'
import { isGatheringTouched, newGathering, opsOfGathering } from './gathering.ts'

const base = {
  activityId: 'a',
  areaId: 7,
  teamId: 't',
  kind: 'class' as const,
  day: '2026-11-21',
  attendance: 24,
  topics: ['pay.qr'],
  guests: [],
  note: ' ',
}

test('a class is one op with its number and topics', () => {
  const ops = opsOfGathering(base)
  expect(ops).toHaveLength(1)
  expect(ops[0]!.body).toMatchObject({
    kind: 'class',
    outcome: 'held',
    attendance: 24,
    topics: ['pay.qr'],
    guided: [],
  })
  expect(ops[0]!.body).not.toHaveProperty('note')
})

test('a team that helped says so and gives no number: the host counts who came', () => {
  const [op] = opsOfGathering({ ...base, attendance: null, planned: { id: 'p', helps: true } })
  expect(op!.body).toMatchObject({ plannedId: 'p', helps: true })
  expect(op!.body).not.toHaveProperty('attendance')
})

test('a guest of another area gets the level in that area', () => {
  const ops = opsOfGathering({
    ...base,
    guests: [
      { residentId: 'here', areaId: 7 },
      { residentId: 'away', areaId: 8 },
    ],
  })
  expect(ops.map(op => [op.kind, op.areaId])).toEqual([
    ['activity.record', 7],
    ['attainment.record', 8],
  ])
  expect(ops[0]!.body).toMatchObject({
    guided: [
      { residentId: 'here', observations: [{ skill: 'pay.qr', level: 1 }] },
      { residentId: 'away', areaId: 8, observations: [] },
    ],
  })
})

test('a gathering is worth keeping from the first thing that is entered', () => {
  const begun = newGathering('a', '2026-11-21')
  expect(isGatheringTouched(begun)).toBe(false)
  for (const entered of [
    { kind: 'class' },
    { topics: ['pay.qr'] },
    { count: 11 },
    { guests: ['p'] },
    { note: 'x' },
  ] as const)
    expect(
      isGatheringTouched({ ...begun, ...structuredClone(entered) } as typeof begun),
      JSON.stringify(entered),
    ).toBe(true)
})
