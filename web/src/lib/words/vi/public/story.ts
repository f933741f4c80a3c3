export const storyVi = {
  title: 'Câu chuyện 10 phút',
  lead: 'Một lần đến nhà đi từ ngõ lên tới báo cáo có chữ ký. Bên trái là điện thoại của thành viên, bên phải là bàn làm việc của xã; cả hai đều chạy thật.',
  phone: 'Điện thoại của thành viên',
  desk: 'Bàn làm việc',
  step: (n: number) => `Bước ${n}`,
  next: 'Bước tiếp',
  previous: 'Bước trước',
  openAlone: 'Mở riêng trang này',
  offline: 'Giả lập mất mạng',
  online: 'Cho có mạng lại',
  isOffline: 'Điện thoại đang không có mạng',
  isOnline: 'Điện thoại đang có mạng',
  day: 'Đặt ngày trình diễn',
  today: 'Về hôm nay',
  setDay: 'Đặt',
  dayHint: 'Ví dụ ngày 20 để thấy hạn gửi báo cáo.',
  insecure:
    'Đang mở qua địa chỉ không mã hóa nên phần không có mạng chưa chạy được ở đây. Mở bằng https hoặc trên chính máy chủ.',
  off: 'Trang này chỉ có ở bản trình diễn.',
  steps: [
    {
      title: 'Cả nước một bức tranh',
      text: 'Kéo thanh thời gian: 39.631 tổ năm 2022, 74.422 tổ năm 2023; từ 01/07/2025, 63 tỉnh thành 34. Chạm một ô để xem tỉnh ấy. Con số nào cũng có nguồn và ngày, ngày nào ước tính thì ghi rõ.',
    },
    {
      title: 'Tấm áp phích và bài học ba phút',
      text: 'Người dân quét mã trên áp phích, nghe và xem từng bước, trả lời ba câu. Chỗ nào vướng thì bấm "Nhờ người đến giúp": tên, ngõ, số điện thoại, không hỏi gì thêm.',
    },
    {
      title: 'Ghi một lần đến khi không có mạng',
      text: 'Trên điện thoại thấy yêu cầu vừa gửi. Bấm "Giả lập mất mạng", vào một nhà, chọn người, kỹ năng, mức, rồi Lưu lần đến. Tải lại trang: lần đến vẫn còn, mục Chưa gửi ghi 1.',
    },
    {
      title: 'Có mạng lại, con số chạy',
      text: 'Bấm "Cho có mạng lại". Điện thoại tự gửi; trong vài giây con số trên bàn làm việc của xã nhích lên và sáng một lần.',
    },
    {
      title: 'Số này từ đâu?',
      text: 'Trên báo cáo tháng, bấm vào một con số để xuống tới từng lần đến đã làm nên nó.',
    },
    {
      title: 'Báo cáo của tổ đã đầy',
      text: 'Tổ trưởng mở báo cáo: mười hai dòng đã có số, khó khăn đã được gom. Viết thêm hai câu rồi Gửi xã.',
    },
    {
      title: 'Xã trả lại, duyệt, ký',
      text: 'Công chức trả một báo cáo kèm ý kiến, duyệt các báo cáo còn lại, lập báo cáo của xã. Phó Chủ tịch ký. Tải bản Word, PDF và mẫu Excel của tỉnh đã điền sẵn.',
    },
    {
      title: 'Tỉnh nhìn các xã',
      text: 'Sở so các xã với chỉ tiêu của chính xã, chỉ thấy con số, không thấy tên người dân nào.',
    },
  ],
  people: {
    member: 'Thành viên',
    leader: 'Tổ trưởng',
    officer: 'Công chức xã',
    signer: 'Phó Chủ tịch xã',
    province: 'Sở KH&CN',
    visitor: 'Người dân',
  },
  as: (who: string) => `Đang là ${who}`,
}
export type StoryWords = typeof storyVi
