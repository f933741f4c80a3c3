import type { ImportResultSchema } from '@tung-nha/model/api/household-imports.ts'
import type { ComparedRow, RowState } from '@tung-nha/model/household/import/compare.ts'
import { isRowError, type RowProblem } from '@tung-nha/model/household/import/row.ts'
import { importWords } from '@tung-nha/model/household/import/words/write.ts'
import type { ProblemId } from '@tung-nha/model/problem.ts'
import { type Language, problemSentence } from '@tung-nha/model/problem-words/write.ts'
import type { Static } from 'typebox'
import writeExcelFile, { type Cell, type SheetData } from 'write-excel-file/node'

/** A row that was not taken, with the ids of its reasons. Kept for a day after confirmation so that it can be downloaded. */
export type RestRow = {
  sheet: string
  row: number
  head: string
  address: string | null
  lane: string | null
  headcount: number | null
  village: string | null
  state: RowState | 'refused'
  problems: RowProblem[]
  refused?: { problem: ProblemId; details: Record<string, string | number> }
}
export type KeptResult = { summary: Static<typeof ImportResultSchema>; rest?: RestRow[] }

/** The rows of a preview that confirmation would not take. */
export const restOf = (rows: readonly ComparedRow[]): RestRow[] =>
  rows
    .filter(row => row.state !== 'new')
    .map(({ sheet, row, head, address, lane, headcount, village, state, problems }) => ({
      sheet,
      row,
      head,
      address,
      lane,
      headcount,
      village,
      state,
      problems,
    }))

const reasonOf = (row: RestRow, lang: Language): string => {
  const words = importWords(lang)
  if (row.refused) return problemSentence(row.refused.problem, row.refused.details, lang)
  if (row.state !== 'error' && row.state !== 'refused') return words.states[row.state]
  return row.problems
    .filter(isRowError)
    .map(id => words.problems[id])
    .join('; ')
}

const font = { fontFamily: 'Times New Roman', fontSize: 13 } as const
const heading = (value: string): Cell =>
  ({
    ...font,
    value,
    fontWeight: 'bold',
    borderStyle: 'thin',
    align: 'center',
    alignVertical: 'center',
    wrap: true,
    backgroundColor: '#E8EFE9',
  }) as Cell
// Text is written as text, so that a name beginning with a sign is never a formula.
const text = (value: string): Cell =>
  ({ ...font, value, type: String, borderStyle: 'thin', wrap: true }) as Cell
const number = (value: number | null): Cell =>
  value === null ? text('') : ({ ...font, value, type: Number, borderStyle: 'thin' } as Cell)

const workbook = async (sheet: string, data: SheetData, widths: number[]): Promise<Uint8Array> =>
  writeExcelFile(data, {
    sheet,
    columns: widths.map(width => ({ width })),
    stickyRowsCount: 0,
  } as never).toBuffer()

/** The rows not taken as a workbook that can be corrected and uploaded again: its headings are ones the reader knows. */
export const restFile = async (rows: readonly RestRow[], lang: Language) => {
  const { file } = importWords(lang)
  const data: SheetData = [
    [{ ...font, value: file.restNote, type: String, fontStyle: 'italic' } as Cell],
    [
      file.order,
      file.head,
      file.village,
      file.address,
      file.lane,
      file.headcount,
      file.reason,
      file.sheet,
      file.row,
    ].map(heading),
    ...rows.map((row, i) => [
      number(i + 1),
      text(row.head),
      text(row.village ?? ''),
      text(row.address ?? ''),
      text(row.lane ?? ''),
      number(row.headcount),
      text(reasonOf(row, lang)),
      text(row.sheet),
      number(row.row),
    ]),
  ]
  return {
    file: await workbook(file.restSheet, data, [6, 30, 26, 34, 18, 12, 46, 18, 8]),
    name: file.restName,
  }
}

/** The empty list to fill in, with one example row that no reader takes for a home. */
export const formFile = async (lang: Language) => {
  const { file } = importWords(lang)
  const data: SheetData = [
    [{ ...font, value: file.formTitle, type: String, fontWeight: 'bold', fontSize: 14 } as Cell],
    [{ ...font, value: file.formNote, type: String, fontStyle: 'italic' } as Cell],
    [file.order, file.head, file.village, file.address, file.lane, file.headcount].map(heading),
    ...Array.from({ length: 30 }, (_, i) => [
      number(i + 1),
      ...Array.from({ length: 4 }, () => text('')),
      text(''),
    ]),
  ]
  return { file: await workbook(file.formSheet, data, [6, 30, 28, 36, 20, 14]), name: file.formName }
}
