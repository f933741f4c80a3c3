import { appendFileSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SentOp } from '@tung-nha/model/sync/op.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { replayWithdrawn } from '#erasure/replay.ts'
import { openWithdrawn } from '#start/withdrawn.ts'
import { type Ground, makeGround, newId, type TestApp, testApp } from '#testing/app.ts'

let t: TestApp
let ground: Ground
let officer: { id: string; token: string }
let member: { id: string; deviceId: string; token: string }
let seq = 0
const NAME = 'Lò Thị Xóa'

beforeAll(async () => {
  t = await testApp()
  ground = await makeGround(t.database)
  officer = await t.officer('communeOfficer', ground.commune)
  member = await t.member(ground.teamId, 'member')
})
afterAll(() => t?.close())

const opOf = (kind: string, body: object): SentOp => ({
  id: newId(),
  areaId: ground.areaId,
  deviceId: member.deviceId,
  seq: ++seq,
  actorId: member.id,
  kind,
  body,
  deviceAt: t.setup.clock(),
})
const push = async (...ops: SentOp[]) => {
  const { body } = await t.ask('POST', '/api/v1/sync/push', { ops, deviceNow: t.setup.clock() }, member.token)
  return body.answers as { result: string; stamp: string; proof: string; problem?: string }[]
}
const home = (householdId: string) =>
  opOf('household.put', {
    householdId,
    fields: { head: NAME, address: 'ngõ 5' },
    basis: { kind: 'visit', day: '2026-11-16' },
  })
const person = (residentId: string, householdId: string) =>
  opOf('resident.put', {
    residentId,
    householdId,
    fields: { name: NAME, birthYear: 1970, phone: '0912345678' },
    consent: { version: '2026.1', purpose: 'guidance', channel: 'spoken', day: '2026-11-16' },
  })
const visit = (residentId: string, householdId: string) =>
  opOf('activity.record', {
    activityId: newId(),
    kind: 'home_visit',
    day: '2026-11-16',
    teamId: ground.teamId,
    householdId,
    outcome: 'guided',
    guided: [{ residentId, observations: [{ skill: 'pay.qr', level: 3 }] }],
    unnamed: [],
    difficulties: [],
    note: `${NAME} hẹn lại`,
  })
const make = async () => {
  const [householdId, residentId] = [newId(), newId()]
  const ops = [home(householdId), person(residentId, householdId), visit(residentId, householdId)]
  const answers = await push(...ops)
  expect(answers.map(answer => answer.result)).toEqual(['accepted', 'accepted', 'accepted'])
  // What a phone keeps for 35 days: each op with its stamp and proof.
  const kept = ops.map((op, i) => ({ ...op, stamp: answers[i]!.stamp, proof: answers[i]!.proof }))
  return { householdId, residentId, kept }
}
const eraseUrl = (what: string, id: string) => `/api/v1/areas/${ground.areaId}/${what}/${id}/erasure`
/** Everything the area says, in every table. */
const everything = async () => {
  const { rows } = await sql<{ said: string }>`
    SELECT (SELECT coalesce(string_agg(t::text, ' '), '') FROM household t) || (SELECT coalesce(string_agg(t::text, ' '), '') FROM resident t)
      || (SELECT coalesce(string_agg(t::text, ' '), '') FROM activity t) || (SELECT coalesce(string_agg(t::text, ' '), '') FROM op t)
      || (SELECT coalesce(string_agg(t::text, ' '), '') FROM refused_op t) AS said`.execute(t.database.owner)
  return rows[0]!.said
}
const wipe = async () => {
  for (const table of ['resident', 'household', 'activity', 'op', 'refused_op'] as const)
    await t.database.owner.deleteFrom(table).execute()
  await t.database.owner
    .updateTable('area_feed')
    .set({ revision: 0, chain: Buffer.alloc(0) })
    .execute()
}
/** An older copy of the field's tables, put back as a restore does. */
const copy = async () => {
  const { owner } = t.database
  const tables = ['household', 'resident', 'activity', 'op', 'refused_op'] as const
  const rows = new Map<string, string>()
  for (const table of tables) {
    const found = await sql<{
      all: string
    }>`SELECT coalesce(jsonb_agg(to_jsonb(t)), '[]')::text AS all FROM ${sql.table(table)} t`.execute(owner)
    rows.set(table, found.rows[0]!.all)
  }
  const feeds = await owner.selectFrom('area_feed').selectAll().execute()
  return async () => {
    await wipe()
    for (const table of tables)
      await sql`INSERT INTO ${sql.table(table)} SELECT * FROM jsonb_populate_recordset(NULL::${sql.table(table)}, ${rows.get(table)}::jsonb)`.execute(
        owner,
      )
    for (const { area_id, revision, chain } of feeds)
      await owner.updateTable('area_feed').set({ revision, chain }).where('area_id', '=', area_id).execute()
  }
}

test('[S23] erased on request: nothing is said of them any more, the ledger still counts its ops, phones are told', async () => {
  const { householdId, residentId } = await make()
  const first = await t.ask('POST', '/api/v1/sync/pull', { feeds: [] }, member.token)
  const { areaId, revision, chain } = first.body.feeds[0]
  const place = { areaId, revision, chain }
  const held = await t.ask(
    'GET',
    `/api/v1/areas/${ground.areaId}/households/${householdId}/export`,
    undefined,
    officer.token,
  )
  const told = held.body.ledger ? held.body : JSON.parse(Buffer.from(held.body).toString())
  expect([told.household.head, told.residents[0].name, told.visits.length, told.ledger.length]).toEqual([
    NAME,
    NAME,
    1,
    2,
  ])

  expect(
    (await t.ask('POST', eraseUrl('households', householdId), { reason: 'asked' }, member.token)).status,
  ).toBe(403)
  const { body } = await t.ask(
    'POST',
    eraseUrl('households', householdId),
    { reason: 'asked' },
    officer.token,
  )
  expect(body).toEqual({ erased: 2 })
  expect(await everything()).not.toMatch(/Xóa|0912345678|ngõ 5/)
  const ledger = await t.database.owner
    .selectFrom('op')
    .select(['kind', 'body', 'salt', 'digest', 'chain'])
    .orderBy('revision')
    .execute()
  expect(ledger.filter(op => op.body === null).every(op => op.salt === null && op.digest.length === 32)).toBe(
    true,
  )
  const pulled = await t.ask('POST', '/api/v1/sync/pull', { feeds: [place] }, member.token)
  const rows = pulled.body.feeds[0].rows as { id: string; removed?: boolean; erased?: boolean }[]
  expect(
    rows
      .filter(row => row.removed && row.erased)
      .map(row => row.id)
      .sort(),
  ).toEqual([householdId, residentId].sort())
  const log = await t.database.owner
    .selectFrom('audit_entry')
    .select(['what', 'subjects'])
    .orderBy('n', 'desc')
    .executeTakeFirstOrThrow()
  expect(log).toMatchObject({ what: 'household.erase', subjects: { householdId, reason: 'asked' } })
  expect(
    (await t.ask('POST', eraseUrl('households', householdId), { reason: 'asked' }, officer.token)).status,
  ).toBe(404)
})

test('[S24] an edit made offline before the erasure was heard of is taken, and falls on the tombstone without its content', async () => {
  await wipe()
  const { householdId, residentId, kept } = await make()
  await t.ask('POST', eraseUrl('residents', residentId), { reason: 'consent_withdrawn' }, officer.token)
  const late = person(residentId, householdId)
  const seen = opOf('attainment.record', {
    activityId: newId(),
    residentId,
    day: '2026-11-16',
    observations: [{ skill: 'pay.qr', level: 4 }],
  })
  expect((await push(late, seen)).map(answer => answer.result)).toEqual(['accepted', 'accepted'])
  expect((await push(late, ...kept)).map(answer => answer.result)).toEqual(Array(4).fill('repeated'))
  expect(await everything()).not.toMatch(/0912345678/)
  const row = await t.database.owner
    .selectFrom('resident')
    .selectAll()
    .where('id', '=', residentId)
    .executeTakeFirstOrThrow()
  expect([row.removed, row.name, row.phone, row.observations]).toEqual([true, null, null, []])
})

test('[S25] an older copy of the database put back brings nobody back, nor do the ops that phones had kept with their proofs', async () => {
  await wipe()
  const before = await make()
  const restore = await copy() // holds `before` in full, and nothing of `after`
  const after = await make()
  for (const { householdId } of [before, after])
    await t.ask('POST', eraseUrl('households', householdId), { reason: 'asked' }, officer.token)
  await restore()
  expect(await everything()).toMatch(/0912345678/)
  await replayWithdrawn(t.setup)
  expect(await everything()).not.toMatch(/Xóa|0912345678/)
  // Phones send again what they had kept: taken, and still nothing is said of them.
  const answers = await push(...before.kept, ...after.kept)
  expect(answers.map(answer => answer.result)).toEqual([
    ...Array(3).fill('repeated'),
    ...Array(3).fill('accepted'),
  ])
  const lives = await t.database.owner
    .selectFrom('resident')
    .where('removed', '=', false)
    .select('id')
    .execute()
  const homes = await t.database.owner
    .selectFrom('household')
    .where('removed', '=', false)
    .select('id')
    .execute()
  expect([lives, homes]).toEqual([[], []])
  await replayWithdrawn(t.setup)
  expect(await everything()).not.toMatch(/Xóa|0912345678/)
})

test('[S26] phones that were revoked and memberships that were ended stay so; who came back stays too', async () => {
  const [lost, gone, back] = [
    await t.member(ground.teamId, 'member'),
    await t.member(ground.teamId, 'member'),
    await t.member(ground.teamId, 'member'),
  ]
  const url = `/api/v1/teams/${ground.teamId}/members`
  await t.ask('DELETE', `${url}/${lost.id}/devices`, undefined, officer.token)
  for (const one of [gone, back])
    await t.ask('POST', `${url}/${one.id}/ending`, { on: '2026-11-10' }, officer.token)
  const again = await t.ask(
    'POST',
    url,
    { memberId: back.id, role: 'member', from: '2026-11-12' },
    officer.token,
  )
  expect(again.status).toBe(200)
  // The copy from before: the phone speaks, both are in the team.
  const { owner } = t.database
  await owner.updateTable('device').set({ revoked_at: null }).where('id', '=', lost.deviceId).execute()
  await owner
    .deleteFrom('membership')
    .where('member_id', '=', back.id)
    .where('valid_from', '=', '2026-11-12')
    .execute()
  await owner
    .updateTable('membership')
    .set({ valid_to: null })
    .where('member_id', 'in', [gone.id, back.id])
    .execute()
  await replayWithdrawn(t.setup)
  const pull = (token: string) => t.ask('POST', '/api/v1/sync/pull', { feeds: [] }, token)
  expect((await pull(lost.token)).status).toBe(401)
  const { revoked_at } = await owner
    .selectFrom('device')
    .where('id', '=', lost.deviceId)
    .select('revoked_at')
    .executeTakeFirstOrThrow()
  expect(revoked_at).not.toBeNull()
  const open = await owner
    .selectFrom('membership')
    .where('member_id', 'in', [gone.id, back.id])
    .where('valid_to', 'is', null)
    .select('member_id')
    .execute()
  expect(open).toEqual([{ member_id: back.id }])
})

test('a line cut short by a crash spoils neither the file nor the next line', async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'tung-nha-test-')), 'withdrawn')
  const kept = openWithdrawn(file)
  expect(kept.all()).toEqual([])
  const one = { what: 'device' as const, id: newId(), at: t.setup.clock() }
  kept.append([one])
  appendFileSync(file, '\n{"what":"dev')
  kept.append([one])
  expect(openWithdrawn(file).all()).toEqual([one, one])
})
