import { gatheringKindsVi } from '#lib/words/vi/activity.ts'
export const gatheringVi = {
  title: 'Buổi đông người',
  kind: 'Buổi gì?',
  kinds: gatheringKindsVi,
  topics: 'Nói về kỹ năng gì?',
  moreTopics: 'Kỹ năng khác',
  count: 'Bao nhiêu người dự?',
  names: 'Tích tên người dự (không bắt buộc)',
  namesHint: 'Chỉ người đã đồng ý ghi tên mới có ở đây.',
  search: 'Tìm tên',
  picked: (count: number) => `Đã tích ${count} người`,
  area: 'Ở bản nào?',
  day: 'Ngày tổ chức',
  note: 'Ghi chú',
  more: 'Ngày tổ chức, ghi chú',
  willStore: (kind: string, count: string | null, topics: string) =>
    `${kind}, ${count === null ? 'tổ cùng làm' : `${count} người dự`}${topics ? `, về ${topics}` : ''}.`,
  save: 'Lưu buổi',
  needKind: 'Chọn loại buổi.',
  needCount: 'Cho biết số người dự.',
  saved: 'Đã lưu buổi đông người trên máy.',
}
