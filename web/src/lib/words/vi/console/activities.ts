import { difficulties } from 'virtual:difficulties/vi'
import type { AgeBand, Outcome } from '@tung-nha/model/activity/shape.ts'

const outcomes: Record<Outcome, string> = {
  guided: 'Đã hướng dẫn',
  nobody_home: 'Không có ai ở nhà',
  refused: 'Không muốn tiếp',
  held: 'Đã tổ chức',
}
const ages: Record<AgeBand, string> = {
  under18: 'dưới 18 tuổi',
  '18to59': 'từ 18 đến 59 tuổi',
  from60: 'từ 60 tuổi trở lên',
}

/** Words of the visits and gatherings of a commune, and of one of them. */
export const activitiesVi = {
  title: 'Hoạt động',
  lead: 'Các lần đến nhà và buổi đông người, mới nhất trước. Mở một hoạt động được ghi vào nhật ký.',
  period: 'Kỳ',
  allDays: 'Mọi ngày',
  periodText: (month: string, span: string) => `Tháng ${month} (${span})`,
  kind: 'Loại',
  allKinds: 'Mọi loại',
  team: 'Tổ',
  allTeams: 'Mọi tổ',
  difficulty: 'Vướng mắc',
  anyDifficulty: 'Có hoặc không vướng mắc',
  difficulties,
  outcomes,
  clear: 'Bỏ lọc',
  doubt: {
    mark: 'Ngày cần xem lại',
    count: (n: number) => `${n} lần có ngày cần xem lại`,
    show: 'Xem các lần này',
    only: 'Chỉ các lần có ngày cần xem lại',
    all: 'Xem mọi lần',
    why: 'Lúc ghi, ngày này chưa đến hoặc đã qua hơn 60 ngày, thường do đồng hồ của máy sai. Lần này vẫn tính vào kỳ của ngày đã ghi.',
    mend: 'Hỏi lại người ghi. Sai ngày thì người ghi bấm Sửa trên máy của mình rồi ghi lại; đúng ngày thì để nguyên.',
  },
  columns: {
    what: 'Hoạt động',
    day: 'Ngày',
    where: 'Nơi',
    who: 'Người ghi',
    people: 'Số người',
    difficulties: 'Vướng mắc',
  },
  home: (head: string) => `Nhà ${head}`,
  noNameHome: 'Nhà không ghi tên',
  emptyTitle: 'Chưa có hoạt động nào',
  empty: 'Khi thành viên ghi lần đến hoặc buổi đông người, hoạt động hiện ở đây.',
  noneTitle: 'Không có hoạt động nào như vậy',
  none: 'Bỏ bớt điều kiện lọc.',
  recorded: 'Việc mở hoạt động này đã được ghi vào nhật ký của xã.',
  voided: 'Hoạt động này đã bị hủy, không tính vào số liệu.',
  recordedAt: (when: string) => `Ghi lúc ${when}`,
  attendance: 'Số người dự',
  topics: 'Nội dung',
  dossiers: 'Hồ sơ trực tuyến',
  dossierKinds: { self: 'tự nộp', selfGuided: 'tự nộp có hướng dẫn', behalf: 'nộp hộ' },
  nextDay: 'Hẹn lại',
  request: 'Đến theo yêu cầu hỗ trợ của người dân',
  evidence: {
    title: 'Ảnh, ghi âm',
    photoOf: 'Ảnh của lần đến này',
    voiceOf: 'Ghi âm của lần đến này',
    gone: {
      photo: 'Ảnh chưa gửi đến, hoặc đã xóa theo yêu cầu.',
      voice: 'Ghi âm chưa gửi đến, hoặc đã xóa theo yêu cầu.',
    },
  },
  note: 'Ghi chú',
  guided: 'Người được hướng dẫn',
  guidedNone: 'Không có người nào được ghi.',
  noName: 'Hồ sơ đã xóa hoặc ở địa bàn khác',
  unnamed: (count: string, age: string) => `${count} người ${age}, không ghi tên`,
  ages,
  noSkills: 'Không ghi kỹ năng',
  openHome: 'Mở hồ sơ nhà',
  openTeam: 'Mở tổ',
}

export type ActivitiesWords = typeof activitiesVi
