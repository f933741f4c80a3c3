/** Words of the list of allowances that is printed and signed. */
export const thanksWordsVi = {
  title: (unit: string, month: string) =>
    `DANH SÁCH HỖ TRỢ THÀNH VIÊN TỔ, ${unit.toLocaleUpperCase('vi')}, THÁNG ${month}`,
  basis: (source: string) => `Căn cứ: ${source}`,
  headings: ['STT', 'Họ và tên', 'Tổ', 'Số ngày hoạt động', 'Số tiền (đồng)', 'Ký nhận'],
  teams: (n: number, each: string) => `Hỗ trợ tổ: ${n} tổ, mỗi tổ ${each} đồng`,
  total: 'Tổng cộng',
  sign: ['Người lập biểu', 'TM. ỦY BAN NHÂN DÂN'],
  sheet: 'Danh sách',
  name: (month: string) => `ho-tro-thanh-vien-${month}.xlsx`,
}
export type ThanksWords = typeof thanksWordsVi
