import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadReported } from '#network/load.ts'
import { recountRegistered } from '#network/registered-queries.ts'
import { makeGround, type TestApp, testApp } from '#testing/app.ts'
import { loadUnits } from '#unit/load.ts'

const CATALOGUE = join(import.meta.dirname, '..', '..', 'catalogue')
const VAN_HO = 495 // today's commune in Sơn La

let t: TestApp
beforeAll(async () => {
  t = await testApp()
  await loadUnits(t.setup.db, join(CATALOGUE, 'units'))
  await loadReported(t.setup.db, join(CATALOGUE, 'network'))
})
afterAll(() => t?.close())

const at = async (on?: string) => {
  const { status, body } = await t.ask('GET', `/api/v1/network${on ? `?on=${on}` : ''}`)
  expect(status).toBe(200)
  return body
}
// biome-ignore lint/suspicious/noExplicitAny: a test asserts on whatever came back
const tile = (body: any, name: string) => body.provinces.find((one: any) => one.unit.name.endsWith(name))
// biome-ignore lint/suspicious/noExplicitAny: as above
const figure = (one: any) => [one.teams, one.members, one.basis]

test('loading the catalogue a second time changes nothing', async () => {
  expect(await loadReported(t.setup.db, join(CATALOGUE, 'network'))).toEqual({ loaded: false, figures: 0 })
})

describe('the network of the nation', () => {
  test('in July 2022: 39,631 teams, 197,532 members, 45 of 63 provinces of which 43 are named', async () => {
    const body = await at('2022-07-20')
    expect(body).toMatchObject({
      on: '2022-07-20',
      teams: 39_631,
      members: 197_532,
      provincesWithTeams: 45,
      provincesComplete: null,
      provincesTotal: 63,
      provincesNamed: 43,
      asCounted: null,
      source: { key: 'national-course', organ: 'Chuyển đổi số quốc gia', day: '2022-07-15', estimated: true },
    })
    expect(body.provinces.length).toBe(63)
    expect(body.provinces.filter((one: { hasTeams: boolean | null }) => one.hasTeams).length).toBe(43)
    expect(tile(body, 'Hà Nội')).toMatchObject({ hasTeams: null, complete: null, teams: null, basis: 'none' })
    expect(tile(body, 'Bắc Kạn')).toMatchObject({ hasTeams: true, complete: null, teams: null })
    expect(tile(body, 'Hưng Yên')).toMatchObject({ hasTeams: true, complete: true, reach: 'communes' })
  })

  test('in June 2023: 74,422 teams, 348,362 members, 63 of 63 provinces, 52 complete to the communes', async () => {
    const body = await at('2023-06-15')
    expect(body).toMatchObject({
      teams: 74_422,
      members: 348_362,
      provincesWithTeams: 63,
      provincesComplete: 52,
      provincesTotal: 63,
      source: { key: 'national-review', day: '2023-06-15', estimated: true },
    })
    expect(body.provinces.every((one: { hasTeams: boolean | null }) => one.hasTeams)).toBe(true)
  })

  test('on any day is the latest figure not after it, and nothing before the first', async () => {
    const days = [
      '2022-05-14',
      '2022-06-13',
      '2022-06-14',
      '2022-08-22',
      '2022-08-23',
      '2023-06-14',
      '2024-06-29',
      '2024-06-30',
    ]
    const seen = []
    for (const day of days) seen.push((await at(day)).teams)
    expect(seen).toEqual([null, 9_400, 27_218, 39_631, 42_469, 42_469, 74_422, 74_422])
    expect(await at('2022-05-14')).toMatchObject({
      source: null,
      members: null,
      provincesWithTeams: null,
      provincesTotal: 63,
    })
  })

  test('today is the newest strong figure; a weaker later claim stands beside it and is not the figure', async () => {
    for (const day of ['2024-06-29', '2024-06-30', undefined])
      expect(await at(day)).toMatchObject({
        teams: 74_422,
        members: 348_362,
        source: { key: 'national-review' },
      })
    expect((await at('2024-06-29')).claims).toEqual([])
    expect((await at()).claims).toEqual([
      expect.objectContaining({
        teams: 80_000,
        teamsMark: 'over',
        members: 400_000,
        source: expect.objectContaining({ key: 'news-1690', weak: true }),
      }),
    ])
  })

  test('round numbers say so', async () => {
    expect(await at('2022-05-20')).toMatchObject({ teams: 9_400, teamsMark: 'about', members: null })
    expect(await at('2022-09-01')).toMatchObject({ teamsMark: null, members: 208_000, membersMark: 'over' })
  })

  test('since 1 July 2025 all 63 with teams are all 34 with teams; what the source counted stands beside it', async () => {
    expect(await at('2025-07-01')).toMatchObject({
      provincesWithTeams: 34,
      provincesComplete: null,
      provincesTotal: 34,
      asCounted: { provincesWithTeams: 63, provincesComplete: 52, provincesTotal: 63 },
    })
    expect(await at()).toMatchObject({ on: '2026-11-16', today: '2026-11-16', provincesTotal: 34 })
  })

  test('what a source says besides its counts stands with the source', async () => {
    const { sources } = await at()
    const said = sources.flatMap((one: { key: string; statements: object[] }) =>
      one.statements.map(statement => ({ key: one.key, ...statement })),
    )
    expect(said).toHaveLength(6)
    expect(said).toContainEqual({
      key: 'thanh-hoa-paper',
      what: 'adults-signature',
      from: 50.3,
      to: 50.3,
      measure: 'percent',
      text: expect.objectContaining({ vi: expect.stringContaining('50,3%') }),
    })
  })

  test('an earlier day can be told in the provinces of today, exactly or with a word that it cannot', async () => {
    const then = await at('2025-06-30')
    expect(then).toMatchObject({ drawnOn: '2025-06-30', provincesTotal: 63, asCounted: null })
    const now = (await t.ask('GET', '/api/v1/network?on=2025-06-30&provinces=today')).body
    expect(now).toMatchObject({
      on: '2025-06-30',
      drawnOn: '2026-11-16',
      teams: 74_422,
      provincesWithTeams: 34,
      provincesComplete: null,
      asCounted: { provincesWithTeams: 63, provincesComplete: 52, provincesTotal: 63 },
    })
    expect(now.provinces).toHaveLength(34)
    expect(figure(tile(now, 'Thanh Hóa'))).toEqual([4_351, 15_995, 'own'])
    expect(tile(now, 'Tỉnh Tuyên Quang')).toMatchObject({ teams: null, basis: 'partial' })
  })

  test('the series holds every national figure, the sources only those heard of by then', async () => {
    const body = await at('2022-07-20')
    expect(body.series.map((one: { teams: number }) => one.teams)).toEqual([
      9_400, 27_218, 39_631, 42_469, 74_422, 80_000,
    ])
    expect(body.series.filter((one: { weak: boolean }) => one.weak)).toMatchObject([{ teams: 80_000 }])
    expect(body.sources.map((one: { key: string }) => one.key).sort()).toEqual([
      'national-course',
      'thoi-bao',
      'tin-tuc',
      'vietnamnet',
    ])
  })

  test('a day that is none is refused', async () => {
    expect((await t.ask('GET', '/api/v1/network?on=2022-02-31')).status).toBe(400)
  })
})

describe('a province', () => {
  test('that stayed whole keeps its figure through the reform', async () => {
    expect(figure(tile(await at('2025-06-30'), 'Thanh Hóa'))).toEqual([4_351, 15_995, 'own'])
    const today = await at()
    expect(figure(tile(today, 'Thanh Hóa'))).toEqual([4_351, 15_995, 'own'])
    expect(tile(today, 'Thanh Hóa')).toMatchObject({ reach: 'villages', complete: true })
    expect(figure(tile(today, 'Lạng Sơn'))).toEqual([1_680, 7_770, 'own'])
    expect(tile(today, 'Lạng Sơn').figures[0].note.vi).toMatch(/8\.140 .* 19\.870 .* 1\.370 .* 126\.560/)
    // The province became a municipality in September 2026 and is the same place.
    expect(tile(today, 'Thành phố Quảng Ninh')).toMatchObject({
      teams: 1_473,
      members: 11_000,
      membersMark: 'over',
    })
  })

  test('made of two of which one is known has no number, and says which part is known', async () => {
    expect(figure(tile(await at('2025-06-30'), 'Tỉnh Tuyên Quang'))).toEqual([1_871, 10_257, 'own'])
    const now = tile(await at('2025-07-01'), 'Tỉnh Tuyên Quang')
    expect(now).toMatchObject({
      teams: null,
      members: null,
      basis: 'partial',
      parts: { known: 1, of: 2 },
      hasTeams: true,
    })
    expect(now.figures.find((one: { teams: number | null }) => one.teams)).toMatchObject({
      teams: 1_871,
      members: 10_257,
      estimated: true,
    })
  })

  test('made of two that are both complete is complete, of one only is not known', async () => {
    const today = await at()
    expect(tile(today, 'Thành phố Hải Phòng')).toMatchObject({ complete: true }) // Hải Phòng and Hải Dương
    expect(tile(today, 'Thái Nguyên')).toMatchObject({ hasTeams: true, complete: null }) // with Bắc Kạn
  })

  test('shows a district inside it: Vân Hồ with 14 commune and 68 village teams', async () => {
    expect(tile(await at('2022-09-14'), 'Sơn La')).toMatchObject({ hasTeams: null, figures: [] })
    for (const day of ['2022-09-15', '2026-11-16']) {
      const sonLa = tile(await at(day), 'Sơn La')
      expect(sonLa).toMatchObject({ hasTeams: true, teams: null })
      expect(sonLa.figures).toEqual([
        expect.objectContaining({
          unitName: 'Huyện Vân Hồ',
          level: 'district',
          teams: 82,
          communeTeams: 14,
          villageTeams: 68,
          members: null,
        }),
      ])
    }
  })
})

test('registered: teams and active members of the day, under the province of the day', async () => {
  const { owner } = t.database
  const recount = () => owner.transaction().execute(tx => recountRegistered(tx, [VAN_HO]))
  const ground = await makeGround(t.database, 900_000, { province: 7, commune: VAN_HO })
  const { id } = await t.member(ground.teamId, 'leader')
  await t.member(ground.teamId, 'member')
  const resting = await t.member(ground.teamId, 'member')
  await owner.updateTable('member').set({ state: 'paused' }).where('id', '=', resting.id).execute()
  await owner.updateTable('membership').set({ valid_to: '2025-01-01' }).where('member_id', '=', id).execute()
  await owner.updateTable('member').set({ state: 'left' }).where('id', '=', id).execute()
  await recount()
  expect((await at('2024-12-31')).registered).toEqual({ teams: 1, members: 2 })
  expect(tile(await at('2024-12-31'), 'Sơn La').registered).toEqual({ teams: 1, members: 2 })
  expect((await at('2025-01-01')).registered).toEqual({ teams: 1, members: 1 })
  expect(tile(await at(), 'Sơn La').registered).toEqual({ teams: 1, members: 1 })
  expect((await at('2019-12-31')).registered).toEqual({ teams: 0, members: 0 })
  await owner
    .updateTable('team')
    .set({ dissolved_on: '2026-01-01' })
    .where('id', '=', ground.teamId)
    .execute()
  await recount()
  expect((await at()).registered).toEqual({ teams: 0, members: 0 })
})

test('real borders are taken in by the ministry only, drawn small, and what found no match is told', async () => {
  const ministry = (await t.officer('ministry', 1)).token
  const province = (await t.officer('province', 7)).token
  const square = (name: string, x: number) => ({
    type: 'Feature',
    properties: { name },
    geometry: {
      type: 'Polygon',
      coordinates: [
        [
          [x, 20],
          [x + 1, 20],
          [x + 1, 21],
          [x, 21],
          [x, 20],
        ],
      ],
    },
  })
  const geojson = JSON.stringify({
    features: [square('Sơn La', 104), square('Quảng Ninh', 107), square('Atlantis', 110)],
  })
  const send = (body: object, token: string) => t.ask('POST', '/api/v1/network/borders', body, token)
  expect((await t.ask('GET', '/api/v1/network/borders')).body).toMatchObject({ items: [], source: null })
  expect((await send({ geojson, source: 'thử' }, province)).status).toBe(403)
  expect((await send({ geojson: '{}', source: 'thử' }, ministry)).body.id).toBe('border.unreadable')
  const { body } = await send({ geojson, source: 'thử', on: '2025-07-01' }, ministry)
  expect(body).toMatchObject({ matched: 2, unmatched: ['Atlantis'] })
  expect(body.missing).toHaveLength(32)
  // Quảng Ninh became a municipality in September 2026: another unit, the same ground.
  expect((await t.ask('GET', '/api/v1/network/borders')).body.items).toHaveLength(2)
})

test('registered follows the desk at once, on every day: a person is trained, works, rests, works again, leaves', async () => {
  const ground = await makeGround(t.database, 910_000)
  const officer = (await t.officer('communeOfficer', ground.commune)).token
  const team = `/api/v1/teams/${ground.teamId}/members`
  const here = async (on: string) => {
    const { provinces } = await at(on)
    return provinces.find((one: { unit: { id: number } }) => one.unit.id === ground.province).registered
      .members
  }
  const counts = (days: string[]) => Promise.all(days.map(here))
  const { id } = (
    await t.ask(
      'POST',
      team,
      { name: 'Lò Văn Ổn', role: 'member', state: 'training', from: '2026-03-01' },
      officer,
    )
  ).body
  const days = ['2026-03-31', '2026-04-30', '2026-05-31', '2026-06-30']
  expect(await counts(days)).toEqual([0, 0, 0, 0])
  const say = (state: string, on: string) => t.ask('PATCH', `${team}/${id}`, { state, on }, officer)
  await say('active', '2026-04-01')
  expect(await counts(days)).toEqual([0, 1, 1, 1])
  await say('paused', '2026-05-01')
  expect(await counts(days)).toEqual([0, 1, 0, 0])
  await say('active', '2026-06-01')
  expect(await counts(days)).toEqual([0, 1, 0, 1])
  await say('left', '2026-06-10')
  expect(await counts([...days, '2026-06-09'])).toEqual([0, 1, 0, 0, 1])
})

test('teams of a village and of the whole commune count the same person once, and a specialist never', async () => {
  const ground = await makeGround(t.database, 930_000)
  const officer = (await t.officer('communeOfficer', ground.commune)).token
  const before = (await at('2026-03-01')).registered
  const made = await t.ask(
    'POST',
    `/api/v1/units/${ground.commune}/teams`,
    {
      level: 'commune',
      name: 'Xã Thử',
      localName: 'Tổ công nghệ số cộng đồng',
      formedOn: '2026-03-01',
      decision: { number: null, day: null, signer: null },
      areaIds: [],
    },
    officer,
  )
  const add = (teamId: string, body: object) =>
    t.ask('POST', `/api/v1/teams/${teamId}/members`, { from: '2026-03-01', role: 'member', ...body }, officer)
  const { id } = (await add(ground.teamId, { name: 'Vì Thị Nhàn' })).body
  await add(made.body.id, { memberId: id })
  await add(made.body.id, { name: 'Kỹ sư viễn thông', role: 'specialist' })
  expect((await at('2026-03-01')).registered).toEqual({
    teams: before.teams + 2,
    members: before.members + 1,
  })
})
