/** The first screen of a commune that has nothing yet. */
export const startVi = {
  title: (unit: string) => `${unit}: ba việc đầu tiên`,
  lead: 'Xong ba việc này, thành viên có thể bắt đầu đi từng nhà.',
  progress: (n: number) => `${n}/3 việc đã xong`,
  done: 'Đã xong',
  homes: {
    title: 'Nhập danh sách hộ',
    text: 'Lấy từ tệp Excel sẵn có của phường, xã. Chỉ nhập chủ hộ, địa chỉ và số nhân khẩu. Thôn, bản, tổ dân phố trong tệp được lập theo.',
    button: 'Nhập từ Excel',
    sample: 'Tải tệp mẫu',
  },
  team: {
    title: 'Lập một tổ',
    text: 'Theo quyết định thành lập: tên tổ, địa bàn, tổ trưởng và các thành viên.',
    button: 'Lập tổ',
    more: 'Lập thêm tổ',
  },
  code: {
    title: 'Trao Mã vào tổ đầu tiên',
    text: 'Mở tổ, chọn một thành viên rồi bấm Mã vào tổ. Thành viên quét mã bằng điện thoại của mình, không cần mật khẩu.',
    button: 'Chọn thành viên',
    waiting: 'Cần lập tổ trước',
  },
}

export type StartWords = typeof startVi
