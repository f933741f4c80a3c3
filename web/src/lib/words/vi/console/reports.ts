/** Words of reports: the list of a period, one report, and where a number comes from. */
export const reportsVi = {
  title: 'Báo cáo',
  lead: 'Báo cáo tháng của các tổ và của xã',
  leadAbove: 'Báo cáo tháng của các xã, phường, đặc khu',
  own: 'Báo cáo của xã',
  ownHint: (sent: number, of: number) => `Gộp số của ${of} tổ, ${sent} tổ đã gửi.`,
  open: 'Mở báo cáo',
  list: 'Báo cáo của các tổ',
  columns: {
    place: 'Tổ',
    state: 'Tình trạng',
    sent: 'Gửi lúc',
    commune: 'Xã, phường, đặc khu',
    signed: 'Ký lúc',
    signer: 'Người ký',
  },
  notSent: 'Chưa gửi',
  counts: (signed: number, of: number, late: number) => `${signed}/${of} đơn vị đã ký báo cáo · ${late} chậm`,
  noneAbove: 'Kỳ này chưa có báo cáo nào',
  noneAboveHint: 'Báo cáo hiện ở đây khi xã ký. Thử mở kỳ trước.',
  filter: { all: 'Tất cả', signed: 'Đã ký', missing: 'Chưa ký' },
}

export type ReportsWords = typeof reportsVi
