import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Ground, makeGround, newId, type TestApp, testApp } from '#testing/app.ts'

let t: TestApp
let ground: Ground
let officer: { id: string; token: string }

beforeAll(async () => {
  t = await testApp()
  ground = await makeGround(t.database)
  await t.database.owner.updateTable('unit').set({ kind: 'ban' }).where('id', '=', ground.village).execute()
  officer = await t.officer('communeOfficer', ground.commune)
  const poster = {
    skill: 'pay.qr',
    made_by: officer.id,
    made_at: '2026-11-01T00:00:00.000Z',
    lesson_version: 1,
    commune_id: null,
  }
  await t.database.owner
    .insertInto('poster')
    .values({ ...poster, code: 'P7QW4M', area_id: ground.areaId })
    .execute()
  await t.database.owner
    .insertInto('poster')
    .values({ ...poster, code: 'C7QW4M', area_id: null, commune_id: ground.commune })
    .execute()
})
afterAll(() => t?.close())

const ask = { name: 'Bác Mảy', lane: 'Cuối bản, gần suối', phone: '0912 345 678' }
const open = (body: object, lang = 'vi') => t.ask('POST', '/api/v1/requests', body, undefined, lang)
const list = (query = '', token = officer.token) =>
  t.ask('GET', `/api/v1/units/${ground.commune}/requests${query}`, undefined, token)
const forget = () => t.database.owner.deleteFrom('attempt').execute()

test('a resident asks without an account and is told who comes, when, and what is never asked', async () => {
  const { status, body } = await open({ ...ask, areaId: ground.areaId, skill: 'pay.qr' })
  expect(status).toBe(200)
  expect(body.teamName).toBe('Tổ công nghệ số cộng đồng bản Thử 900000')
  expect(body.promise).toBe(
    'Tổ công nghệ số cộng đồng bản Thử 900000 đã nhận yêu cầu. Thành viên của tổ sẽ gọi hoặc đến nhà trong 3 ngày. Thành viên Tổ không bao giờ hỏi mã OTP, mật khẩu, không chụp căn cước, không thu tiền.',
  )
  const op = await t.database.owner
    .selectFrom('op')
    .where('kind', '=', 'request.open')
    .selectAll()
    .executeTakeFirstOrThrow()
  expect(Object.keys(op.body).sort()).toEqual(['code', 'day', 'lane', 'name', 'phone', 'requestId', 'skill'])
  expect(op.body).toMatchObject({ name: 'Bác Mảy', phone: '0912345678', day: '2026-11-16' })

  const state = await t.ask('GET', `/api/v1/requests/${body.code.toLowerCase()}`)
  expect(state.body).toEqual({
    state: 'open',
    openedOn: '2026-11-16',
    closedOn: null,
    words: 'Tổ đã nhận yêu cầu và đang cử người.',
  })
})

test('a second tap on the button gives the same request, also while the first is still being written', async () => {
  const [one, two] = await Promise.all([
    open({ ...ask, areaId: ground.areaId, name: 'Anh Tiến' }),
    open({ ...ask, areaId: ground.areaId, name: 'Anh  Tiến ' }),
  ])
  const three = await open({ ...ask, areaId: ground.areaId, name: 'Anh Tiến' })
  expect([two.body.code, three.body.code]).toEqual([one.body.code, one.body.code])
  expect((await list()).body.counts.open).toBe(2)
})

test('a poster names the village; a poster of the commune does not and asks for it', async () => {
  expect((await open({ ...ask, name: 'Từ áp phích', poster: 'p7qw4m' }, 'en')).body).toMatchObject({
    village: 'bản Thử 900000',
  })
  const { status, body } = await open({ ...ask, poster: 'C7QW4M' })
  expect([status, body.id]).toEqual([400, 'request.area-unknown'])
  expect((await open({ ...ask, poster: 'C7QW4M', areaId: ground.areaId, name: 'Chợ' })).status).toBe(200)
  expect((await open({ ...ask, areaId: 999_999 })).body.id).toBe('request.area-unknown')
  expect((await open(ask)).body.id).toBe('request.area-unknown')
  const items = (await list()).body.items
  expect(
    items
      .filter((item: { fromPoster: boolean }) => item.fromPoster)
      .map((item: { name: string }) => item.name),
  ).toEqual(['Từ áp phích', 'Chợ'])
})

test('only what is named is stored: more fields are refused, a card number is not kept', async () => {
  expect((await open({ ...ask, areaId: ground.areaId, otp: '123456' })).status).toBe(400)
  expect((await open({ ...ask, areaId: ground.areaId, phone: 'không có' })).status).toBe(400)
  expect((await open({ name: '  ', lane: 'x', areaId: ground.areaId })).status).toBe(400)
  await open({ areaId: ground.areaId, name: 'Chị Hoa 014060000001', lane: 'Đầu bản', skill: 'no.such' })
  const row = await t.database.owner
    .selectFrom('request')
    .where('name', 'like', 'Chị Hoa%')
    .select(['name', 'phone', 'skill'])
    .executeTakeFirstOrThrow()
  expect(row).toEqual({ name: 'Chị Hoa', phone: null, skill: null })
})

test('the desk of the commune sees who waits and how long; after three days it is late', async () => {
  t.setNow('2026-11-20T02:00:00.000Z')
  const { body } = await list()
  expect(body.items[0]).toMatchObject({
    name: 'Bác Mảy',
    phone: '0912345678',
    village: 'Bản Thử 900000',
    days: 4,
    late: true,
    state: 'open',
  })
  expect(body.counts).toMatchObject({ open: 5, taken: 0, closed: 0, late: 5 })
  expect((await list('?state=late&limit=2')).body).toMatchObject({ total: 5, next: '2' })
  expect((await list('?state=closed')).body.items).toEqual([])
})

test('an officer closes a request with its result, once; the resident sees that it is done', async () => {
  const [first] = (await list()).body.items
  const url = `/api/v1/units/${ground.commune}/requests/${first.id}/close`
  expect((await t.ask('POST', url, { result: 'whatever' }, officer.token)).status).toBe(400)
  const { status, body } = await t.ask(
    'POST',
    url,
    { result: 'guided_by_phone', note: 'Đã gọi' },
    officer.token,
  )
  expect([status, body.state, body.result, body.closedOn, body.days, body.late]).toEqual([
    200,
    'closed',
    'guided_by_phone',
    '2026-11-20',
    4,
    false,
  ])
  expect((await t.ask('POST', url, { result: 'done' }, officer.token)).body.id).toBe('request.closed')
  expect((await t.ask('GET', `/api/v1/requests/${first.code}`)).body).toMatchObject({
    state: 'closed',
    closedOn: '2026-11-20',
  })
  expect((await list()).body.items.at(-1).id).toBe(first.id)
  const op = await t.database.owner
    .selectFrom('op')
    .where('kind', '=', 'request.close')
    .select('actor_id')
    .executeTakeFirstOrThrow()
  expect(op.actor_id).toBe(officer.id)
})

test('names and phones of requests stay in the commune', async () => {
  const other = await makeGround(t.database, 910_000)
  const stranger = await t.officer('communeOfficer', other.commune)
  const [item] = (await list()).body.items
  expect((await list('', stranger.token)).status).toBe(404)
  expect((await list('', (await t.officer('province', ground.province)).token)).status).toBe(403)
  expect((await list('', (await t.member(other.teamId, 'member')).token)).status).toBe(404)
  const close = (token: string, commune: number, id: string) =>
    t.ask('POST', `/api/v1/units/${commune}/requests/${id}/close`, { result: 'done' }, token)
  expect((await close(stranger.token, ground.commune, item.id)).status).toBe(404)
  const foreign = await close(stranger.token, other.commune, item.id)
  expect(foreign.body).toEqual((await close(stranger.token, other.commune, newId())).body)
  expect([foreign.status, foreign.body.id]).toEqual([404, 'request.unknown'])
  for (const code of ['ZZZZZZZZZ', `${item.code.slice(0, -1)}${item.code.endsWith('Z') ? 'Y' : 'Z'}`, 'no'])
    expect((await t.ask('GET', `/api/v1/requests/${code}`)).status).toBeGreaterThanOrEqual(400)
})

test('one place cannot flood a team', async () => {
  await forget()
  const statuses = []
  for (let i = 0; i < 42; i++)
    statuses.push((await open({ ...ask, name: `Nhiều ${i}`, areaId: ground.areaId })).status)
  expect(statuses.filter(status => status === 200)).toHaveLength(40)
  expect(statuses.at(-1)).toBe(429)
  await forget()
})

test('the villages to choose from are names only, for anyone', async () => {
  const { status, body } = await t.ask('GET', `/api/v1/communes/${ground.commune}/areas/public`)
  expect([status, body]).toEqual([200, { items: [{ areaId: ground.areaId, village: 'Bản Thử 900000' }] }])
  expect((await t.ask('GET', `/api/v1/communes/${ground.province}/areas/public`)).status).toBe(404)
})

test('many residents at once are all served', async () => {
  const answers = await Promise.all(
    Array.from({ length: 30 }, (_, i) => open({ ...ask, name: `Cùng lúc ${i}`, areaId: ground.areaId })),
  )
  expect(answers.map(answer => answer.status)).toEqual(Array.from({ length: 30 }, () => 200))
  expect(new Set(answers.map(answer => answer.body.code)).size).toBe(30)
})
