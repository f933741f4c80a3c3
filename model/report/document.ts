import type { Day, Instant } from '#model/kit/day.ts'
import { numberText, percentText, shortDayText } from '#model/kit/number.ts'
import { isKind } from '#model/unit/kinds.ts'
import { labelInSentence, readVillage } from '#model/unit/name.ts'

/** A hand-counted number beside the system's, shown apart for ever (product rule: Số từ hệ thống + Số bổ sung). */
export type DocumentAddition = { n: number; reason: string; source: string }

/** The same figure from one of two sources (the team's review, or another office): never mixed, each on its line. */
export type DocumentSource = {
  name: string
  period: number | null
  yearToDate: number | null
  day: Day | null
}

/** One line of the table. Null means "no data yet" and is printed in words, never as 0. */
export type DocumentRow = {
  /** TN02 or TN02.1; a code with a dot is a sub-row. */
  code: string
  name: string
  /** Unit of every number of the row; "%" makes them percentages (50.3 is 50,3%). Lượt and người never share a row. */
  unit: string
  period: number | null
  yearToDate: number | null
  target: number | null
  /** Percent of the target reached, e.g. 96.4. */
  percent: number | null
  /** What the system counted in the period; differs from `period` only where there is an addition. */
  system: number | null
  addition: DocumentAddition | null
  /** In a commune's report: what its teams added by hand, each with its team ("bản Co Chàm"). */
  teamAdditions?: (DocumentAddition & { team: string })[]
  note: string | null
  sources: DocumentSource[]
  /** A title without numbers of its own (TN03): its sub-rows carry them. */
  heading: boolean
}

/** Everything a monthly report prints, read by the three makers (PDF, Word, Excel). Pure data: no ids, no lookups. */
export type ReportDocument = {
  level: 'team' | 'commune'
  /** As the unit has them, { kind: 'commune', name: 'Xã Vân Hồ' }, or apart, { kind: 'xã', name: 'Vân Hồ' }. */
  commune: { kind: string; name: string }
  /** The team of a team's report; null in the commune's. `place` is "bản Co Chàm". */
  team: { localName: string; place: string } | null
  /** "tỉnh Sơn La", for forms that ask for it. */
  province?: string
  /** What the province calls its teams: "Tổ công nghệ số cộng đồng". */
  localName: string
  period: { month: number; year: number; from: Day; to: Day; due: Day }
  /** "45/BC-UBND"; null prints dots to fill in by hand. A team's report never has one. */
  number: string | null
  /** Where and when it is signed; a null day prints dots. */
  place: string
  day: Day | null
  /** How many teams of the commune have reported; null in a team's report. */
  teams: { reported: number; total: number } | null
  /** Homes looked at so far, out of all homes with their source; printed beside every percentage. */
  reviewed: { homes: number; total: number; source: string } | null
  rows: DocumentRow[]
  /** Narrative in the order of the form; empty text prints as a dotted line. */
  narrative: { highlights: string; difficulties: string; proposals: string; next: string }
  /** What stood in the way, most frequent first. */
  difficulties: { name: string; n: number }[]
  /** Authority line by line: ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"] or ["TỔ TRƯỞNG"]; name null leaves room for a hand. */
  signer: { authority: string[]; name: string | null }
  /** Who prepared the figures, in a commune's report. */
  preparer: { title: string; name: string | null } | null
  recipients: string[]
  /** Set while the report is neither approved nor signed: printed as "Bản xem trước". */
  preview: boolean
  /** SHA-256 of the frozen report, hex. */
  hash: string | null
  /** Number and hash of the last entry of the commune's log when the report was sent. */
  audit?: { n: number; head: string } | null
  asOf: Instant
  demo: boolean
}

/** "Kỳ tháng 11/2026 (15/10-14/11)": the name of a period on screens and papers. */
export const periodLabel = (period: { month: number; year: number; from: Day; to: Day }): string =>
  `Kỳ tháng ${period.month}/${period.year} (${shortDayText(period.from)}-${shortDayText(period.to)})`

/** What stands where there is no number yet: never 0, never a dash. */
export const NO_DATA = 'Chưa có số liệu'

/** A number of a row as it is printed, words for "no data yet". */
export const cellText = (value: number | null, unit: string): string =>
  value === null
    ? NO_DATA
    : unit === '%'
      ? percentText(value)
      : numberText(value, Number.isInteger(value) ? 0 : 1)

/** "ngày 20 tháng 11 năm 2026" as Decree 30/2020 writes it: two digits for days under 10 and months 1 and 2. */
export const longDayText = (day: Day | null): string => {
  if (day === null) return 'ngày ..... tháng ..... năm ........'
  const month = Number(day.slice(5, 7))
  return `ngày ${day.slice(8, 10)} tháng ${month < 3 ? `0${month}` : month} năm ${day.slice(0, 4)}`
}

/** What everything printed or taken out of the demonstration says at its top. */
export const DEMO_MARK = 'DỮ LIỆU MINH HỌA'

/** What every page must say about itself, or null: demonstration data, a paper not yet sent. */
export const markText = (document: ReportDocument): string | null => {
  const marks = [document.demo ? DEMO_MARK : '', document.preview ? 'BẢN XEM TRƯỚC' : ''].filter(Boolean)
  return marks.length > 0 ? marks.join(', ') : null
}

/** The commune inside a sentence: "xã Vân Hồ". */
export const communeText = ({ commune }: Pick<ReportDocument, 'commune'>): string =>
  isKind(commune.kind) ? labelInSentence(commune.kind, commune.name) : `${commune.kind} ${commune.name}`

/** The place of a team inside a sentence: "Bản Co Chàm" becomes "bản Co Chàm". */
export const teamPlaceText = (place: string): string => {
  const village = readVillage(place)
  return village.kind ? labelInSentence(village.kind, village.name) : place
}

/** Who a report is from: "Tổ công nghệ số cộng đồng bản Co Chàm", or the commune's body before its name. */
export const authorText = (document: Pick<ReportDocument, 'commune' | 'team'>, body: string): string =>
  document.team
    ? `${document.team.localName} ${teamPlaceText(document.team.place)}`
    : `${body} ${communeText(document)}`
