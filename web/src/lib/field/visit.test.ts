import { expect, test } from 'vitest'
import {
  asksForDay,
  dayByHand,
  draftAgain,
  hasChange,
  hasVisit,
  isTouched,
  newDraft,
  nextDayOf,
  opsOfVisit,
  skillCount,
} from './visit.ts'

const place = { areaId: 7, teamId: 'team', householdId: 'home' }
const fresh = () => newDraft('visit', '2026-11-21')

test('an untouched draft saves nothing', () => {
  expect(opsOfVisit(fresh(), place)).toEqual([])
  expect(isTouched(fresh())).toBe(false)
})

test('one person and one skill make one op, with a day to come again by rule', () => {
  const draft = { ...fresh(), seen: { ban: { 'pay.qr': 2 as const } } }
  expect(skillCount(draft)).toBe(1)
  expect(nextDayOf(draft)).toBe('2026-12-05')
  const ops = opsOfVisit(draft, place)
  expect(ops.map(op => op.kind)).toEqual(['activity.record'])
  expect(ops[0]!.body).toMatchObject({
    activityId: 'visit',
    outcome: 'guided',
    nextDay: '2026-12-05',
    guided: [{ residentId: 'ban', observations: [{ skill: 'pay.qr', level: 2 }] }],
  })
})

test('done alone asks for no other visit, and the rule can be overruled with one tap', () => {
  const draft = { ...fresh(), seen: { ban: { 'pay.qr': 3 as const } } }
  expect(nextDayOf(draft)).toBe(null)
  expect(nextDayOf({ ...draft, nextDay: '2026-11-28' })).toBe('2026-11-28')
})

test('people without a name are counted, never described', () => {
  const draft = {
    ...fresh(),
    unnamed: { count: 2, ageBand: 'from60' as const, seen: { 'safe.otp': 1 as const } },
  }
  const [op] = opsOfVisit(draft, place)
  expect(op!.body).toMatchObject({ guided: [], unnamed: [{ count: 2, ageBand: 'from60' }] })
})

test('particulars are their own ops and come before the visit', () => {
  const draft = {
    ...fresh(),
    seen: { ban: { 'pay.qr': 3 as const } },
    fields: { ban: { smartphone: true } },
    home: { sells: true },
  }
  expect(opsOfVisit(draft, place).map(op => op.kind)).toEqual([
    'household.put',
    'resident.put',
    'activity.record',
  ])
})

test('particulars alone are no visit', () => {
  const draft = { ...fresh(), home: { sells: true } }
  expect(hasVisit(draft)).toBe(false)
  expect(hasChange(draft)).toBe(true)
  expect(opsOfVisit(draft, place).map(op => op.kind)).toEqual(['household.put'])
})

test('a visit written again starts from what it said, under another id', () => {
  const first = { ...fresh(), seen: { ban: { 'pay.qr': 2 as const } }, difficulties: ['afraid' as const] }
  const body = opsOfVisit(first, place)[0]!.body as never
  const photo = { hash: 'a'.repeat(64), kind: 'photo' as const }
  expect(draftAgain('another', '2026-11-21', body)).not.toHaveProperty('evidence')
  const again = draftAgain('another', '2026-11-21', body, [photo])
  expect(opsOfVisit(again, place)[0]!.body).toMatchObject({ activityId: 'another', evidence: [photo] })
  expect(again.activityId).toBe('another')
  expect(again.seen).toEqual(first.seen)
  expect(again.difficulties).toEqual(['afraid'])
})

test('[S13] a day the phone doubts is asked for; what the member sets or confirms is told to be sure', () => {
  const doubted = { ...newDraft('visit', '2026-11-02', { daySure: false }), note: 'x' }
  expect([asksForDay(doubted, false), asksForDay(fresh(), true), asksForDay(fresh(), false)]).toEqual([
    true,
    true,
    false,
  ])
  expect(opsOfVisit(doubted, place)[0]!.body).toMatchObject({ day: '2026-11-02', daySure: false })
  const sure = { ...doubted, ...dayByHand('2026-11-20', '2026-11-02', true) }
  expect(asksForDay(sure, true)).toBe(false)
  expect(opsOfVisit(sure, place)[0]!.body).toMatchObject({ day: '2026-11-20', daySure: true })
})

test('[S13] a day that lies ahead of a right clock is nothing to be sure of', () => {
  const slip = { ...fresh(), note: 'x', ...dayByHand('2026-12-21', '2026-11-21', false) }
  expect(opsOfVisit(slip, place)[0]!.body).not.toHaveProperty('daySure')
})

test('[S13] a visit of a doubtful day that is written again asks for its day', () => {
  const body = { guided: [], unnamed: [], difficulties: [], doubtfulDay: true as const }
  expect(asksForDay(draftAgain('visit-2', '2026-11-02', body), false)).toBe(true)
})
