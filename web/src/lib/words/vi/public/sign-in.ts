export const signInVi = {
  title: 'Đăng nhập',
  demoTitle: 'Chọn một người để xem bằng mắt của người đó',
  demoLead:
    'Đây là bản trình diễn: mọi người và mọi con số đều là minh họa. Bấm vào một thẻ là vào được ngay.',
  story: 'Câu chuyện 10 phút',
  storyWhy: 'Tám bước, từ tấm áp phích đến báo cáo có chữ ký.',
  officerTitle: 'Cán bộ xã, tỉnh, bộ',
  email: 'Thư điện tử công vụ',
  password: 'Mật khẩu',
  trusted: 'Giữ đăng nhập 30 ngày trên máy này',
  trustedHint: 'Chỉ chọn khi đây là máy làm việc của riêng mình.',
  submit: 'Đăng nhập',
  memberTitle: 'Thành viên tổ',
  memberText: 'Thành viên vào bằng Mã vào tổ do tổ trưởng hoặc công chức xã tạo, không cần mật khẩu.',
  memberButton: 'Tôi có Mã vào tổ',
  residentTitle: 'Người dân',
  residentText: 'Học bài, tìm tổ và nhờ người đến giúp đều không cần đăng nhập.',
  residentButton: 'Học một bài',
}
export type SignInWords = typeof signInVi
