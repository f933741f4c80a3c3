import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { DIFFICULTIES } from '#model/activity/difficulty.ts'
import { nextDayAfter } from '#model/activity/next-day.ts'
import { activities, activityDay, activityRecord, activityVoid } from '#model/activity/ops.ts'
import type { ActivityDay, ActivityRecord } from '#model/activity/shape.ts'
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
  /** How a visit of `day` stands whose phone said `deviceAt`, and that took effect at `stamp`. */
  const kept = (
    body: Partial<ActivityRecord>,
    deviceAt = '2026-11-20T02:00:00.000Z',
    stamp = '2026-11-20T02:00:00.000Z',
  ) => {
    const rows = draftOf([])
    activityRecord.apply(rows, { ...visit(body), deviceAt, stamp })
    const row = rows.read(activities, id(4))
    expect(row).toMatchObject({ day: body.day, body: { outcome: 'guided' } })
    expect(row.body).not.toHaveProperty('daySure')
    return row.body?.doubtfulDay ?? false
  }
  test('[S13] on a day that is hard to believe is flagged and not moved', () => {
    for (const day of ['2026-11-21', '2026-09-20', '1970-01-01', '2038-01-19'])
      expect(kept({ day })).toBe(true)
  })
  test('[S13] of today, or written down within 60 days, is not doubted', () => {
    for (const day of ['2026-11-20', '2026-09-21']) expect(kept({ day })).toBe(false)
  })
  test('[S13] is flagged when the clock that wrote its day was off, in either direction, by an hour or by years', () => {
    const day = '2026-11-02'
    expect(kept({ day }, '2026-11-02T02:00:00.000Z')).toBe(true)
    expect(kept({ day: '2026-11-19' }, '2026-11-20T01:00:00.000Z')).toBe(true)
    expect(kept({ day: '2026-11-19' }, '2026-11-23T02:00:00.000Z')).toBe(true)
    expect(kept({ day }, '2026-13-45T02:00:00.000Z')).toBe(true)
    expect(kept({ day: '2026-11-19' }, '2026-11-20T01:30:00.000Z')).toBe(false)
  })
  test('[S13] on the day of its stamp is believed, whatever the clock said', () => {
    expect(kept({ day: '2026-11-20' }, '1970-01-01T02:00:00.000Z')).toBe(false)
    expect(kept({ day: '2026-11-20' }, '2038-01-19T02:00:00.000Z')).toBe(false)
  })
  test('[S13] whose phone doubted its own clock is flagged; a day that its member set by hand is believed', () => {
    expect(kept({ day: '2026-11-20', daySure: false })).toBe(true)
    expect(kept({ day: '2026-11-02', daySure: true }, '1970-01-01T02:00:00.000Z')).toBe(false)
    // Set by hand on a phone whose clock stood in the past, and was set right before it sent.
    expect(kept({ day: '2026-12-10', daySure: true })).toBe(false)
    for (const day of ['2025-11-20', '2027-11-20']) expect(kept({ day, daySure: true })).toBe(true)
  })
})

describe('[S33] the day of a visit that a person settles', () => {
  const seen = [{ skill: 'pay.qr', level: 3 as const }]
  const record = visit({ day: '2026-12-24', guided: [{ residentId: id(6), observations: seen }] })
  const said = (day: string, stamp: string, n: number): StampedOp<ActivityDay> => ({
    ...record,
    id: id(n),
    kind: 'activity.day',
    stamp,
    body: { activityId: id(4), day },
  })
  const first = said('2026-11-19', '2026-11-21T02:00:00.000Z', 11)
  const last = said('2026-11-18', '2026-11-21T02:00:00.000Z', 12)
  const standing = (rows: ReturnType<typeof draftOf>) => {
    const { day, body, voided } = rows.read(activities, id(4))
    return {
      day,
      doubtful: body?.doubtfulDay ?? false,
      voided,
      seen: rows.read(residents, id(6)).observations.map(item => item[2]),
    }
  }

  test('is doubted no more, and what was seen moves along; the last word counts, whatever comes first', () => {
    const apply = {
      record: (rows: ReturnType<typeof draftOf>) => activityRecord.apply(rows, record),
      first: (rows: ReturnType<typeof draftOf>) => activityDay.apply(rows, first),
      last: (rows: ReturnType<typeof draftOf>) => activityDay.apply(rows, last),
    }
    for (const order of [
      ['record', 'first', 'last'],
      ['last', 'record', 'first'],
      ['first', 'last', 'record'],
    ] as const) {
      const rows = draftOf([])
      for (const step of order) apply[step](rows)
      expect(standing(rows)).toEqual({
        day: '2026-11-18',
        doubtful: false,
        voided: false,
        seen: ['2026-11-18'],
      })
    }
  })
  test('marks the day it leaves and the day it comes to', () => {
    const rows = draftOf([])
    activityRecord.apply(rows, record)
    const before = activityDay.days(rows, first)
    activityDay.apply(rows, first)
    expect(new Set([...before, ...activityDay.days(rows, first)])).toEqual(
      new Set(['2026-12-24', '2026-11-19']),
    )
  })
  test('is settled by confirming it; one that had not come yet then stays doubtful', () => {
    const rows = draftOf([])
    activityRecord.apply(rows, record)
    activityDay.apply(rows, said('2026-12-24', '2026-11-21T02:00:00.000Z', 11))
    expect(standing(rows)).toMatchObject({ day: '2026-12-24', doubtful: true })
    activityDay.apply(rows, said('2026-12-24', '2026-12-25T02:00:00.000Z', 12))
    expect(standing(rows)).toMatchObject({ day: '2026-12-24', doubtful: false })
  })
  test('of a void visit stays void, and of an unknown one is refused', () => {
    const rows = draftOf([])
    expect(activityDay.refuse(rows, first, known)).toMatchObject({ problem: 'op.target-missing' })
    activityRecord.apply(rows, record)
    activityVoid.apply(rows, { ...record, body: { activityId: id(4), reason: 'nhầm' } })
    expect(activityDay.refuse(rows, first, known)).toBeNull()
    activityDay.apply(rows, first)
    expect(standing(rows)).toMatchObject({ day: '2026-11-19', voided: true })
  })
})
