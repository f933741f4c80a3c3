/** Words of the page that takes in real borders. */
export const bordersVi = {
  title: 'Ranh giới',
  lead: 'Tệp GeoJSON gồm các tỉnh, thành phố. Hệ thống thu nhỏ, khớp theo tên hoặc mã rồi vẽ ở trang Mạng lưới.',
  file: 'Tệp GeoJSON',
  on: 'Ranh giới của ngày',
  onHint: 'Tệp 63 tỉnh: chọn một ngày trước 01/07/2025.',
  source: 'Nguồn, ghi dưới bản đồ',
  send: 'Đưa vào bản đồ',
  done: (n: number) => `Đã khớp ${n} tỉnh, thành phố.`,
  size: (size: string) => `Bản đồ sau khi thu nhỏ: ${size}.`,
  unmatched: 'Vùng trong tệp chưa khớp được',
  missing: 'Tỉnh, thành phố chưa có ranh giới',
  look: 'Xem trang Mạng lưới',
}
export type BordersWords = typeof bordersVi
