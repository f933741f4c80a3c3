import type { NamedIndicator } from '#model/report/template.ts'
import { VALUE_COLUMNS, type ValueColumn, valueKeys } from '#model/report/values.ts'

const COLUMN_WORDS: Record<ValueColumn, string> = {
  period: 'Trong kỳ',
  yearToDate: 'Lũy kế từ đầu năm',
  target: 'Chỉ tiêu giao',
  percent: '% đạt',
}

const TEXT_WORDS: Record<string, string> = {
  'unit.name': 'Tên đơn vị báo cáo',
  'unit.commune': 'Tên xã, phường, đặc khu',
  'unit.province': 'Tên tỉnh, thành phố',
  'team.name': 'Tên tổ',
  'period.label': 'Kỳ báo cáo',
  'period.month': 'Tháng',
  'period.year': 'Năm',
  'period.from': 'Từ ngày',
  'period.to': 'Đến ngày',
  'report.number': 'Số báo cáo',
  'report.day': 'Ngày báo cáo',
  'signer.name': 'Người ký',
  'narrative.highlights': 'Kết quả nổi bật',
  'narrative.difficulties': 'Khó khăn, vướng mắc',
  'narrative.proposals': 'Kiến nghị, đề xuất',
  'narrative.next': 'Nhiệm vụ kỳ tới',
}

/** Everything that may be put into a cell, in words for a list of choice: figures first, then texts. */
export const valueChoices = (
  indicators: readonly NamedIndicator[],
): { key: string; name: string; unit: string }[] => {
  const figures = indicators.flatMap(({ code, name, unit }) =>
    (Object.keys(VALUE_COLUMNS) as ValueColumn[]).map(column => ({
      key: `${code}.${column}`,
      name: `${code} ${name}: ${COLUMN_WORDS[column]}`,
      unit: column === 'percent' ? '%' : unit,
    })),
  )
  return [...figures, ...valueKeys([]).map(key => ({ key, name: TEXT_WORDS[key] ?? key, unit: '' }))]
}
