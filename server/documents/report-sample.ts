import { readFileSync } from 'node:fs'
import type { DocumentRow, ReportDocument } from '@tung-nha/model/report/document.ts'

type Indicator = {
  code: string
  name: { vi: string }
  unit: { vi: string }
  kind: string | null
  target: boolean
  rows: Indicator[]
  outside: { name: { vi: string } } | null
}

const INDICATORS = new URL('../../catalogue/indicators.json', import.meta.url)

const figure = (indicator: Indicator, index: number): DocumentRow => {
  const unit = indicator.unit.vi
  const period = indicator.code === 'TN07' ? null : unit === '%' ? 41.25 + index : 12 * (index + 1)
  const yearToDate = unit === '%' ? 45.06 + index : 744 * (index + 2)
  const target = indicator.target ? (unit === '%' ? 60 : 2400) : null
  return {
    code: indicator.code,
    name: indicator.name.vi,
    unit,
    period,
    yearToDate,
    target,
    percent: target === null ? null : (yearToDate / target) * 100,
    system: indicator.code === 'TN01' && period !== null ? period - 5 : period,
    addition:
      indicator.code === 'TN01'
        ? { n: 5, reason: 'Năm hộ đến hướng dẫn trước khi dùng hệ thống', source: 'sổ tay của tổ' }
        : null,
    note: null,
    sources: indicator.outside
      ? [
          {
            name: `Theo ${indicator.outside.name.vi.toLowerCase()}`,
            period: 50.3,
            yearToDate: 50.3,
            day: '2026-11-10',
          },
        ]
      : [],
    heading: indicator.kind === null,
  }
}

const rows = (): DocumentRow[] => {
  const { indicators } = JSON.parse(readFileSync(INDICATORS, 'utf8')) as { indicators: Indicator[] }
  return indicators.flatMap(indicator => [indicator, ...indicator.rows]).map(figure)
}

/** An invented report of an invented team, complete in every part: for tests and for looking at the papers. */
export const sampleTeamReport = (): ReportDocument => ({
  level: 'team',
  commune: { kind: 'xã', name: 'Vân Hồ' },
  team: { localName: 'Tổ công nghệ số cộng đồng', place: 'bản Co Chàm' },
  localName: 'Tổ công nghệ số cộng đồng',
  period: { month: 11, year: 2026, from: '2026-10-15', to: '2026-11-14', due: '2026-11-20' },
  number: null,
  place: 'Vân Hồ',
  day: '2026-11-18',
  teams: null,
  reviewed: { homes: 96, total: 150, source: 'danh sách hộ theo Quyết định số 118/QĐ-UBND ngày 02/03/2026' },
  rows: rows(),
  narrative: {
    highlights:
      'Tổ đã đến 12 hộ, mở một buổi hướng dẫn tại nhà văn hóa bản với 34 lượt người dự.\nThêm sáu nhà có người sử dụng thành thạo và đang chỉ lại cho người trong nhà.',
    difficulties: 'Hai ngõ cuối bản sóng yếu, phải ra đường lớn mới gửi được hồ sơ.',
    proposals: 'Đề nghị xã làm việc với doanh nghiệp viễn thông về vùng lõm sóng.',
    next: '',
  },
  difficulties: [
    { name: 'Quên mật khẩu', n: 12 },
    { name: 'SIM không chính chủ', n: 7 },
  ],
  signer: { authority: ['TỔ TRƯỞNG'], name: 'Hà Văn Mẫu' },
  preparer: null,
  recipients: [],
  preview: false,
  hash: null,
  asOf: '2026-11-18T13:15:00.000Z',
  demo: true,
})

/** The same for the commune, signed. */
export const sampleCommuneReport = (): ReportDocument => ({
  ...sampleTeamReport(),
  level: 'commune',
  team: null,
  number: '45/BC-UBND',
  day: '2026-11-20',
  teams: { reported: 23, total: 25 },
  reviewed: { homes: 1204, total: 2900, source: 'Phòng Văn hóa - Xã hội, ngày 31/10/2026' },
  signer: { authority: ['TM. ỦY BAN NHÂN DÂN', 'KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH'], name: 'Lò Thị Minh Họa' },
  preparer: { title: 'công chức Phòng Văn hóa - Xã hội', name: 'Vì Văn Ví Dụ' },
  recipients: [
    'Sở Khoa học và Công nghệ tỉnh Sơn La',
    'Chủ tịch, các Phó Chủ tịch UBND xã',
    'Các tổ công nghệ số cộng đồng',
    'Lưu: VT, VHXH',
  ],
  hash: '9f2c5e0b7a1d4836c2f10e9d8b7a65f4e3d2c1b0a99887766554433221100ffe',
})
