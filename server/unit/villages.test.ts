import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Ground, makeGround, type TestApp, testApp } from '#testing/app.ts'
import { ensureVillage } from '#unit/village.ts'

let t: TestApp
let here: Ground
let elsewhere: Ground
let officer: string
beforeAll(async () => {
  t = await testApp()
  here = await makeGround(t.database, 900_000)
  elsewhere = await makeGround(t.database, 910_000)
  officer = (await t.officer('communeOfficer', here.commune)).token
})
afterAll(() => t?.close())

const make = (name: string, kind = 'ban', rest = {}, token = officer, commune = here.commune) =>
  t.ask('POST', `/api/v1/units/${commune}/villages`, { name, kind, validFrom: '2026-01-01', ...rest }, token)
const merge = (body: object) => t.ask('POST', `/api/v1/units/${here.commune}/village-mergers`, body, officer)
const areas = async () =>
  (await t.ask('GET', `/api/v1/units/${here.commune}/areas`, undefined, officer)).body.items as {
    id: number
    villageName: string
    teamName: string | null
  }[]
const links = (areaId: number) =>
  t.database.owner
    .selectFrom('area_village')
    .where('area_id', '=', areaId)
    .select(['village_id', 'valid_from', 'valid_to'])
    .orderBy('valid_from')
    .execute()

describe('a new village', () => {
  test('lies in its commune, has an area and is found by everybody', async () => {
    const { status, body } = await make('Co Chàm')
    expect([status, body.name, body.kind, body.areaIds.length]).toEqual([200, 'Bản Co Chàm', 'ban', 1])
    expect(body.id).toBeGreaterThanOrEqual(1_000_000)
    const found = await t.ask('GET', '/api/v1/units?q=co%20cham')
    expect(found.body.items[0]).toMatchObject({ id: body.id, level: 'village', parentId: here.commune })
    expect((await areas()).map(area => area.villageName)).toContain('Bản Co Chàm')
  })

  test('is refused when the commune has one of this kind and name, however it is spelled', async () => {
    expect((await make('Bản Hoà')).status).toBe(200)
    expect(await make('hòa')).toMatchObject({ status: 409, body: { id: 'unit.village-exists' } })
    expect((await make('Hòa', 'thon')).status).toBe(200)
    expect((await make('Hoa')).status).toBe(200)
  })

  test('states its homes and people with a source or not at all', async () => {
    expect(await make('Nà Sàng', 'ban', { homes: 118 })).toMatchObject({
      status: 422,
      body: { id: 'denominator.source-missing' },
    })
    const { body } = await make('Nà Sàng', 'ban', {
      homes: 118,
      people: 501,
      source: 'UBND xã, rà soát tháng 1/2026',
    })
    const rows = await t.database.owner
      .selectFrom('denominator')
      .where('unit_id', '=', body.id)
      .select(['name', 'n', 'source'])
      .orderBy('name')
      .execute()
    expect(rows).toEqual([
      { name: 'homes', n: 118, source: 'UBND xã, rà soát tháng 1/2026' },
      { name: 'people', n: 501, source: 'UBND xã, rà soát tháng 1/2026' },
    ])
  })

  test('cannot be older than its commune, nor of a kind that is no village', async () => {
    expect(await make('Cổ', 'ban', { validFrom: '1999-12-31' })).toMatchObject({
      status: 422,
      body: { id: 'unit.day-outside' },
    })
    expect((await make('Cổ', 'commune')).status).toBe(400)
  })

  test('is made only by an officer of that commune', async () => {
    const leader = await t.member(here.teamId, 'leader')
    const province = await t.officer('province', here.province)
    const neighbour = await t.officer('communeOfficer', elsewhere.commune)
    expect(
      (
        await t.ask('POST', `/api/v1/units/${here.commune}/villages`, {
          name: 'X',
          kind: 'ban',
          validFrom: '2026-01-01',
        })
      ).status,
    ).toBe(401)
    expect((await make('X', 'ban', {}, leader.token)).status).toBe(403)
    expect((await make('X', 'ban', {}, province.token)).status).toBe(403)
    expect((await make('X', 'ban', {}, neighbour.token)).status).toBe(404)
    expect((await make('X', 'ban', {}, officer, elsewhere.commune)).status).toBe(404)
  })

  test('is made once by two who save at the same moment', async () => {
    const both = await Promise.all([make('Cùng Lúc'), make('Cùng lúc')])
    expect(both.map(answer => answer.status).sort()).toEqual([200, 409])
  })
})

describe('a list that names villages', () => {
  const ensure = (text: string, on = '2026-03-01') =>
    t.setup.db
      .transaction()
      .execute(tx => ensureVillage(tx, { communeId: here.commune, text, fallback: 'ban', on }))

  test('finds them as people write them, and makes what is missing once', async () => {
    const made = await ensure('Bản Pa Khôm')
    expect(made).toMatchObject({ name: 'Bản Pa Khôm', created: true })
    for (const text of ['bản pa khôm', 'Pa Khôm', 'ban pa khom', 'PA KHOM']) {
      expect(await ensure(text)).toEqual({ ...made, created: false })
    }
    expect(await ensure('TDP 3')).toMatchObject({ name: 'Tổ dân phố 3', created: true })
  })

  test('keeps villages apart whose names differ by tones', async () => {
    const one = await ensure('Bản Na Pá')
    const other = await ensure('Bản Nà Pa')
    expect([one.created, other.created, one.areaId === other.areaId]).toEqual([true, true, false])
  })
})

describe('villages that merge', () => {
  const twoVillages = async (one: string, other: string) =>
    [(await make(one)).body, (await make(other)).body] as { id: number; areaIds: number[] }[]

  test('keep their areas: linked to the old villages before the day and to the new one from it', async () => {
    const [one, other] = await twoVillages('Lúa Trên', 'Lúa Dưới')
    const { status, body } = await merge({
      villageIds: [one!.id, other!.id],
      into: { name: 'Lúa', kind: 'ban' },
      day: '2026-06-01',
      law: 'Nghị quyết số 05/NQ-HĐND',
    })
    expect([status, body.name, body.validFrom]).toEqual([200, 'Bản Lúa', '2026-06-01'])
    expect(body.areaIds.sort()).toEqual([...one!.areaIds, ...other!.areaIds].sort())
    expect(await links(one!.areaIds[0]!)).toEqual([
      { village_id: one!.id, valid_from: '2026-01-01', valid_to: '2026-06-01' },
      { village_id: body.id, valid_from: '2026-06-01', valid_to: null },
    ])
    const unit = (await t.ask('GET', `/api/v1/units/${body.id}`)).body
    expect(unit.predecessors).toMatchObject([
      { name: 'Bản Lúa Dưới', change: 'merge', law: 'Nghị quyết số 05/NQ-HĐND' },
      { name: 'Bản Lúa Trên', change: 'merge' },
    ])
    const found = await t.ask('GET', '/api/v1/units?q=lua%20tren')
    expect(found.body.items.map((item: { name: string }) => item.name)).toEqual(['Bản Lúa', 'Bản Lúa Trên'])
  })

  test('may take the name of one of them, or go into one that stays', async () => {
    const [one, other] = await twoVillages('Mây', 'Mây Hạ')
    expect(
      (
        await merge({
          villageIds: [one!.id, other!.id],
          into: { name: 'Mây', kind: 'ban' },
          day: '2026-06-01',
        })
      ).status,
    ).toBe(200)
    const [stays, goes] = await twoVillages('Đá', 'Đá Nhỏ')
    const { body } = await merge({
      villageIds: [stays!.id, goes!.id],
      into: { villageId: stays!.id },
      day: '2026-07-01',
    })
    expect([body.id, body.validTo, body.areaIds.length]).toEqual([stays!.id, null, 2])
  })

  test('are refused when one is foreign, already ended or alone', async () => {
    const [one, other] = await twoVillages('Gió', 'Gió Nhỏ')
    const into = { name: 'Gió Lớn', kind: 'ban' }
    expect((await merge({ villageIds: [one!.id], into, day: '2026-06-01' })).status).toBe(400)
    expect((await merge({ villageIds: [one!.id, elsewhere.village], into, day: '2026-06-01' })).status).toBe(
      404,
    )
    expect((await merge({ villageIds: [one!.id, other!.id], into, day: '2025-06-01' })).body.id).toBe(
      'unit.day-outside',
    )
    await t.ask('POST', `/api/v1/villages/${other!.id}/closing`, { validTo: '2026-05-01' }, officer)
    expect((await merge({ villageIds: [one!.id, other!.id], into, day: '2026-06-01' })).status).toBe(404)
    expect(await links(one!.areaIds[0]!)).toEqual([
      { village_id: one!.id, valid_from: '2026-01-01', valid_to: null },
    ])
  })
})

describe('a village that closes', () => {
  const close = (id: number, validTo = '2026-09-01', token = officer) =>
    t.ask('POST', `/api/v1/villages/${id}/closing`, { validTo }, token)

  test('is gone from that day with its area', async () => {
    const { body } = await make('Tạm')
    expect((await close(body.id)).body).toMatchObject({ name: 'Bản Tạm', validTo: '2026-09-01' })
    expect((await areas()).map(area => area.villageName)).not.toContain('Bản Tạm')
    expect((await close(body.id)).body.id).toBe('unit.day-outside')
  })

  test('is kept while homes are recorded in it', async () => {
    await t.database.owner
      .insertInto('household')
      .values({
        area_id: here.areaId,
        id: t.setup.newId(),
        head: null,
        fold: '',
        sort_key: '',
        address: null,
        headcount: null,
        phone: null,
        note: null,
        basis: '{}',
        clocks: '{}',
        next_day: null,
        revision: 1,
      })
      .execute()
    expect((await close(here.village)).body.id).toBe('unit.village-in-use')
  })

  test('is closed only by its own commune', async () => {
    expect((await close(elsewhere.village)).status).toBe(404)
  })
})

describe('the areas of a commune', () => {
  test('name their village and team; visitors and other communes do not get them', async () => {
    expect((await areas()).find(area => area.id === here.areaId)).toMatchObject({
      villageName: 'Bản Thử 900000',
      teamName: 'Bản Thử 900000',
    })
    expect((await t.ask('GET', `/api/v1/units/${here.commune}/areas`)).status).toBe(401)
    expect((await t.ask('GET', `/api/v1/units/${elsewhere.commune}/areas`, undefined, officer)).status).toBe(
      404,
    )
  })
})

describe('the contact of a commune', () => {
  const contact = { office: 'Phòng Văn hóa - Xã hội', phone: '0212 000 0000', address: null }

  test('is written by its officer and read by everybody', async () => {
    expect((await t.ask('PUT', `/api/v1/units/${here.commune}/contact`, contact, officer)).status).toBe(200)
    expect(
      (await t.ask('PUT', `/api/v1/units/${here.commune}/contact`, { ...contact, phone: null }, officer))
        .status,
    ).toBe(200)
    expect((await t.ask('GET', `/api/v1/units/${here.commune}`)).body.contact).toEqual({
      ...contact,
      phone: null,
    })
    expect((await t.ask('PUT', `/api/v1/units/${elsewhere.commune}/contact`, contact, officer)).status).toBe(
      404,
    )
  })
})
