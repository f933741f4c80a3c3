/**
 * Makes the household lists in catalogue/samples/ that show how communes keep them: titles above, a heading of two
 * levels, a sheet a village, or one sheet with merged villages. Names are put together by chance and belong to nobody;
 * numbers of papers and phones are zeros with a count. The mistakes are on purpose.
 *
 *   node ops/content/make-household-samples.ts
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { toOld } from '@tung-nha/model/household/import/encoding.ts'
import writeExcelFile, { type Cell, type SheetData } from 'write-excel-file/node'

const FOLDER = join(import.meta.dirname, '../../catalogue/samples')

let state = 20261116
const chance = (): number => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0
  return state / 2 ** 32
}
const pick = <T>(list: readonly T[]): T => list[Math.floor(chance() * list.length)]!

const HIGHLAND = {
  family: ['Lò', 'Vì', 'Hà', 'Lường', 'Quàng', 'Cà', 'Mùi', 'Giàng', 'Tráng', 'Sồng'],
  men: ['Văn', 'A'],
  women: ['Thị'],
  given: [
    'Pản',
    'Inh',
    'Sơn',
    'Xôm',
    'Ịnh',
    'Dua',
    'Chứ',
    'Hoan',
    'Phượng',
    'Tươi',
    'Diện',
    'Ngọi',
    'Bun',
    'Hặc',
    'Lả',
    'Ún',
  ],
}
const LOWLAND = {
  family: ['Phạm', 'Lê', 'Trịnh', 'Mai', 'Vũ', 'Tống', 'Hoàng', 'Đỗ', 'Bùi', 'Nguyễn'],
  men: ['Văn', 'Đình', 'Xuân', 'Hữu'],
  women: ['Thị', 'Ngọc'],
  given: [
    'Khải',
    'Thơm',
    'Lụa',
    'Quyết',
    'Nhẫn',
    'Viễn',
    'Duyên',
    'Chinh',
    'Thạo',
    'Hợi',
    'Miên',
    'Đạt',
    'Ngoan',
    'Tuyết',
    'Yên',
  ],
}
const nameOf = (from: typeof HIGHLAND): string =>
  `${pick(from.family)} ${chance() < 0.7 ? pick(from.men) : pick(from.women)} ${pick(from.given)}`

const font = { fontFamily: 'Times New Roman', fontSize: 13 } as const
const cell = (value: string | number, style: object = {}): Cell =>
  ({
    ...font,
    value,
    type: typeof value === 'number' ? Number : String,
    borderStyle: 'thin',
    ...style,
  }) as Cell
const head = (value: string, span: object = {}): Cell =>
  cell(value, { fontWeight: 'bold', align: 'center', alignVertical: 'center', wrap: true, ...span })
const title = (value: string, span: number, style: object = {}): (Cell | null)[] => [
  { ...font, value, type: String, columnSpan: span, align: 'center', ...style } as Cell,
  ...Array.from({ length: span - 1 }, () => null),
]

type Home = { head: string; people: string | number; place: string; birth: string | number; note: string }
const homes = (n: number, from: typeof HIGHLAND, places: string[]): Home[] =>
  Array.from({ length: n }, () => ({
    head: nameOf(from),
    people: 1 + Math.floor(chance() * 8),
    place: chance() < 0.4 ? pick(places) : '',
    birth:
      chance() < 0.5
        ? 1950 + Math.floor(chance() * 45)
        : `${1 + Math.floor(chance() * 28)}/${1 + Math.floor(chance() * 12)}/${1950 + Math.floor(chance() * 45)}`,
    note: chance() < 0.1 ? pick(['Cộng tác viên', 'Mới tách hộ', 'Đi làm xa']) : '',
  }))

/** A sheet of the commune in the highlands: two levels of heading, a total, and the place for signatures. */
const village = (name: string, list: Home[], extra: SheetData = []): SheetData => [
  [...title('ỦY BAN NHÂN DÂN', 3), ...title('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 5, { fontWeight: 'bold' })],
  [...title('XÃ VÂN HỒ', 3, { fontWeight: 'bold' }), ...title('Độc lập - Tự do - Hạnh phúc', 5)],
  [],
  title(`DANH SÁCH HỘ GIA ĐÌNH ${name.toUpperCase()}`, 8, { fontWeight: 'bold', fontSize: 14 }),
  title('(Dữ liệu minh họa, tên người và số liệu đều được đặt ra)', 8, { fontStyle: 'italic' }),
  [],
  [
    head('STT', { rowSpan: 2 }),
    head('Chủ hộ', { columnSpan: 2 }),
    null,
    head('Nhân khẩu', { columnSpan: 3 }),
    null,
    null,
    head('Nơi ở', { rowSpan: 2 }),
    head('Ghi chú', { rowSpan: 2 }),
  ],
  [null, head('Họ và tên'), head('Năm sinh'), head('Tổng số'), head('Nam'), head('Nữ'), null, null],
  ['(1)', '(2)', '(3)', '(4)', '(5)', '(6)', '(7)', '(8)'].map(text =>
    head(text, { fontWeight: undefined, fontStyle: 'italic' }),
  ),
  ...list.map((home, i): (Cell | null)[] => [
    cell(i + 1),
    cell(home.head),
    cell(home.birth),
    cell(home.people),
    cell(''),
    cell(''),
    cell(home.place),
    cell(home.note),
  ]),
  ...extra,
  [
    cell(''),
    cell('Cộng', { fontWeight: 'bold' }),
    cell(''),
    cell(list.reduce((sum, home) => sum + (Number(home.people) || 0), 0)),
    cell(''),
    cell(''),
    cell(''),
    cell(''),
  ],
  [],
  [null, null, null, null, null, ...title('Vân Hồ, ngày 02 tháng 11 năm 2026', 3, { fontStyle: 'italic' })],
  [
    ...title('NGƯỜI LẬP BIỂU', 3, { fontWeight: 'bold' }),
    null,
    null,
    ...title('TRƯỞNG BẢN', 3, { fontWeight: 'bold' }),
  ],
  [...title('Vì Văn Mẫu', 3), null, null, ...title('Lò Văn Mẫu', 3)],
]

const highland = async () => {
  const places = ['Đầu bản', 'Cuối bản', 'Gần nhà văn hóa', 'Bên suối', 'Nhóm trên']
  const one = homes(38, HIGHLAND, places)
  const two = homes(31, HIGHLAND, places)
  const three = homes(24, HIGHLAND, places)
  const written = one.slice(0, 12).map(home => ({ ...home, head: home.head.toLocaleUpperCase('vi') })) // some write in capitals
  one.splice(0, 12, ...written)
  one[3] = { ...one[3]!, people: '4 ' }
  one[5] = { ...one[5]!, people: '06' }
  one[8] = { ...one[8]!, people: 'năm' } // no number
  one[14] = { ...one[14]!, head: '' } // no head
  one[20] = { ...one[19]! } // the same row twice
  two[4] = { ...two[4]!, people: 45 } // a slip of the keyboard
  two[7] = { ...two[7]!, head: two[7]!.head.normalize('NFD') } // letters put together by another program
  two[9] = { ...two[9]!, people: '' }
  three[2] = { ...three[2]!, head: 'Bà: Lường Thị Ngoãn', people: '3 người' }
  const widths = [6, 28, 13, 10, 8, 8, 22, 18].map(width => ({ width }))
  const summary: SheetData = [
    title('TỔNG HỢP', 3, { fontWeight: 'bold' }),
    [head('Bản'), head('Số hộ'), head('Số khẩu')],
    ...[
      ['Bản Bó Nhàng Trên', 38],
      ['Bản Lũng Xá Thấp', 31],
      ['Bản Pá Hạ Mới', 24],
    ].map(([name, n]): Cell[] => [cell(name!), cell(n!), cell('')]),
  ]
  await writeExcelFile([
    { sheet: 'Tổng hợp', data: summary, columns: [{ width: 26 }, { width: 10 }, { width: 10 }] },
    { sheet: 'Bản Bó Nhàng Trên', data: village('Bản Bó Nhàng Trên', one), columns: widths },
    { sheet: 'BẢN LŨNG XÁ THẤP', data: village('Bản Lũng Xá Thấp', two), columns: widths },
    { sheet: 'Pá Hạ Mới (tách)', data: village('Bản Pá Hạ Mới', three), columns: widths },
  ]).toFile(join(FOLDER, 'danh-sach-ho-van-ho.xlsx'))
}

const HEADINGS = [
  'TT',
  'Tổ dân phố',
  'Họ và tên chủ hộ',
  'Ngày sinh',
  'Số CCCD',
  'Điện thoại',
  'Số nhà',
  'Ngõ, đường',
  'Số khẩu',
  'Ghi chú',
]

const lowland = async () => {
  const lanes = ['Ngõ 12', 'Ngõ 35', 'Đường Hoa Sen', 'Ngách 4', 'Ngõ 7']
  const groups = ['TDP 1', 'Tổ dân phố 2', 'Tổ 3'].map(name => ({ name, list: homes(22, LOWLAND, []) }))
  groups[0]!.list[6] = { ...groups[0]!.list[6]!, head: 'Hộ vắng chủ 0000' } // no name
  groups[1]!.list[3] = { ...groups[1]!.list[2]! } // the same row twice
  groups[2]!.list[5] = { ...groups[2]!.list[5]!, people: '?' }
  let n = 0
  const rows = groups.flatMap(({ name, list }) =>
    list.map((home, i) => {
      n++
      const same = name === 'Tổ dân phố 2' && (i === 2 || i === 3)
      const [house, lane] = same ? ['Số 9', 'Ngõ 35'] : [`Số ${1 + Math.floor(chance() * 80)}`, pick(lanes)]
      const paper = String(same ? n - i + 2 : n).padStart(12, '0')
      return {
        group: name,
        first: i === 0,
        size: list.length,
        values: [
          n,
          name,
          home.head,
          String(home.birth),
          paper,
          `09${paper.slice(4)}`,
          house,
          lane,
          home.people,
          home.note,
        ] as (string | number)[],
      }
    }),
  )
  const data: SheetData = [
    title('DANH SÁCH HỘ GIA ĐÌNH PHƯỜNG BỈM SƠN', HEADINGS.length, { fontWeight: 'bold', fontSize: 14 }),
    title('(Dữ liệu minh họa, tên người và số liệu đều được đặt ra)', HEADINGS.length, {
      fontStyle: 'italic',
    }),
    [],
    HEADINGS.map(text => head(text)),
    ...rows.map(({ first, size, values }): (Cell | null)[] =>
      values.map((value, c) =>
        c !== 1 ? cell(value) : first ? cell(value, { rowSpan: size, alignVertical: 'top' }) : null,
      ),
    ),
    [
      cell(''),
      cell('Tổng cộng', { fontWeight: 'bold' }),
      ...Array.from({ length: HEADINGS.length - 2 }, () => cell('')),
    ],
  ]
  const columns = [6, 16, 26, 13, 16, 14, 10, 18, 9, 16].map(width => ({ width }))
  await writeExcelFile(data, { sheet: 'Danh sách', columns }).toFile(
    join(FOLDER, 'danh-sach-ho-bim-son.xlsx'),
  )
  const quote = (value: string | number) =>
    /[;"\n]/.test(String(value)) ? `"${String(value).replaceAll('"', '""')}"` : String(value)
  const csv = [HEADINGS, ...rows.map(row => row.values)].map(row => row.map(quote).join(';')).join('\r\n')
  writeFileSync(join(FOLDER, 'danh-sach-ho-bim-son.csv'), `\ufeff${csv}\r\n`)
}

/** What lies on old computers: a list typed for .VnTime in a file of plain text, and one for VNI-Times in a workbook. */
const oldFonts = async () => {
  // A font for capitals, .VnTimeH, shows small letters large.
  const rows = homes(26, LOWLAND, []).map((home, i) => [
    i + 1,
    home.head.toLocaleLowerCase('vi'),
    'Thôn Đông',
    home.people,
  ])
  const headings = ['TT', 'Họ và tên chủ hộ', 'Thôn', 'Số khẩu']
  const lines = [headings, ...rows].map(row => row.map(value => toOld(String(value), 'TCVN3')).join(';'))
  writeFileSync(join(FOLDER, 'danh-sach-ho-tcvn3.csv'), Buffer.from(`${lines.join('\r\n')}\r\n`, 'latin1'))
  const vni = (text: string) => toOld(text, 'VNI')
  const list = homes(18, HIGHLAND, []).map((home, i) => [
    i + 1,
    home.head.toLocaleUpperCase('vi'),
    home.people,
  ])
  const data: SheetData = [
    title(vni('DANH SÁCH HỘ GIA ĐÌNH BẢN SUỐI MÂY'), 3, { fontWeight: 'bold' }),
    ['TT', 'Họ và tên chủ hộ', 'Số khẩu'].map(text => head(vni(text))),
    ...list.map(row => row.map(value => cell(typeof value === 'string' ? vni(value) : value))),
  ]
  await writeExcelFile(data, { sheet: 'Danh sach' }).toFile(join(FOLDER, 'danh-sach-ho-vni.xlsx'))
}

await highland()
await lowland()
await oldFonts()
