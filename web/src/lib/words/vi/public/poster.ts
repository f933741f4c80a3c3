/** The page behind "is this poster still right?". */
export const posterVi = {
  title: 'Áp phích này còn đúng không?',
  link: 'Áp phích này còn đúng không?',
  right: 'Còn đúng',
  rightWhy: 'Nội dung bài học chưa đổi từ khi in tờ này.',
  old: 'Bài học đã đổi từ khi in',
  oldWhy: 'Học theo nội dung mới trên điện thoại. Xã sẽ thay tờ này.',
  gone: 'Tờ này đã được gỡ hoặc thay',
  goneWhy: (day: string) => `Xã ghi đã gỡ ngày ${day}. Vẫn thấy dán ở đây thì báo giúp bên dưới.`,
  lesson: 'Bài học',
  place: 'Nơi dán',
  printed: 'Bản in',
  now: 'Bài học hiện nay',
  version: (n: number) => `phiên bản ${n}`,
  code: 'Mã của tờ này',
  compare: 'So mã trên giấy với mã ở đây. Khác nhau, hoặc nơi dán không đúng, thì có thể mã đã bị dán đè.',
  open: 'Xem bài học mới nhất',
  report: 'Báo tờ áp phích có vấn đề',
  kinds: {
    covered: 'Bị dán đè mã khác hoặc mã lạ',
    wrong: 'Nội dung không còn đúng',
    torn: 'Rách, mờ, không quét được',
  },
  send: 'Gửi cho xã',
  told: 'Đã báo cho xã. Cảm ơn đã giữ an toàn cho cả thôn, bản.',
  noName: 'Không hỏi tên, không ghi ai đã báo.',
}
export type PosterWords = typeof posterVi
