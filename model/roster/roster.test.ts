import { expect, test } from 'vitest'
import { compareRoster } from '#model/roster/compare.ts'
import {
  findRosterHeader,
  placeOfTeam,
  proposeRoster,
  readRoster,
  withoutPaperColumns,
} from '#model/roster/row.ts'

type Cells = (string | number)[][]
const read = (rows: Cells, merges: { top: number; left: number; bottom: number; right: number }[] = []) => {
  const sheet = { name: 'DS', rows, merges }
  const header = findRosterHeader(sheet)
  return readRoster(sheet, header, proposeRoster(sheet, header))
}
const HEADINGS = [
  'STT',
  'Xã/phường',
  'Tên tổ',
  'Số QĐ',
  'Ngày QĐ',
  'Họ và tên',
  'Năm sinh',
  'Điện thoại',
  'Chức vụ, đơn vị',
  'Vai trò trong tổ',
]
const LIST: Cells = [
  ['UBND TỈNH SƠN LA'],
  ['DANH SÁCH THÀNH VIÊN TỔ CÔNG NGHỆ SỐ CỘNG ĐỒNG'],
  HEADINGS,
  [
    1,
    'Xã Vân Hồ',
    'Tổ công nghệ số cộng đồng Bản Co Chàm',
    '86/QĐ-UBND',
    '15/07/2025',
    'VÌ VĂN TOẢN',
    1979,
    '0912 345 678',
    'Trưởng bản',
    'Tổ trưởng',
  ],
  [2, '', '', '', '', 'Lường Thị Ban', '12/3/1971', 912345679, 'Hội Phụ nữ', 'Thành viên'],
  [3, '', 'Tổ công nghệ số cộng đồng Bản Nà Sàng', '', '', 'Lò Văn Sơn', 1985, '12', '', 'Tổ trưởng'],
  [4, '', '', '', '', '', '', '', '', ''],
  ['', 'Tổng cộng', '', '', '', '', '', 3],
]
const VAN_HO = { id: 495, name: 'Xã Vân Hồ' }
const known = { communes: [VAN_HO, { id: 496, name: 'Xã Tô Múa' }], teams: [], members: [] }

test('a list of a province is read: a team and its decision hold for the rows below, until the next team', () => {
  const rows = read(LIST)
  expect(
    rows.map(row => [row.commune, row.team, row.decisionNumber, row.decisionDay, row.name, row.role]),
  ).toEqual([
    ['Xã Vân Hồ', 'Bản Co Chàm', '86/QĐ-UBND', '2025-07-15', 'Vì Văn Toản', 'leader'],
    ['Xã Vân Hồ', 'Bản Co Chàm', '86/QĐ-UBND', '2025-07-15', 'Lường Thị Ban', 'member'],
    ['Xã Vân Hồ', 'Bản Nà Sàng', null, null, 'Lò Văn Sơn', 'leader'],
  ])
  expect(rows.map(row => [row.birthYear, row.phone, row.problems])).toEqual([
    [1979, '0912345678', []],
    [1971, '0912345679', []],
    [1985, null, ['phone-wrong']],
  ])
})

test('teams and communes may stand in lines of their own', () => {
  const rows = read([
    ['TT', 'Họ và tên', 'Chức danh'],
    ['I', 'Phường Bỉm Sơn'],
    ['1', 'Tổ công nghệ số cộng đồng Tổ dân phố 2'],
    [1, 'Trần Thị Yến', 'Tổ trưởng tổ dân phố'],
    ['II', 'Xã Tô Múa'],
    ['', 'Tổ CNSCĐ Bản Lúa'],
    [2, 'Hà Văn Páo', 'Trưởng bản'],
  ])
  expect(rows.map(row => [row.commune, row.team, row.name])).toEqual([
    ['Phường Bỉm Sơn', 'Tổ dân phố 2', 'Trần Thị Yến'],
    ['Xã Tô Múa', 'Bản Lúa', 'Hà Văn Páo'],
  ])
  expect(placeOfTeam('Tổ dân phố 2')).toBe('Tổ dân phố 2')
})

test('numbers of papers are dropped, by their heading and by their look', () => {
  const sheet = withoutPaperColumns({
    name: 'DS',
    rows: [
      ['Tổ', 'Họ và tên', 'Số CCCD', 'Khác'],
      ['Bản A', 'Lò Văn A', '014060000001', '014060000002'],
    ],
    merges: [],
  })
  expect(sheet.rows[1]).toEqual(['Bản A', 'Lò Văn A', '', ''])
})

test('one person in two teams is one member; the same row twice, or someone who is there, is said so', () => {
  const member = (team: string, name: string, more: object = {}) => ({
    sheet: 'DS',
    row: 1,
    commune: 'Vân Hồ',
    team,
    decisionNumber: null,
    decisionDay: null,
    signer: null,
    name,
    role: 'member' as const,
    birthYear: null,
    sex: null,
    phone: null,
    affiliation: null,
    problems: [],
    ...more,
  })
  const toan = { phone: '0912345678', birthYear: 1979 }
  const rows = compareRoster(
    [
      member('Bản A', 'Vì Văn Toản', { ...toan, row: 4 }),
      member('Bản B', 'Vì Văn Toản', { ...toan, row: 5 }),
      member('Bản A', 'Vì Văn Toản', { ...toan, row: 6 }),
      member('Bản C', 'Hà Thị Nga', { row: 7, birthYear: 1990 }),
      member('Bản A', 'Lò Văn Lạ', { row: 8, phone: '0912345678' }),
      member('Bản A', 'Lò Văn Xa', { row: 9, commune: 'Xã Không Có' }),
    ],
    {
      ...known,
      teams: [{ id: 't', communeId: 495, name: 'Bản C' }],
      members: [
        { id: 'm', communeId: 495, name: 'Hà Thị Nga', birthYear: 1990, phone: null, teamIds: ['t'] },
      ],
    },
  )
  expect(rows.map(row => [row.state, row.problems])).toEqual([
    ['new', []],
    ['joins', []],
    ['duplicate', []],
    ['existing', []],
    ['new', ['phone-shared']],
    ['error', ['commune-unknown']],
  ])
  expect(rows[1]!.personKey).toBe(rows[0]!.personKey)
  expect(rows[3]!.memberId).toBe('m')
})
