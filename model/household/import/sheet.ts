import { tidy } from '#model/kit/text.ts'

/** A cell as a person sees it: text, or a plain number. `''` is an empty cell. */
export type Cell = string | number

/** A merged rectangle, inclusive, counted from 0. Only its top left cell holds a value. */
export type Merge = { top: number; left: number; bottom: number; right: number }

/** One sheet of a workbook, or a whole CSV file. */
export type Sheet = {
  name: string
  rows: Cell[][]
  merges: Merge[]
  /** The old font it was typed for, when its text has been put into Unicode. */
  font?: 'TCVN3' | 'VNI'
}

// Asked for every cell of sheets of 20,000 rows, so worked out once a sheet. Merges of a sheet do not overlap.
type Facts = { width: number; merges: Map<number, Merge[]>; texts: string[][] }
const known = new WeakMap<Sheet, Facts>()

const factsOf = (sheet: Sheet): Facts => {
  const held = known.get(sheet)
  if (held) return held
  const merges = new Map<number, Merge[]>()
  for (const merge of sheet.merges) {
    for (let row = merge.top; row <= Math.min(merge.bottom, sheet.rows.length - 1); row++) {
      merges.set(row, [...(merges.get(row) ?? []), merge])
    }
  }
  const facts = { width: sheet.rows.reduce((most, row) => Math.max(most, row.length), 0), merges, texts: [] }
  known.set(sheet, facts)
  return facts
}

/** The text of a cell, tidied (NFC, single spaces). */
export const textAt = (sheet: Sheet, row: number, column: number): string => {
  const { texts } = factsOf(sheet)
  texts[row] ??= (sheet.rows[row] ?? []).map(cell => tidy(String(cell)))
  return texts[row][column] ?? ''
}

/** The merge that covers a cell, or undefined. */
export const mergeAt = (sheet: Sheet, row: number, column: number): Merge | undefined =>
  factsOf(sheet)
    .merges.get(row)
    ?.find(m => m.left <= column && column <= m.right)

/** The text a cell shows when a merge that covers it is taken into account. */
export const shownAt = (sheet: Sheet, row: number, column: number): string => {
  const own = textAt(sheet, row, column)
  if (own !== '') return own
  const merge = mergeAt(sheet, row, column)
  return merge ? textAt(sheet, merge.top, merge.left) : ''
}

/** Number of columns in use. */
export const widthOf = (sheet: Sheet): number => factsOf(sheet).width

/** Name of a column as spreadsheets write it: 0 is A, 26 is AA. */
export const columnLetter = (index: number): string =>
  index < 26
    ? String.fromCharCode(65 + index)
    : columnLetter(Math.floor(index / 26) - 1) + columnLetter(index % 26)
