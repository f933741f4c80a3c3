import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Ground, makeGround, newId, type TestApp, testApp } from '#testing/app.ts'

let t: TestApp
let one: Ground
let two: Ground
let officer: string
let leader: { id: string; token: string; deviceId: string }
let other: { id: string }
beforeAll(async () => {
  t = await testApp()
  one = await makeGround(t.database, 900_000)
  two = await makeGround(t.database, 910_000, { province: one.province, commune: one.commune })
  officer = (await t.officer('communeOfficer', one.commune, 'Hoàng Duyên')).token
  leader = await t.member(one.teamId, 'leader', 'Vì Văn Toản')
  await t.member(one.teamId, 'member', 'Lò Thị Mai')
  other = await t.member(two.teamId, 'leader', 'Quàng Văn Sơn')
})
afterAll(() => t?.close())

const ask = (method: string, url: string, body?: unknown, token = officer) =>
  t.ask(method, `/api/v1${url}`, body, token)
const list = async () => (await ask('GET', `/units/${one.commune}/reformings`)).body
const joining = (members: { id: string; role: string }[], more: object = {}) => ({
  preview: false,
  teamIds: [one.teamId, two.teamId],
  name: 'Bản Hợp Nhất',
  localName: 'Tổ công nghệ số cộng đồng',
  day: '2026-11-16',
  decision: { number: '90/QĐ-UBND', day: '2026-11-15', signer: 'Chủ tịch UBND xã' },
  members,
  ...more,
})

test('villages that were merged while their teams were not are proposed with one team', async () => {
  expect((await list()).proposals).toEqual([])
  await ask('POST', `/units/${one.commune}/village-mergers`, {
    villageIds: [one.village, two.village],
    into: { name: 'Hợp Nhất', kind: 'ban' },
    day: '2026-11-01',
    law: 'Nghị quyết 12/NQ-HĐND',
  })
  const [proposal] = (await list()).proposals
  expect(proposal).toMatchObject({
    village: 'Bản Hợp Nhất',
    mergedOn: '2026-11-01',
    law: 'Nghị quyết 12/NQ-HĐND',
  })
  expect(proposal.areas).toHaveLength(2)
  expect(proposal.members.map((who: { name: string; role: string }) => [who.name, who.role])).toEqual([
    ['Vì Văn Toản', 'leader'],
    ['Quàng Văn Sơn', 'deputy'],
    ['Lò Thị Mai', 'member'],
  ])
})

test('a preview tells the team with its warnings and keeps nothing', async () => {
  const { proposals } = await list()
  const shown = await ask(
    'POST',
    `/units/${one.commune}/reformings`,
    joining(
      proposals[0].members.map(({ id, role }: { id: string; role: string }) => ({ id, role })),
      { preview: true },
    ),
  )
  expect(shown.body.team).toMatchObject({ name: 'Bản Hợp Nhất', members: 3 })
  expect(shown.body.team.areas).toHaveLength(2)
  expect(shown.body.id).toBeNull()
  expect((await list()).proposals).toHaveLength(1)
  expect((await ask('GET', `/teams/${shown.body.team.id}`)).status).toBe(404)
})

test('joined teams keep people, phones and ground; it is taken back whole, and only while untouched', async () => {
  const members = [
    { id: leader.id, role: 'leader' },
    { id: other.id, role: 'deputy' },
  ]
  const made = await ask('POST', `/units/${one.commune}/reformings`, joining(members))
  expect(made.status).toBe(200)
  const pull = await ask('POST', '/sync/pull', { feeds: [] }, leader.token)
  expect(pull.body.scope.teams.map((team: { name: string }) => team.name)).toEqual(['Bản Hợp Nhất'])
  expect(pull.body.scope.areas).toHaveLength(2)
  expect((await list()).proposals).toEqual([])
  const undo = () => ask('DELETE', `/units/${one.commune}/reformings/${made.body.id}`)

  await ask('POST', `/teams/${made.body.team.id}/members`, {
    name: 'Người Mới',
    role: 'member',
    from: '2026-11-16',
  })
  expect((await undo()).body).toEqual({ undone: false, touched: ['membership'] })
  await t.database.owner
    .deleteFrom('membership')
    .where('team_id', '=', made.body.team.id)
    .where('role', '=', 'member')
    .execute()
  expect((await undo()).body).toEqual({ undone: true, touched: [] })
  expect((await undo()).body.id).toBe('undo.unknown')
  const back = (await ask('GET', `/units/${one.commune}/teams`)).body.items
  expect(back.map((team: { members: number }) => team.members).sort()).toEqual([1, 2])
  expect((await list()).done[0]).toMatchObject({ undone: true, mayUndo: false })
})

test('after a day, and for people who are in neither team, it is refused', async () => {
  const made = await ask(
    'POST',
    `/units/${one.commune}/reformings`,
    joining([{ id: leader.id, role: 'leader' }]),
  )
  t.setNow('2026-11-17T02:00:01.000Z')
  expect((await ask('DELETE', `/units/${one.commune}/reformings/${made.body.id}`)).body.id).toBe('undo.late')
  expect(
    (await ask('POST', `/units/${one.commune}/reformings`, joining([{ id: newId(), role: 'leader' }]))).body
      .id,
  ).toBe('team.unknown')
})
