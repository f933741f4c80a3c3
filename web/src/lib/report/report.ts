import type {
  GetTeamReport,
  PutTeamReport,
  ReturnTeamReport,
  TeamRowSource,
} from '@tung-nha/model/api/reports.ts'
import type { BodyOf, ReplyOf } from '@tung-nha/model/kit/contract.ts'

export type Report = ReplyOf<GetTeamReport>
export type ReportRow = Report['rows'][number]
export type Indicator = Report['indicators'][number]
export type RowSource = ReplyOf<TeamRowSource>
export type SourceItem = RowSource['items'][number]
export type Draft = BodyOf<PutTeamReport>
export type Written = Omit<Draft, 'version'>
export type Addition = Written['additions'][string]
export type Remark = BodyOf<ReturnTeamReport>

/**
 * What the page needs of the outside: a team's report on the phone and a commune's on the desk differ in addresses
 * only. Every function throws what `call` throws.
 */
export type ReportDoor = {
  load: () => Promise<Report>
  save: (draft: Draft) => Promise<Report>
  submit: (version: number) => Promise<Report>
  /** A team's report is approved, a commune's is signed. */
  accept: (version: number) => Promise<Report>
  sendBack: (remark: Remark) => Promise<Report>
  amend: (remark: Remark) => Promise<Report>
  source: (code: string, after: string | null) => Promise<RowSource>
  zalo: () => Promise<string>
  /** Address of the paper; `inline` shows it in the browser instead of downloading. */
  paper: (format: 'pdf' | 'docx' | 'xlsx', inline?: boolean) => string
  /** What was typed and not yet saved, kept on this device; without a network it is the only place. */
  draft?: {
    /** It outlives the page and its tab, so that leaving costs nothing. */
    lasting: boolean
    read: () => Promise<Written | null>
    keep: (written: Written) => Promise<unknown>
    drop: () => Promise<unknown>
  }
  /** Where what stands behind a number can be opened; null when nowhere. */
  linkOf: (item: SourceItem, code: string) => string | null
  /** Where the activities whose day is hard to believe can be looked at. */
  doubtfulOf: (report: Report) => string
}

/** What the reader of a row may do with it now; what is left out is not offered. */
export type RowActions = {
  source: (code: string) => void
  add?: (code: string) => void
  remark?: (code: string) => void
}

/** A report's rows with the rows below each, in the order of the form. */
export type RowGroup = {
  row: ReportRow
  indicator: Indicator
  below: { row: ReportRow; indicator: Indicator }[]
}

export const groupsOf = (report: Pick<Report, 'rows' | 'indicators'>): RowGroup[] => {
  const rows = new Map(report.rows.map(row => [row.code, row]))
  const pair = (indicator: Indicator) => {
    const row = rows.get(indicator.code)
    return row ? [{ row, indicator }] : []
  }
  return report.indicators
    .filter(indicator => indicator.parent === null)
    .flatMap(pair)
    .map(top => ({
      ...top,
      below: report.indicators.filter(one => one.parent === top.row.code).flatMap(pair),
    }))
}

export const writtenOf = ({ narrative, additions, answers }: Written): Written => ({
  narrative: { ...narrative },
  additions: Object.fromEntries(Object.entries(additions).map(([code, one]) => [code, { ...one }])),
  answers: { ...answers },
})

/** Whether two drafts say the same; empty answers say nothing. */
export const sameWritten = (a: Written, b: Written): boolean => {
  const plain = ({ narrative, additions, answers }: Written) =>
    JSON.stringify([
      narrative.highlights,
      narrative.difficulties,
      narrative.proposals,
      narrative.next,
      Object.entries(additions)
        .map(([code, { n, reason, source }]) => [code, n, reason, source])
        .sort(),
      Object.entries(answers)
        .filter(([, text]) => text.trim() !== '')
        .sort(),
    ])
  return plain(a) === plain(b)
}

/** Checks that still stand in the way of sending, by what is typed now. */
export const openChecks = (report: Report, written: Written): Report['checks'] =>
  report.checks.filter(
    check => check.severity === 'stop' || (written.answers[check.answerKey] ?? '').trim() === '',
  )

/** A row's number with what is typed beside it now; the server says the same after saving. Null is not zero. */
export const typedNumber = (row: ReportRow, written: Written, year = false): number | null => {
  const typed = written.additions[row.code]?.n ?? 0
  const base = year ? row.reportedYear : row.reported
  return base === null && typed === 0 ? null : (base ?? 0) + typed - (row.addition?.n ?? 0)
}
