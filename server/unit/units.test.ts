import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestApp, testApp } from '#testing/app.ts'
import { loadUnits } from '#unit/load.ts'

const CATALOGUE = join(import.meta.dirname, '..', '..', 'catalogue', 'units')
const VAN_HO = 495
const DONG_NAI = 31 // the municipality since 2026-04-30; 30 is the province before

let t: TestApp
beforeAll(async () => {
  t = await testApp()
  await loadUnits(t.setup.db, CATALOGUE)
})
afterAll(() => t?.close())

type Item = {
  id: number
  level: string
  kind: string
  name: string
  parentName: string | null
  validFrom: string | null
  validTo: string | null
  formerly: string[]
}
const list = async (query: string): Promise<{ items: Item[]; total: number; next: string | null }> => {
  const { status, body } = await t.ask('GET', `/api/v1/units?${query}`)
  expect(status).toBe(200)
  return body
}
const names = (items: Item[]) => items.map(item => item.name)
const find = (q: string, rest = '') => list(`q=${encodeURIComponent(q)}${rest}`)

describe('a list of units', () => {
  test('shows the 34 provinces of today in Vietnamese order', async () => {
    const { items, total, next } = await list('level=province')
    expect([total, next]).toEqual([34, null])
    expect(names(items).slice(0, 4)).toEqual([
      'Tỉnh An Giang',
      'Thành phố Bắc Ninh',
      'Tỉnh Cà Mau',
      'Tỉnh Cao Bằng',
    ])
  })

  test('shows the 63 provinces of a day before the reform', async () => {
    expect((await list('level=province&on=2025-06-30&limit=100')).total).toBe(63)
  })

  test('goes on page by page without a gap or a repetition', async () => {
    const seen: number[] = []
    for (let after = ''; ; ) {
      const page = await list(`level=commune&parent=7&limit=20${after}`)
      expect(page.total).toBe(75)
      seen.push(...page.items.map(item => item.id))
      if (page.next === null) break
      after = `&after=${page.next}`
    }
    expect([seen.length, new Set(seen).size]).toEqual([75, 75])
  })

  test('of a parent alone are its children; with a level all of that level inside it', async () => {
    const district = (await find('huyện vân hồ')).items[0]!
    expect((await list(`parent=${district.id}&on=2025-01-01`)).total).toBe(14)
    const sonLa = (await find('tỉnh sơn la', '&on=2025-01-01')).items[0]!
    expect((await list(`parent=${sonLa.id}&on=2025-01-01`)).total).toBe(12)
    expect((await list(`parent=${sonLa.id}&level=commune&on=2025-01-01`)).total).toBeGreaterThan(190)
  })

  test('of a province that became a city holds the communes of every time, each under the name of that time', async () => {
    const before = await list(`parent=${DONG_NAI}&on=2026-01-01&limit=100`)
    expect([before.total, before.items[0]!.parentName]).toEqual([95, 'Tỉnh Đồng Nai'])
    expect(before.items.filter(item => item.kind === 'ward').length).toBe(23)
    const after = await list(`parent=30&on=2026-05-01&limit=100`)
    expect([after.total, after.items[0]!.parentName]).toEqual([95, 'Thành phố Đồng Nai'])
    expect(after.items.filter(item => item.kind === 'ward').length).toBe(33)
  })

  test('of a day that no calendar has is refused, not a fault', async () => {
    expect(await t.ask('GET', '/api/v1/units?on=2026-02-31')).toMatchObject({
      status: 400,
      body: { id: 'request.invalid' },
    })
  })

  test('of an unknown parent is empty', async () => {
    expect(await list('parent=999999')).toEqual({ items: [], total: 0, next: null })
  })
})

describe('a search by name', () => {
  test('finds today’s commune, the old commune and the old district, labelled by their days', async () => {
    const { items } = await find('van ho')
    const exact = items.filter(item => /^(Xã|Huyện) Vân Hồ$/.test(item.name))
    expect(exact.map(({ name, validFrom, validTo }) => [name, validFrom, validTo])).toEqual([
      ['Xã Vân Hồ', '2025-07-01', null],
      ['Huyện Vân Hồ', null, '2025-07-01'],
      ['Xã Vân Hồ', null, '2025-07-01'],
    ])
    expect(items[0]).toMatchObject({ id: VAN_HO, parentName: 'Tỉnh Sơn La' })
  })

  test('leads from an old name to the commune of today', async () => {
    const { items } = await find('lóng luông')
    expect(items[0]).toMatchObject({ id: VAN_HO, name: 'Xã Vân Hồ', formerly: ['Xã Lóng Luông'] })
    expect(items[1]).toMatchObject({
      name: 'Xã Lóng Luông',
      parentName: 'Huyện Vân Hồ',
      validTo: '2025-07-01',
      formerly: [],
    })
  })

  test('leads over two changes to the unit of today', async () => {
    const old = await find('tỉnh bình phước')
    expect(old.items[0]).toMatchObject({ id: DONG_NAI, formerly: ['Tỉnh Bình Phước'] })
  })

  test('does not mind diacritics, the place of the tone mark or the case', async () => {
    for (const q of ['hoà bình', 'hòa bình', 'HOA BINH']) {
      expect(names((await find(q, '&level=commune&on=2026-11-01')).items)).toContain('Phường Hòa Bình')
    }
  })

  test('finds by beginnings of words in any order, whole names first', async () => {
    expect(names((await find('gian an')).items)).toContain('Tỉnh An Giang')
    const [first] = (await find('mai châu', '&on=2026-11-01')).items
    expect(first!.name).toBe('Xã Mai Châu')
  })

  test('finds by another spelling and by the code', async () => {
    expect(names((await find('sà phìn')).items)).toContain('Xã Xà Phìn')
    expect((await find('04048')).items.map(item => item.name)).toEqual(['Xã Vân Hồ', 'Xã Vân Hồ'])
  })

  test('on a day stays within that day', async () => {
    expect(names((await find('van ho', '&on=2025-01-01')).items.slice(0, 2))).toEqual([
      'Huyện Vân Hồ',
      'Xã Vân Hồ',
    ])
    expect((await find('long luong', '&on=2026-11-01')).items.map(item => item.name)).toEqual(['Xã Vân Hồ'])
  })

  test('goes on page by page', async () => {
    const first = await find('tan', '&limit=10')
    const second = await find('tan', `&limit=10&after=${first.next}`)
    expect(new Set([...first.items, ...second.items].map(item => item.id)).size).toBe(20)
    expect(second.total).toBe(first.total)
  })

  test('of nothing known is empty', async () => {
    expect((await find('xyzxyz')).total).toBe(0)
  })
})

describe('one unit', () => {
  const get = async (id: number, rest = '') => t.ask('GET', `/api/v1/units/${id}${rest}`)

  test('knows what it lies in, what it came from and by which law', async () => {
    const { body } = await get(VAN_HO)
    expect(body.ancestors.map((unit: Item) => unit.name)).toEqual(['Việt Nam', 'Tỉnh Sơn La'])
    expect(
      body.predecessors.map((one: { name: string; change: string; share: string }) => [
        one.name,
        one.change,
        one.share,
      ]),
    ).toEqual([
      ['Xã Chiềng Yên', 'merge', 'all'],
      ['Xã Lóng Luông', 'merge', 'all'],
      ['Xã Mường Men', 'merge', 'all'],
      ['Xã Vân Hồ', 'merge', 'all'],
    ])
    expect(body.predecessors[0]).toMatchObject({
      onDay: '2025-07-01',
      law: 'Nghị quyết số 1681/NQ-UBTVQH15 ngày 16/6/2025',
    })
    expect([body.successors, body.on, body.contact]).toEqual([[], '2026-11-16', null])
  })

  test('that ended is looked at on its last day and names its successors', async () => {
    const district = (await find('huyện vân hồ')).items[0]!
    const { body } = await get(district.id)
    expect([body.on, body.children.commune]).toEqual(['2025-06-30', 14])
    const old = (await find('lóng luông')).items[1]!
    expect((await get(old.id)).body.successors).toMatchObject([{ id: VAN_HO, change: 'merge', share: 'all' }])
  })

  test('counts what lies inside on a day', async () => {
    expect((await get(1)).body.children).toEqual({ province: 34, district: 0, commune: 3321, village: 0 })
    expect((await get(1, '?on=2025-06-30')).body.children).toEqual({
      province: 63,
      district: 696,
      commune: 10_035,
      village: 0,
    })
    expect((await get(DONG_NAI, '?on=2026-01-01')).body.children.commune).toBe(95)
  })

  test('that does not exist is refused in the caller’s language', async () => {
    expect(await get(999_999)).toMatchObject({
      status: 404,
      body: { id: 'unit.unknown', title: 'Không tìm thấy đơn vị hành chính này.' },
    })
  })
})
