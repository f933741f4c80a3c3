/** Words of poster copies. */
export const postersVi = {
  title: 'Áp phích',
  lead: 'Mỗi bản in có mã riêng: biết bản nào được quét nhiều, bản nào phải thay, và người quét nhờ được đúng tổ của mình.',
  make: 'Làm các bản',
  skill: 'Bài học',
  where: 'Dán ở',
  whereHint: 'Ghi số bản cho từng nơi, để 0 nếu không dán.',
  wholeCommune: 'Nơi dùng chung cả xã (chợ, Trung tâm Phục vụ hành chính công)',
  made: (n: number) => `Đã làm ${n} bản. Tải về rồi in.`,
  printMade: (n: number) => `In ${n} bản vừa làm`,
  size: 'Khổ giấy',
  list: 'Các bản đang dán',
  scansTitle: 'Lượt quét 60 ngày qua',
  scansAll: 'Cả xã',
  scansNone: 'Chưa có lượt quét',
  byVillage: 'Theo thôn, bản',
  scans: (n: number) => (n === 0 ? 'Chưa ai quét' : `${n} lượt quét`),
  recallTitle: (n: number) => `${n} bản cần xem lại`,
  recallLead: 'Bài học đã đổi từ khi in, hoặc người dân báo có vấn đề. Đến xem rồi ghi lại.',
  outdated: (printed: number, now: number) =>
    `Bài học đã đổi: giấy in phiên bản ${printed}, nay là phiên bản ${now}.`,
  reports: {
    covered: (n: number) => `${n} lần báo bị dán đè mã khác`,
    wrong: (n: number) => `${n} lần báo nội dung không còn đúng`,
    torn: (n: number) => `${n} lần báo rách, mờ`,
  },
  fine: 'Đã xem, vẫn tốt',
  gone: 'Đã gỡ',
  replaced: 'Thay bản mới',
  replacedBy: (code: string) => `Đã làm bản mới ${code}. In rồi dán thay.`,
  settled: 'Đã ghi lại',
  open: 'Mở trang của mã',
  print: 'In',
  emptyTitle: 'Chưa có bản nào',
  empty: 'Chọn một bài học và nơi dán. Nên bắt đầu với VNeID ở nhà văn hóa.',
}

export type PostersWords = typeof postersVi
