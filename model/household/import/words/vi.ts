import type { ColumnKind, LeftOut } from '#model/household/import/column.ts'
import type { RowState } from '#model/household/import/compare.ts'
import type { NotHome, RowProblem } from '#model/household/import/row.ts'

export type ImportWords = {
  kinds: Record<ColumnKind, string>
  leftOut: Record<LeftOut, string>
  problems: Record<RowProblem, string>
  states: Record<RowState, string>
  notHomes: Record<NotHome['why'], string>
  /** Headings of the files we write: the empty form and the rows that were not taken. */
  file: {
    formName: string
    formSheet: string
    formTitle: string
    formNote: string
    order: string
    head: string
    village: string
    address: string
    lane: string
    headcount: string
    sheet: string
    row: string
    reason: string
    restName: string
    restSheet: string
    restNote: string
  }
}

export const importWordsVi: ImportWords = {
  kinds: {
    head: 'Chủ hộ',
    address: 'Địa chỉ',
    lane: 'Ngõ, đường',
    headcount: 'Số nhân khẩu',
    village: 'Thôn, bản, tổ dân phố',
    relation: 'Quan hệ với chủ hộ',
    order: 'Số thứ tự',
    person: 'Tên người khác trong nhà',
    idNumber: 'Số giấy tờ',
    birth: 'Ngày sinh, tuổi',
    phone: 'Số điện thoại',
    sex: 'Giới tính',
    ethnic: 'Dân tộc',
    religion: 'Tôn giáo',
    welfare: 'Diện hộ, trợ cấp',
    job: 'Nghề nghiệp, trình độ',
    count: 'Số đếm khác',
    note: 'Ghi chú',
    other: 'Chưa rõ là cột gì',
  },
  leftOut: {
    never: 'Không nhập: hệ thống không có chỗ nào ghi số giấy tờ.',
    consent: 'Không nhập: chỉ ghi khi chính người đó đồng ý, vào lúc thành viên đến nhà.',
    notNeeded: 'Không nhập: việc hướng dẫn không cần đến.',
  },
  problems: {
    'head-missing': 'Thiếu tên chủ hộ',
    'head-not-a-name': 'Ô chủ hộ không phải là tên người',
    'village-missing': 'Chưa rõ thôn, bản, tổ dân phố nào',
    'headcount-missing': 'Thiếu số nhân khẩu, nhập là chưa có số liệu',
    'headcount-not-a-number': 'Số nhân khẩu không phải là số, nhập là chưa có số liệu',
    'headcount-large': 'Số nhân khẩu trên 30, cần xem lại',
    'text-cut': 'Nội dung quá dài, đã cắt bớt',
    'same-name':
      'Trùng tên chủ hộ trong cùng thôn, bản nhưng khác địa chỉ hoặc số nhân khẩu, nhập thành nhà khác',
  },
  states: {
    new: 'Nhập mới',
    existing: 'Đã có trong xã',
    duplicate: 'Lặp lại trong tệp',
    error: 'Cần sửa',
  },
  notHomes: {
    subtotal: 'Dòng cộng',
    'only-a-number': 'Dòng chỉ có số thứ tự',
    section: 'Dòng tên thôn, bản',
    'repeated-heading': 'Tiêu đề lặp lại',
    footer: 'Phần ký tên, ghi chú cuối trang',
    person: 'Người khác trong nhà, chỉ đếm, không nhập tên',
  },
  file: {
    formName: 'mau-danh-sach-ho.xlsx',
    formSheet: 'Danh sách hộ',
    formTitle: 'DANH SÁCH HỘ GIA ĐÌNH',
    formNote: 'Chỉ điền các cột dưới đây. Không ghi số căn cước, ngày sinh, số điện thoại.',
    order: 'STT',
    head: 'Họ và tên chủ hộ',
    village: 'Thôn/bản/tổ dân phố',
    address: 'Địa chỉ',
    lane: 'Ngõ, đường',
    headcount: 'Số nhân khẩu',
    sheet: 'Trang tính',
    row: 'Dòng',
    reason: 'Lý do',
    restName: 'cac-dong-khong-nhap.xlsx',
    restSheet: 'Không nhập',
    restNote: 'Sửa các dòng cần nhập rồi tải tệp này lên lại.',
  },
}
