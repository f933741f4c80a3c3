import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestApp, testApp } from '#testing/app.ts'
import { loadUnits } from '#unit/load.ts'

const VAN_HO = 495
let t: TestApp
let officer: string
beforeAll(async () => {
  t = await testApp()
  await loadUnits(t.setup.db, join(import.meta.dirname, '..', '..', 'catalogue', 'units'))
  officer = (await t.officer('communeOfficer', VAN_HO)).token
  const village = (name: string, validFrom = '2025-07-15') =>
    t
      .ask('POST', `/api/v1/units/${VAN_HO}/villages`, { name, kind: 'ban', validFrom }, officer)
      .then(answer => answer.body)
  const [one, two, three] = [await village('Co Chàm'), await village('Lúa Trên'), await village('Lúa Dưới')]
  await t.ask(
    'POST',
    `/api/v1/units/${VAN_HO}/village-mergers`,
    { villageIds: [two.id, three.id], into: { name: 'Phiêng Lúa', kind: 'ban' }, day: '2026-03-01' },
    officer,
  )
  const team = (name: string, level: string, areaIds: number[]) =>
    t.ask(
      'POST',
      `/api/v1/units/${VAN_HO}/teams`,
      {
        level,
        name,
        localName: 'Tổ chuyển đổi số cộng đồng',
        formedOn: '2025-07-15',
        decision: { number: null, day: null, signer: null },
        areaIds,
      },
      officer,
    )
  const { body } = await team('Bản Co Chàm', 'village', one.areaIds)
  await team('Bản Phiêng Lúa', 'village', [...two.areaIds, ...three.areaIds])
  await team('Xã Vân Hồ', 'commune', one.areaIds)
  await t.ask(
    'POST',
    `/api/v1/teams/${body.id}/members`,
    { name: 'Lò Thị Mai', phone: '0900000009', role: 'leader', from: '2025-08-01' },
    officer,
  )
  await t.ask(
    'PUT',
    `/api/v1/units/${VAN_HO}/contact`,
    { office: 'Phòng Văn hóa - Xã hội', phone: '0212 000 0101', address: null },
    officer,
  )
})
afterAll(() => t?.close())

const find = async (query: string) =>
  (await t.ask('GET', `/api/v1/find-team?${query}`)).body as {
    items: {
      name: string
      level: string
      leaderFirstName: string | null
      villages: string[]
      communeId: number
    }[]
    communes: {
      id: number
      name: string
      parentName: string
      formerly: string[]
      contact: { phone: string } | null
    }[]
  }
const names = (answer: Awaited<ReturnType<typeof find>>) => answer.items.map(item => item.name)

test('the team of a village is found by its name, and the leader is told by the given name only', async () => {
  const answer = await find('q=co%20cham')
  expect(answer.items[0]).toMatchObject({
    name: 'Bản Co Chàm',
    level: 'village',
    villages: ['Bản Co Chàm'],
    leaderFirstName: 'Mai',
    communeId: VAN_HO,
  })
  expect(answer.communes[0]).toMatchObject({
    id: VAN_HO,
    name: 'Xã Vân Hồ',
    parentName: 'Tỉnh Sơn La',
    contact: { phone: '0212 000 0101' },
  })
  expect(JSON.stringify(answer)).not.toMatch(/Lò|0900000009/)
})

test('a village that was merged leads to the team of the village it became', async () => {
  expect((await find('q=lua%20tren')).items[0]).toMatchObject({
    name: 'Bản Phiêng Lúa',
    villages: ['Bản Phiêng Lúa'],
  })
})

test('a commune of before leads to the teams of the commune it became', async () => {
  const answer = await find(`q=${encodeURIComponent('Lóng Luông')}`)
  expect(names(answer)).toEqual(['Bản Co Chàm', 'Bản Phiêng Lúa', 'Xã Vân Hồ'])
  expect(answer.communes[0]!.formerly).toEqual(['Xã Lóng Luông'])
})

test('a commune without teams is told with its name, so that the resident knows whom to ask', async () => {
  const answer = await find(`q=${encodeURIComponent('phường bỉm sơn')}`)
  expect(answer.items).toEqual([])
  expect(answer.communes[0]).toMatchObject({
    name: 'Phường Bỉm Sơn',
    parentName: 'Tỉnh Thanh Hóa',
    contact: null,
  })
})

test('the teams of a commune are listed without a name; within it only its villages are searched', async () => {
  expect(names(await find(`communeId=${VAN_HO}`))).toEqual(['Bản Co Chàm', 'Bản Phiêng Lúa', 'Xã Vân Hồ'])
  expect(names(await find(`communeId=${VAN_HO}&q=phieng`))).toEqual(['Bản Phiêng Lúa'])
  expect((await find('communeId=100&q=phieng')).items).toEqual([])
  expect(await find('')).toEqual({ items: [], communes: [] })
})
