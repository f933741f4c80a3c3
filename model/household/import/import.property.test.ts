import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareRows } from '#model/household/import/compare.ts'
import { parseCsv } from '#model/household/import/csv.ts'
import { findHeader } from '#model/household/import/header.ts'
import { proposeMapping } from '#model/household/import/mapping.ts'
import { isRowError, readRows } from '#model/household/import/row.ts'
import type { Cell, Merge, Sheet } from '#model/household/import/sheet.ts'
import { tidy } from '#model/kit/text.ts'

const family = fc.constantFrom('Lò', 'Vì', 'Hà', 'Lường', 'Giàng', 'Sùng', 'Nguyễn', 'Tống')
const given = fc.constantFrom('Pánh', 'Mảy', 'Sử', 'Cở', 'Oanh', 'Đức', 'Yến')
const name = fc.tuple(family, fc.constantFrom('Văn', 'Thị', 'A'), given).map(words => words.join(' '))
const spelled = (text: string) =>
  fc.constantFrom(text, text.toUpperCase(), text.normalize('NFD'), ` ${text}  `)
const count = fc
  .integer({ min: 1, max: 12 })
  .chain(n => fc.constantFrom<Cell>(n, `${n}`, `${n} `, `0${n}`, `${n} người`).map(cell => ({ n, cell })))
const home = fc
  .tuple(name, count)
  .chain(([head, people]) => spelled(head).map(text => ({ head, text, people })))

const titles: Cell[][] = [
  ['ỦY BAN NHÂN DÂN XÃ VÂN HỒ'],
  [],
  ['DANH SÁCH HỘ GIA ĐÌNH'],
  ['(Kèm theo Quyết định số 12/QĐ-UBND)'],
]
const heading = fc.constantFrom<Cell[]>(
  ['STT', 'Họ và tên chủ hộ', 'Số nhân khẩu', 'Ghi chú'],
  ['TT', 'Chủ hộ', 'Số khẩu', ''],
  ['Stt', 'TÊN CHỦ HỘ', 'Nhân khẩu', 'SĐT'],
)

test('every home of a list is read, whatever stands above, between and below, and however it is spelled', () => {
  fc.assert(
    fc.property(
      fc.array(home, { minLength: 1, maxLength: 30 }),
      heading,
      fc.nat(4),
      fc.array(fc.nat(30), { maxLength: 5 }),
      (homes, columns, above, gaps) => {
        const body: Cell[][] = homes.flatMap((item, i): Cell[][] => [
          ...(gaps.includes(i) ? [[], ['', '', '']] : []),
          [i + 1, item.text, item.people.cell, ''],
        ])
        const sheet: Sheet = {
          name: 'Bản Co Chàm',
          rows: [...titles.slice(0, above), columns, ...body, ['', 'Tổng cộng', 99]],
          merges: [],
        }
        const { rows, notHomes } = readRows(sheet, proposeMapping(sheet, findHeader(sheet), []))
        expect(rows.map(row => [row.head, row.headcount, row.village])).toEqual(
          homes.map(item => [item.head, item.people.n, 'Bản Co Chàm']),
        )
        expect(notHomes.map(row => row.why)).toEqual(['subtotal'])
      },
    ),
    { numRuns: 300 },
  )
})

const cell = fc.oneof(
  fc.string({ maxLength: 30 }),
  fc.integer(),
  fc.constantFrom('Chủ hộ', 'Bản', 'Số khẩu', 'Cộng', 'Bản Co Chàm', 'Lò Văn A', 'Địa chỉ', ''),
)
const merge: fc.Arbitrary<Merge> = fc
  .tuple(fc.nat(12), fc.nat(6), fc.nat(4), fc.nat(4))
  .map(([top, left, down, right]) => ({ top, left, bottom: top + down, right: left + right }))
const anySheet: fc.Arbitrary<Sheet> = fc.record({
  name: fc.string({ maxLength: 31 }),
  rows: fc.array(fc.array(cell, { maxLength: 7 }), { maxLength: 14 }),
  merges: fc.array(merge, { maxLength: 4 }),
})

test('no sheet breaks the reader, and every filled row below the heading is told exactly once', () => {
  fc.assert(
    fc.property(anySheet, sheet => {
      const mapping = proposeMapping(sheet, findHeader(sheet), [{ name: 'Co Chàm' }])
      const { rows, notHomes } = readRows(sheet, mapping)
      const told = [...rows, ...notHomes].map(row => row.row).sort((a, b) => a - b)
      expect(new Set(told).size).toBe(told.length)
      if (!mapping.take) return
      const first = mapping.header ? mapping.header.bottom + 1 : 0
      const filled = sheet.rows.flatMap((row, i) =>
        i >= first && row.some(value => tidy(String(value)) !== '') ? [i + 1] : [],
      )
      expect(told).toEqual(filled)
    }),
    { numRuns: 1000 },
  )
})

test('an import done twice brings nothing the second time', () => {
  fc.assert(
    fc.property(fc.array(home, { minLength: 1, maxLength: 20 }), homes => {
      const sheet: Sheet = {
        name: 'Co Chàm',
        rows: [['Chủ hộ', 'Số khẩu'], ...homes.map(item => [item.text, item.people.cell])],
        merges: [],
      }
      const villages = [{ name: 'Bản Co Chàm', areaId: 7 }]
      const { rows } = readRows(sheet, proposeMapping(sheet, findHeader(sheet), villages))
      const first = compareRows(rows, { villages, homes: [] })
      const written = first.rows.flatMap((row, i) =>
        row.state === 'new' ? [{ ...row, id: `h${i}`, areaId: 7 }] : [],
      )
      const again = compareRows(rows, { villages, homes: written })
      expect(first.rows.every(row => (row.state === 'error') === row.problems.some(isRowError))).toBe(true)
      expect(again.rows.filter(row => row.state === 'new')).toEqual([])
    }),
    { numRuns: 300 },
  )
})

test('what is written as CSV is read back, with any of the three separators', () => {
  const field = fc.string({ maxLength: 12 }).map(text => text.replace(/\r/g, ''))
  fc.assert(
    fc.property(
      fc.array(fc.tuple(field, field, field), { minLength: 1, maxLength: 8 }),
      fc.constantFrom(',', ';', '\t'),
      (rows, sign) => {
        const quote = (text: string) => `"${text.replaceAll('"', '""')}"`
        const heading = ['Chủ hộ', 'Bản', 'Số khẩu', 'Ghi chú'].join(sign).concat(sign.repeat(40))
        const text = [heading, ...rows.map(row => row.map(quote).join(sign))].join('\r\n')
        expect(parseCsv(text, 'f', 100).rows.slice(1)).toEqual(rows)
      },
    ),
    { numRuns: 200 },
  )
})
