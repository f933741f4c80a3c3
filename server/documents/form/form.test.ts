import { readFileSync } from 'node:fs'
import { suggestMapping } from '@tung-nha/model/report/suggest-mapping.ts'
import type { NamedIndicator, TemplateKind, TemplateMapping } from '@tung-nha/model/report/template.ts'
import type { ReportValues } from '@tung-nha/model/report/values.ts'
import { describe, expect, test } from 'vitest'
import { wordsOf } from '#documents/form/docx-tables.ts'
import { describeTemplate, fillTemplate, kindOf, UnreadableForm } from '#documents/form/form.ts'
import { setCell } from '#documents/form/xlsx-parts.ts'
import { bytesOf, pack, textOf, unpack } from '#documents/zip.ts'

const sample = (name: string) =>
  new Uint8Array(readFileSync(new URL(`../../../catalogue/samples/${name}`, import.meta.url)))
const XLSX = sample('bieu-tong-hop-tinh.xlsx')
const DOCX = sample('phu-luc-tinh.docx')

type Written = { code: string; name: { vi: string }; unit: { vi: string }; rows: Written[] }
const named = (rows: Written[], parent: string | null): NamedIndicator[] =>
  rows.flatMap(row => [
    { code: row.code, name: row.name.vi, unit: row.unit.vi, parent },
    ...named(row.rows, row.code),
  ])
const indicators = named(
  JSON.parse(readFileSync(new URL('../../../catalogue/indicators.json', import.meta.url), 'utf8')).indicators,
  null,
)

const VALUES = {
  'TN01.period': 108,
  'TN01.yearToDate': 1488,
  'TN02.period': 74422,
  'TN02.3.period': 36,
  'TN04.period': 41.2,
  'TN04.yearToDate': 45.06,
  'TN07.period': null,
  'TN10.1.period': 34,
  'unit.name': 'UBND xã Vân Hồ',
  'period.label': 'Kỳ tháng 11/2026 (15/10-14/11)',
  'narrative.difficulties': 'Sóng yếu & máy cũ <2 nhà>\nQuên mật khẩu',
  'narrative.proposals': 'Không',
}

const fill = (
  bytes: Uint8Array,
  kind: TemplateKind,
  mapping: TemplateMapping,
  values: ReportValues,
  mark: string | null = null,
) => fillTemplate({ bytes, kind, mapping, values, mark })

describe('a province workbook', () => {
  const description = describeTemplate(XLSX, 'xlsx')
  const mapping = suggestMapping(description, indicators)

  test('is described with its cells, merges and formulas', () => {
    expect(kindOf(XLSX)).toBe('xlsx')
    const cells = description.grids[0]!.rows.flat()
    expect(cells.find(cell => cell.ref === 'Biểu 01!D9')).toMatchObject({
      text: 'Kết quả thực hiện',
      span: 2,
      empty: false,
    })
    expect(cells.find(cell => cell.ref === 'Biểu 01!G12')).toMatchObject({ formula: true })
    expect(cells.some(cell => cell.ref === 'Biểu 01!E9')).toBe(false)
  })

  test('is mapped by the names of its rows and the headers of its columns', () => {
    expect(mapping).toMatchObject({
      'Biểu 01!C6': 'unit.name',
      'Biểu 01!C7': 'period.label',
      'Biểu 01!D12': 'TN01.period',
      'Biểu 01!E12': 'TN01.yearToDate',
      'Biểu 01!F12': 'TN01.target',
      'Biểu 01!D13': 'TN02.period',
      'Biểu 01!D16': 'TN02.3.period',
      'Biểu 01!D17': 'TN02.4.period',
      'Biểu 01!D19': 'TN10.period',
      'Biểu 01!D20': 'TN10.1.period',
      'Biểu 01!D21': 'TN08.period',
      'Biểu 01!D23': 'TN04.period',
      'Biểu 01!D24': 'TN05.period',
      'Biểu 01!D25': 'TN06.period',
      'Biểu 01!D26': 'TN07.period',
      'Biểu 01!D27': 'TN09.period',
      'Biểu 01!D28': 'TN09.1.period',
      'Biểu 01!D30': 'TN11.period',
      'Biểu 01!D31': 'TN12.period',
    })
    expect(Object.keys(mapping).some(ref => ref.startsWith('Biểu 01!G'))).toBe(false)
  })

  test('is filled in place: styles, merges, widths and formulas stay, old results go', async () => {
    const before = unpack(XLSX)
    const after = unpack(await fill(XLSX, 'xlsx', mapping, VALUES))
    const [old, now] = [before, after].map(parts => textOf(parts['xl/worksheets/sheet1.xml']!)) as [
      string,
      string,
    ]
    const style = /<c r="D13" s="(\d+)"/.exec(old)![1]
    expect(now).toContain(`<c r="D13" s="${style}"><v>74422</v></c>`)
    expect(now).toMatch(/<c r="D26"[^>]*t="inlineStr"><is><t[^>]*>Chưa có số liệu<\/t>/)
    expect(now).toMatch(/<c r="C6"[^>]*><is><t[^>]*>UBND xã Vân Hồ<\/t>/)
    for (const part of [/<mergeCells[\s\S]*<\/mergeCells>/, /<cols>[\s\S]*<\/cols>/])
      expect(part.exec(now)![0]).toBe(part.exec(old)![0])
    expect(now.match(/<f>/g)).toHaveLength(old.match(/<f>/g)!.length)
    expect(now).not.toMatch(/<\/f><v>/)
    expect(textOf(after['xl/styles.xml']!)).toBe(textOf(before['xl/styles.xml']!))
    expect(textOf(after['xl/workbook.xml']!)).toContain('fullCalcOnLoad="1"')
    expect(Object.keys(after)).toEqual(Object.keys(before))
  })

  test('a cell that shows percent holds the share; missing cells and rows are made in order', () => {
    const sheet =
      '<worksheet><sheetData><row r="2"><c r="B2" s="4"/><c r="D2"><f>B2*2</f><v>1</v></c></row><row r="5"/></sheetData></worksheet>'
    expect(setCell(sheet, 'B2', 50.3, new Set([4]))).toContain('<c r="B2" s="4"><v>0.503</v></c>')
    expect(setCell(sheet, 'C2', 7, new Set())).toContain('<c r="B2" s="4"/><c r="C2"><v>7</v></c><c r="D2">')
    expect(setCell(sheet, 'D2', 7, new Set())).toContain('<c r="D2"><v>7</v></c>')
    expect(setCell(sheet, 'AA2', 7, new Set())).toContain('</c><c r="AA2"><v>7</v></c></row>')
    expect(setCell(sheet, 'A4', 7, new Set())).toContain(
      '</row><row r="4"><c r="A4"><v>7</v></c></row><row r="5"/>',
    )
    expect(setCell(sheet, 'A5', 7, new Set())).toContain(
      '<row r="5"><c r="A5"><v>7</v></c></row></sheetData>',
    )
    expect(setCell(sheet, 'A9', 'a<b', new Set())).toContain(
      '<row r="9"><c r="A9" t="inlineStr"><is><t xml:space="preserve">a&lt;b</t></is></c></row></sheetData>',
    )
  })
})

describe('a province Word form', () => {
  const description = describeTemplate(DOCX, 'docx')
  const mapping = suggestMapping(description, indicators)

  test('is described with its tags and tables, and mapped by both', () => {
    expect(kindOf(DOCX)).toBe('docx')
    expect(description.tags).toEqual([
      'ten_don_vi',
      'ky',
      'kho_khan',
      'kien_nghi',
      'TN01.trong_ky',
      'TN01.luy_ke',
    ])
    expect(mapping).toMatchObject({
      T1R3C4: 'TN01.period',
      T1R3C5: 'TN01.yearToDate',
      T1R7C4: 'TN02.3.period',
      T1R11C4: 'TN10.1.period',
      '{ky}': 'period.label',
      '{TN01.trong_ky}': 'TN01.period',
      '{kho_khan}': 'narrative.difficulties',
    })
  })

  test('is filled by place and by tag, in the letters of the form', async () => {
    const xml = textOf(unpack(await fill(DOCX, 'docx', mapping, VALUES))['word/document.xml']!)
    const words = wordsOf(xml)
    expect(words).toContain('Đơn vị: UBND xã Vân Hồ. Kỳ tháng 11/2026 (15/10-14/11).')
    expect(words).toContain('trong kỳ: 108 hộ; lũy kế từ đầu năm: 1.488 hộ.')
    expect(words).toContain('Sóng yếu & máy cũ <2 nhà>')
    expect(words).toContain('74.422')
    expect(words).toContain('Chưa có số liệu')
    expect(xml).toMatch(
      /<w:rPr>(?:(?!<\/w:rPr>).)*<w:sz w:val="24"\/>(?:(?!<\/w:rPr>).)*<\/w:rPr><w:t xml:space="preserve">1\.488<\/w:t>/,
    )
  })

  test('demonstration data say so on the filled form', async () => {
    const xlsx = unpack(await fill(XLSX, 'xlsx', {}, {}, 'DỮ LIỆU MINH HỌA'))
    expect(textOf(xlsx['xl/worksheets/sheet1.xml']!)).toMatch(
      /<pageSetup[^>]*\/><headerFooter><oddHeader>[^<]*DỮ LIỆU MINH HỌA/,
    )
    const docx = unpack(await fill(DOCX, 'docx', {}, {}, 'DỮ LIỆU MINH HỌA'))
    expect(wordsOf(textOf(docx['word/document.xml']!))).toMatch(/^DỮ LIỆU MINH HỌA/)
  })

  test('a tag that nobody mapped stays to be seen', async () => {
    const { '{ky}': _, ...without } = mapping
    expect(
      wordsOf(textOf(unpack(await fill(DOCX, 'docx', without, VALUES))['word/document.xml']!)),
    ).toContain('{ky}')
  })
})

describe('what is no form', () => {
  test('is refused: text, an empty archive, an old .xls, a bomb', () => {
    for (const bytes of [
      bytesOf('xin chào'),
      pack({}),
      pack({ 'a.txt': bytesOf('a') }),
      new Uint8Array([0xd0, 0xcf, 0x11, 0xe0]),
    ])
      expect(() => kindOf(bytes)).toThrow(UnreadableForm)
    expect(() => kindOf(pack({ 'xl/workbook.xml': new Uint8Array(26_000_000) }))).toThrow(UnreadableForm)
  })

  test('is refused at once where tags do not close: searching it would hold the server for minutes', () => {
    for (const piece of ['<sheet ', '<row r="1"><c r="A1">', '<a b="', '<!--<sheet ', '<![CDATA[<sheet '])
      expect(() => kindOf(pack({ 'xl/workbook.xml': bytesOf(piece.repeat(300_000)) }))).toThrow(
        UnreadableForm,
      )
    expect(kindOf(XLSX)).toBe('xlsx')
    expect(kindOf(DOCX)).toBe('docx')
    const odd = `<?xml version="1.0"?><!-- a note --><x a='1 > "0"' b="/"><y/>5 > 4</x>`
    expect(kindOf(pack({ 'xl/workbook.xml': bytesOf(odd) }))).toBe('xlsx')
  })
})
