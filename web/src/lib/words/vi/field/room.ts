/** Words for a phone that has little room left. */
export const roomVi = {
  low: 'Bộ nhớ máy sắp đầy',
  full: 'Bộ nhớ máy đã đầy',
  left: (bytes: string) => `Còn khoảng ${bytes}.`,
  kept: 'Việc chưa gửi và bản đang soạn vẫn giữ nguyên.',
  send: (count: string) => `Gửi ${count} việc chưa gửi khi có mạng.`,
  drop: 'Xóa bớt ảnh, video, ứng dụng cũ trong máy.',
  again: 'Bấm lưu lại. Đừng đóng trang này.',
  sendNow: 'Gửi ngay',
  letGo: 'Dọn ảnh, tiếng đã gửi',
  letGoDone: 'Đã dọn những gì máy chủ có rồi.',
}
