import { isWiped } from '#model/household/import/column.ts'
import { findHeader } from '#model/household/import/header.ts'
import { viewColumns } from '#model/household/import/mapping.ts'
import { type Cell, type Sheet, textAt } from '#model/household/import/sheet.ts'

/**
 * The sheet without what no mapping may ever take: values of columns with numbers of papers, birth dates, phones and
 * the like. In their place stands a mark that says only where the same value stood first, so that two homes of one
 * name can still be told from one home written twice. Headings stay, so that the officer sees what was left out.
 */
export const wipe = (sheet: Sheet): Sheet => {
  const header = findHeader(sheet)
  const wiped = new Map(
    viewColumns(sheet, header).flatMap(column => (isWiped(column.kind) ? [[column.index, column.kind]] : [])),
  )
  const first = header ? header.bottom + 1 : 0
  const seen = new Map<string, number>()
  const mark = (row: number, column: number): Cell => {
    const kind = wiped.get(column)
    const text = textAt(sheet, row, column)
    if (kind === undefined || text === '') return sheet.rows[row]![column] ?? ''
    const key = `${column} ${text}`
    if (!seen.has(key)) seen.set(key, row + 1)
    return `•${kind}•${seen.get(key)}`
  }
  return { ...sheet, rows: sheet.rows.map((row, r) => (r < first ? row : row.map((_, c) => mark(r, c)))) }
}
