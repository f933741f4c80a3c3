import { type DocumentAddition, NO_DATA, type ReportDocument } from '@tung-nha/model/report/document.ts'
import { type Paper, type PaperRow, paperOf } from '@tung-nha/model/report/paper.ts'
import writeExcelFile, { type CellObject, type Row, type SheetData } from 'write-excel-file/node'
import { forPrinting } from '#documents/print-setup.ts'

const WIDTHS = [5.5, 34, 11, 11, 11.5, 11.5, 9]
const ORIGIN_WIDTHS = [8, 40, 11, 12, 10, 12, 34, 24]
const LAST = WIDTHS.length

const base = { fontFamily: 'Times New Roman', fontSize: 12, alignVertical: 'center', wrap: true } as const
const boxed = { ...base, borderStyle: 'thin', borderColor: '#000000' } as const

/** A cell over several columns; the covered cells follow as nulls, as the writer asks. */
const wide = (value: string, span: number, style: Partial<CellObject> = {}): Row => [
  { ...base, value, type: String, columnSpan: span, ...style } as CellObject,
  ...Array.from({ length: span - 1 }, () => null),
]

const centre = { align: 'center' } as const
const bold = { fontWeight: 'bold' } as const
const line = (value: string, style: Partial<CellObject> = {}): Row => wide(value, LAST, style)

// Spreadsheet programs do not raise every row for wrapped text, least of all over merged cells, so heights are
// reckoned: a letter of Times 12 is a little wider than the unit of column widths.
const heightOf = (text: string, width: number, lineHeight = 16): number =>
  Math.max(1, Math.ceil((text.length * 1.02) / width)) * lineHeight + 3
const WHOLE = WIDTHS.reduce((sum, width) => sum + width, 0)
const paragraph = (value: string, style: Partial<CellObject> = {}): Row =>
  line(value, { height: heightOf(value, WHOLE), ...style })

const head = (paper: Paper): SheetData => {
  const pairs: [string, string, Partial<CellObject>, Partial<CellObject>][] = [
    ...(paper.above
      ? [[paper.above, paper.nation, {}, bold] as [string, string, Partial<CellObject>, Partial<CellObject>]]
      : []),
    ...paper.issuer.map((text, i): [string, string, Partial<CellObject>, Partial<CellObject>] => {
      const at = paper.above ? i + 1 : i
      return [
        text,
        [paper.nation, paper.motto][at] ?? '',
        bold,
        at === 1 ? { ...bold, textDecoration: { underline: true } } : bold,
      ]
    }),
    [paper.number ?? '', paper.placeAndDay, {}, { fontStyle: 'italic' }],
  ]
  return pairs.map(([left, right, a, b]) => [
    ...wide(left, 2, { ...centre, ...a }),
    ...wide(right, LAST - 2, { ...centre, ...b }),
  ])
}

/** The number itself, so that Excel can reckon with it; words only where there is no number. */
const value = (text: string, number: number | null, unit: string, style: Partial<CellObject>): CellObject => {
  if (text === '' || number === null)
    return { ...boxed, ...style, value: text, type: String, align: 'right' } as CellObject
  const percent = unit === '%'
  const format = percent ? '0.0%' : Number.isInteger(number) ? '#,##0' : '#,##0.0'
  return {
    ...boxed,
    ...style,
    value: percent ? Number((number / 100).toFixed(6)) : number,
    type: Number,
    format,
    align: 'right',
  } as CellObject
}

const figureRow = (row: PaperRow, numbers: (number | null)[]): Row => {
  const style: Partial<CellObject> = row.level === 0 ? bold : row.level === 2 ? { fontStyle: 'italic' } : {}
  const name = { ...boxed, ...style, value: row.name, type: String, indent: row.level } as CellObject
  return [
    {
      ...boxed,
      value: row.number,
      type: String,
      align: 'center',
      height: Math.max(heightOf(row.name, WIDTHS[1]! - row.level), row.missing.includes(true) ? 35 : 0),
    },
    name,
    { ...boxed, value: row.unit, type: String, align: 'center' },
    ...numbers.map((number, i) => value(row.cells[i]!, number, i === 3 ? '%' : row.unit, style)),
  ]
}

/** The numbers behind the printed lines, in the same order as the paper's rows. */
const numbersOf = (document: ReportDocument): (number | null)[][] =>
  document.rows.flatMap(row => [
    [row.period, row.yearToDate, row.target, row.percent],
    ...row.sources.map(source => [source.period, source.yearToDate, null, null]),
  ])

const headerRow = (titles: string[]): Row =>
  titles.map(
    title =>
      ({
        ...boxed,
        ...bold,
        ...centre,
        value: title,
        type: String,
        backgroundColor: '#E8F1EC',
        height: 51,
      }) as CellObject,
  )

const reportSheet = (document: ReportDocument, paper: Paper): { data: SheetData; headerAt: number } => {
  const numbers = numbersOf(document)
  const top: SheetData = [
    ...(paper.mark ? [line(paper.mark, { ...centre, ...bold, textColor: '#B3261E' })] : []),
    ...head(paper),
    line(''),
    line(paper.title, { ...centre, ...bold, fontSize: 14 }),
    line(paper.subject, { ...centre, ...bold, fontSize: 14 }),
    paragraph(paper.lead),
    ...paper.sections[0]!.paragraphs.map(text => paragraph(text)),
  ]
  const bottom: SheetData = [
    ...(paper.notes.length > 0 ? [line('Ghi chú:', { fontStyle: 'italic' })] : []),
    ...paper.notes.map(text => paragraph(`- ${text}`, { fontStyle: 'italic' })),
    ...paper.sections
      .slice(1)
      .flatMap(section => [line(section.title, bold), ...section.paragraphs.map(text => paragraph(text))]),
    line(''),
    ...Array.from(
      { length: Math.max(paper.authority.length, paper.recipients.length + 1) },
      (_, i): Row => [
        ...wide(
          i === 0 && paper.recipients.length > 0
            ? 'Nơi nhận:'
            : i > 0 && paper.recipients[i - 1]
              ? `- ${paper.recipients[i - 1]}`
              : '',
          3,
          {
            fontSize: 11,
            ...(i === 0 ? { ...bold, fontStyle: 'italic' } : {}),
          },
        ),
        ...wide(paper.authority[i] ?? '', LAST - 3, { ...centre, ...bold }),
      ],
    ),
    line('', { height: 60 }),
    [...wide('', 3), ...wide(paper.signer ?? '', LAST - 3, { ...centre, ...bold })],
    ...paper.foot.split('\n').map(text => line(text, { ...centre, fontSize: 8, textColor: '#5A5A5A' })),
  ]
  return {
    data: [
      ...top,
      headerRow(paper.columns),
      ...paper.rows.map((row, i) => figureRow(row, numbers[i]!)),
      ...bottom,
    ],
    headerAt: top.length + 1,
  }
}

/** Which numbers were counted by the system and which were added by hand, for ever apart. */
const originSheet = (document: ReportDocument, paper: Paper): SheetData => {
  const text = (content: string, style: Partial<CellObject> = {}) =>
    ({ ...boxed, value: content, type: String, ...style }) as CellObject
  const rows = document.rows.filter(row => !row.heading)
  return [
    ...(paper.mark ? [wide(paper.mark, 8, { ...centre, ...bold, textColor: '#B3261E' })] : []),
    headerRow([
      'Mã',
      'Nội dung',
      'Đơn vị tính',
      'Số từ hệ thống',
      'Số bổ sung',
      'Số báo cáo',
      'Lý do bổ sung',
      'Nguồn',
    ]),
    ...rows.flatMap((row): Row[] => [
      [
        text(row.code, { height: originHeight(row.name, row.addition, row.period === null) }),
        text(row.name),
        text(row.unit, centre),
        value(row.system === null ? NO_DATA : '0', row.system, row.unit, {}),
        value(row.addition ? '0' : '', row.addition?.n ?? null, row.unit, {}),
        value(row.period === null ? NO_DATA : '0', row.period, row.unit, {}),
        text(row.addition?.reason ?? ''),
        text(row.addition?.source ?? ''),
      ],
      ...(row.teamAdditions ?? []).map(
        (item): Row => [
          text('', { height: originHeight(item.team, item, false) }),
          text(`Tổ ${item.team}`, { fontStyle: 'italic', indent: 1 }),
          text(row.unit, centre),
          text(''),
          value('0', item.n, row.unit, { fontStyle: 'italic' }),
          text(''),
          text(item.reason),
          text(item.source),
        ],
      ),
    ]),
  ]
}

const originHeight = (name: string, addition: DocumentAddition | null, missing: boolean): number =>
  Math.max(
    heightOf(name, ORIGIN_WIDTHS[1]!),
    heightOf(addition?.reason ?? '', ORIGIN_WIDTHS[6]!),
    heightOf(addition?.source ?? '', ORIGIN_WIDTHS[7]!),
    missing ? 35 : 0,
  )

/** The monthly report as an Excel workbook: the paper on the first sheet, where each number came from on the second. */
export const reportXlsx = async (document: ReportDocument): Promise<Uint8Array> => {
  const paper = paperOf(document)
  const { data, headerAt } = reportSheet(document, paper)
  const file = writeExcelFile(
    [
      { data, sheet: 'Báo cáo', columns: WIDTHS.map(width => ({ width })), showGridLines: false },
      {
        data: originSheet(document, paper),
        sheet: 'Nguồn số liệu',
        columns: ORIGIN_WIDTHS.map(width => ({ width })),
      },
    ],
    { fontFamily: 'Times New Roman', fontSize: 12 },
  )
  return forPrinting(
    new Uint8Array(await file.toBuffer()),
    [
      { name: 'Báo cáo', left: 30, headings: [headerAt, headerAt] },
      { name: 'Nguồn số liệu', landscape: true },
    ],
    paper.mark,
  )
}
