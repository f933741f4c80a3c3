import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Ground, makeGround, type TestApp, testApp } from '#testing/app.ts'

let t: TestApp
let here: Ground
let elsewhere: Ground
let officer: string
let teamId: string
beforeAll(async () => {
  t = await testApp()
  here = await makeGround(t.database, 900_000)
  elsewhere = await makeGround(t.database, 910_000)
  officer = (await t.officer('communeOfficer', here.commune)).token
})
afterAll(() => t?.close())
beforeEach(async () => {
  const { body } = await t.ask(
    'POST',
    `/api/v1/units/${here.commune}/teams`,
    {
      level: 'village',
      name: 'Bản Co Chàm',
      localName: 'Tổ chuyển đổi số cộng đồng',
      formedOn: '2025-08-01',
      decision: { number: null, day: null, signer: null },
      areaIds: [here.areaId],
    },
    officer,
  )
  teamId = body.id
})

const add = (body: object, token = officer, team = teamId) =>
  t.ask('POST', `/api/v1/teams/${team}/members`, { role: 'member', from: '2025-09-01', ...body }, token)
const change = (id: string, body: object, token = officer) =>
  t.ask('PATCH', `/api/v1/teams/${teamId}/members/${id}`, body, token)
const list = async (query = '', token = officer) =>
  (await t.ask('GET', `/api/v1/teams/${teamId}/members${query}`, undefined, token)).body.items as {
    id: string
    name: string
    role: string
    from: string
    to: string | null
  }[]
const roles = (id: string) =>
  t.database.owner
    .selectFrom('membership')
    .where('team_id', '=', teamId)
    .where('member_id', '=', id)
    .select(['role', 'valid_from', 'valid_to'])
    .orderBy('valid_from')
    .execute()

describe('members of a team', () => {
  test('are listed leader first, then by given name', async () => {
    await add({ name: 'Vì Văn Đức' })
    await add({ name: 'Lò Thị  An' })
    await add({ name: 'Hà Văn Tuấn', role: 'leader', affiliation: 'Trưởng bản', phone: '0900000001' })
    expect((await list()).map(one => [one.name, one.role])).toEqual([
      ['Hà Văn Tuấn', 'leader'],
      ['Lò Thị An', 'member'],
      ['Vì Văn Đức', 'member'],
    ])
    const team = (await t.ask('GET', `/api/v1/teams/${teamId}`, undefined, officer)).body
    expect(team).toMatchObject({ members: 3, leader: { name: 'Hà Văn Tuấn' } })
  })

  test('are added by the commune only: not by a leader, the province or another commune', async () => {
    const leader = await t.member(teamId, 'leader')
    expect((await add({ name: 'X' }, leader.token)).status).toBe(403)
    expect((await add({ name: 'X' }, (await t.officer('province', here.province)).token)).status).toBe(403)
    expect(
      (await add({ name: 'X' }, (await t.officer('communeOfficer', elsewhere.commune)).token)).status,
    ).toBe(404)
    expect((await add({ name: 'X' }, (await t.officer('communeSigner', here.commune)).token)).status).toBe(
      403,
    )
    expect((await add({ name: 'X' }, officer, elsewhere.teamId)).status).toBe(404)
    expect((await list('', leader.token)).length).toBe(1)
  })

  test('may be in two teams of one commune, in none of another, and once in each', async () => {
    const { body } = await add({ name: 'Lò Văn Hai' })
    expect((await add({ memberId: body.id })).body.id).toBe('member.in-team')
    expect((await add({ memberId: body.id }, officer, here.teamId)).body).toMatchObject({
      id: body.id,
      cardCode: body.cardCode,
    })
    const stranger = await t.member(elsewhere.teamId, 'member')
    expect((await add({ memberId: stranger.id })).body.id).toBe('member.unknown')
  })

  test('need a name and a day within the life of the team', async () => {
    expect((await add({ name: ' ' })).status).toBe(400)
    expect((await add({ name: 'Sớm', from: '2025-07-01' })).body.id).toBe('team.day-outside')
  })

  test('keep an empty phone and birth year as unknown, not as zero', async () => {
    const { body } = await add({ name: 'Không Số', phone: null, birthYear: null, sex: null })
    expect([body.phone, body.birthYear, body.sex]).toEqual([null, null, null])
  })
})

describe('the leader', () => {
  test('is replaced from a day; who led before stays as a member and history is kept', async () => {
    const old = (await add({ name: 'Cũ Văn Một', role: 'leader' })).body.id
    const next = (await add({ name: 'Mới Thị Hai' })).body.id
    const { body } = await t.ask(
      'PUT',
      `/api/v1/teams/${teamId}/leader`,
      { memberId: next, from: '2026-02-01' },
      officer,
    )
    expect(body.items.map((one: { name: string; role: string }) => [one.name, one.role])).toEqual([
      ['Mới Thị Hai', 'leader'],
      ['Cũ Văn Một', 'member'],
    ])
    expect(await roles(old)).toEqual([
      { role: 'leader', valid_from: '2025-09-01', valid_to: '2026-02-01' },
      { role: 'member', valid_from: '2026-02-01', valid_to: null },
    ])
    expect(await roles(next)).toEqual([
      { role: 'member', valid_from: '2025-09-01', valid_to: '2026-02-01' },
      { role: 'leader', valid_from: '2026-02-01', valid_to: null },
    ])
  })

  test('is one even when a new leader is added or two are named for one day', async () => {
    const [one, two] = [
      (await add({ name: 'A', role: 'leader' })).body.id,
      (await add({ name: 'B', role: 'leader' })).body.id,
    ]
    for (const memberId of [one, two, one])
      await t.ask('PUT', `/api/v1/teams/${teamId}/leader`, { memberId, from: '2026-05-01' }, officer)
    expect((await list()).filter(member => member.role === 'leader').map(member => member.id)).toEqual([one])
  })

  test('is one when two officers name two at the same moment', async () => {
    const [one, two] = [(await add({ name: 'A' })).body.id, (await add({ name: 'B' })).body.id]
    const name = (memberId: string) =>
      t.ask('PUT', `/api/v1/teams/${teamId}/leader`, { memberId, from: '2026-05-01' }, officer)
    expect((await Promise.all([name(one), name(two)])).map(answer => answer.status)).toEqual([200, 200])
    expect((await list()).filter(member => member.role === 'leader').length).toBe(1)
  })

  test('must be in the team', async () => {
    const stranger = await t.member(here.teamId, 'member')
    expect(
      (
        await t.ask(
          'PUT',
          `/api/v1/teams/${teamId}/leader`,
          { memberId: stranger.id, from: '2026-05-01' },
          officer,
        )
      ).body.id,
    ).toBe('member.unknown')
  })
})

describe('the life of a member', () => {
  test('goes through its states in order only', async () => {
    const { body } = await add({ name: 'Mới', state: 'applied' })
    expect((await change(body.id, { state: 'active' })).body.id).toBe('member.state')
    for (const state of ['approved', 'training', 'active', 'paused', 'active'])
      expect((await change(body.id, { state })).body.state).toBe(state)
  })

  test('ends in every team when the member leaves for good, and may begin again', async () => {
    const { body } = await add({ name: 'Ra Đi' })
    await add({ memberId: body.id }, officer, here.teamId)
    expect((await change(body.id, { state: 'left' })).body).toMatchObject({ state: 'left', to: '2026-11-16' })
    expect((await list()).some(one => one.id === body.id)).toBe(false)
    expect((await list('?past=true')).some(one => one.id === body.id)).toBe(true)
    expect((await add({ memberId: body.id, from: '2026-11-20' })).body).toMatchObject({
      state: 'approved',
      from: '2026-11-20',
      to: null,
    })
  })

  test('in one team ends on a day; the phone sees the team no more', async () => {
    const member = await t.member(teamId, 'member')
    expect((await t.ask('GET', `/api/v1/teams/${teamId}`, undefined, member.token)).status).toBe(200)
    const ending = (on: string) =>
      t.ask('POST', `/api/v1/teams/${teamId}/members/${member.id}/ending`, { on }, officer)
    expect((await ending('2019-01-01')).body.id).toBe('team.day-outside')
    expect((await ending('2026-11-16')).body.to).toBe('2026-11-16')
    expect((await t.ask('GET', `/api/v1/teams/${teamId}`, undefined, member.token)).status).toBe(403)
    expect((await ending('2026-11-16')).body.id).toBe('team.day-outside')
  })

  test('is changed only by the own commune, and only of members of the team', async () => {
    const stranger = await t.member(here.teamId, 'member')
    expect((await change(stranger.id, { phone: '1' })).body.id).toBe('member.unknown')
    const leader = await t.member(teamId, 'leader')
    expect((await change(leader.id, { phone: '1' }, leader.token)).status).toBe(403)
  })
})

describe('a member card', () => {
  const card = (code: string) => t.ask('GET', `/api/v1/member-cards/${code}`)

  test('tells a stranger the given name, the team and the commune, and nothing else', async () => {
    await t.ask(
      'PUT',
      `/api/v1/units/${here.commune}/contact`,
      { office: 'Phòng Văn hóa - Xã hội', phone: '0212 000 0101', address: null },
      officer,
    )
    const { body } = await add({ name: 'Lò Thị Mai', phone: '0900000009' })
    const answer = await card(body.cardCode.toLowerCase())
    expect(answer.body).toEqual({
      found: true,
      active: true,
      firstName: 'Mai',
      teamName: 'Bản Co Chàm',
      localName: 'Tổ chuyển đổi số cộng đồng',
      communeName: 'Xã Thử 900000',
      communePhone: '0212 000 0101',
      until: '2027-12-31',
    })
    expect(JSON.stringify(answer.body)).not.toMatch(/Lò|0900000009/)
  })

  test('of a member who paused or left, or past its last day, is not active; an unknown or replaced one is not found', async () => {
    const { body } = await add({ name: 'Lò Thị Mai' })
    await change(body.id, { state: 'paused' })
    expect((await card(body.cardCode)).body).toMatchObject({ found: true, active: false })
    await change(body.id, { state: 'active', cardUntil: '2026-11-15' })
    expect((await card(body.cardCode)).body).toMatchObject({ found: true, active: false })
    const renewed = (await change(body.id, { newCard: true })).body
    expect((await card(renewed.cardCode)).body).toMatchObject({ found: true, active: true })
    expect((await card(body.cardCode)).body).toMatchObject({ found: false, active: false, firstName: null })
    expect((await card('ABCD2345')).body).toMatchObject({ found: false, communePhone: null })
  })

  test('cannot be guessed: an address that tries many codes is refused for a while', async () => {
    const tries = await Promise.all(Array.from({ length: 70 }, (_, i) => card(`GUESS${100 + i}`)))
    expect(tries.some(answer => answer.status === 429)).toBe(true)
  })
})
