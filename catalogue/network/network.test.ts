import { readFileSync } from 'node:fs'
import { parseCsv } from '@tung-nha/model/household/import/csv.ts'
import { isDay } from '@tung-nha/model/kit/day.ts'
import { STATEMENTS } from '@tung-nha/model/network/picture.ts'
import { isKind, levelOf } from '@tung-nha/model/unit/kinds.ts'
import { expect, test } from 'vitest'

const read = (name: string) => {
  const [head, ...rows] = parseCsv(
    readFileSync(new URL(name, import.meta.url), 'utf8').trim(),
    name,
    100_000,
  ).rows
  return rows.map(row => {
    if (row.length !== head!.length) throw new Error(`${name}: ${row.join(',')}`)
    return Object.fromEntries(head!.map((column, i) => [String(column), String(row[i])])) as Record<
      string,
      string
    >
  })
}
const reported = read('reported.csv')
const sources = new Map(read('sources.csv').map(row => [row['key']!, row]))
const statements = read('statements.csv')
const units = read('../units/units.csv')
const of = (day: string, level: string, code = '') =>
  reported.filter(row => row['day'] === day && row['level'] === level && row['code'] === code)
const numbers = (row: Record<string, string> | undefined) => [row?.['teams'], row?.['members']].map(Number)

test('every figure has a day, a known source and exactly one unit of that level and code on that day', () => {
  for (const row of reported) {
    expect(isDay(row['day']!), row['day']).toBe(true)
    expect(['exact', 'estimated']).toContain(row['dayKind'])
    expect(sources.has(row['source']!), row['source']).toBe(true)
    const found = units.filter(
      unit =>
        isKind(unit['kind']!) &&
        levelOf(unit['kind']) === row['level'] &&
        unit['code'] === row['code'] &&
        (unit['from'] === '' || unit['from']! <= row['day']!) &&
        (unit['to'] === '' || row['day']! < unit['to']!),
    )
    expect(
      found.map(unit => unit['name']),
      `${row['day']} ${row['level']} ${row['code']}`,
    ).toHaveLength(1)
  }
})

test('an estimated day, a round number and a missing number are said so in both languages', () => {
  for (const row of reported) {
    if (row['dayKind'] === 'estimated' && row['reach'] !== 'some')
      expect(row['noteVi'], row['day']).not.toBe('')
    expect(row['noteVi'] === '').toBe(row['noteEn'] === '')
    for (const name of ['teams', 'members']) {
      expect(['', 'about', 'over']).toContain(row[`${name}Mark`])
      if (row[`${name}Mark`]) expect(Number(row[name])).toBeGreaterThan(0)
      expect(row[name]).toMatch(/^\d*$/)
    }
    expect(row['teams'] || row['reach'], 'says something').not.toBe('')
  }
})

test('a place and a day are told once by one source', () => {
  const keys = reported.map(row => [row['day'], row['level'], row['code'], row['source']].join(' '))
  expect(new Set(keys).size).toBe(keys.length)
})

test('texts are NFC and hold no long dash', () => {
  for (const row of [...reported, ...sources.values(), ...statements])
    for (const text of Object.values(row))
      expect([text, /[–—]/.test(text)]).toEqual([text.normalize('NFC'), false])
})

test('the first stage: 39,631 teams and 197,532 members in 45 of 63 provinces, of which 43 are named', () => {
  const [nation] = of('2022-07-15', 'nation')
  expect(numbers(nation)).toEqual([39_631, 197_532])
  expect([nation!['provincesWithTeams'], nation!['provincesTotal'], nation!['dayKind']]).toEqual([
    '45',
    '63',
    'estimated',
  ])
  const named = reported.filter(row => row['source'] === 'national-course' && row['level'] === 'province')
  expect(named.length).toBe(43)
  expect(named.every(row => row['teams'] === '' && row['reach'] === 'some')).toBe(true)
})

test('the second stage: 74,422 teams and 348,362 members in 63 of 63 provinces, 52 complete', () => {
  const [nation] = of('2023-06-15', 'nation')
  expect(numbers(nation)).toEqual([74_422, 348_362])
  expect(
    ['provincesWithTeams', 'provincesComplete', 'provincesTotal', 'dayKind'].map(name => nation![name]),
  ).toEqual(['63', '52', '63', 'estimated'])
})

test('Thanh Hóa, Tuyên Quang and Vân Hồ as their papers told them', () => {
  const told = (source: string) => reported.find(row => row['source'] === source)
  expect(numbers(told('thanh-hoa-paper'))).toEqual([4_351, 15_995])
  expect(told('thanh-hoa-paper')!['reach']).toBe('villages')
  expect(numbers(told('tuyen-quang-portal'))).toEqual([1_871, 10_257])
  const vanHo = told('van-ho-portal')!
  expect([vanHo['communeTeams'], vanHo['villageTeams'], vanHo['teams'], vanHo['members']]).toEqual([
    '14',
    '68',
    '82',
    '',
  ])
})

test('the dated series of the nation and three provinces', () => {
  const series = reported
    .filter(row => row['level'] === 'nation')
    .map(row => [
      row['day'],
      row['teams'],
      row['members'],
      row['teamsMark'] || row['membersMark'],
      row['provincesWithTeams'],
    ])
  expect(series).toEqual([
    ['2022-05-15', '9400', '', 'about', ''],
    ['2022-06-14', '27218', '130487', '', '34'],
    ['2022-07-15', '39631', '197532', '', '45'],
    ['2022-08-23', '42469', '208000', 'over', '49'],
    ['2023-06-15', '74422', '348362', '', '63'],
    ['2024-06-30', '80000', '400000', 'over', '63'],
  ])
  const of = (code: string) =>
    numbers(reported.find(row => row['level'] === 'province' && row['code'] === code && row['teams'] !== ''))
  expect([of('20'), of('19'), of('22')]).toEqual([
    [1_680, 7_770],
    [2_256, 17_000],
    [1_473, 11_000],
  ])
})

/** Names of the provinces a source says something of, without the word of their kind, as the papers write them. */
const namesOf = (source: string, reach: string) =>
  reported
    .filter(row => row['source'] === source && row['level'] === 'province' && row['reach'] === reach)
    .map(row => {
      const unit = units.find(
        one =>
          one['code'] === row['code'] &&
          ['province', 'municipality'].includes(one['kind']!) &&
          (one['to'] === '' || row['day']! < one['to']!) &&
          (one['from'] === '' || one['from']! <= row['day']!),
      )
      return unit!['name']!.replace(/^(Tỉnh|Thành phố) /, '').replace(' - ', '-')
    })
    .sort()

// The paper writes Thừa Thiên Huế; the units of 1 July 2025 and before it know the place by its later name, Huế.
test('the 43 provinces of the first stage are the ones the paper names', () => {
  const named =
    'An Giang, Bến Tre, Bắc Kạn, Bắc Giang, Bắc Ninh, Bà Rịa-Vũng Tàu, Bình Phước, Bình Thuận, Cà Mau, Cần Thơ, Đà Nẵng, Đắk Nông, Đắk Lắk, Điện Biên, Đồng Nai, Gia Lai, Kon Tum, Lào Cai, Lai Châu, Lạng Sơn, Lâm Đồng, Long An, Hà Nam, Hậu Giang, Hưng Yên, Hải Dương, Hải Phòng, Ninh Bình, Ninh Thuận, Phú Thọ, Phú Yên, Quảng Nam, Quảng Ninh, Quảng Bình, Thanh Hóa, Huế, Thái Nguyên, Tiền Giang, Thái Bình, Tuyên Quang, Yên Bái, Vĩnh Phúc, Vĩnh Long'
  expect(namesOf('national-course', 'some')).toEqual(named.split(', ').sort())
})

test('ten provinces had teams in every commune by June 2022', () => {
  const complete =
    'Bắc Giang, Lạng Sơn, Lai Châu, Hậu Giang, Hải Dương, Thanh Hóa, Vĩnh Phúc, Hưng Yên, Hải Phòng, Thái Nguyên'
  expect(namesOf('tin-tuc', 'communes')).toEqual(complete.split(', ').sort())
})

test('a team has some five members: the published pairs agree with each other', () => {
  const mean = (source: string) => {
    const [teams, members] = numbers(
      reported.find(row => row['source'] === source && row['teams'] !== ''),
    ) as [number, number]
    return Math.round((10 * members) / teams) / 10
  }
  expect(['national-course', 'national-review', 'thanh-hoa-paper', 'tuyen-quang-portal'].map(mean)).toEqual([
    5, 4.7, 3.7, 5.5,
  ])
})

test('what sources say besides: sizes of teams, khu phố 4 of Lam Sơn, the goal of 2026', () => {
  const said = statements.map(row => [row['source'], row['what'], row['from'], row['to'], row['measure']])
  expect(said).toEqual([
    ['van-ho-portal', 'team-size', '5', '10', 'people'],
    ['national-review', 'team-size', '4', '9', 'people'],
    ['thanh-hoa-paper', 'team-size', '3', '9', 'people'],
    ['thanh-hoa-paper', 'adults-apps', '100', '100', 'percent'],
    ['thanh-hoa-paper', 'adults-signature', '50.3', '50.3', 'percent'],
    ['thanh-hoa-paper', 'goal-2026', '100', '100', 'percent'],
  ])
  for (const { source, what, from, to, vi, en } of statements) {
    expect(reported.some(row => row['source'] === source)).toBe(true)
    expect(STATEMENTS).toContain(what)
    for (const value of [from, to]) {
      expect(en).toContain(value)
      expect(vi).toContain(value!.replace('.', ','))
    }
  }
})

test('the sizes the papers give are the rules teams are looked at by', () => {
  const { rules } = JSON.parse(readFileSync(new URL('../team-rules.json', import.meta.url), 'utf8')) as {
    rules: { key: string; level?: string; min?: number; max?: number; from?: number }[]
  }
  const rule = (key: string, level?: string) => rules.find(one => one.key === key && one.level === level)
  for (const level of ['village', 'commune']) expect(rule('size', level)).toMatchObject({ min: 3, max: 10 })
  expect(rule('groups')).toMatchObject({ from: 10 })
  expect(rule('homes', 'village')).toMatchObject({ max: 220 })
})
