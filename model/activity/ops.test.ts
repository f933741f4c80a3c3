import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { DIFFICULTIES } from '#model/activity/difficulty.ts'
import { nextDayAfter } from '#model/activity/next-day.ts'
import { activities, activityRecord } from '#model/activity/ops.ts'
import type { ActivityRecord } from '#model/activity/shape.ts'
import { residents } from '#model/resident/ops.ts'
import { draftOf } from '#model/sync/draft.ts'
import type { StampedOp } from '#model/sync/op.ts'

const id = (n: number) => `90000000-0000-7000-8000-${String(n).padStart(12, '0')}`
const visit = (body: Partial<ActivityRecord>): StampedOp<ActivityRecord> => ({
  id: id(1),
  areaId: 7,
  deviceId: id(2),
  seq: 1,
  actorId: id(3),
  kind: 'activity.record',
  deviceAt: '2026-11-20T02:00:00.000Z',
  stamp: '2026-11-20T02:00:00.000Z',
  body: {
    activityId: id(4),
    kind: 'home_visit',
    day: '2026-11-20',
    teamId: id(5),
    outcome: 'guided',
    guided: [],
    unnamed: [],
    difficulties: [],
    ...body,
  },
})
const known = { skills: new Set(['pay.qr']) }

test('the chips of difficulties are those of the catalogue', () => {
  const { difficulties } = JSON.parse(
    readFileSync(new URL('../../catalogue/difficulties.json', import.meta.url), 'utf8'),
  )
  expect(difficulties.map((chip: { key: string }) => chip.key)).toEqual([...DIFFICULTIES])
})

test('"heard of" and "with help" ask for another visit in 14 days, the rest for none', () => {
  expect(nextDayAfter('2026-11-20', [3, 2])).toBe('2026-12-04')
  expect(nextDayAfter('2026-11-20', [1])).toBe('2026-12-04')
  expect(nextDayAfter('2026-11-20', [3, 4, 0, 'na'])).toBeNull()
})

describe('a visit', () => {
  test('of a skill that is not in the catalogue is refused, also for people without a name', () => {
    const op = visit({
      unnamed: [{ count: 2, ageBand: 'from60', observations: [{ skill: 'pay.gold', level: 1 }] }],
    })
    expect(activityRecord.refuse(draftOf([]), op, known)).toEqual({
      problem: 'op.skill-unknown',
      details: { skill: 'pay.gold' },
    })
  })
  test('with nobody home counts without people', () => {
    const rows = draftOf([])
    const op = visit({ outcome: 'nobody_home' })
    expect(activityRecord.refuse(rows, op, known)).toBeNull()
    activityRecord.apply(rows, op)
    expect(rows.read(activities, id(4))).toMatchObject({
      removed: false,
      memberId: id(3),
      body: { outcome: 'nobody_home', guided: [] },
    })
  })
  test('leaves the levels of a person of another area to that area', () => {
    const rows = draftOf([])
    activityRecord.apply(
      rows,
      visit({ guided: [{ residentId: id(6), areaId: 8, observations: [{ skill: 'pay.qr', level: 3 }] }] }),
    )
    expect(rows.all(residents)).toEqual([])
  })
  test('[S13] on a day that is hard to believe is flagged and not moved', () => {
    for (const day of ['2026-11-21', '2026-09-20', '1970-01-01', '2038-01-19']) {
      const rows = draftOf([])
      activityRecord.apply(rows, visit({ day }))
      expect(rows.read(activities, id(4))).toMatchObject({ day, body: { doubtfulDay: true } })
    }
  })
  test('[S13] of today, or written down within 60 days, is not doubted', () => {
    for (const day of ['2026-11-20', '2026-09-21']) {
      const rows = draftOf([])
      activityRecord.apply(rows, visit({ day }))
      expect(rows.read(activities, id(4)).body).not.toHaveProperty('doubtfulDay')
    }
  })
})
