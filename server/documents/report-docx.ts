import type { Instant } from '@tung-nha/model/kit/day.ts'
import type { ReportDocument } from '@tung-nha/model/report/document.ts'
import { type Paper, type PaperRow, paperOf } from '@tung-nha/model/report/paper.ts'
import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  Header,
  Packer,
  PageNumber,
  Paragraph,
  Tab,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TabStopType,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx'
import { bytesOf, pack, textOf, unpack } from '#documents/zip.ts'

// Word measures in twentieths of a point; sizes of letters in half points.
const mm = (value: number) => Math.round((value * 1440) / 25.4)
const TEXT_WIDTH = mm(165)
const RED = 'B3261E'

type Style = { size?: number; bold?: boolean; italics?: boolean; color?: string }
const run = (text: string, style: Style = {}) => new TextRun({ text, size: 28, ...style })
const centred = (text: string, style: Style = {}, after = 0) =>
  new Paragraph({ alignment: AlignmentType.CENTER, spacing: { after }, children: [run(text, style)] })

const NO_LINE = { style: BorderStyle.NONE, size: 0, color: 'auto' }
const NO_BORDERS = {
  top: NO_LINE,
  bottom: NO_LINE,
  left: NO_LINE,
  right: NO_LINE,
  insideHorizontal: NO_LINE,
  insideVertical: NO_LINE,
}

/** A short rule under centred text: an empty paragraph with a top border, drawn in from both sides. */
const rule = (columnWidth: number, width: number, after = 0) => {
  const side = Math.max(0, Math.round((columnWidth - width) / 2))
  return new Paragraph({
    indent: { left: side, right: side },
    spacing: { before: 20, after, line: 60, lineRule: 'exact' },
    border: { top: { style: BorderStyle.SINGLE, size: 6, color: '000000', space: 1 } },
    children: [],
  })
}

const plainTable = (widths: number[], rows: Paragraph[][][]) =>
  new Table({
    width: { size: TEXT_WIDTH, type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    borders: NO_BORDERS,
    rows: rows.map(
      cells =>
        new TableRow({
          cantSplit: true,
          children: cells.map(
            (children, i) =>
              new TableCell({
                width: { size: widths[i]!, type: WidthType.DXA },
                margins: { left: 0, right: 0 },
                children,
              }),
          ),
        }),
    ),
  })

const head = (paper: Paper) => {
  const left = Math.round(TEXT_WIDTH * 0.45)
  const right = TEXT_WIDTH - left
  const issuer = [
    ...(paper.above ? [centred(paper.above, { size: 24 })] : []),
    ...paper.issuer.map(line => centred(line, { size: 24, bold: true })),
    rule(left, mm(24)),
  ]
  const nation = [
    centred(paper.nation, { size: 24, bold: true }),
    centred(paper.motto, { size: 26, bold: true }),
    rule(right, mm(51)),
  ]
  const number = centred(paper.number ?? '', { size: 26 })
  const place = centred(paper.placeAndDay, { size: 26, italics: true })
  return plainTable(
    [left, right],
    [
      [issuer, nation],
      [[number], [place]],
    ],
  )
}

const body = (text: string, style: Style = {}, keepNext = false) =>
  new Paragraph({
    keepNext,
    alignment: AlignmentType.JUSTIFIED,
    indent: { firstLine: mm(12.7) },
    spacing: { before: 60, after: 60 },
    children: [run(text, style)],
  })

const sectionOf = (section: Paper['sections'][number]) => [
  new Paragraph({
    keepNext: true,
    indent: { firstLine: mm(12.7) },
    spacing: { before: 160, after: 60 },
    children: [run(section.title, { bold: true })],
  }),
  ...section.paragraphs.map(text => body(text)),
]

const COLUMNS = [10, 58.5, 19.5, 20, 20, 20, 17].map(mm)

const cell = (text: string, column: number, style: Style, header = false) =>
  new TableCell({
    width: { size: COLUMNS[column]!, type: WidthType.DXA },
    verticalAlign: VerticalAlign.CENTER,
    margins: { left: 70, right: 70, top: 40, bottom: 40 },
    children: [
      new Paragraph({
        alignment:
          header || column === 0 || column === 2
            ? AlignmentType.CENTER
            : column === 1
              ? AlignmentType.LEFT
              : AlignmentType.RIGHT,
        children: [run(text, { size: 24, ...style })],
      }),
    ],
  })

const lineOf = (row: PaperRow) => {
  const bold = row.level === 0
  const name = row.level === 2 ? `- ${row.name}` : row.name
  return new TableRow({
    cantSplit: true,
    children: [
      cell(row.number, 0, {}),
      cell(name, 1, row.level === 2 ? { size: 22, italics: true } : { bold }),
      cell(row.unit, 2, { size: 22 }),
      ...row.cells.map((text, i) =>
        cell(text, i + 3, row.missing[i] ? { size: 20, italics: true } : { bold }),
      ),
    ],
  })
}

const figures = (paper: Paper) =>
  new Table({
    width: { size: TEXT_WIDTH, type: WidthType.DXA },
    columnWidths: COLUMNS,
    layout: TableLayoutType.FIXED,
    rows: [
      new TableRow({
        tableHeader: true,
        cantSplit: true,
        children: paper.columns.map((text, i) => cell(text, i, { bold: true }, true)),
      }),
      ...paper.rows.map(lineOf),
    ],
  })

const notes = (paper: Paper) =>
  paper.notes.length === 0
    ? []
    : [
        new Paragraph({
          keepNext: true,
          spacing: { before: 120 },
          children: [run('Ghi chú:', { size: 24, italics: true })],
        }),
        ...paper.notes.map(
          text =>
            new Paragraph({
              alignment: AlignmentType.JUSTIFIED,
              spacing: { before: 20 },
              children: [run(`- ${text}`, { size: 24, italics: true })],
            }),
        ),
      ]

const signature = (paper: Paper) => {
  const left = Math.round(TEXT_WIDTH * 0.48)
  const recipients =
    paper.recipients.length === 0
      ? [new Paragraph({ children: [] })]
      : [
          new Paragraph({ children: [run('Nơi nhận:', { size: 24, bold: true, italics: true })] }),
          ...paper.recipients.map(
            (name, i) =>
              new Paragraph({
                children: [run(`- ${name}${i === paper.recipients.length - 1 ? '.' : ';'}`, { size: 22 })],
              }),
          ),
        ]
  const signer = [
    ...paper.authority.map(line => centred(line, { bold: true })),
    ...Array.from({ length: 4 }, () => centred('')),
    centred(paper.signer ?? '', { bold: true }),
  ]
  return plainTable([left, TEXT_WIDTH - left], [[recipients, signer]])
}

const topOf = (paper: Paper, numbered: boolean) =>
  new Header({
    children: [
      new Paragraph({
        tabStops: [
          { type: TabStopType.CENTER, position: TEXT_WIDTH / 2 },
          { type: TabStopType.RIGHT, position: TEXT_WIDTH },
        ],
        children: [
          new TextRun({ children: [new Tab(), ...(numbered ? [PageNumber.CURRENT] : [])], size: 26 }),
          ...(paper.mark
            ? [new TextRun({ children: [new Tab(), paper.mark], size: 16, bold: true, color: RED })]
            : []),
        ],
      }),
    ],
  })

const bottomOf = (paper: Paper) =>
  new Footer({ children: paper.foot.split('\n').map(line => centred(line, { size: 15, color: '5A5A5A' })) })

/** The monthly report as a Word file that an officer can still edit: same sentences and measures as the PDF. */
export const reportDocx = async (document: ReportDocument): Promise<Uint8Array> => {
  const paper = paperOf(document)
  const titleRule = [
    centred(paper.title, { bold: true }),
    centred(paper.subject, { bold: true }),
    rule(TEXT_WIDTH, mm(30), 200),
  ]
  const [first, ...rest] = paper.sections
  const word = new Document({
    title: `${paper.title}. ${paper.subject}`,
    creator: paper.issuer.join(' '),
    styles: {
      default: { document: { run: { font: 'Times New Roman', size: 28, language: { value: 'vi-VN' } } } },
    },
    sections: [
      {
        properties: {
          titlePage: true,
          page: {
            size: { width: mm(210), height: mm(297) },
            margin: {
              top: mm(20),
              bottom: mm(20),
              left: mm(30),
              right: mm(15),
              header: mm(10),
              footer: mm(8),
            },
          },
        },
        headers: { first: topOf(paper, false), default: topOf(paper, true) },
        footers: { first: bottomOf(paper), default: bottomOf(paper) },
        children: [
          head(paper),
          new Paragraph({ spacing: { line: 200, lineRule: 'exact' }, children: [] }),
          ...titleRule,
          body(paper.lead),
          ...sectionOf(first!),
          figures(paper),
          ...notes(paper),
          ...rest.flatMap(sectionOf),
          // The signature never stands on a page of its own.
          body(paper.closing, {}, true),
          new Paragraph({ keepNext: true, spacing: { line: 240, lineRule: 'exact' }, children: [] }),
          signature(paper),
        ],
      },
    ],
  })
  return withoutClock(new Uint8Array(await Packer.toBuffer(word)), document.asOf)
}

/** The writer stamps its own hour into the file; the same report must give the same bytes. */
const withoutClock = (bytes: Uint8Array, at: Instant): Uint8Array => {
  const parts = unpack(bytes)
  const core = textOf(parts['docProps/core.xml']!)
  const stamp = `${at.slice(0, 19)}Z`
  parts['docProps/core.xml'] = bytesOf(
    core.replace(/(<dcterms:(?:created|modified)[^>]*>)[^<]*/g, `$1${stamp}`),
  )
  return pack(parts)
}
