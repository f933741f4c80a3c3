/** Words of poster copies. */
export const postersVi = {
  title: 'Áp phích',
  lead: 'Mỗi bản in có mã riêng: biết bản nào được quét nhiều, và người quét nhờ được đúng tổ của mình.',
  make: 'Làm một bản',
  skill: 'Bài học',
  where: 'Dán ở',
  wholeCommune: 'Nơi dùng chung cả xã (chợ, bộ phận một cửa)',
  made: 'Đã làm bản mới. Tải về rồi in.',
  list: 'Các bản đã làm',
  a4: 'In A4',
  a3: 'In A3',
  scans: (n: number) => (n === 0 ? 'Chưa ai quét' : `${n} lượt quét`),
  outdated: 'Bài học đã đổi từ khi in, nên in lại.',
  open: 'Mở trang của mã',
  emptyTitle: 'Chưa có bản nào',
  empty: 'Chọn một bài học và một nơi dán. Nên bắt đầu với VNeID ở nhà văn hóa.',
}

export type PostersWords = typeof postersVi
