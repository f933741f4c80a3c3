import { read, utils, type WorkSheet } from '@e965/xlsx'
import { numberText } from '@tung-nha/model/kit/number.ts'
import { NO_DATA } from '@tung-nha/model/report/document.ts'
import {
  isBlank,
  type TemplateCell,
  type TemplateDescription,
  type TemplateGrid,
  type TemplateMapping,
  tagsIn,
  withTags,
} from '@tung-nha/model/report/template.ts'
import type { ReportValues } from '@tung-nha/model/report/values.ts'
import {
  columnLetters,
  forgetResults,
  percentStyles,
  setCell,
  sheetPaths,
  withHeader,
} from '#documents/form/xlsx-parts.ts'
import { bytesOf, pack, textOf, unpack } from '#documents/zip.ts'
import type { Parts } from '#upload/unzip.ts'

const ROWS = 300
const COLUMNS = 60
const MERGES = 1000
const SHEETS = 12

type Sheets = { name: string; sheet: WorkSheet }[]

// The spreadsheet reader is given what our own reader took out: two readers of one archive may see two files in it.
const readSheets = (parts: Parts): Sheets => {
  const book = read(pack(parts, 0), {
    type: 'array',
    sheetRows: ROWS,
    cellStyles: false,
    cellHTML: false,
    cellFormula: true,
    sheetStubs: true,
  })
  return book.SheetNames.slice(0, SHEETS).map(name => ({ name, sheet: book.Sheets[name]! }))
}

/** Cells of a sheet row by row; the cells that a merge covers are left out. */
const gridOf = (name: string, sheet: WorkSheet): TemplateGrid => {
  const area = sheet['!ref'] ? utils.decode_range(sheet['!ref']) : null
  if (!area) return { name, rows: [] }
  const merges = (sheet['!merges'] ?? []).filter(m => m.s.r < ROWS && m.s.c < COLUMNS).slice(0, MERGES)
  const rows: TemplateCell[][] = []
  for (let r = area.s.r; r <= Math.min(area.e.r, ROWS - 1); r++) {
    const row: TemplateCell[] = []
    for (let c = area.s.c; c <= Math.min(area.e.c, COLUMNS - 1); c++) {
      const merge = merges.find(m => r >= m.s.r && r <= m.e.r && c >= m.s.c && c <= m.e.c)
      if (merge && (merge.s.r !== r || merge.s.c !== c)) continue
      const at = `${columnLetters(c + 1)}${r + 1}`
      const cell = sheet[at] as { v?: unknown; w?: string; f?: string } | undefined
      const text = String(cell?.w ?? cell?.v ?? '')
        .normalize('NFC')
        .slice(0, 500)
      row.push({
        ref: `${name}!${at}`,
        text,
        empty: isBlank(text),
        formula: cell?.f !== undefined,
        column: c + 1,
        span: merge ? merge.e.c - merge.s.c + 1 : 1,
      })
    }
    rows.push(row)
  }
  return { name, rows: withoutTail(rows) }
}

const withoutTail = (rows: TemplateCell[][]): TemplateCell[][] => {
  const last = rows.findLastIndex(row => row.some(cell => !cell.empty || cell.formula))
  return rows.slice(0, Math.min(rows.length, last + 6))
}

/** What a workbook holds, for the mapping page. @throws BadArchive when it is no workbook */
export const describeXlsx = (bytes: Uint8Array): TemplateDescription => {
  const parts = unpack(bytes)
  const known = sheetPaths(parts)
  const grids = readSheets(parts)
    .filter(({ name }) => known.has(name))
    .map(({ name, sheet }) => gridOf(name, sheet))
  const tags = new Set(grids.flatMap(grid => grid.rows.flat().flatMap(cell => tagsIn(cell.text))))
  return { kind: 'xlsx', grids, tags: [...tags] }
}

const spoken = (value: number | string | null | undefined): string =>
  value === null || value === undefined
    ? NO_DATA
    : typeof value === 'string'
      ? value
      : numberText(value, Number.isInteger(value) ? 0 : 1)

/** Writes values into a workbook in place: every style, width, merge, picture and formula of the form stays. */
export const fillXlsx = (
  bytes: Uint8Array,
  mapping: TemplateMapping,
  values: ReportValues,
  mark: string | null,
): Uint8Array => {
  const parts = unpack(bytes)
  const paths = sheetPaths(parts)
  const percent = percentStyles(parts)
  const sheets = new Map([...paths.values()].map(path => [path, textOf(parts[path]!)]))
  const put = (ref: string, value: number | string) => {
    const cut = ref.lastIndexOf('!')
    const path = paths.get(ref.slice(0, cut))
    if (path) sheets.set(path, setCell(sheets.get(path)!, ref.slice(cut + 1), value, percent))
  }
  for (const [ref, key] of Object.entries(mapping)) if (!ref.startsWith('{')) put(ref, values[key] ?? NO_DATA)

  const tagged = describeXlsx(bytes)
    .grids.flatMap(grid => grid.rows.flat())
    .filter(cell => tagsIn(cell.text).length > 0 && !(cell.ref in mapping))
  for (const cell of tagged) {
    const [only] = tagsIn(cell.text)
    const alone = only !== undefined && cell.text.trim().replace(/[{}\s]/g, '') === only
    const key = mapping[`{${only}}`]
    const number = alone && key !== undefined ? values[key] : undefined
    const text = withTags(cell.text, tag =>
      mapping[`{${tag}}`] === undefined ? null : spoken(values[mapping[`{${tag}}`]!]),
    )
    put(cell.ref, typeof number === 'number' ? number : text)
  }
  for (const [path, xml] of sheets) parts[path] = bytesOf(mark ? withHeader(xml, mark) : xml)
  forgetResults(parts, sheets.keys())
  return pack(parts)
}
