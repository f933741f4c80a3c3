import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Ground, makeGround, newId, type TestApp, testApp } from '#testing/app.ts'

let t: TestApp
let here: Ground
let elsewhere: Ground
let officer: string
let province: string
beforeAll(async () => {
  t = await testApp()
  here = await makeGround(t.database, 900_000)
  elsewhere = await makeGround(t.database, 910_000)
  officer = (await t.officer('communeOfficer', here.commune)).token
  province = (await t.officer('province', here.province)).token
})
afterAll(() => t?.close())

const TEAM = {
  level: 'village',
  name: 'Bản Co Chàm',
  localName: 'Tổ chuyển đổi số cộng đồng',
  formedOn: '2025-08-01',
  decision: { number: '86/QĐ-UBND', day: '2025-08-01', signer: 'Chủ tịch UBND xã' },
  areaIds: [] as number[],
}
const make = (rest = {}, token = officer, commune = here.commune) =>
  t.ask('POST', `/api/v1/units/${commune}/teams`, { ...TEAM, ...rest }, token)
const teams = async (token = officer, query = '') =>
  (await t.ask('GET', `/api/v1/units/${here.commune}/teams${query}`, undefined, token)).body.items
const served = (teamId: string) =>
  t.database.owner
    .selectFrom('team_area')
    .where('team_id', '=', teamId)
    .select(['area_id', 'valid_from', 'valid_to'])
    .orderBy('valid_from')
    .orderBy('area_id')
    .execute()
const village = async (name: string) =>
  (
    await t.ask(
      'POST',
      `/api/v1/units/${here.commune}/villages`,
      { name, kind: 'ban', validFrom: '2025-08-01' },
      officer,
    )
  ).body.areaIds[0] as number

describe('a team', () => {
  test('is made by its commune with decision, local name and areas', async () => {
    const { status, body } = await make({ areaIds: [here.areaId] })
    expect(status).toBe(200)
    const { areaIds: _, ...said } = TEAM
    expect(body).toMatchObject({
      ...said,
      communeId: here.commune,
      leader: null,
      members: 0,
      areas: [{ id: here.areaId }],
      lastActivityOn: null,
    })
    expect(body.warnings.map((one: { rule: string }) => one.rule)).toEqual(['size', 'leader-missing'])
    expect(body.warnings[1].sentence).toBe('Tổ chưa có tổ trưởng.')
    expect((await teams()).map((one: { name: string }) => one.name)).toContain('Bản Co Chàm')
  })

  test('is not made for an area or a commune that is another’s', async () => {
    expect(await make({ areaIds: [elsewhere.areaId] })).toMatchObject({
      status: 400,
      body: { id: 'request.area-unknown' },
    })
    expect((await make({}, officer, elsewhere.commune)).status).toBe(404)
    expect((await make({}, province)).status).toBe(403)
    expect((await make({ formedOn: '1990-01-01' })).body.id).toBe('unit.day-outside')
    const leader = await t.member(here.teamId, 'leader')
    expect((await make({}, leader.token)).status).toBe(403)
  })

  test('is changed part by part; a decision may be missing', async () => {
    const { body } = await make({ name: 'Bản Đổi' })
    const change = await t.ask(
      'PATCH',
      `/api/v1/teams/${body.id}`,
      { name: 'Bản Đã Đổi', decision: { number: null, day: null, signer: null } },
      officer,
    )
    expect(change.body).toMatchObject({
      name: 'Bản Đã Đổi',
      localName: TEAM.localName,
      decision: { number: null, day: null, signer: null },
    })
    expect(
      (
        await t.ask(
          'PATCH',
          `/api/v1/teams/${body.id}`,
          { localName: 'X' },
          (
            await t.officer('communeOfficer', elsewhere.commune)
          ).token,
        )
      ).status,
    ).toBe(404)
  })

  test('serves areas by date: what it served before stays in its history', async () => {
    const [one, other] = [await village('Một'), await village('Hai')]
    const { body } = await make({ name: 'Bản Một', areaIds: [one] })
    const set = (areaIds: number[], from: string) =>
      t.ask('PUT', `/api/v1/teams/${body.id}/areas`, { areaIds, from }, officer)
    expect((await set([other], '2026-03-01')).body.areas.map((area: { id: number }) => area.id)).toEqual([
      other,
    ])
    expect(await served(body.id)).toEqual([
      { area_id: one, valid_from: '2025-08-01', valid_to: '2026-03-01' },
      { area_id: other, valid_from: '2026-03-01', valid_to: null },
    ])
    await set([one, other], '2026-03-01')
    expect(
      (await served(body.id))
        .filter(row => row.valid_to === null)
        .map(row => row.area_id)
        .sort(),
    ).toEqual([one, other].sort())
    expect((await set([one], '2025-07-31')).body.id).toBe('team.day-outside')
    expect((await set([elsewhere.areaId], '2026-04-01')).body.id).toBe('request.area-unknown')
  })

  test('that is dissolved serves nobody, has nobody and leaves the list', async () => {
    const area = await village('Giải Thể')
    const { body } = await make({ name: 'Bản Giải Thể', areaIds: [area] })
    const member = await t.member(body.id, 'member')
    const answer = await t.ask('PATCH', `/api/v1/teams/${body.id}`, { dissolvedOn: '2026-11-01' }, officer)
    expect(answer.body).toMatchObject({ dissolvedOn: '2026-11-01', areas: [], members: 0, warnings: [] })
    expect((await teams()).some((one: { id: string }) => one.id === body.id)).toBe(false)
    expect((await teams(officer, '?dissolved=true')).some((one: { id: string }) => one.id === body.id)).toBe(
      true,
    )
    expect((await t.ask('GET', `/api/v1/teams/${body.id}`, undefined, member.token)).status).toBe(403)
  })

  test('shows its last day of activity to who may see its areas', async () => {
    await t.database.owner
      .insertInto('activity')
      .values({
        area_id: here.areaId,
        id: t.setup.newId(),
        kind: 'home_visit',
        day: '2026-11-12',
        team_id: here.teamId,
        member_id: t.setup.newId(),
        household_id: null,
        body: '{}',
        stamp: '2026-11-12T02:00:00Z',
        revision: 1,
      })
      .execute()
    const find = async (token: string) =>
      (await teams(token)).find((one: { id: string }) => one.id === here.teamId)
    expect((await find(officer)).lastActivityOn).toBe('2026-11-12')
    expect((await find(province)).lastActivityOn).toBe(null)
  })
})

describe('who sees teams', () => {
  test('a leader sees the own team only, the province sees teams without names of members', async () => {
    const { body } = await make({ name: 'Bản Xem' })
    const leader = await t.member(body.id, 'leader', 'Lò Thị Mai')
    expect((await t.ask('GET', `/api/v1/teams/${body.id}`, undefined, leader.token)).body.leader).toEqual({
      id: leader.id,
      name: 'Lò Thị Mai',
    })
    expect((await t.ask('GET', `/api/v1/teams/${here.teamId}`, undefined, leader.token)).status).toBe(404)
    expect((await t.ask('GET', `/api/v1/teams/${body.id}`, undefined, province)).body).toMatchObject({
      leader: null,
      members: 1,
    })
    expect((await t.ask('GET', `/api/v1/teams/${body.id}/members`, undefined, province)).status).toBe(403)
    // Someone of the province who also works in one commune knows the names of that commune, and of no other.
    const both = await t.officer('province', here.province)
    const grant = { role: 'communeOfficer', valid_from: '2020-01-01', valid_to: null, officer_id: both.id }
    await t.database.owner
      .insertInto('role_grant')
      .values({ ...grant, id: newId(), unit_id: elsewhere.commune })
      .execute()
    const seen = await t.ask('GET', `/api/v1/teams/${body.id}`, undefined, both.token)
    expect(seen.body).toMatchObject({ leader: null, members: 1 })
    expect((await teams(both.token)).every((team: { leader: unknown }) => team.leader === null)).toBe(true)
    expect((await t.ask('GET', `/api/v1/units/${here.commune}/teams`)).status).toBe(401)
    expect((await t.ask('GET', `/api/v1/units/${elsewhere.commune}/teams`, undefined, officer)).status).toBe(
      404,
    )
  })
})
