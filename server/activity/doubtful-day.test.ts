import type { Day, Instant } from '@tung-nha/model/kit/day.ts'
import { instantOf, msOf } from '@tung-nha/model/kit/instant.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { drain } from '#facts/drain.ts'
import { countRulesOf } from '#facts/rules.ts'
import { type Ground, makeGround, newId, type TestApp, testApp } from '#testing/app.ts'

const NOW = '2026-11-16T02:00:00.000Z'
let t: TestApp
let ground: Ground
let member: { id: string; deviceId: string; token: string }
let officer: { id: string; token: string }
let seq = 0

/** Sends one op of the member, from a phone that believes it is `phoneNow`; what became of it. */
const send = async (kind: string, body: object, deviceAt: Instant, phoneNow: Instant = NOW) => {
  const { id: actorId, deviceId, token } = member
  const op = { id: newId(), areaId: ground.areaId, deviceId, seq: ++seq, actorId, kind, deviceAt, body }
  const answer = await t.ask('POST', '/api/v1/sync/push', { ops: [op], deviceNow: phoneNow }, token)
  expect(answer.status).toBe(200)
  return answer.body.answers[0]
}
/** A gathering recorded ten minutes before the push, by a phone that believes it is `phoneNow`. */
const record = async (phoneNow: Instant, day: Day): Promise<string> => {
  const activityId = newId()
  const body = {
    activityId,
    kind: 'class',
    day,
    teamId: ground.teamId,
    outcome: 'held',
    attendance: 12,
    guided: [],
    unnamed: [],
    difficulties: [],
  }
  const made = instantOf(msOf(phoneNow)! - 600_000)
  expect(await send('activity.record', body, made, phoneNow)).toMatchObject({
    result: 'accepted',
    stamp: '2026-11-16T01:50:00.000Z',
  })
  return activityId
}
const list = async (query = '') =>
  (await t.ask('GET', `/api/v1/units/${ground.commune}/activities${query}`, undefined, officer.token)).body
const idsOf = (page: { items: { id: string }[] }) => page.items.map(item => item.id)
const doubtfulOfMonth = async (period: string) => {
  const url = `/api/v1/teams/${ground.teamId}/reports/${period}`
  return (await t.ask('GET', url, undefined, officer.token)).body.doubtfulDays
}

beforeAll(async () => {
  t = await testApp()
  t.setNow(NOW)
  ground = await makeGround(t.database)
  member = await t.member(ground.teamId, 'member')
  officer = await t.officer('communeOfficer', ground.commune)
})
afterAll(() => t.close())

describe('[S13] a day that a wrong clock wrote', () => {
  let of1970: string
  let of2038: string
  let late: string
  let today: string
  beforeAll(async () => {
    of1970 = await record('1970-01-02T02:00:00.000Z', '1970-01-02')
    of2038 = await record('2038-01-19T02:00:00.000Z', '2038-01-19')
    late = await record('2026-11-16T02:00:00.000Z', '2026-09-01')
    today = await record('2038-01-19T02:00:00.000Z', '2026-11-16')
    await drain(t.setup.db, countRulesOf(t.setup.catalogue), NOW)
  })

  test('is taken, flagged in the list of the commune, and a right day from the same phone is not', async () => {
    const page = await list()
    expect(idsOf(page)).toEqual([of2038, today, late, of1970])
    expect(page.items.map((item: { doubtfulDay: boolean }) => item.doubtfulDay)).toEqual([
      true,
      false,
      true,
      true,
    ])
    expect(page).toMatchObject({ total: 4, doubtfulDays: 3 })
    const one = await t.ask(
      'GET',
      `/api/v1/areas/${ground.areaId}/activities/${of2038}`,
      undefined,
      officer.token,
    )
    expect(one.body).toMatchObject({ day: '2038-01-19', doubtfulDay: true })
  })

  test('leads to those that need a look, and to no others', async () => {
    const page = await list('?doubtfulDay=true')
    expect(idsOf(page)).toEqual([of2038, late, of1970])
    expect(page).toMatchObject({ total: 3, doubtfulDays: 3 })
    expect(idsOf(await list('?doubtfulDay=true&from=2026-08-15&to=2026-09-14'))).toEqual([late])
  })

  test('counts on the day that is written and on no other', async () => {
    const days = await t.database.owner
      .selectFrom('area_fact')
      .where('area_id', '=', ground.areaId)
      .where('fact', '=', 'group_sessions')
      .select(['day', 'n'])
      .orderBy('day')
      .execute()
    expect(days.map(({ day, n }) => [day, Number(n)])).toEqual([
      ['1970-01-02', 1],
      ['2026-09-01', 1],
      ['2026-11-16', 1],
      ['2038-01-19', 1],
    ])
  })

  test('is told in the report of its month, until the visit is voided', async () => {
    expect(await doubtfulOfMonth('2026-09')).toBe(1)
    expect(await doubtfulOfMonth('2026-10')).toBe(0)
    await send('activity.void', { activityId: late, reason: 'Nhầm ngày' }, NOW)
    expect(await doubtfulOfMonth('2026-09')).toBe(0)
    expect((await list()).doubtfulDays).toBe(2)
  })
})
