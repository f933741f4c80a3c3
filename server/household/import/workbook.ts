import { read, SSF, type WorkSheet } from '@e965/xlsx'
import { parseCsv } from '@tung-nha/model/household/import/csv.ts'
import type { Cell, Merge, Sheet } from '@tung-nha/model/household/import/sheet.ts'
import { tidy } from '@tung-nha/model/kit/text.ts'
import { zipSync } from 'fflate'
import { unzip } from '#upload/unzip.ts'
import { decodeText } from './decode.ts'

export const MOST = { rows: 20_000, columns: 100, sheets: 80, letters: 500, unpacked: 120_000_000 } as const

export type FileKind = 'xlsx' | 'xls' | 'csv'

/** What a file is by its first bytes; its name proves nothing. Text that begins like a page of the web is no list. */
export const kindOfFile = (bytes: Uint8Array): FileKind | null => {
  const starts = (...magic: number[]) => magic.every((byte, i) => bytes[i] === byte)
  if (starts(0x50, 0x4b, 0x03, 0x04)) return 'xlsx'
  if (starts(0xd0, 0xcf, 0x11, 0xe0)) return 'xls'
  const head = decodeText(bytes.subarray(0, 400)).trimStart()
  if (head === '' || /^(<|%PDF|\{|\[|Rar!|7z)/.test(head)) return null
  return 'csv'
}

/** Reads a spreadsheet file into plain sheets. Runs in a worker: a hostile file costs that worker, not the server. */
export const readWorkbook = (bytes: Uint8Array): Sheet[] => {
  const kind = kindOfFile(bytes)
  if (kind === null) throw new Error('not a spreadsheet')
  if (kind === 'csv') return [trimmed(parseCsv(decodeText(bytes), 'CSV', MOST.rows))]
  // The spreadsheet reader is given what our own reader took out: two readers of one archive may see two files in it.
  const safe = kind === 'xlsx' ? zipSync(unzip(bytes, MOST.unpacked), { level: 0 }) : bytes
  const book = read(safe, {
    type: 'array',
    dense: true,
    cellNF: true,
    cellFormula: false,
    cellHTML: false,
    cellStyles: false,
    bookVBA: false,
    sheetRows: MOST.rows,
  })
  return book.SheetNames.slice(0, MOST.sheets)
    .filter((_, i) => !book.Workbook?.Sheets?.[i]?.Hidden)
    .flatMap(name => (book.Sheets[name] ? [sheetOf(name, book.Sheets[name])] : []))
}

type RawCell = { t: string; v?: unknown; w?: string; z?: string | number } | undefined

const cellOf = (cell: RawCell): Cell => {
  if (!cell || cell.v === undefined || cell.v === null) return ''
  // A date is shown as it was shown; only plain numbers stay numbers.
  const isDate = cell.t === 'd' || (cell.t === 'n' && typeof cell.z === 'string' && SSF.is_date(cell.z))
  if (cell.t === 'n' && !isDate) return cell.v as number
  return tidy(String(isDate || cell.t === 'e' ? (cell.w ?? '') : cell.v).slice(0, MOST.letters))
}

const sheetOf = (name: string, sheet: WorkSheet): Sheet => {
  const raw = ((sheet as { '!data'?: RawCell[][] })['!data'] ?? []).slice(0, MOST.rows)
  const rows = Array.from(raw, row => Array.from((row ?? []).slice(0, MOST.columns), cellOf))
  const merges = (sheet['!merges'] ?? []).map(({ s, e }) => ({
    top: s.r,
    left: s.c,
    bottom: e.r,
    right: e.c,
  }))
  return trimmed({ name: tidy(name), rows, merges: disjoint(merges, rows.length) })
}

/** Merges within the sheet that do not overlap, as a sound file has them; others would cost without meaning anything. */
const disjoint = (merges: Merge[], rows: number): Merge[] => {
  const covered = new Set<number>()
  return merges.slice(0, 20_000).flatMap(merge => {
    const kept = {
      ...merge,
      bottom: Math.min(merge.bottom, rows - 1),
      right: Math.min(merge.right, MOST.columns - 1),
    }
    const cells: number[] = []
    for (let row = kept.top; row <= kept.bottom; row++) {
      for (let column = kept.left; column <= kept.right; column++) cells.push(row * MOST.columns + column)
      if (covered.size + cells.length > 1_000_000) return []
    }
    if (cells.some(cell => covered.has(cell))) return []
    for (const cell of cells) covered.add(cell)
    return [kept]
  })
}

/** Without the empty columns and rows at its ends. */
const trimmed = (sheet: Sheet): Sheet => {
  const rows = sheet.rows.map(row =>
    row.slice(0, row.findLastIndex(cell => cell !== '') + 1).slice(0, MOST.columns),
  )
  return { ...sheet, rows: rows.slice(0, rows.findLastIndex(row => row.length > 0) + 1) }
}
