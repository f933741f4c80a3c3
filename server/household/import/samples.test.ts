import { readFile } from 'node:fs/promises'
import { compareRows } from '@tung-nha/model/household/import/compare.ts'
import { findHeader } from '@tung-nha/model/household/import/header.ts'
import { proposeMapping, viewColumns } from '@tung-nha/model/household/import/mapping.ts'
import { readRows } from '@tung-nha/model/household/import/row.ts'
import { expect, test } from 'vitest'
import { readSheets } from './read-sheets.ts'

const SAMPLES = new URL('../../../catalogue/samples/', import.meta.url)
const VILLAGES = [
  { name: 'Bản Bó Nhàng Trên', areaId: 1 },
  { name: 'Bản Lũng Xá Thấp', areaId: 2 },
]

const preview = async (name: string, villages: typeof VILLAGES) => {
  const sheets = await readSheets(new Uint8Array(await readFile(new URL(name, SAMPLES))))
  const read = sheets.map(sheet => readRows(sheet, proposeMapping(sheet, findHeader(sheet), villages)))
  const compared = compareRows(
    read.flatMap(one => one.rows),
    { villages, homes: [] },
  )
  const count = (state: string) => compared.rows.filter(row => row.state === state).length
  return {
    sheets,
    compared,
    states: { new: count('new'), duplicate: count('duplicate'), error: count('error') },
  }
}

test('the list of a highland commune, a sheet a village, is read as it stands', async () => {
  const { sheets, compared, states } = await preview('danh-sach-ho-van-ho.xlsx', VILLAGES)
  expect(sheets.map(sheet => sheet.name)).toEqual([
    'Tổng hợp',
    'Bản Bó Nhàng Trên',
    'BẢN LŨNG XÁ THẤP',
    'Pá Hạ Mới (tách)',
  ])
  expect(states).toEqual({ new: 91, duplicate: 1, error: 1 })
  expect(compared.villages).toEqual([
    { name: 'Bản Bó Nhàng Trên', areaId: 1, homes: 36 },
    { name: 'Bản Lũng Xá Thấp', areaId: 2, homes: 31 },
    { name: 'Bản Pá Hạ Mới', areaId: null, homes: 24 },
  ])
  const warned = compared.rows.filter(
    row => row.state === 'new' && row.problems.some(problem => problem !== 'same-name'),
  )
  expect(warned.map(row => row.problems.find(problem => problem !== 'same-name'))).toEqual([
    'headcount-not-a-number',
    'headcount-large',
    'headcount-missing',
  ])
})

test.each(['danh-sach-ho-bim-son.xlsx', 'danh-sach-ho-bim-son.csv'])(
  'the list of a town in %s leaves papers, births and phones out',
  async name => {
    const { sheets, compared, states } = await preview(name, [])
    expect(states).toEqual({ new: 64, duplicate: 1, error: 1 })
    expect(compared.villages.map(village => [village.name, village.homes])).toEqual([
      ['Tổ dân phố 1', 21],
      ['Tổ dân phố 2', 21],
      ['Tổ dân phố 3', 22],
    ])
    const kinds = viewColumns(sheets[0]!, findHeader(sheets[0]!)).map(column => column.kind)
    expect(kinds).toEqual([
      'order',
      'village',
      'head',
      'birth',
      'idNumber',
      'phone',
      'address',
      'lane',
      'headcount',
      'note',
    ])
    expect(compared.rows[0]).toMatchObject({
      address: expect.stringMatching(/^Số \d+$/),
      lane: expect.any(String),
    })
  },
)

test('lists from old computers, in .VnTimeH and in VNI, are read with their names as we write them', async () => {
  const tcvn3 = await preview('danh-sach-ho-tcvn3.csv', [{ name: 'Thôn Đông', areaId: 1 }])
  const vni = await preview('danh-sach-ho-vni.xlsx', [{ name: 'Bản Suối Mây', areaId: 2 }])
  expect([tcvn3.sheets[0]!.font, vni.sheets[0]!.font]).toEqual(['TCVN3', 'VNI'])
  expect([tcvn3.states.error, vni.states.error]).toEqual([0, 0])
  expect([tcvn3.compared.rows.length, vni.compared.rows.length]).toEqual([26, 18])
  const heads = [...tcvn3.compared.rows, ...vni.compared.rows].map(row => row.head)
  expect(heads.filter(head => !/^\p{Lu}\p{Ll}*( \p{Lu}\p{Ll}*)+$/u.test(head))).toEqual([])
  expect(new Set([...tcvn3.compared.rows, ...vni.compared.rows].map(row => row.areaId))).toEqual(
    new Set([1, 2]),
  )
})
