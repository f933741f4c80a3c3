import { expect, test } from 'vitest'
import { type Column, nextSorting, sortRows } from '#lib/ui/table.ts'

type Row = { name: string; count: number | null }
const columns: Column<Row>[] = [
  { key: 'name', label: 'Tên', sort: row => row.name },
  { key: 'count', label: 'Số', sort: row => row.count },
  { key: 'note', label: 'Ghi chú' },
]
const rows: Row[] = [
  { name: 'b', count: null },
  { name: 'a', count: 3 },
  { name: 'c', count: 10 },
]
const names = (sorted: Row[]) => sorted.map(row => row.name).join('')

test('numbers sort as numbers and missing values stand last both ways', () => {
  expect(names(sortRows(rows, columns, { key: 'count', down: false }))).toBe('acb')
  expect(names(sortRows(rows, columns, { key: 'count', down: true }))).toBe('cab')
})

test('a column that cannot be sorted leaves the rows as they came', () => {
  expect(names(sortRows(rows, columns, { key: 'note', down: false }))).toBe('bac')
  expect(names(sortRows(rows, columns, null))).toBe('bac')
})

test('a heading goes up, down and back', () => {
  const up = nextSorting(null, 'name')
  expect(up).toEqual({ key: 'name', down: false })
  const down = nextSorting(up, 'name')
  expect(down).toEqual({ key: 'name', down: true })
  expect(nextSorting(down, 'name')).toBeNull()
  expect(nextSorting(down, 'count')).toEqual({ key: 'count', down: false })
})
