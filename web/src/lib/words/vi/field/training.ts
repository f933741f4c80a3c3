/** Words of training on the phone, and of gatherings that were planned. */
export const fieldTrainingVi = {
  title: 'Điểm danh lớp tập huấn',
  lead: 'Quét mã QR dán ở lớp bằng máy ảnh, hoặc gõ mã lớp.',
  code: 'Mã lớp',
  send: 'Ghi có mặt',
  present: (title: string) => `Đã ghi có mặt: ${title}`,
  home: 'Về hôm nay',
  unchecked: 'Chưa qua kiểm tra kỹ năng này. Vẫn ghi được, nhờ tổ trưởng hẹn buổi kiểm tra.',
  planned: 'Buổi đã lên lịch',
  plannedWhen: (hours: string, day: string) => [hours, day].filter(Boolean).join(', '),
  helps: 'Tổ khác chủ trì và ghi số người dự. Buổi này ghi là tổ cùng làm.',
}
export type FieldTrainingWords = typeof fieldTrainingVi
