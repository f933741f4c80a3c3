import type { Day } from '@tung-nha/model/kit/day.ts'
import { inWords, numberText } from '@tung-nha/model/kit/number.ts'
import { DEMO_MARK, longDayText } from '@tung-nha/model/report/document.ts'
import { bareName } from '@tung-nha/model/unit/name.ts'
import type { AllowancePaper } from '#documents/allowance.ts'
import type { PaidBy } from '#thanks/queries.ts'

export type AllowanceMonth = {
  unit: { kind: string; name: string }
  /** What such teams are called here. */
  localName: string
  month: string
  rule: PaidBy | null
  teams: number
  total: number
  lines: readonly { name: string; team: string; days: number; amount: number }[]
  day: Day
  demo: boolean
}

const capital = (text: string) => text.charAt(0).toLocaleUpperCase('vi') + text.slice(1)

/** The list of a month as it is printed and signed. Only who was active stands on it. */
export const allowancePaper = ({
  unit,
  localName,
  month,
  rule,
  teams,
  total,
  lines,
  day,
  demo,
}: AllowanceMonth): AllowancePaper => {
  const paid = lines.filter(line => line.days > 0)
  const [year, number] = month.split('-') as [string, string]
  const each = rule?.teamMonth ?? 0
  return {
    issuer: ['ỦY BAN NHÂN DÂN', unit.name.toLocaleUpperCase('vi')],
    title: ['DANH SÁCH HỖ TRỢ THÀNH VIÊN', `${localName.toLocaleUpperCase('vi')}, THÁNG ${number}/${year}`],
    basis: rule && `Căn cứ: ${rule.source}`,
    columns: ['Số thứ tự', 'Họ và tên', 'Tổ', 'Số ngày', 'Số tiền (đồng)', 'Ký nhận'],
    lines: paid.map(line => [line.name, line.team, numberText(line.days), numberText(line.amount)]),
    teams: [
      `Hỗ trợ tổ: ${numberText(teams)} tổ có hoạt động, mỗi tổ ${numberText(each)} đồng`,
      numberText(teams * each),
    ],
    total: ['Tổng cộng', numberText(paid.reduce((sum, line) => sum + line.days, 0)), numberText(total)],
    words: `Bằng chữ: ${capital(inWords(total))} đồng.`,
    placeAndDay: `${bareName(unit.kind, unit.name)}, ${longDayText(day)}`,
    sign: [
      { title: 'NGƯỜI LẬP BIỂU', hint: '(Ký, ghi rõ họ tên)' },
      { title: 'TM. ỦY BAN NHÂN DÂN', hint: '(Ký tên, đóng dấu)' },
    ],
    mark: demo ? DEMO_MARK : null,
  }
}
