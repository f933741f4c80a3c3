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
const gathering = (activityId: string, day: Day, more: object = {}) => ({
  activityId,
  kind: 'class',
  day,
  teamId: ground.teamId,
  outcome: 'held',
  attendance: 12,
  guided: [],
  unnamed: [],
  difficulties: [],
  ...more,
})
/** A gathering recorded ten minutes before the push, by a phone that believes it is `phoneNow`. */
const record = async (phoneNow: Instant, day: Day): Promise<string> => {
  const activityId = newId()
  const made = instantOf(msOf(phoneNow)! - 600_000)
  expect(await send('activity.record', gathering(activityId, day), made, phoneNow)).toMatchObject({
    result: 'accepted',
    stamp: '2026-11-16T01:50:00.000Z',
  })
  return activityId
}
const list = async (query = '') =>
  (await t.ask('GET', `/api/v1/units/${ground.commune}/activities${query}`, undefined, officer.token)).body
const idsOf = (page: { items: { id: string }[] }) => page.items.map(item => item.id)
const sessions = async () => {
  await drain(t.setup.db, countRulesOf(t.setup.catalogue), NOW)
  const days = await t.database.owner
    .selectFrom('area_fact')
    .where('area_id', '=', ground.areaId)
    .where('fact', '=', 'group_sessions')
    .select(['day', 'n'])
    .orderBy('day')
    .execute()
  return days.map(({ day, n }) => [day, Number(n)])
}
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
    expect(await sessions()).toEqual([
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

describe('[S13] a phone whose clock was wrong by less than 60 days', () => {
  beforeAll(async () => {
    ground = await makeGround(t.database, 920_000)
    member = await t.member(ground.teamId, 'member')
    officer = await t.officer('communeOfficer', ground.commune)
  })
  const doubted = async (id: string) =>
    (await list()).items.find((item: { id: string }) => item.id === id).doubtfulDay

  test('is flagged when the clock was wrong when it sent', async () => {
    expect(await doubted(await record('2026-10-27T02:00:00.000Z', '2026-10-27'))).toBe(true)
    expect(await doubted(await record('2026-10-27T02:00:00.000Z', '2026-11-16'))).toBe(false)
  })
  test('is flagged when it was set right before it sent, by what the phone had made before', async () => {
    member = await t.member(ground.teamId, 'member') // S30 is told by the phone's own numbers
    const [before, after, byHand] = [newId(), newId(), newId()]
    await send('activity.record', gathering(before, '2026-11-14'), '2026-11-14T02:00:00.000Z')
    await send('activity.record', gathering(after, '2026-10-25'), '2026-10-25T02:00:00.000Z')
    await send(
      'activity.record',
      gathering(byHand, '2026-11-13', { daySure: true }),
      '2026-10-25T03:00:00.000Z',
    )
    expect([await doubted(before), await doubted(after), await doubted(byHand)]).toEqual([false, true, false])
  })
  test('is flagged by what the phone itself knows, where nothing else tells', async () => {
    const id = newId()
    await send('activity.record', gathering(id, '2026-11-15', { daySure: false }), '2026-11-15T02:00:00.000Z')
    expect(await doubted(id)).toBe(true)
  })
})

describe('[S33] a doubtful day that somebody settles', () => {
  let id: string
  const settle = (day: Day, token = officer.token) =>
    t.ask('POST', `/api/v1/areas/${ground.areaId}/activities/${id}/day`, { day }, token)
  beforeAll(async () => {
    ground = await makeGround(t.database, 930_000)
    member = await t.member(ground.teamId, 'member')
    officer = await t.officer('communeOfficer', ground.commune)
    id = await record('2026-10-27T02:00:00.000Z', '2026-10-27')
  })

  test('is counted on the right day and told as doubtful nowhere, and the log of the commune says by whom', async () => {
    expect(await doubtfulOfMonth('2026-11')).toBe(1)
    expect(await sessions()).toEqual([['2026-10-27', 1]])
    expect(await settle('2026-11-16')).toEqual({ status: 200, body: {} })
    expect(await sessions()).toEqual([['2026-11-16', 1]])
    expect([await doubtfulOfMonth('2026-11'), await doubtfulOfMonth('2026-12')]).toEqual([0, 0])
    expect(await list()).toMatchObject({
      doubtfulDays: 0,
      items: [{ id, day: '2026-11-16', doubtfulDay: false }],
    })
    const entries = await t.database.owner
      .selectFrom('audit_entry')
      .where('what', '=', 'activity.day')
      .select(['actor_id', 'subjects'])
      .execute()
    expect(entries).toEqual([
      { actor_id: officer.id, subjects: { areaId: ground.areaId, activityId: id, day: '2026-11-16' } },
    ])
  })
  test('reaches the phones of the team, and the last word counts, from a phone as well', async () => {
    await send('activity.day', { activityId: id, day: '2026-11-15' }, NOW)
    const { body } = await t.ask('POST', '/api/v1/sync/pull', { feeds: [] }, member.token)
    const rows = body.feeds.flatMap((feed: { rows: { id: string; row: unknown }[] }) => feed.rows)
    const row = rows.find((one: { id: string }) => one.id === id).row
    expect(row).toMatchObject({ day: '2026-11-15', body: { outcome: 'held' } })
    expect(row.body).not.toHaveProperty('doubtfulDay')
  })
  test('of another commune is not found, and cannot be said by who may only read', async () => {
    const other = await makeGround(t.database, 940_000)
    const stranger = await t.officer('communeOfficer', other.commune)
    expect((await settle('2026-11-14', stranger.token)).status).toBe(404)
    const signer = await t.officer('communeSigner', ground.commune)
    expect((await settle('2026-11-14', signer.token)).status).toBe(403)
  })
})
