import { readFileSync } from 'node:fs'
import { isKind, levelOf } from '@tung-nha/model/unit/kinds.ts'
import { spellKey } from '@tung-nha/model/unit/name.ts'
import { describe, expect, test } from 'vitest'

const read = (name: string) => {
  const [head, ...lines] = readFileSync(new URL(name, import.meta.url), 'utf8')
    .trim()
    .split('\n')
  const names = head!.split(',')
  return lines.map(line => {
    const cells = line.split(',')
    if (cells.length !== names.length) throw new Error(`${name}: ${line}`)
    return Object.fromEntries(names.map((column, i) => [column, cells[i]!])) as Record<string, string>
  })
}

const units = read('units.csv').map(row => {
  if (!isKind(row['kind']!)) throw new Error(`Unknown kind: ${row['kind']}`)
  return {
    id: +row['id']!,
    kind: row['kind']!,
    level: levelOf(row['kind']!),
    code: row['code']!,
    name: row['name']!,
    parent: +row['parent']!,
    from: row['from']!,
    to: row['to']!,
  }
})
const successions = read('successions.csv').map(row => ({
  from: +row['from']!,
  to: +row['to']!,
  kind: row['kind']!,
  share: row['share']!,
  day: row['day']!,
}))
const laws = read('laws.csv')
const aliases = read('aliases.csv')

type Unit = (typeof units)[number]
const byId = new Map(units.map(unit => [unit.id, unit]))
const on = (day: string) => units.filter(unit => unit.from <= day && (unit.to === '' || day < unit.to))
const count = (list: Unit[], key: 'level' | 'kind') =>
  Object.fromEntries([...Map.groupBy(list, unit => unit[key])].map(([value, group]) => [value, group.length]))
const VAN_HO = 495
const provinceOf = (unit: Unit): Unit =>
  unit.level === 'province' ? unit : provinceOf(byId.get(unit.parent)!)
const grouped = (key: 'from' | 'to', list = successions) => Map.groupBy(list, one => one[key])
const reform = successions.filter(one => one.day === '2025-07-01')

test('ids are unique, positive and below the ids of villages', () => {
  expect(byId.size).toBe(units.length)
  expect(units.every(unit => unit.id > 0 && unit.id < 1_000_000)).toBe(true)
  expect(byId.get(1)!.level).toBe('nation')
})

test('the ids that other data may already hold are what they were', () => {
  const known: [number, string, string][] = [
    [2, '01', 'Thành phố Hà Nội'],
    [7, '14', 'Tỉnh Sơn La'],
    [VAN_HO, '04048', 'Xã Vân Hồ'],
  ]
  for (const [id, code, name] of known) expect(byId.get(id)).toMatchObject({ code, name })
})

test('a code is used once at a time', () => {
  const days = ['2025-06-30', '2025-07-01', '2026-04-30', '2026-11-01']
  for (const day of days) {
    const codes = on(day)
      .filter(unit => unit.code !== '')
      .map(unit => `${unit.level} ${unit.code}`)
    expect(new Set(codes).size).toBe(codes.length)
  }
})

test('before 2025-07-01 there were 63 provinces, 696 districts and 10,035 communes', () => {
  expect(count(on('2025-06-30'), 'level')).toEqual({
    nation: 1,
    province: 63,
    district: 696,
    commune: 10_035,
  })
})

describe.each([
  { day: '2025-07-01', municipality: 6, commune: 2621, ward: 687 },
  { day: '2026-04-30', municipality: 7, commune: 2611, ward: 697 },
  { day: '2026-09-20', municipality: 9, commune: 2599, ward: 709 },
])('from $day', ({ day, municipality, commune, ward }) => {
  test('34 provinces and 3,321 communes, wards and special zones', () => {
    expect(count(on(day), 'level')).toEqual({ nation: 1, province: 34, commune: 3321 })
    expect(count(on(day), 'kind')).toMatchObject({
      municipality,
      province: 34 - municipality,
      commune,
      ward,
      special_zone: 13,
    })
  })

  test('every commune lies in a province of the same time or of its later kind', () => {
    const today = new Map(on(day).map(unit => [unit.id, unit]))
    const later = new Map(successions.filter(one => one.kind === 'rename').map(one => [one.to, one.from]))
    const here = (id: number): boolean => today.has(id) || (later.has(id) && here(later.get(id)!))
    expect(
      on(day).filter(
        unit =>
          unit.level === 'commune' && !(byId.get(unit.parent)?.level === 'province' && here(unit.parent)),
      ),
    ).toEqual([])
  })
})

test('before 2025-07-01 every district lies in a province and every commune in a district', () => {
  const up = { province: 'nation', district: 'province', commune: 'district' } as Record<string, string>
  const wrong = on('2025-06-30').filter(
    unit => unit.level !== 'nation' && byId.get(unit.parent)?.level !== up[unit.level],
  )
  expect(wrong).toEqual([])
})

test('a succession leads from a unit that ends to one that begins on its day, and is written once', () => {
  expect(new Set(successions.map(one => `${one.from} ${one.to} ${one.day}`)).size).toBe(successions.length)
  const wrong = successions.filter(
    one => byId.get(one.from)?.to !== one.day || byId.get(one.to)?.from !== one.day,
  )
  expect(wrong).toEqual([])
})

test('every commune and province that ended has a successor; every unit that began has a predecessor', () => {
  const [from, to] = [grouped('from'), grouped('to')]
  expect(units.filter(unit => unit.to !== '' && unit.level !== 'district' && !from.has(unit.id))).toEqual([])
  expect(units.filter(unit => unit.from !== '' && !to.has(unit.id))).toEqual([])
})

test('a province went whole into one province; a commune went whole into one or was divided between several', () => {
  for (const [id, targets] of grouped('from')) {
    const unit = byId.get(id)!
    const whole = targets.some(target => target.share === 'all')
    if (unit.level === 'province') expect(targets.length).toBe(1)
    if (unit.level === 'commune') expect(whole ? targets.length === 1 : targets.length >= 2).toBe(true)
    if (unit.level === 'commune')
      expect(targets.every(target => (target.kind === 'partial') === (target.share !== 'all'))).toBe(true)
  }
  expect([...grouped('from').values()].filter(targets => targets.length > 1).length).toBe(441)
})

test('no new commune mixes two old provinces, and communes went where their province went', () => {
  const target = new Map(
    reform
      .filter(one => byId.get(one.from)!.level === 'province')
      .map(one => [one.from, byId.get(one.to)!.code]),
  )
  for (const [id, sources] of grouped('to', reform)) {
    const commune = byId.get(id)!
    if (commune.level !== 'commune') continue
    const provinces = new Set(sources.map(one => provinceOf(byId.get(one.from)!).id))
    expect(provinces.size).toBe(1)
    expect(target.get([...provinces][0]!)).toBe(provinceOf(commune).code)
  }
})

test('every succession has its law', () => {
  const known = new Set(laws.map(law => `${law['day']} ${law['province']}`))
  const missing = successions.filter(one => {
    const to = byId.get(one.to)!
    return !known.has(`${one.day} ${to.level === 'province' ? '' : provinceOf(to).code}`)
  })
  expect(missing).toEqual([])
  expect(laws.filter(law => law['day'] === '2025-07-01' && law['province'] !== '').length).toBe(34)
})

test('the district of seed 4 had 14 communes; four of them are xã Vân Hồ today', () => {
  const district = units.find(unit => unit.name === 'Huyện Vân Hồ')!
  expect(units.filter(unit => unit.parent === district.id).length).toBe(14)
  const parts = successions.filter(one => one.to === VAN_HO).map(one => byId.get(one.from)!.name)
  expect(new Set(parts)).toEqual(new Set(['Xã Vân Hồ', 'Xã Lóng Luông', 'Xã Chiềng Yên', 'Xã Mường Men']))
})

test('names are NFC and stand alone among their siblings', () => {
  expect(units.filter(unit => unit.name !== unit.name.normalize('NFC').trim() || unit.name === '')).toEqual(
    [],
  )
  for (const siblings of Map.groupBy(on('2026-11-01'), unit => unit.parent).values()) {
    const names = siblings.map(unit => spellKey(unit.name))
    expect(new Set(names).size).toBe(names.length)
  }
})

test('an alias names a unit of the file', () => {
  expect(aliases.length).toBe(93)
  expect(
    aliases.filter(alias => !byId.has(+alias['unit']!) || (alias['name'] === '') === (alias['code'] === '')),
  ).toEqual([])
})
