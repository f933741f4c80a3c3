/** Words of the lists of teams and members, in and out. */
export const rosterVi = {
  title: 'Danh sách tổ và thành viên',
  lead: 'Nhập cả mạng lưới từ một tệp Excel hoặc CSV, tải về khi cần. Xem trước rồi mới ghi, hoàn tác được trong một ngày.',
  drop: 'Chọn tệp danh sách',
  dropHint:
    'Mỗi dòng một người: xã, tổ, họ tên, vai trò. Tên tổ ghi một lần cho các dòng dưới cũng đọc được.',
  limit: '5 MB',
  reading: (file: string) => `Đang đọc ${file}`,
  download: { xlsx: 'Tải danh sách về (Excel)', csv: 'Tải về (CSV)' },
  earlier: 'Các lần nhập',
  none: 'Chưa nhập lần nào.',
  columns: { file: 'Tệp', when: 'Lúc', by: 'Người nhập', state: 'Kết quả' },
  states: { preview: 'Đang xem trước', confirmed: 'Đã nhập', cancelled: 'Đã bỏ', undone: 'Đã hoàn tác' },
  result: (teams: string, members: string, joined: string) =>
    `${teams} tổ mới, ${members} thành viên mới${joined === '0' ? '' : `, ${joined} người đã có vào thêm tổ`}`,
  duplicates: 'Một người ghi nhiều lần',
  duplicatesNone: 'Không thấy ai bị ghi nhiều lần.',
  duplicatesHint:
    'Cùng số điện thoại, hoặc cùng họ tên và năm sinh trong một xã. Mở tổ để xem lại, giữ một hồ sơ.',
  why: { phone: 'Cùng số điện thoại', birth: 'Cùng họ tên, năm sinh' },
  mapTitle: 'Mỗi cột là gì',
  mapHint: 'Máy đã đoán theo tiêu đề. Sửa ở đây nếu đoán sai.',
  noColumn: 'Không có',
  oldFont: (font: string) =>
    `Danh sách gõ bằng phông chữ cũ (${font}), đã chuyển sang Unicode. Xem lại vài tên.`,
  previewTitle: 'Sẽ thành như sau',
  counts: {
    new: 'người mới',
    joins: 'người đã có, thêm vào tổ',
    existing: 'đã có trong tổ',
    duplicate: 'trùng dòng khác',
    error: 'không nhập được',
    warning: 'nên xem lại',
  },
  summary: (rows: string, teams: string, communes: string) =>
    `${rows} dòng, ${teams} tổ mới, ở ${communes} xã, phường`,
  all: 'Tất cả',
  rowColumns: { row: 'Dòng', place: 'Xã, tổ', name: 'Họ và tên', role: 'Vai trò', about: 'Sẽ làm gì' },
  newTeam: 'tổ mới',
  confirm: (n: string) => `Nhập ${n} người`,
  nothing: 'Không có gì để nhập.',
  giveUpHint: 'Chưa ghi gì. Tệp tự xóa sau một ngày.',
  doneTitle: 'Đã nhập xong',
  undo: 'Hoàn tác lần nhập này',
  undoSure: 'Bấm lần nữa để gỡ các tổ và người vừa nhập',
  undoUntil: (when: string) => `Hoàn tác được đến ${when}, khi chưa ai sửa gì.`,
  undone: 'Đã hoàn tác lần nhập.',
  undoneText: 'Các tổ và thành viên của lần nhập này đã được gỡ.',
  touched: (n: string) => `Chưa hoàn tác được: ${n} chỗ đã có thay đổi`,
  another: 'Về danh sách các lần nhập',
}
export type RosterWords = typeof rosterVi
