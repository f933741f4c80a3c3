import { afterAll, beforeAll, expect, test } from 'vitest'
import { allRoutes } from '#app.ts'
import { type Ground, makeGround, newId, type TestApp, testApp } from '#testing/app.ts'

let t: TestApp
let ground: Ground
let officer: { id: string; token: string }
let leader: { id: string; token: string }
beforeAll(async () => {
  t = await testApp()
  ground = await makeGround(t.database)
  officer = await t.officer('communeOfficer', ground.commune)
  leader = await t.member(ground.teamId, 'leader')
})
afterAll(() => t?.close())

const entries = (unitId = ground.commune) =>
  t.database.owner
    .selectFrom('audit_entry')
    .where('commune_id', '=', unitId)
    .select(['actor_id', 'what', 'subjects'])
    .orderBy('n')
    .execute()
const last = async (unitId?: number) => (await entries(unitId)).at(-1)

/** What changes something and is not in the chain of the commune, and why. */
const ELSEWHERE: Record<string, string> = {
  'POST /api/v1/sync/push': 'the ledger of the field has a chain of its own',
  'POST /api/v1/sync/pull': 'a reading by the team, its daily work',
  'POST /api/v1/requests': 'an op of the ledger, by someone unknown',
  'POST /api/v1/sessions': 'sign-in',
  'DELETE /api/v1/sessions/current': 'sign-out',
  'POST /api/v1/devices': 'joining by a code whose making is on record',
  'POST /api/v1/devices/:deviceId/challenge': 'sign-in',
  'POST /api/v1/devices/:deviceId/session': 'sign-in',
  'POST /api/v1/devices/:deviceId/hand-over':
    'a phone leaves its own work; who reads and judges it is on record',
  'POST /api/v1/devices/:deviceId/hand-over/evidence': 'the same, its photos and voice notes',
  'POST /api/v1/lessons/:skill/answers': 'a count without a person',
  'POST /api/v1/units/:communeId/household-imports/:jobId/undo': 'writes its own entry, with its counts',
  'POST /api/v1/units/:unitId/roster-imports': 'a file that waits; confirming it is on record',
  'PUT /api/v1/units/:unitId/roster-imports/:importId/mapping':
    'a file that waits; confirming it is on record',
  'POST /api/v1/units/:unitId/roster-imports/:importId/confirm': 'writes its own entry, with its counts',
  'POST /api/v1/units/:unitId/roster-imports/:importId/undo': 'writes its own entry, with its counts',
  'POST /api/v1/areas/:areaId/evidence/:hash': 'belongs to a visit of the ledger, which names its hash',
  'POST /api/v1/certificates/print': 'prints what is given',
  'POST /api/v1/applications': 'by someone unknown; the answer to it is on record',
  'POST /api/v1/areas/:areaId/division-previews': 'changes nothing; the division is on record',
  'POST /api/v1/units/:communeId/reformings': 'writes its own entry, with its teams',
  'DELETE /api/v1/units/:communeId/reformings/:reformingId': 'writes its own entry, with its teams',
  'POST /api/v1/trainings/attendance': 'of the caller alone',
  'POST /api/v1/posters/:code/reports': 'by someone unknown; what is done about it is on record',
  'PUT /api/v1/course/progress': 'of the caller alone',
  'POST /api/v1/course/counts': 'a count without a person',
  'POST /api/v1/course/checks': 'of the caller alone',
  'POST /api/v1/course/certificates': 'of the caller alone',
  'POST /api/v1/demo/accounts/:key/session': 'demonstration only',
  'POST /api/v1/demo/accounts/:key/enrolment-code': 'demonstration only',
  'PUT /api/v1/demo/day': 'demonstration only',
  'PUT /api/v1/teams/:teamId/reports/:period': 'a draft; sending it is on record',
  'PUT /api/v1/units/:unitId/reports/:period': 'a draft; sending it is on record',
  'POST /api/v1/units/:communeId/requests/:requestId/close': 'writes its own entry, with its op',
  'POST /api/v1/units/:communeId/household-imports/:jobId/confirm': 'writes its own entry, with its counts',
}

test('every change is on record or says why not', () => {
  const silent = allRoutes(t.setup)
    .map(route => route.contract)
    .filter(({ route, audit }) => !route.startsWith('GET ') && !audit && !ELSEWHERE[route])
  expect(silent.map(({ route }) => route)).toEqual([])
})

test('a change is told with who did it, its ids and days, and never a name', async () => {
  const add = { name: 'Lò Thị Kín', phone: '0912345678', role: 'member', from: '2026-11-01' }
  const url = `/api/v1/teams/${ground.teamId}/members`
  const { body } = await t.ask('POST', url, add, officer.token)
  expect(await last()).toEqual({
    actor_id: officer.id,
    what: 'member.add',
    subjects: { teamId: ground.teamId, role: 'member', from: '2026-11-01', id: body.id },
  })
  await t.ask('POST', `${url}/${body.id}/enrolment-code`, undefined, leader.token)
  expect(await last()).toMatchObject({
    actor_id: leader.id,
    what: 'device.code',
    subjects: { memberId: body.id },
  })
  await t.ask('DELETE', `${url}/${body.id}/devices`, undefined, officer.token)
  expect(await last()).toMatchObject({ what: 'device.revoke', subjects: { memberId: body.id } })
  await t.ask('POST', `${url}/${body.id}/ending`, { on: '2026-11-10' }, officer.token)
  expect(await last()).toMatchObject({ what: 'member.leave', subjects: { on: '2026-11-10' } })
  expect(JSON.stringify(await entries())).not.toMatch(/Kín|0912345678/)
})

test('a change above the communes is in the chain of its own unit', async () => {
  const province = await t.officer('province', ground.province)
  const target = `/api/v1/units/${ground.province}/targets/2026/TN04`
  expect((await t.ask('PUT', target, { value: 60 }, province.token)).status).toBe(200)
  expect(await last(ground.province)).toMatchObject({
    what: 'target.set',
    subjects: { code: 'TN04', value: 60 },
  })
})

test('what was refused is not on record as done', async () => {
  const before = (await entries()).length
  const url = `/api/v1/teams/${ground.teamId}/members/${newId()}/ending`
  expect((await t.ask('POST', url, { on: '2026-11-10' }, officer.token)).status).toBe(404)
  expect((await entries()).length).toBe(before)
})

test('the whole chain is checked on demand, and its head is what a report prints', async () => {
  const check = `/api/v1/units/${ground.commune}/audit/check`
  const { body } = await t.ask('GET', check, undefined, officer.token)
  expect(body).toMatchObject({ entries: (await entries()).length, intact: true, firstBroken: null })
  expect(body.head).toMatch(/^[0-9a-f]{64}$/)
  const report = `/api/v1/units/${ground.commune}/reports/2026-05`
  const narrative = { highlights: 'Có lớp.', difficulties: '', proposals: '', next: 'Mở lớp.' }
  await t.ask('PUT', report, { version: 0, narrative, additions: {}, answers: {} }, officer.token)
  const sent = await t.ask('POST', `${report}/submit`, { version: 1 }, officer.token)
  expect(sent.body.audit).toEqual({ n: body.entries, head: body.head })
  await t.database.owner.updateTable('audit_entry').set({ what: 'nothing' }).where('n', '=', 2).execute()
  expect((await t.ask('GET', check, undefined, officer.token)).body).toMatchObject({
    intact: false,
    firstBroken: 2,
  })
  expect((await t.ask('GET', check, undefined, leader.token)).status).toBe(403)
})
