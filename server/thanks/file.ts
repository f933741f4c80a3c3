import type { Language } from '@tung-nha/model/problem-words/write.ts'
import writeExcelFile, { type Cell, type SheetData } from 'write-excel-file/node'
import { forPrinting } from '#documents/print-setup.ts'
import { thanksWordsEn } from '#thanks/words/en.ts'
import { thanksWordsVi } from '#thanks/words/vi.ts'

const font = { fontFamily: 'Times New Roman', fontSize: 13 } as const
const text = (value: string, more: object = {}): Cell => ({ ...font, value, type: String, ...more }) as Cell
const boxed = (value: string | number, more: object = {}): Cell =>
  ({
    ...font,
    value,
    type: typeof value === 'number' ? Number : String,
    borderStyle: 'thin',
    ...more,
  }) as Cell

export type AllowanceList = {
  unit: string
  month: string
  source: string
  /** What demonstration data are marked with. */
  mark: string | null
  teamMonth: number
  teams: number
  total: number
  lines: { name: string; team: string; days: number; amount: number }[]
}

/** The list of a month with a column to sign in, A4 in any office program. */
export const allowanceFile = async (list: AllowanceList, lang: Language) => {
  const words = lang === 'en' ? thanksWordsEn : thanksWordsVi
  const month = `${list.month.slice(5)}/${list.month.slice(0, 4)}`
  const paid = list.lines.filter(line => line.amount > 0)
  const data: SheetData = [
    [text(words.title(list.unit, month), { fontWeight: 'bold', fontSize: 14 })],
    [text(words.basis(list.source), { fontStyle: 'italic' })],
    words.headings.map(value =>
      boxed(value, { fontWeight: 'bold', align: 'center', wrap: true, backgroundColor: '#E8EFE9' }),
    ),
    ...paid.map((line, i) => [
      boxed(i + 1),
      boxed(line.name),
      boxed(line.team),
      boxed(line.days),
      boxed(line.amount, { format: '#,##0' }),
      boxed(''),
    ]),
    [
      boxed(''),
      boxed(words.teams(list.teams, list.teamMonth.toLocaleString('vi-VN'))),
      boxed(''),
      boxed(''),
      boxed(list.teams * list.teamMonth, { format: '#,##0' }),
      boxed(''),
    ],
    [
      boxed(''),
      boxed(words.total, { fontWeight: 'bold' }),
      boxed(''),
      boxed(paid.reduce((sum, line) => sum + line.days, 0)),
      boxed(list.total, { format: '#,##0', fontWeight: 'bold' }),
      boxed(''),
    ],
    [],
    [
      null,
      text(words.sign[0]!, { fontWeight: 'bold' }),
      null,
      null,
      text(words.sign[1]!, { fontWeight: 'bold' }),
    ],
  ]
  const written: Uint8Array = await writeExcelFile(data, {
    sheet: words.sheet,
    columns: [6, 28, 26, 12, 18, 18].map(width => ({ width })),
  } as never).toBuffer()
  const printed = [{ name: words.sheet, headings: [3, 3] }] as const
  return { file: forPrinting(new Uint8Array(written), printed, list.mark), name: words.name(list.month) }
}
