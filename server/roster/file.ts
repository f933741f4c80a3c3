import { writeCsv } from '@tung-nha/model/household/import/csv.ts'
import { dayText } from '@tung-nha/model/kit/number.ts'
import type { Language } from '@tung-nha/model/problem-words/write.ts'
import type { RosterWords } from '@tung-nha/model/roster/words/vi.ts'
import { rosterWords } from '@tung-nha/model/roster/words/write.ts'
import writeExcelFile, { type Cell, type SheetData } from 'write-excel-file/node'
import { forPrinting } from '#documents/print-setup.ts'
import type { ExportRow } from '#roster/queries.ts'

const font = { fontFamily: 'Times New Roman', fontSize: 12 } as const
// Text is written as text: a phone keeps its 0, and a name that begins with a sign is never a formula.
const cell = (value: string | number | null): Cell =>
  ({
    ...font,
    value: value ?? '',
    type: typeof value === 'number' ? Number : String,
    borderStyle: 'thin',
  }) as Cell
const heading = (value: string): Cell =>
  ({
    ...font,
    value,
    fontWeight: 'bold',
    borderStyle: 'thin',
    align: 'center',
    wrap: true,
    backgroundColor: '#E8EFE9',
  }) as Cell

const HEADINGS_AT = 3

/** Headings as the import reads them, and a row for each membership. */
const tableOf = (rows: readonly ExportRow[], { order, columns, roles, sexes }: RosterWords) => ({
  headings: [
    order,
    columns.commune,
    columns.team,
    columns.decisionNumber,
    columns.decisionDay,
    columns.signer,
    columns.name,
    columns.role,
    columns.birthYear,
    columns.sex,
    columns.phone,
    columns.affiliation,
  ],
  lines: rows.map((row, i) => [
    i + 1,
    row.commune,
    `${row.local_name} ${row.team}`,
    row.decision_number,
    row.decision_on ? dayText(row.decision_on) : null,
    row.decision_signer,
    row.name,
    row.role ? roles[row.role as keyof typeof roles] : null,
    row.birth_year,
    row.sex ? sexes[row.sex as keyof typeof sexes] : null,
    row.phone,
    row.affiliation,
  ]),
})

type Of = { unit: string; day: string; mark: string | null }

/** Teams and members as a workbook that spreadsheet programs open and the import reads again. */
export const rosterWorkbook = async (rows: readonly ExportRow[], of: Of, lang: Language) => {
  const words = rosterWords(lang)
  const { headings, lines } = tableOf(rows, words)
  const data: SheetData = [
    [{ ...font, value: words.title(of.unit), type: String, fontWeight: 'bold', fontSize: 14 } as Cell],
    [{ ...font, value: words.asOf(dayText(of.day)), type: String, fontStyle: 'italic' } as Cell],
    headings.map(heading),
    ...lines.map(line => line.map(cell)),
  ]
  const widths = [6, 20, 44, 16, 14, 22, 26, 14, 10, 10, 14, 26]
  const written: Uint8Array = await writeExcelFile(data, {
    sheet: words.sheet,
    columns: widths.map(width => ({ width })),
    stickyRowsCount: HEADINGS_AT,
  } as never).toBuffer()
  const printed = [{ name: words.sheet, landscape: true, headings: [HEADINGS_AT, HEADINGS_AT] }] as const
  return { file: forPrinting(new Uint8Array(written), printed, of.mark), name: `${words.file}.xlsx` }
}

/** The same table for other programs: UTF-8 with a byte order mark, without which Excel misreads Vietnamese. */
export const rosterCsv = (rows: readonly ExportRow[], of: Of, lang: Language) => {
  const words = rosterWords(lang)
  const { headings, lines } = tableOf(rows, words)
  const text = writeCsv([...(of.mark === null ? [] : [[of.mark]]), headings, ...lines])
  return { file: new TextEncoder().encode(`\uFEFF${text}`), name: `${words.file}.csv` }
}
