import { dayText, numberText, percentText } from '#model/kit/number.ts'
import { authorText, type DocumentRow, periodLabel, type ReportDocument } from '#model/report/document.ts'

const value = (row: DocumentRow | undefined): string =>
  !row || row.period === null
    ? 'chưa có số liệu'
    : row.unit === '%'
      ? percentText(row.period)
      : `${numberText(row.period)} ${row.unit}`

const toDate = (row: DocumentRow | undefined): string =>
  !row || row.yearToDate === null || row.unit === '%' ? '' : ` (lũy kế ${numberText(row.yearToDate)})`

const firstSentence = (text: string): string => /^[^\n.!?]+[.!?]?/.exec(text.trim())?.[0] ?? ''

/**
 * "Tóm tắt": the report in six lines to paste into the Zalo group. Figures and the reporter's own first sentence
 * only; names of residents are in no field it reads.
 */
export const zaloText = (report: ReportDocument): string => {
  const row = (code: string) => report.rows.find(item => item.code === code)
  const who = authorText(report, 'UBND')
  const top = report.difficulties.slice(0, 2).map(item => `${item.name} (${numberText(item.n)})`)
  const trouble =
    top.length > 0 ? top.join(', ') : firstSentence(report.narrative.difficulties) || 'chưa ghi nhận'
  const next = firstSentence(report.narrative.next)
  const mark = report.demo ? ' [Dữ liệu minh họa]' : ''
  return [
    `${who}. ${periodLabel(report.period)}${mark}`,
    `Hộ được đến tận nhà: ${value(row('TN01'))}${toDate(row('TN01'))}`,
    `Lượt người được hướng dẫn: ${value(row('TN02'))}${toDate(row('TN02'))}; buổi tập trung: ${value(row('TN10'))}`,
    `Hộ có người sử dụng thành thạo: ${value(row('TN04'))}; hồ sơ người dân tự nộp: ${value(row('TN08'))}`,
    `Khó khăn: ${trouble}`,
    next ? `Kỳ tới: ${next}` : `Hạn gửi báo cáo: ${dayText(report.period.due)}`,
  ].join('\n')
}
