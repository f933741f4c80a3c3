import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { drain, recountRosters } from '#facts/drain.ts'
import { type CountRules, countRulesOf } from '#facts/rules.ts'
import { pushOps } from '#sync/push.ts'
import { serverSender } from '#sync/sender.ts'
import { type Ground, makeGround, newId, type TestApp, testApp } from '#testing/app.ts'

let t: TestApp
let ground: Ground
let rules: CountRules
const NOW = '2026-11-16T02:00:00.000Z'
const SECOND_AREA = 900_060

beforeAll(async () => {
  t = await testApp()
  ground = await makeGround(t.database)
  rules = countRulesOf(t.setup.catalogue)
  const { owner } = t.database
  await owner
    .insertInto('area')
    .values({ id: SECOND_AREA, name: 'Xóm Hai', fold: 'xom hai', sort_key: 'xom hai' })
    .execute()
  await owner
    .insertInto('area_village')
    .values({ area_id: SECOND_AREA, village_id: ground.village, valid_from: '2000-01-01', valid_to: null })
    .execute()
})
afterAll(() => t.close())

const visit = async (areaId: number, memberId: string, day: string) => {
  const body = {
    activityId: newId(),
    kind: 'home_visit',
    day,
    teamId: ground.teamId,
    outcome: 'nobody_home',
    guided: [],
    unnamed: [],
    difficulties: [],
  }
  await push(areaId, memberId, 'activity.record', body)
  return body.activityId
}
const voided = (areaId: number, memberId: string, activityId: string) =>
  push(areaId, memberId, 'activity.void', { activityId, reason: 'wrong_home' })

const push = async (areaId: number, actorId: string, kind: string, body: object) => {
  const op = { id: newId(), areaId, deviceId: newId(), seq: 1, actorId, kind, body, deviceAt: NOW }
  const [answer] = await pushOps(t.setup.db, {
    ops: [op],
    sender: serverSender,
    now: NOW,
    offset: 0,
    skills: new Set(),
    secret: t.setup.secret,
  })
  expect(answer?.result).toBe('accepted')
}
const ofUnit = async (unitId: number, fact: string, period: string) =>
  (
    await t.database.owner
      .selectFrom('unit_distinct')
      .where('unit_id', '=', unitId)
      .where('fact', '=', fact)
      .where('period', '=', period)
      .select('n')
      .executeTakeFirst()
  )?.n ?? 0
const marks = () => t.database.owner.selectFrom('dirty').selectAll().execute()

test('a member who works in two areas of a commune is one active member, in the commune and above', async () => {
  const [one, two] = [await t.member(ground.teamId, 'leader'), await t.member(ground.teamId, 'member')]
  await visit(ground.areaId, one.id, '2026-10-20')
  await visit(SECOND_AREA, one.id, '2026-11-02')
  await visit(SECOND_AREA, two.id, '2026-10-01')
  await Promise.all([drain(t.setup.db, rules, NOW, 1), drain(t.setup.db, rules, NOW, 1)])
  await drain(t.setup.db, rules, NOW)
  for (const unit of [ground.commune, ground.province, 1]) {
    expect(await ofUnit(unit, 'members_active', '2026-11')).toBe(1)
    expect(await ofUnit(unit, 'members_active', 'ytd:2026-11')).toBe(2)
  }
  expect(await marks()).toEqual([])
})

test('a member whose visits of a month are voided is active in it no more, one with another visit is', async () => {
  const { id } = await t.member(ground.teamId, 'member')
  const first = await visit(ground.areaId, id, '2026-04-20')
  const second = await visit(SECOND_AREA, id, '2026-05-02')
  await drain(t.setup.db, rules, NOW)
  const before = await ofUnit(ground.commune, 'members_active', 'ytd:2026-12')
  await voided(ground.areaId, id, first)
  await drain(t.setup.db, rules, NOW)
  expect(await ofUnit(ground.commune, 'members_active', '2026-05')).toBe(1)
  await voided(SECOND_AREA, id, second)
  await drain(t.setup.db, rules, NOW)
  expect(await ofUnit(1, 'members_active', '2026-05')).toBe(0)
  expect(await ofUnit(ground.commune, 'members_active', 'ytd:2026-12')).toBe(before - 1)
})

test('members who join or leave count without a visit being recorded', async () => {
  const total = async () =>
    (
      await sql<{
        n: number
      }>`SELECT coalesce(sum(n), 0)::int AS n FROM unit_fact WHERE unit_id = ${ground.province} AND fact = 'members_total' AND day <= '2026-11-16'`.execute(
        t.database.owner,
      )
    ).rows[0]!.n
  const before = await total()
  const { id } = await t.member(ground.teamId, 'member')
  await recountRosters(t.setup.db, rules, NOW)
  expect(await total()).toBe(before + 1)
  await t.database.owner
    .updateTable('membership')
    .set({ valid_to: '2026-11-10' })
    .where('member_id', '=', id)
    .execute()
  await recountRosters(t.setup.db, rules, NOW)
  expect(await total()).toBe(before)
})

test('a mark that is renewed while its area is being counted stays', async () => {
  const { owner } = t.database
  await owner.insertInto('dirty').values({ area_id: ground.areaId, day: '2026-11-01' }).execute()
  let draining: Promise<unknown> = Promise.resolve()
  await owner.transaction().execute(async push => {
    await sql`INSERT INTO dirty VALUES (${ground.areaId}, '2026-11-01') ON CONFLICT (area_id, day) DO UPDATE SET day = excluded.day`.execute(
      push,
    )
    draining = drain(t.setup.db, rules, NOW, 1)
    // the drain has read the old mark when it waits for this transaction to take it away
    for (;;) {
      const waiting =
        await sql`SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE 'DELETE FROM dirty%'`.execute(
          owner,
        )
      if (waiting.rows.length > 0) break
    }
  })
  await draining
  expect(await marks()).toEqual([{ area_id: ground.areaId, day: '2026-11-01' }])
  await drain(t.setup.db, rules, NOW)
  expect(await marks()).toEqual([])
})

test('what was counted in a village follows it into the merged one at the next tick', async () => {
  const officer = await t.officer('communeOfficer', ground.commune)
  const member = await t.member(ground.teamId, 'member')
  await visit(ground.areaId, member.id, '2026-11-12')
  await drain(t.setup.db, rules, NOW)
  const visits = async (unitId: number) =>
    Number(
      (
        await sql<{ n: number }>`SELECT coalesce(sum(n), 0) AS n FROM unit_fact
          WHERE unit_id = ${unitId} AND fact = 'visits' AND day >= '2026-11-01'`.execute(t.database.owner)
      ).rows[0]!.n,
    )
  const before = await visits(ground.village)
  expect(before).toBeGreaterThan(0)
  const made = await t.ask(
    'POST',
    `/api/v1/units/${ground.commune}/villages`,
    { name: 'Mới', kind: 'ban', validFrom: '2026-01-01' },
    officer.token,
  )
  const merged = await t.ask(
    'POST',
    `/api/v1/units/${ground.commune}/village-mergers`,
    { villageIds: [ground.village], into: { villageId: made.body.id }, day: '2026-11-01' },
    officer.token,
  )
  expect(merged.status).toBe(200)
  await drain(t.setup.db, rules, NOW)
  expect([await visits(ground.village), await visits(made.body.id)]).toEqual([0, before])
})
