/** Words of training on the phone, and of gatherings that were planned. */
export const fieldTrainingVi = {
  title: 'Điểm danh lớp tập huấn',
  lead: 'Quét mã QR dán ở lớp bằng máy ảnh, hoặc gõ mã lớp.',
  code: 'Mã lớp',
  send: 'Ghi có mặt',
  present: (title: string) => `Đã ghi có mặt: ${title}`,
  home: 'Về hôm nay',
  mine: 'Kiểm tra và chứng nhận của tôi',
  certificate: (skill: string, day: string) => `${skill}: đạt, chứng nhận cấp ngày ${day}`,
  printCertificate: 'Mở bản in',
  checked: (skill: string, day: string, passed: boolean) =>
    `${day}: ${skill}, ${passed ? 'đạt' : 'chưa đạt'}`,
  noChecks: 'Chưa có buổi kiểm tra nào. Học bài trước, rồi nhờ xã hẹn buổi kiểm tra.',
  checkOther: 'Kiểm tra chứng nhận của người khác',
  checkOtherLead: 'Quét mã trên giấy bằng máy ảnh. Máy này kiểm tra được cả khi không có mạng.',
  need: {
    title: 'Tổ đang thiếu gì',
    lead: 'Ghi kỹ năng chưa ai trong tổ hướng dẫn được, hoặc máy móc còn thiếu. Xã lên kế hoạch tập huấn, trang bị theo đó.',
    skill: 'Kỹ năng',
    equipment: 'Trang thiết bị',
    which: 'Kỹ năng nào',
    note: 'Ghi thêm',
    noteHint: 'Ví dụ: máy của tổ hết bộ nhớ.',
    send: 'Gửi xã',
    sent: 'Đã gửi xã.',
  },
  unchecked: 'Chưa qua kiểm tra kỹ năng này. Vẫn ghi được, nhờ tổ trưởng hẹn buổi kiểm tra.',
  planned: 'Buổi đã lên lịch',
  plannedWhen: (hours: string, day: string) => [hours, day].filter(Boolean).join(', '),
  helps: 'Tổ khác chủ trì và ghi số người dự. Buổi này ghi là tổ cùng làm.',
}
export type FieldTrainingWords = typeof fieldTrainingVi
