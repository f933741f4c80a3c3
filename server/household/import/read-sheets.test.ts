import { utils, write } from '@e965/xlsx'
import { toOld } from '@tung-nha/model/household/import/encoding.ts'
import { findHeader } from '@tung-nha/model/household/import/header.ts'
import { proposeMapping } from '@tung-nha/model/household/import/mapping.ts'
import { readRows } from '@tung-nha/model/household/import/row.ts'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { readSheets } from './read-sheets.ts'

const LIST = [
  ['STT', 'Họ và tên chủ hộ', 'Thôn/bản', 'Số nhân khẩu'],
  [1, 'LÒ VĂN PÁNH', 'Bản Co Chàm', 4],
  [2, 'Vì Thị Mảy', 'Bản Co Chàm', '04'],
]
const HEADS = [
  ['Lò Văn Pánh', 'Bản Co Chàm', 4],
  ['Vì Thị Mảy', 'Bản Co Chàm', 4],
]

const workbook = (bookType: 'xlsx' | 'biff8' | 'html' | 'ods', rows: unknown[][] = LIST): Uint8Array => {
  const book = utils.book_new()
  utils.book_append_sheet(book, utils.aoa_to_sheet(rows), 'Danh sách')
  return new Uint8Array(write(book, { type: 'buffer', bookType }))
}
const heads = async (bytes: Uint8Array) =>
  (await readSheets(bytes)).flatMap(sheet =>
    readRows(sheet, proposeMapping(sheet, findHeader(sheet), [])).rows.map(row => [
      row.head,
      row.village,
      row.headcount,
    ]),
  )

const csv = LIST.map(row => row.join(';')).join('\r\n')
const utf16 = (text: string) => new Uint8Array(Buffer.from(text, 'utf16le'))
/** The old Windows code page writes the tone after the letter; these letters are all the list needs. */
const cp1258 = (text: string) => {
  const tones: Record<string, number> = {
    '\u0300': 0xcc,
    '\u0301': 0xec,
    '\u0303': 0xde,
    '\u0309': 0xd2,
    '\u0323': 0xf2,
  }
  const letters: Record<string, number> = { ă: 0xe3, Ă: 0xc3, ơ: 0xf5, ư: 0xfd, đ: 0xf0 }
  const spelled = text.normalize('NFC').replace(/\p{L}/gu, letter => {
    const apart = letter.normalize('NFD')
    const tone = Object.keys(tones).find(mark => apart.includes(mark))
    return tone ? apart.replace(tone, '').normalize('NFC') + tone : letter
  })
  return Uint8Array.from(
    [...spelled].map(letter => tones[letter] ?? letters[letter] ?? letter.codePointAt(0)!),
  )
}

test.each([
  ['.xlsx', workbook('xlsx')],
  ['.xls', workbook('biff8')],
  ['.csv in UTF-8', strToU8(csv)],
  ['.csv in UTF-8 with its mark', strToU8(`\ufeff${csv}`)],
  ['.csv in UTF-8, letters apart', strToU8(csv.normalize('NFD'))],
  ['.csv in UTF-16 with its mark', utf16(`\ufeff${csv}`)],
  ['.csv in UTF-16 without its mark', utf16(csv)],
  ['.csv in windows-1258', cp1258(csv)],
])('the same homes are read from %s', async (_name, bytes) => {
  expect(await heads(bytes)).toEqual(HEADS)
})

test('dates stay as they were shown and numbers stay numbers', async () => {
  const sheet = utils.aoa_to_sheet([
    ['Chủ hộ', 'Ngày sinh', 'Số khẩu'],
    ['Lò Văn A', '', 4],
  ])
  sheet['B2'] = { t: 'n', v: 25569, z: 'dd/mm/yyyy' }
  const book = utils.book_new()
  utils.book_append_sheet(book, sheet, 'Bản A')
  const [read] = await readSheets(new Uint8Array(write(book, { type: 'buffer', bookType: 'xlsx' })))
  expect(read?.rows[1]).toEqual(['Lò Văn A', '01/01/1970', 4])
})

test.each([
  ['nothing', new Uint8Array(0)],
  ['a page of the web', strToU8('<html><table><tr><td>Chủ hộ</td></tr></table></html>')],
  ['a PDF', strToU8('%PDF-1.7 something')],
  ['half a workbook', workbook('xlsx').slice(0, 900)],
  ['a zip without a workbook', zipSync({ 'a.txt': strToU8('hello') })],
  ['an old workbook cut short', workbook('biff8').slice(0, 600)],
])('%s is refused in words', async (_name, bytes) => {
  await expect(readSheets(bytes)).rejects.toMatchObject({ problem: 'import.unreadable' })
})

test('a file that unpacks to more than we hold is refused quickly, whatever size it states', async () => {
  const big = new Uint8Array(130_000_000)
  const bomb = zipSync({ '[Content_Types].xml': strToU8('<Types/>'), 'xl/workbook.xml': big }, { level: 9 })
  expect(bomb.length).toBeLessThan(1_000_000)
  const started = performance.now()
  await expect(readSheets(bomb)).rejects.toMatchObject({ problem: 'import.unreadable' })
  expect(performance.now() - started).toBeLessThan(5_000)
})

test('a sheet that claims a million rows is read for the rows it has', async () => {
  const files = unzipSync(
    workbook('xlsx', [
      ['Chủ hộ', 'Số khẩu'],
      ['Lò Văn A', 4],
    ]),
  )
  const page = 'xl/worksheets/sheet1.xml'
  const claims = strFromU8(files[page]!)
    .replace(/<dimension ref="[^"]*"/, '<dimension ref="A1:XFD1048576"')
    .replace(
      '</sheetData>',
      '</sheetData><mergeCells count="2"><mergeCell ref="D1:XFD1048576"/><mergeCell ref="E2:J10"/></mergeCells>',
    )
  const [sheet] = await readSheets(zipSync({ ...files, [page]: strToU8(claims) }))
  expect(sheet?.rows).toEqual([
    ['Chủ hộ', 'Số khẩu'],
    ['Lò Văn A', 4],
  ])
  expect(sheet?.merges).toEqual([{ top: 0, left: 3, bottom: 1, right: 99 }])
})

test('text of old fonts comes in Unicode, from a workbook and from a file of plain text', async () => {
  const names = ['Chủ hộ', 'Nguyễn Văn Đức', 'Trần Thị Hương', 'Lê Văn Hùng', 'Phạm Thị Yến', 'Vũ Ngọc Khuê']
  for (const font of ['TCVN3', 'VNI'] as const) {
    const old = names.map(name => toOld(name, font))
    const book = await readSheets(
      workbook(
        'xlsx',
        old.map(name => [name, 4]),
      ),
    )
    const text = await readSheets(
      new Uint8Array(Buffer.from(old.map(name => `${name};4`).join('\r\n'), 'latin1')),
    )
    for (const [sheet] of [book, text]) {
      expect(sheet?.font).toBe(font)
      expect(sheet?.rows.map(row => row[0])).toEqual(names)
    }
  }
  const ours = ['Chủ hộ', "H'Loan Niê", 'Y Blŏk Êñuôl', 'Nguyễn Văn Đức', 'Lò Văn Pánh'].map(name => [
    name,
    4,
  ])
  expect((await readSheets(workbook('xlsx', ours)))[0]!.font).toBeUndefined()
})

test('20,000 rows are read within the limits', async () => {
  const rows = Array.from({ length: 19_990 }, (_, i) => [
    i + 1,
    `Lò Văn ${'ABCDEGHKL'[i % 9]}${i}`,
    `Bản ${i % 80}`,
    (i % 9) + 1,
  ])
  const started = performance.now()
  expect(await heads(workbook('xlsx', [LIST[0]!, ...rows]))).toHaveLength(19_990)
  expect(performance.now() - started).toBeLessThan(15_000)
}, 30_000)
