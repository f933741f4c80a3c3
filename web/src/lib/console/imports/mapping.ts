import type { GetHouseholdImport } from '@tung-nha/model/api/household-imports.ts'
import type { MappedColumn, SheetMapping } from '@tung-nha/model/household/import/mapping.ts'
import type { ReplyOf } from '@tung-nha/model/kit/contract.ts'

export type Job = ReplyOf<GetHouseholdImport>
export type JobSheet = Job['sheets'][number]

export const FIELDS = [
  'head',
  'address',
  'lane',
  'headcount',
  'village',
  'relation',
] as const satisfies MappedColumn[]
export type ImportField = (typeof FIELDS)[number]

/** What a column is taken as now. */
export const fieldOf = (mapping: SheetMapping, column: number): ImportField | null =>
  FIELDS.find(field => mapping.columns[field] === column) ?? null

/** The mapping after a column was said to hold something else; two columns never hold the same. */
export const withField = (mapping: SheetMapping, column: number, field: ImportField | null): SheetMapping => {
  const columns = { ...mapping.columns }
  for (const each of FIELDS) if (columns[each] === column) columns[each] = null
  if (field) columns[field] = column
  return { ...mapping, columns }
}

/** The mapping when the first row of data is this one, counted from 0. A heading keeps its first row where it can. */
export const withFirstRow = (mapping: SheetMapping, row: number): SheetMapping => {
  if (row <= 0) return { ...mapping, header: null }
  const top = mapping.header && mapping.header.top < row ? mapping.header.top : row - 1
  return { ...mapping, header: { top, bottom: row - 1 } }
}

/** Two or three filled values of a column, as the file has them, to recognise it by. */
export const samplesOf = (sheet: JobSheet, column: number): string[] => {
  const first = sheet.mapping.header ? sheet.mapping.header.bottom + 1 : 0
  const values = sheet.head.slice(first).map(row => row[column] ?? '')
  return [...new Set(values.filter(value => value !== ''))].slice(0, 3)
}
