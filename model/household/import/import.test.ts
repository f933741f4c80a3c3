import { expect, test } from 'vitest'
import { guessFromLabel, whyLeftOut } from '#model/household/import/column.ts'
import { compareRows } from '#model/household/import/compare.ts'
import { parseCsv, writeCsv } from '#model/household/import/csv.ts'
import { findHeader } from '#model/household/import/header.ts'
import { proposeMapping, viewColumns } from '#model/household/import/mapping.ts'
import { readRows } from '#model/household/import/row.ts'
import type { Cell, Merge, Sheet } from '#model/household/import/sheet.ts'
import { wipe } from '#model/household/import/wipe.ts'

const sheet = (rows: Cell[][], name = 'Sheet1', merges: Merge[] = []): Sheet => ({ name, rows, merges })
const read = (file: Sheet, known: { name: string }[] = []) =>
  readRows(file, proposeMapping(file, findHeader(file), known))

test.each([
  ['Họ và tên chủ hộ', 'head'],
  ['Chủ hộ', 'head'],
  ['HỌ TÊN CHỦ HỘ', 'head'],
  ['Tên chủ hộ (chữ in hoa)', 'head'],
  ['Hộ ông (bà)', 'head'],
  ['Chủ hộ Họ và tên', 'head'],
  ['Đại diện hộ', 'head'],
  ['Họ và tên', 'head'],
  ['Địa chỉ', 'address'],
  ['Nơi ở hiện nay', 'address'],
  ['Hộ khẩu thường trú', 'address'],
  ['Số nhà', 'address'],
  ['Ngõ', 'lane'],
  ['Đường/ngõ', 'lane'],
  ['Ngõ, ngách', 'lane'],
  ['Thôn/bản', 'village'],
  ['Bản', 'village'],
  ['Tổ dân phố', 'village'],
  ['Thôn, xóm, tổ dân phố', 'village'],
  ['TDP số', 'village'],
  ['Tên bản', 'village'],
  ['Số nhân khẩu', 'headcount'],
  ['Số khẩu', 'headcount'],
  ['Nhân khẩu', 'headcount'],
  ['Số khẩu/hộ', 'headcount'],
  ['Số người trong hộ', 'headcount'],
  ['Tổng số nhân khẩu', 'headcount'],
  ['Nhân khẩu Tổng số', 'headcount'],
  ['Số NK', 'headcount'],
  ['Số nhân khẩu năm 2025', 'headcount'],
  ['Số thành viên', 'headcount'],
  ['Nhân khẩu Nữ', 'count'],
  ['Số nhân khẩu trong độ tuổi lao động', 'count'],
  ['Trẻ em dưới 16 tuổi', 'count'],
  ['TT', 'order'],
  ['STT', 'order'],
  ['Số TT', 'order'],
  ['Ghi chú', 'note'],
  ['Số CCCD', 'idNumber'],
  ['Số CCCD chủ hộ', 'idNumber'],
  ['Số định danh cá nhân', 'idNumber'],
  ['Chủ hộ Số CMND', 'idNumber'],
  ['Ngày, tháng, năm sinh', 'birth'],
  ['Năm sinh chủ hộ', 'birth'],
  ['Điện thoại', 'phone'],
  ['SĐT chủ hộ', 'phone'],
  ['Quan hệ với chủ hộ', 'relation'],
  ['Giới tính', 'sex'],
  ['Dân tộc', 'ethnic'],
  ['Tôn giáo', 'religion'],
  ['Hộ nghèo', 'welfare'],
  ['Họ và tên nhân khẩu', 'person'],
  ['Nghề nghiệp', 'job'],
])('the heading "%s" is a column of %s', (label, kind) => {
  expect(guessFromLabel(label)?.kind).toBe(kind)
  expect(guessFromLabel(label.normalize('NFD').toUpperCase())?.kind).toBe(kind)
})

test.each([
  'DANH SÁCH CHỦ HỘ BẢN CO CHÀM',
  'ỦY BAN NHÂN DÂN XÃ VÂN HỒ',
  'Cộng hòa xã hội chủ nghĩa Việt Nam',
  'Xã Vân Hồ',
  '',
])('the title "%s" is no heading', label => expect(guessFromLabel(label)).toBeNull())

test('numbers of papers are never taken, dates of birth and phones only from the person', () => {
  expect(whyLeftOut('idNumber')).toBe('never')
  expect(whyLeftOut('birth')).toBe('consent')
  expect(whyLeftOut('phone')).toBe('consent')
  expect(whyLeftOut('note')).toBe('notNeeded')
  expect(whyLeftOut('head')).toBeNull()
})

const commune = sheet(
  [
    ['ỦY BAN NHÂN DÂN', '', '', '', 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM'],
    ['XÃ VÂN HỒ'],
    [],
    ['DANH SÁCH HỘ GIA ĐÌNH BẢN CO CHÀM'],
    [],
    ['STT', 'Chủ hộ', '', 'Nhân khẩu', '', '', 'Địa chỉ', 'Ghi chú'],
    ['', 'Họ và tên', 'Năm sinh', 'Tổng số', 'Nam', 'Nữ', '', ''],
    ['(1)', '(2)', '(3)', '(4)', '(5)', '(6)', '(7)', '(8)'],
    [1, 'LÒ VĂN PÁNH', 1961, '4 ', 2, 2, '', 'Cộng tác viên'],
    [2, 'Vì Thị Mảy'.normalize('NFD'), '12/03/1970', '04', 1, 3, 'Cuối bản', ''],
    [],
    [3, '', 1980, 5, 2, 3, '', ''],
    [4, 'Hà Văn Tiến', 1975, 'năm', '', '', '', ''],
    [5, 'Bà: Lường Thị Xoan', '', 36, '', '', '', ''],
    ['', 'Cộng', '', 49, '', '', '', ''],
    [],
    ['', '', '', '', '', 'Vân Hồ, ngày 12 tháng 3 năm 2026'],
    ['', 'NGƯỜI LẬP BIỂU', '', '', '', 'TRƯỞNG BẢN'],
    ['', 'Nguyễn Văn Ký', '', '', '', 'Lò Văn Ký'],
  ],
  'Sheet1',
  [
    { top: 3, left: 0, bottom: 3, right: 7 },
    { top: 5, left: 0, bottom: 6, right: 0 },
    { top: 5, left: 1, bottom: 5, right: 2 },
    { top: 5, left: 3, bottom: 5, right: 5 },
    { top: 5, left: 6, bottom: 6, right: 6 },
    { top: 5, left: 7, bottom: 6, right: 7 },
  ],
)

test('the heading is found below titles, with its two levels and the row of column numbers', () => {
  expect(findHeader(commune)).toEqual({ top: 5, bottom: 7 })
  const kinds = viewColumns(commune, findHeader(commune)).map(column => [column.label, column.kind])
  expect(kinds).toEqual([
    ['STT', 'order'],
    ['Chủ hộ Họ và tên', 'head'],
    ['Chủ hộ Năm sinh', 'birth'],
    ['Nhân khẩu Tổng số', 'headcount'],
    ['Nhân khẩu Nam', 'count'],
    ['Nhân khẩu Nữ', 'count'],
    ['Địa chỉ', 'address'],
    ['Ghi chú', 'note'],
  ])
})

test('rows of a printed list are read; totals and signatures are not homes', () => {
  const { rows, notHomes } = read(commune, [{ name: 'Co Chàm' }])
  expect(rows.map(row => [row.row, row.head, row.headcount, row.village, row.problems])).toEqual(
    [
      [9, 'Lò Văn Pánh', 4, 'Bản Co Chàm', []],
      [10, 'Vì Thị Mảy', 4, 'Bản Co Chàm', []],
      [12, '', 5, 'Bản Co Chàm', ['head-missing']],
      [13, 'Hà Văn Tiến', null, 'Bản Co Chàm', ['headcount-not-a-number']],
      [14, 'Lường Thị Xoan', null, 'Bản Co Chàm', ['headcount-large']],
    ].map(row => (row[0] === 14 ? [14, 'Lường Thị Xoan', 36, 'Bản Co Chàm', ['headcount-large']] : row)),
  )
  expect(notHomes.map(row => [row.row, row.why])).toEqual([
    [15, 'subtotal'],
    [17, 'footer'],
    [18, 'footer'],
    [19, 'footer'],
  ])
})

test('a sheet named after a village gives it to its rows', () => {
  const { rows } = read(
    sheet(
      [
        ['TT', 'Chủ hộ', 'Số khẩu'],
        [1, 'Lò Văn A', 3],
      ],
      'BẢN HIN PÉN',
    ),
  )
  expect(rows[0]?.village).toBe('Bản Hin Pén')
})

test('rows that only name a village give it to the rows below', () => {
  const { rows, notHomes } = read(
    sheet([
      ['STT', 'Họ và tên chủ hộ', 'Số nhân khẩu'],
      ['I', 'Bản Co Chàm', ''],
      [1, 'Lò Văn A', 3],
      [2, 'Lò Văn B', 4],
      ['II', 'BẢN NÀ PA (12 hộ)', ''],
      [1, 'Vì Văn C', 5],
      ['', 'Tổng cộng', 12],
    ]),
  )
  expect(rows.map(row => [row.head, row.village])).toEqual([
    ['Lò Văn A', 'Bản Co Chàm'],
    ['Lò Văn B', 'Bản Co Chàm'],
    ['Vì Văn C', 'Bản Nà Pa'],
  ])
  expect(notHomes.map(row => row.why)).toEqual(['section', 'section', 'subtotal'])
})

test('a village cell merged over its rows is every row’s village', () => {
  const merged = sheet(
    [
      ['Tổ dân phố', 'Chủ hộ', 'Số khẩu'],
      ['TDP 1', 'Phạm Văn A', 3],
      ['', 'Phạm Văn B', 2],
      ['Tổ 2', 'Phạm Văn C', 1],
    ],
    'DS',
    [{ top: 1, left: 0, bottom: 2, right: 0 }],
  )
  expect(read(merged).rows.map(row => row.village)).toEqual(['Tổ dân phố 1', 'Tổ dân phố 1', 'Tổ dân phố 2'])
})

test('a village inside the address is taken out of it', () => {
  const { rows } = read(
    sheet([
      ['Chủ hộ', 'Địa chỉ'],
      ['Phạm Văn A', 'Số 4, ngõ 2, Tổ dân phố 3'],
      ['Phạm Văn B', 'Số 5'],
    ]),
  )
  expect(rows.map(row => [row.address, row.village])).toEqual([
    ['Số 4, ngõ 2', 'Tổ dân phố 3'],
    ['Số 5', null],
  ])
  expect(rows[1]?.problems).toContain('village-missing')
})

test('a list of people gives its heads, the others are only counted', () => {
  const { rows, notHomes } = read(
    sheet(
      [
        ['STT', 'Họ và tên', 'Quan hệ với chủ hộ', 'Ngày sinh', 'Số CCCD'],
        [1, 'Lò Văn A', 'Chủ hộ', '1960', '014060000001'],
        [2, 'Vì Thị B', 'Vợ', '1963', ''],
        [3, 'Lò Văn C', 'Con', '1990', ''],
        [4, 'Hà Văn D', 'Chủ hộ', '1970', ''],
      ],
      'Bản Nà Pa',
    ),
  )
  expect(rows.map(row => [row.head, row.headcount])).toEqual([
    ['Lò Văn A', 3],
    ['Hà Văn D', 1],
  ])
  expect(notHomes.filter(row => row.why === 'person')).toHaveLength(2)
})

test('a heading printed again on a second page is skipped, signatures end a page and not the file', () => {
  const { rows } = read(
    sheet(
      [
        ['TT', 'Chủ hộ', 'Số khẩu'],
        [1, 'Lò Văn A', 3],
        ['', 'Trưởng bản', ''],
        ['', 'Lò Văn Ký', ''],
        ['TT', 'Chủ hộ', 'Số khẩu'],
        [2, 'Lò Văn B', 3],
      ],
      'Bản Nà Pa',
    ),
  )
  expect(rows.map(row => row.head)).toEqual(['Lò Văn A', 'Lò Văn B'])
})

test('a file is compared with itself and with the commune', () => {
  const { rows } = read(
    sheet([
      ['Chủ hộ', 'Bản', 'Số khẩu', 'Địa chỉ'],
      ['Lò Văn A', 'Co Chàm', 3, ''],
      ['LÒ VĂN A', 'Bản Co Chàm', 3, ''],
      ['Lò Văn A', 'Co Chàm', 6, ''],
      ['Vì Văn B', 'Co Chàm', 4, 'Ngõ 1'],
      ['Hà Văn C', 'Bản Mới', 2, ''],
      ['', 'Co Chàm', 2, ''],
    ]),
  )
  const known = {
    villages: [
      { name: 'Bản Co Chàm', areaId: 7 },
      { name: 'Bản Nà Pa', areaId: 8 },
    ],
    homes: [{ id: 'h1', areaId: 7, head: 'Vì Văn B', address: null, lane: null }],
  }
  const compared = compareRows(rows, known)
  expect(compared.rows.map(row => [row.state, row.areaId, row.problems])).toEqual([
    ['new', 7, []],
    ['duplicate', 7, []],
    ['new', 7, ['same-name']],
    ['existing', 7, []],
    ['new', null, []],
    ['error', 7, ['head-missing']],
  ])
  expect(compared.villages).toEqual([
    { name: 'Bản Co Chàm', areaId: 7, homes: 2 },
    { name: 'Bản Mới', areaId: null, homes: 1 },
  ])
})

test('two homes of one name without an address are told apart by what the list says beside, without keeping it', () => {
  const file = wipe(
    sheet(
      [
        ['STT', 'Chủ hộ', 'Năm sinh', 'Số CCCD', 'Số khẩu'],
        [1, 'Lò Văn A', 1960, '000000000001', 4],
        [2, 'Lò Văn A', 1985, '000000000002', 4],
        [3, 'LÒ VĂN A', '1985', '000000000002', 4],
      ],
      'Bản Nà Pa',
    ),
  )
  expect(JSON.stringify(file)).not.toMatch(/19\d\d|0000/)
  const { rows } = compareRows(read(file).rows, { villages: [], homes: [] })
  expect(rows.map(row => [row.state, row.problems])).toEqual([
    ['new', []],
    ['new', ['same-name']],
    ['duplicate', []],
  ])
  expect(wipe(file)).toEqual(file)
})

test('values give a column away that its heading does not', () => {
  const file = wipe(
    sheet(
      [
        ['Chủ hộ', 'Mã'],
        ['Lò Văn A', '000000000001'],
        ['Lò Văn B', '000000000002'],
      ],
      'Bản Nà Pa',
    ),
  )
  expect(JSON.stringify(file)).not.toMatch(/0000/)
  expect(viewColumns(file, findHeader(file))[1]).toMatchObject({ label: 'Mã', kind: 'idNumber' })
})

test('a title names the village that the sheet is about, known or not', () => {
  const rows: Cell[][] = [['DANH SÁCH HỘ GIA ĐÌNH BẢN PÁ HẠ MỚI (tính đến 2026)'], ['Chủ hộ'], ['Lò Văn A']]
  expect(read(sheet(rows)).rows[0]?.village).toBe('Bản Pá Hạ Mới')
  expect(read(sheet([['DANH SÁCH HỘ GIA ĐÌNH XÃ VÂN HỒ'], ...rows.slice(1)])).rows[0]?.village).toBeNull()
})

test('an import repeated after its own homes were written sees them as its own', () => {
  const { rows } = read(
    sheet([
      ['Chủ hộ', 'Bản'],
      ['Lò Văn A', 'Co Chàm'],
    ]),
  )
  const known = {
    villages: [{ name: 'Co Chàm', areaId: 7 }],
    homes: [{ id: 'mine', areaId: 7, head: 'Lò Văn A', address: null, lane: null }],
  }
  expect(compareRows(rows, known).rows[0]?.state).toBe('existing')
  expect(compareRows(rows, { ...known, ours: new Set(['mine']) }).rows[0]?.state).toBe('new')
})

test('what is written as CSV is read back, and what begins like a formula is text', () => {
  const rows = [
    ['Tổ', 'Ghi chú'],
    ['Tổ 1, "bản trên"', 'hai\ndòng; một ô'],
    [7, null],
  ]
  const text = writeCsv(rows)
  expect(parseCsv(text.trimEnd(), 'x', 10).rows).toEqual(rows.map(row => row.map(cell => `${cell ?? ''}`)))
  expect(writeCsv([['=1+1', '+84 900', '@a', '-', 'a-b', -1]])).toBe("'=1+1,'+84 900,'@a,'-,a-b,-1\r\n")
})
