import { NO_COLUMNS, type SheetMapping } from '@tung-nha/model/household/import/mapping.ts'
import { expect, test } from 'vitest'
import { fieldOf, withField, withFirstRow } from '#lib/console/imports/mapping.ts'

const mapping: SheetMapping = {
  sheet: 'Bản Co Chàm',
  take: true,
  header: { top: 3, bottom: 4 },
  columns: { ...NO_COLUMNS, head: 1, headcount: 5 },
  village: null,
}

test('a column holds one thing and a thing is held by one column', () => {
  const moved = withField(mapping, 2, 'head')
  expect(fieldOf(moved, 2)).toBe('head')
  expect(fieldOf(moved, 1)).toBe(null)
  expect(fieldOf(withField(mapping, 1, 'address'), 1)).toBe('address')
  expect(withField(mapping, 1, 'address').columns.head).toBe(null)
  expect(fieldOf(withField(mapping, 5, null), 5)).toBe(null)
})

test('the heading ends above the first row of data', () => {
  expect(withFirstRow(mapping, 6).header).toEqual({ top: 3, bottom: 5 })
  expect(withFirstRow(mapping, 2).header).toEqual({ top: 1, bottom: 1 })
  expect(withFirstRow(mapping, 0).header).toBe(null)
})
