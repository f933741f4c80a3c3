import { dayOf, type Instant } from '#model/kit/day.ts'
import { dayText, numberText } from '#model/kit/number.ts'
import {
  authorText,
  cellText,
  communeText,
  type DocumentRow,
  longDayText,
  markText,
  periodLabel,
  type ReportDocument,
  teamPlaceText,
} from '#model/report/document.ts'
import { bareName } from '#model/unit/name.ts'

/** One printed line of the table. `level` 0 is an indicator, 1 a sub-row, 2 one of two sources. */
export type PaperRow = {
  number: string
  name: string
  unit: string
  cells: string[]
  missing: boolean[]
  level: 0 | 1 | 2
  heading: boolean
}

/**
 * A monthly report as the sentences of a Vietnamese official paper, in reading order, so that PDF, Word and Excel say
 * the same. Form of the commune's paper: Decree 30/2020/NĐ-CP, appendix I; a village team has no number and no seal.
 */
export type Paper = {
  mark: string | null
  /** Body above the issuing one (a team's commune), in plain capitals; null for a commune. */
  above: string | null
  issuer: string[]
  nation: string
  motto: string
  number: string | null
  placeAndDay: string
  title: string
  subject: string
  lead: string
  columns: string[]
  rows: PaperRow[]
  notes: string[]
  sections: { title: string; paragraphs: string[] }[]
  closing: string
  recipients: string[]
  authority: string[]
  signer: string | null
  foot: string
}

const UNWRITTEN = '................................................................'
const upper = (text: string) => text.toLocaleUpperCase('vi')

/** "TN02.1" is line 2.1 of the table; other codes stay as they are. */
const lineNumber = (code: string): string => /^TN0*(\d+(?:\.\d+)*)$/.exec(code)?.[1] ?? code

const rowOf = (row: DocumentRow): PaperRow[] => {
  const values = [row.period, row.yearToDate, row.target]
  const cells = row.heading
    ? ['', '', '', '']
    : [...values.slice(0, 2).map(value => cellText(value, row.unit)), targetText(row), reachedText(row)]
  const line: PaperRow = {
    number: lineNumber(row.code),
    name: row.name,
    unit: row.heading ? '' : row.unit,
    cells,
    missing: row.heading
      ? [false, false, false, false]
      : [row.period === null, row.yearToDate === null, false, false],
    level: row.code.includes('.') ? 1 : 0,
    heading: row.heading,
  }
  const sources = row.sources.map(
    (source): PaperRow => ({
      number: '',
      name: source.day ? `${source.name} (ngày ${dayText(source.day)})` : source.name,
      unit: row.unit,
      cells: [cellText(source.period, row.unit), cellText(source.yearToDate, row.unit), '', ''],
      missing: [source.period === null, source.yearToDate === null, false, false],
      level: 2,
      heading: false,
    }),
  )
  return [line, ...sources]
}

// A row without a target is not a row without data: its cells stay empty.
const targetText = (row: DocumentRow) => (row.target === null ? '' : cellText(row.target, row.unit))
const reachedText = (row: DocumentRow) => (row.percent === null ? '' : cellText(row.percent, '%'))

// A commune names how many of its teams added and how much; the workbook's second sheet holds each of them.
const additionNotes = (row: DocumentRow): string[] => {
  const teams = row.teamAdditions ?? []
  if (!row.addition && teams.length === 0) return []
  const ofTeams = teams.reduce((sum, item) => sum + item.n, 0)
  const parts = [
    `số từ hệ thống ${cellText(row.system, row.unit)}`,
    ...(teams.length > 0 ? [`số bổ sung của ${numberText(teams.length)} tổ ${numberText(ofTeams)}`] : []),
    ...(row.addition ? [`số bổ sung${teams.length > 0 ? ' của xã' : ''} ${numberText(row.addition.n)}`] : []),
  ]
  const listed =
    parts.length === 2 ? parts.join(' và ') : `${parts.slice(0, -1).join(', ')} và ${parts.at(-1)}`
  const why = row.addition
    ? ` Lý do: ${sentence(row.addition.reason)} Nguồn: ${sentence(row.addition.source)}`
    : ''
  return [`Dòng ${lineNumber(row.code)}: số báo cáo ${cellText(row.period, row.unit)} gồm ${listed}.${why}`]
}

const sentence = (text: string) => (/[.!?…]$/.test(text.trim()) ? text.trim() : `${text.trim()}.`)

/** "20 giờ 15 phút ngày 20/11/2026", Vietnam time. */
export const momentText = (instant: Instant): string => {
  const ms = Date.parse(instant) + 7 * 3_600_000
  const clock = new Date(ms).toISOString()
  return `${clock.slice(11, 13)} giờ ${clock.slice(14, 16)} phút ngày ${dayText(dayOf(instant))}`
}

const paragraphs = (text: string): string[] => {
  const lines = text
    .split(/\n+/)
    .map(line => line.trim())
    .filter(Boolean)
  return lines.length > 0 ? lines : [UNWRITTEN]
}

// "Quên mật khẩu" becomes part of a sentence, "SIM không chính chủ" keeps its capitals.
const inSentence = (name: string) =>
  /^\p{Lu}\p{Ll}/u.test(name) ? name.charAt(0).toLocaleLowerCase('vi') + name.slice(1) : name

const difficultyText = (items: ReportDocument['difficulties']): string[] =>
  items.length === 0
    ? []
    : [
        `Ghi nhận khi hướng dẫn: ${items.map(item => `${inSentence(item.name)} (${numberText(item.n)} lần)`).join('; ')}.`,
      ]

const leadOf = (document: ReportDocument): string => {
  const { period } = document
  const what = document.team
    ? 'kết quả hoạt động'
    : `kết quả hoạt động của các ${document.localName} trên địa bàn`
  const span = `từ ngày ${dayText(period.from)} đến hết ngày ${dayText(period.to)}`
  return `${authorText(document, 'Ủy ban nhân dân')} báo cáo ${what} tháng ${period.month} năm ${period.year} (số liệu ${span}) như sau:`
}

const stateOf = (document: ReportDocument): string[] => {
  const lines: string[] = []
  if (document.teams)
    lines.push(
      `Số tổ đã gửi báo cáo: ${numberText(document.teams.reported)}/${numberText(document.teams.total)}.`,
    )
  if (document.reviewed)
    lines.push(
      `Đã rà soát ${numberText(document.reviewed.homes)}/${numberText(document.reviewed.total)} hộ (nguồn tổng số hộ: ${sentence(document.reviewed.source).slice(0, -1)}).`,
    )
  return lines.length > 0 ? [lines.join(' ')] : []
}

/** Lays a report out as an official paper. */
export const paperOf = (document: ReportDocument): Paper => {
  const commune = upper(communeText(document))
  const prepared = document.preparer?.name
    ? [`Người lập biểu: ${document.preparer.name}, ${document.preparer.title}.`]
    : []
  return {
    mark: markText(document),
    above: document.team ? `ỦY BAN NHÂN DÂN ${commune}` : null,
    issuer: document.team
      ? [upper(document.team.localName), upper(teamPlaceText(document.team.place))]
      : ['ỦY BAN NHÂN DÂN', commune],
    nation: 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
    motto: 'Độc lập - Tự do - Hạnh phúc',
    number: document.team ? null : `Số: ${document.number ?? '......./BC-UBND'}`,
    placeAndDay: `${bareName(document.commune.kind, document.place)}, ${longDayText(document.day)}`,
    title: 'BÁO CÁO',
    subject: document.team
      ? `Kết quả hoạt động tháng ${document.period.month} năm ${document.period.year}`
      : `Kết quả hoạt động của ${document.localName} tháng ${document.period.month} năm ${document.period.year}`,
    lead: leadOf(document),
    columns: [
      'TT',
      'Nội dung',
      'Đơn vị tính',
      'Trong kỳ',
      'Lũy kế từ đầu năm',
      `Chỉ tiêu giao năm ${document.period.year}`,
      '% đạt',
    ],
    rows: document.rows.flatMap(rowOf),
    notes: [
      ...document.rows.flatMap(additionNotes),
      ...document.rows.flatMap(row =>
        row.note ? [`Dòng ${lineNumber(row.code)}: ${sentence(row.note)}`] : [],
      ),
      ...prepared,
    ],
    sections: [
      { title: 'I. KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU', paragraphs: stateOf(document) },
      { title: 'II. KẾT QUẢ NỔI BẬT', paragraphs: paragraphs(document.narrative.highlights) },
      {
        title: 'III. KHÓ KHĂN, VƯỚNG MẮC',
        paragraphs: [
          ...(document.narrative.difficulties.trim() === '' && document.difficulties.length > 0
            ? []
            : paragraphs(document.narrative.difficulties)),
          ...difficultyText(document.difficulties),
        ],
      },
      { title: 'IV. KIẾN NGHỊ, ĐỀ XUẤT', paragraphs: paragraphs(document.narrative.proposals) },
      { title: 'V. NHIỆM VỤ KỲ TỚI', paragraphs: paragraphs(document.narrative.next) },
    ],
    closing: document.team
      ? `Trên đây là báo cáo kết quả hoạt động tháng ${document.period.month} năm ${document.period.year} của ${authorText(document, '')}.`
      : `Trên đây là báo cáo kết quả hoạt động của ${document.localName} tháng ${document.period.month} năm ${document.period.year}, ${authorText(document, 'Ủy ban nhân dân')} trân trọng báo cáo.`,
    recipients: document.team ? [] : document.recipients,
    authority: document.signer.authority,
    signer: document.signer.name,
    foot: [
      `${periodLabel(document.period)}. Số liệu tính đến ${momentText(document.asOf)}.`,
      document.hash ? `Mã nội dung SHA-256: ${document.hash}` : '',
      document.audit ? `Nhật ký của xã đến dòng ${document.audit.n}: ${document.audit.head}` : '',
    ]
      .filter(Boolean)
      .join('\n'),
  }
}
