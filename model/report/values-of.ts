import { dayText, numberText } from '#model/kit/number.ts'
import { authorText, communeText, periodLabel, type ReportDocument } from '#model/report/document.ts'
import type { ReportValues } from '#model/report/values.ts'

const difficultyText = (report: ReportDocument): string =>
  [
    report.narrative.difficulties.trim(),
    report.difficulties.map(item => `${item.name} (${numberText(item.n)} lần)`).join('; '),
  ]
    .filter(Boolean)
    .join('\n')

/** What a report can write into a province's form: see values.ts for the keys. Empty narrative stays empty. */
export const reportValues = (report: ReportDocument): ReportValues => {
  const commune = communeText(report)
  const team = report.team ? authorText(report, '') : ''
  const values: ReportValues = {
    'unit.name': team || `UBND ${commune}`,
    'unit.commune': commune,
    'unit.province': report.province ?? '',
    'team.name': team,
    'period.label': periodLabel(report.period),
    'period.month': report.period.month,
    'period.year': String(report.period.year),
    'period.from': dayText(report.period.from),
    'period.to': dayText(report.period.to),
    'report.number': report.number ?? '',
    'report.day': report.day ? dayText(report.day) : '',
    'signer.name': report.signer.name ?? '',
    'narrative.highlights': report.narrative.highlights.trim(),
    'narrative.difficulties': difficultyText(report),
    'narrative.proposals': report.narrative.proposals.trim(),
    'narrative.next': report.narrative.next.trim(),
  }
  for (const row of report.rows) {
    if (row.heading) continue
    values[`${row.code}.period`] = row.period
    values[`${row.code}.yearToDate`] = row.yearToDate
    values[`${row.code}.target`] = row.target ?? ''
    values[`${row.code}.percent`] = row.percent ?? ''
  }
  return values
}
