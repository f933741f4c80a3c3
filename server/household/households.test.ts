import type { OpKind } from '@tung-nha/model/nouns.ts'
import type { SentOp } from '@tung-nha/model/sync/op.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inAreas } from '#db/connect.ts'
import { pushOps } from '#sync/push.ts'
import { serverSender } from '#sync/sender.ts'
import { type Ground, makeGround, newId, type TestApp, testApp } from '#testing/app.ts'

let t: TestApp
let ground: Ground
let officer: { id: string; token: string }
let member: { id: string; deviceId: string; token: string }
const home = newId()
const resident = newId()
const visit = newId()

const CORE = [
  'service.vneid',
  'service.submit',
  'shop.order',
  'pay.qr',
  'safe.otp',
  'safe.scam',
  'local.zalo',
]
let seq = 0
const push = async (kind: OpKind, body: object, areaId = ground.areaId) => {
  const op: SentOp = {
    id: newId(),
    areaId,
    deviceId: member.deviceId,
    seq: ++seq,
    actorId: member.id,
    kind,
    body,
    deviceAt: '2026-11-16T01:00:00.000Z',
  }
  const skills = new Set(t.setup.catalogue.skills.map(skill => skill.key))
  const [answer] = await pushOps(t.setup.db, {
    ops: [op],
    sender: serverSender,
    now: '2026-11-16T01:00:00.000Z',
    offset: 0,
    skills,
    secret: t.setup.secret,
  })
  expect(answer, JSON.stringify(answer)).toMatchObject({ result: 'accepted' })
}
const putHome = (householdId: string, head: string | null, fields: object = {}) =>
  push('household.put', {
    householdId,
    fields: { head, headcount: 4, ...fields },
    basis: { kind: 'visit', day: '2026-11-10' },
  })

beforeAll(async () => {
  t = await testApp()
  ground = await makeGround(t.database)
  officer = await t.officer('communeOfficer', ground.commune)
  member = await t.member(ground.teamId, 'member', 'Lò Thị Mận')
  await putHome(home, 'Lò Văn Pánh', { address: 'Đầu bản' })
  await putHome(newId(), 'Vì Thị Ánh')
  await putHome(newId(), 'Hà Văn Bình', { lane: 'Ngõ 2' })
  await putHome(newId(), null, { namesRefused: true, address: 'Cuối bản' })
  const consent = { version: 'home-2026', purpose: 'guidance', channel: 'spoken', day: '2026-11-10' }
  await push('resident.put', {
    residentId: resident,
    householdId: home,
    fields: { name: 'Lò Thị Hoa', birthYear: 1980, smartphone: true },
    consent,
  })
  const skills = t.setup.catalogue.skills
  const core = skills.filter(skill => skill.core).map(skill => skill.key)
  expect(core.length).toBeGreaterThanOrEqual(CORE.length - 2)
  await push('activity.record', {
    activityId: visit,
    kind: 'home_visit',
    day: '2026-11-12',
    teamId: ground.teamId,
    householdId: home,
    outcome: 'guided',
    guided: [{ residentId: resident, observations: core.map(skill => ({ skill, level: 3 })) }],
    unnamed: [{ count: 2, ageBand: '18to59', observations: [] }],
    difficulties: ['forgot_password'],
    nextDay: '2026-11-16',
    note: 'Nhờ chỉ thêm',
  })
  await push('activity.record', {
    activityId: newId(),
    kind: 'class',
    day: '2026-11-14',
    teamId: ground.teamId,
    outcome: 'held',
    guided: [],
    unnamed: [],
    attendance: 30,
    topics: ['pay.qr'],
    difficulties: [],
    dossiers: { self: 2, selfGuided: 1, behalf: 0 },
  })
})
afterAll(() => t?.close())

const ask = (path: string, token = officer.token) => t.ask('GET', `/api/v1${path}`, undefined, token)
const names = (body: { items: { head: string | null }[] }) => body.items.map(item => item.head)

test('homes come by given name, a home without a name last, page by page', async () => {
  const { body } = await ask(`/areas/${ground.areaId}/households`)
  expect(names(body)).toEqual(['Vì Thị Ánh', 'Hà Văn Bình', 'Lò Văn Pánh', null])
  expect(body.total).toBe(4)
  const seen: (string | null)[] = []
  for (let after = ''; ; ) {
    const page = (await ask(`/areas/${ground.areaId}/households?limit=1${after}`)).body
    seen.push(...names(page))
    expect(page.total).toBe(4)
    if (page.next === null) break
    after = `&after=${page.next}`
  }
  expect(seen).toEqual(names(body))
})

test('a home tells how far it has come and when somebody was there', async () => {
  const { body } = await ask(`/areas/${ground.areaId}/households?q=panh`)
  expect(body.items).toEqual([
    {
      id: home,
      head: 'Lò Văn Pánh',
      address: 'Đầu bản',
      lane: null,
      headcount: 4,
      namesRefused: false,
      people: 1,
      groups: 5,
      fluent: true,
      visits: 1,
      lastVisit: '2026-11-12',
      nextDay: '2026-11-16',
    },
  ])
})

test.each([
  ['fluent', ['Lò Văn Pánh']],
  ['learning', ['Vì Thị Ánh', 'Hà Văn Bình', null]],
  ['unvisited', ['Vì Thị Ánh', 'Hà Văn Bình', null]],
  ['due', ['Lò Văn Pánh']],
  ['namesRefused', [null]],
])('the filter %s leaves what it says', async (filter, heads) => {
  const { body } = await ask(`/areas/${ground.areaId}/households?filter=${filter}`)
  expect(names(body)).toEqual(heads)
  expect(body.total).toBe(heads.length)
})

test('a search takes part of a name, address or lane, and its signs are only signs', async () => {
  expect(
    names((await ask(`/areas/${ground.areaId}/households?q=${encodeURIComponent('NGÕ 2')}`)).body),
  ).toEqual(['Hà Văn Bình'])
  expect(
    names((await ask(`/areas/${ground.areaId}/households?q=${encodeURIComponent('%')}`)).body),
  ).toHaveLength(4)
  expect((await ask(`/areas/${ground.areaId}/households?after=nonsense`)).body.items).toHaveLength(4)
})

test('a home is found over the whole commune, and only there', async () => {
  const { body } = await ask(`/units/${ground.commune}/households?q=panh`)
  expect(body.items.map((item: object) => item)).toMatchObject([
    { head: 'Lò Văn Pánh', areaId: ground.areaId, areaName: 'Bản Thử 900000', fluent: true },
  ])
  expect((await ask(`/units/${ground.commune}/households?q=x`)).status).toBe(400)
  const other = await makeGround(t.database, 920_000)
  const stranger = await t.officer('communeOfficer', other.commune)
  expect((await ask(`/units/${ground.commune}/households?q=panh`, stranger.token)).status).toBe(404)
  expect((await ask(`/units/${other.commune}/households?q=panh`, stranger.token)).body.items).toEqual([])
  expect(
    (
      await ask(
        `/units/${ground.commune}/households?q=panh`,
        (
          await t.officer('province', ground.province)
        ).token,
      )
    ).status,
  ).toBe(403)
})

test('the file of a home shows its people, what each can do, and its visits', async () => {
  const { status, body } = await ask(`/areas/${ground.areaId}/households/${home}`)
  expect(status).toBe(200)
  expect(body.basis).toEqual({ kind: 'visit', day: '2026-11-10' })
  expect(body.residents).toHaveLength(1)
  expect(body.residents[0]).toMatchObject({
    name: 'Lò Thị Hoa',
    birthYear: 1980,
    groups: ['service', 'shop', 'pay', 'safe', 'local'],
    conditions: { smartphone: true, eid2: null },
  })
  expect(body.residents[0].skills).toContainEqual({
    skill: 'pay.qr',
    level: 3,
    day: '2026-11-12',
    highest: 3,
  })
  expect(body.history).toEqual([
    {
      activityId: visit,
      kind: 'home_visit',
      day: '2026-11-12',
      outcome: 'guided',
      memberName: 'Lò Thị Mận',
      teamName: 'Bản Thử 900000',
      people: 3,
      note: 'Nhờ chỉ thêm',
      voided: false,
    },
  ])
})

test('the rows behind a figure are found by day, kind, skill, group and difficulty', async () => {
  const list = async (query: string) =>
    (await ask(`/areas/${ground.areaId}/activities?${query}`)).body.items.map(
      (item: { day: string }) => item.day,
    )
  expect(await list('')).toEqual(['2026-11-14', '2026-11-12'])
  expect(await list('from=2026-11-13')).toEqual(['2026-11-14'])
  expect(await list('kind=home_visit')).toEqual(['2026-11-12'])
  expect(await list('skill=pay.qr')).toEqual(['2026-11-14', '2026-11-12'])
  expect(await list('group=shop')).toEqual(['2026-11-12'])
  expect(await list('difficulty=forgot_password')).toEqual(['2026-11-12'])
  expect(await list('dossiers=true')).toEqual(['2026-11-14'])
  expect(await list('outcome=nobody_home')).toEqual([])
  const { body } = await ask(`/units/${ground.commune}/activities?limit=1`)
  expect([body.total, body.items[0].attendance, body.items[0].areaName]).toEqual([2, 30, 'Bản Thử 900000'])
  const next = await ask(`/units/${ground.commune}/activities?limit=1&after=${body.next}`)
  expect([next.body.items[0].householdHead, next.body.items[0].people, next.body.next]).toEqual([
    'Lò Văn Pánh',
    3,
    null,
  ])
})

test('one activity names the people guided', async () => {
  const { body } = await ask(`/areas/${ground.areaId}/activities/${visit}`)
  expect(body.guided[0]).toMatchObject({ residentId: resident, name: 'Lò Thị Hoa' })
  expect(body.unnamed).toEqual([{ count: 2, ageBand: '18to59', observations: [] }])
})

test('nobody outside the commune and its team reads a name, and a foreign home answers like none', async () => {
  const other = await makeGround(t.database, 910_000)
  const places = [
    `/areas/${ground.areaId}/households`,
    `/areas/${ground.areaId}/households/${home}`,
    `/areas/${ground.areaId}/activities`,
    `/areas/${ground.areaId}/activities/${visit}`,
  ]
  const strangers = [
    await t.officer('communeOfficer', other.commune),
    await t.officer('communeSigner', other.commune),
    await t.member(other.teamId, 'leader'),
    await t.member(other.teamId, 'member'),
  ]
  const above = [await t.officer('province', ground.province), await t.officer('ministry', ground.nation)]
  for (const place of places) {
    for (const who of strangers) {
      const real = await ask(place, who.token)
      const none = await ask(place.replace(String(ground.areaId), '999999'), who.token)
      expect([real.status, real.body]).toEqual([404, none.body])
    }
    for (const who of above) expect((await ask(place, who.token)).status).toBe(403)
    expect((await t.ask('GET', `/api/v1${place}`)).status).toBe(401)
    expect((await ask(place, member.token)).status).toBe(200)
  }
  // Another area of the same officer is no way to a home either.
  const [stranger] = strangers
  const moved = await ask(`/areas/${other.areaId}/households/${home}`, stranger!.token)
  expect([moved.status, moved.body.id]).toEqual([404, 'household.unknown'])
})

test('with no area named the wall shows no home, no person, no visit', async () => {
  const counts = (areas: number[]) =>
    inAreas(t.database.db, areas, async tx => {
      const rows = []
      for (const table of ['household', 'resident', 'activity', 'request', 'op'] as const) {
        rows.push(
          (await sql<{ n: number }>`SELECT count(*)::int AS n FROM ${sql.table(table)}`.execute(tx)).rows[0]!
            .n,
        )
      }
      return rows
    })
  expect(await counts([])).toEqual([0, 0, 0, 0, 0])
  expect((await counts([ground.areaId])).slice(0, 3)).toEqual([4, 1, 2])
})

test('every reading of an officer is on record with ids only; a member’s own homes are not', async () => {
  const entries = () => ask(`/units/${ground.commune}/audit?limit=500`)
  const before = (await entries()).body.total
  await ask(`/areas/${ground.areaId}/households/${home}`, member.token)
  expect((await entries()).body.total).toBe(before)
  await ask(`/areas/${ground.areaId}/households/${home}`)
  const { body } = await entries()
  expect(body.total).toBe(before + 1)
  expect(body.items[0]).toMatchObject({
    what: 'household.read',
    actorId: officer.id,
    actorName: 'Cán bộ Thử',
    subjects: { areaId: ground.areaId, householdId: home, residentIds: [resident] },
  })
  expect(body.intact).toBe(true)
  expect(JSON.stringify(body)).not.toMatch(/Pánh|Hoa/)
})
