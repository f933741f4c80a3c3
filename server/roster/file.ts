import { dayText } from '@tung-nha/model/kit/number.ts'
import type { Language } from '@tung-nha/model/problem-words/write.ts'
import { rosterWords } from '@tung-nha/model/roster/words/write.ts'
import writeExcelFile, { type Cell, type SheetData } from 'write-excel-file/node'
import { forPrinting } from '#documents/print-setup.ts'
import type { ExportRow } from '#roster/queries.ts'

const font = { fontFamily: 'Times New Roman', fontSize: 12 } as const
// Text is written as text: a phone keeps its 0, and a name that begins with a sign is never a formula.
const text = (value: string | null): Cell =>
  ({ ...font, value: value ?? '', type: String, borderStyle: 'thin' }) as Cell
const number = (value: number | null): Cell =>
  value === null ? text('') : ({ ...font, value, type: Number, borderStyle: 'thin' } as Cell)
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

/** Teams and members as a workbook that spreadsheet programs open and the import reads again. */
export const rosterFile = async (
  rows: readonly ExportRow[],
  of: { unit: string; day: string; mark: string | null },
  lang: Language,
) => {
  const words = rosterWords(lang)
  const { columns } = words
  const data: SheetData = [
    [{ ...font, value: words.title(of.unit), type: String, fontWeight: 'bold', fontSize: 14 } as Cell],
    [{ ...font, value: words.asOf(dayText(of.day)), type: String, fontStyle: 'italic' } as Cell],
    [
      words.order,
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
    ].map(heading),
    ...rows.map((row, i) => [
      number(i + 1),
      text(row.commune),
      text(`${row.local_name} ${row.team}`),
      text(row.decision_number),
      text(row.decision_on ? dayText(row.decision_on) : null),
      text(row.decision_signer),
      text(row.name),
      text(row.role ? words.roles[row.role as keyof typeof words.roles] : null),
      number(row.birth_year),
      text(row.sex ? words.sexes[row.sex as keyof typeof words.sexes] : null),
      text(row.phone),
      text(row.affiliation),
    ]),
  ]
  const widths = [6, 20, 44, 16, 14, 22, 26, 14, 10, 10, 14, 26]
  const written: Uint8Array = await writeExcelFile(data, {
    sheet: words.sheet,
    columns: widths.map(width => ({ width })),
    stickyRowsCount: HEADINGS_AT,
  } as never).toBuffer()
  const printed = [{ name: words.sheet, landscape: true, headings: [HEADINGS_AT, HEADINGS_AT] }] as const
  return { file: forPrinting(new Uint8Array(written), printed, of.mark), name: words.file }
}
