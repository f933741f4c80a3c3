import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { NOT_SAME, SAME } from '#model/resident/likeness.cases.ts'
import { finderOf, LIKELY, likenessOf, type Someone, WORTH_ASKING } from '#model/resident/likeness.ts'
import { nameLikeness, namePartsOf } from '#model/resident/name.ts'

const found = (a: Partial<Someone> & { name: string }, b: Partial<Someone> & { name: string }) =>
  finderOf([{ id: 'b', ...b }]).find({ id: 'a', ...a }).length > 0

test('a name typed without its marks is worth asking about at any home, and alone no proof', () => {
  const finder = finderOf([{ id: 'b', name: 'Bàn Văn Dế', householdId: 'h1' }])
  const typed = { id: '', name: 'ban van de', householdId: 'h2' }
  expect(finder.find(typed, 3, WORTH_ASKING).map(match => match.one.id)).toEqual(['b'])
  expect(finder.find(typed)).toEqual([])
})

describe('the hand-made table', () => {
  test('precision and recall are at least what is promised', () => {
    const missed = SAME.filter(([a, b]) => !found(a, b)).map(item => item[2])
    const wrong = NOT_SAME.filter(([a, b]) => found(a, b)).map(item => item[2])
    const hits = SAME.length - missed.length
    const precision = hits / (hits + wrong.length)
    const recall = hits / SAME.length
    console.info(
      `duplicate finder: ${SAME.length} + ${NOT_SAME.length} pairs, precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}`,
    )
    expect({ missed, wrong }).toEqual({
      missed: ['a year of birth written wrongly by six', 'two names that share nothing'],
      wrong: [],
    })
  })
})

const word = fc.constantFrom(
  'Lò',
  'Thị',
  'Hoà',
  'Hòa',
  'Hoa',
  'Văn',
  'Lý',
  'Lí',
  'Giàng',
  'A',
  'Dua',
  'Thuý',
  'Thúy',
  'Xuân',
  'Đức',
)
const someone = (id: string) =>
  fc.record({
    id: fc.constant(id),
    name: fc.array(word, { minLength: 1, maxLength: 4 }).map(words => words.join(' ')),
    birthYear: fc.option(fc.integer({ min: 1930, max: 2010 })),
    phone: fc.option(fc.constantFrom('0912345678', '+84912345678', '0987654321')),
    householdId: fc.option(fc.constantFrom('h1', 'h2')),
  })
const unmarked = (text: string) =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd').replace(/Đ/g, 'D')

describe('likeness', () => {
  const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31))
  const check = (
    property: fc.IProperty<never> | fc.IProperty<[Someone, Someone]> | fc.IProperty<[Someone]>,
  ) => {
    console.info(`likeness seed ${seed}`)
    fc.assert(property as fc.IProperty<[Someone, Someone]>, { numRuns: 2000, seed })
  }

  test('is the same from both sides and between 0 and 1', () =>
    check(
      fc.property(someone('a'), someone('b'), (a, b) => {
        const there = likenessOf(a, b)
        expect(likenessOf(b, a)).toEqual(there)
        expect(there.score).toBeGreaterThanOrEqual(0)
        expect(there.score).toBeLessThanOrEqual(1)
      }),
    ))

  test('does not depend on capitals, spaces, or how letters are composed', () =>
    check(
      fc.property(someone('a'), someone('b'), (a, b) => {
        const loud = { ...a, name: `  ${a.name.toUpperCase().normalize('NFD').replaceAll(' ', '   ')} ` }
        expect(likenessOf(loud, b)).toEqual(likenessOf(a, b))
      }),
    ))

  test('finds everyone again by the own name, with marks or without', () =>
    check(
      fc.property(someone('a'), a => {
        const parts = namePartsOf(a.name)
        expect(nameLikeness(parts, namePartsOf(a.name))).toBe('same')
        expect(['same', 'unmarked']).toContain(nameLikeness(parts, namePartsOf(unmarked(a.name))))
      }),
    ))

  test('the index finds what comparing everyone with everyone finds, among those with a name alike', () => {
    const crowd = fc
      .array(someone('x'), { minLength: 2, maxLength: 12 })
      .map(list => list.map((one, i) => ({ ...one, id: `p${i}` })))
    fc.assert(
      fc.property(crowd, people => {
        const slow = people.flatMap((a, i) =>
          people
            .slice(i + 1)
            .filter(b => {
              const { score, reasons } = likenessOf(a, b)
              return score >= LIKELY + 0.12 && !reasons.includes('name.spelling')
            })
            .map(b => `${a.id} ${b.id}`),
        )
        const fast = finderOf(people)
          .pairs()
          .map(({ a, b }) => [a.id, b.id].sort((x, y) => Number(x.slice(1)) - Number(y.slice(1))).join(' '))
        for (const pair of slow) expect(fast).toContain(pair)
      }),
      { numRuns: 500, seed },
    )
  })
})

const FAMILIES = [
  'Lò',
  'Hà',
  'Vì',
  'Quàng',
  'Giàng',
  'Sùng',
  'Thào',
  'Nguyễn',
  'Trần',
  'Lường',
  'Mùa',
  'Đinh',
]
const MIDDLES = ['Thị', 'Văn', 'A', 'Thu', 'Minh', 'Đức', 'Thị Thu', 'Ngọc', 'Thành', 'Hồng']
const GIVEN = [
  'Hoa',
  'Hòa',
  'Mai',
  'Xuân',
  'Pánh',
  'Dua',
  'Sùng',
  'Lan',
  'Huệ',
  'Nam',
  'Tâm',
  'Bình',
  'Thúy',
  'Quý',
  'Sơn',
  'Hải',
  'An',
  'Ân',
  'Chi',
  'Mận',
  'Ún',
  'Inh',
  'Dợ',
  'Tếnh',
  'Páo',
  'Chứ',
  'Say',
  'Ơn',
  'Phương',
  'Hương',
]
/** A village or commune of made-up people: the same for the same number. */
const crowdOf = (n: number): Someone[] =>
  Array.from({ length: n }, (_, i) => ({
    id: `p${i}`,
    name: `${FAMILIES[(i * 7) % 12]} ${MIDDLES[(i * 11 + (i >> 3)) % 10]} ${GIVEN[(i * 13 + (i >> 5)) % 30]}`,
    birthYear: 1930 + ((i * 37 + (i >> 4)) % 85),
    householdId: `h${i >> 2}`,
    phone: i % 3 === 0 ? `09${String(10_000_000 + i)}` : null,
  }))

test('among 3,000 people an answer comes as fast as typing', () => {
  const finder = finderOf(crowdOf(3000))
  const begun = performance.now()
  for (let i = 0; i < 200; i++)
    finder.find({ id: 'new', name: crowdOf(i + 1).at(-1)!.name, birthYear: 1961, householdId: `h${i}` })
  const each = (performance.now() - begun) / 200
  console.info(`duplicate finder: ${each.toFixed(2)} ms for one question among 3,000`)
  expect(each).toBeLessThan(20)
})

test('a commune of 30,000 is gone through in seconds', { timeout: 60_000 }, () => {
  const people = crowdOf(30_000)
  people[777] = { ...people[12]!, id: 'twin' }
  const begun = performance.now()
  const pairs = finderOf(people).pairs()
  const took = performance.now() - begun
  console.info(`duplicate finder: ${Math.round(took)} ms for all pairs among 30,000, ${pairs.length} found`)
  expect(pairs.some(({ a, b }) => [a.id, b.id].includes('twin') && [a.id, b.id].includes('p12'))).toBe(true)
  expect(took).toBeLessThan(20_000)
})
