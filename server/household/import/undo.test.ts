import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Ground, makeGround, newId, type TestApp, testApp } from '#testing/app.ts'

let t: TestApp
let ground: Ground
let officer: string
let member: { id: string; deviceId: string; token: string }
beforeAll(async () => {
  t = await testApp()
  ground = await makeGround(t.database)
  officer = (await t.officer('communeOfficer', ground.commune)).token
  member = await t.member(ground.teamId, 'member')
})
afterAll(() => t?.close())

const url = `/api/v1/units/${900_002}/household-imports`
const list = (n: number) =>
  Buffer.from(
    [
      'Họ tên chủ hộ,Thôn',
      ...Array.from({ length: n }, (_, i) => `Lò Văn ${'ABCDE'[i]}${i},Bản Thử 900000`),
    ].join('\n'),
  ).toString('base64')
const ask = (method: string, path: string, body?: unknown) => t.ask(method, `${url}${path}`, body, officer)
const imported = async (n: number) => {
  const { body } = await ask('POST', '', { fileName: 'ho.csv', content: list(n) })
  const basis = { number: '45/QĐ-UBND', day: '2026-11-02', signer: 'Chủ tịch' }
  return (await ask('POST', `/${body.id}/confirm`, { basis })).body
}
const homes = async () =>
  (await t.ask('GET', `/api/v1/areas/${ground.areaId}/households`, undefined, officer)).body.items

test('an import of the wrong file is taken back whole, on phones too, and the right one brings the homes again', async () => {
  const job = await imported(3)
  expect(job.undoUntil).toBe('2026-11-17T02:00:00.000Z')
  const answer = await ask('POST', `/${job.id}/undo`)
  expect(answer.body).toEqual({ undone: true, removed: 3, touched: [], touchedTotal: 0 })
  expect(await homes()).toEqual([])
  expect((await ask('GET', `/${job.id}`)).body).toMatchObject({ state: 'undone', undoUntil: null })
  expect((await ask('POST', `/${job.id}/undo`)).body.id).toBe('import.state')
  expect((await imported(3)).result.created).toBe(3)
  expect(await homes()).toHaveLength(3)
})

test('where somebody has worked since, nothing is taken back and it is said where', async () => {
  await t.database.owner.deleteFrom('household').execute()
  const job = await imported(4)
  const [home, other] = (await homes()) as { id: string; head: string }[]
  const op = (seq: number, kind: string, body: object) => ({
    id: newId(),
    areaId: ground.areaId,
    deviceId: member.deviceId,
    seq,
    actorId: member.id,
    kind,
    body,
    deviceAt: '2026-11-16T02:00:00.000Z',
  })
  const day = '2026-11-16'
  const visit = { activityId: newId(), kind: 'home_visit', day, teamId: ground.teamId, householdId: home!.id }
  const ops = [
    op(1, 'activity.record', { ...visit, outcome: 'nobody_home', guided: [], unnamed: [], difficulties: [] }),
    op(2, 'household.put', {
      householdId: other!.id,
      fields: { lane: 'ngõ mới' },
      basis: { kind: 'visit', day },
    }),
  ]
  await t.ask('POST', '/api/v1/sync/push', { ops }, member.token)
  const { body } = await ask('POST', `/${job.id}/undo`)
  expect(body).toMatchObject({ undone: false, removed: 0, touchedTotal: 2 })
  expect(body.touched.map((one: { head: string; why: string }) => [one.head, one.why]).sort()).toEqual(
    [
      [home!.head, 'visited'],
      [other!.head, 'edited'],
    ].sort(),
  )
  expect(await homes()).toHaveLength(4)
})

test('after a day it stays', async () => {
  await t.database.owner.deleteFrom('household').execute()
  const job = await imported(1)
  t.setNow('2026-11-17T02:00:00.000Z')
  expect((await ask('POST', `/${job.id}/undo`)).body.id).toBe('undo.late')
})
