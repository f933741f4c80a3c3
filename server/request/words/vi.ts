export type RequestWords = {
  /** `{team}` and `{days}` are filled in. */
  promise: string
  promiseOfCommune: string
  safety: string
  open: string
  taken: string
  closed: string
}

export const requestWordsVi: RequestWords = {
  promise: '{team} đã nhận yêu cầu. Thành viên của tổ sẽ gọi hoặc đến nhà trong {days} ngày.',
  promiseOfCommune: 'Xã đã nhận yêu cầu. Sẽ có người gọi hoặc đến nhà trong {days} ngày.',
  safety: 'Thành viên Tổ không bao giờ hỏi mã OTP, mật khẩu, không chụp căn cước, không thu tiền.',
  open: 'Tổ đã nhận yêu cầu và đang cử người.',
  taken: 'Đã có thành viên nhận đến giúp.',
  closed: 'Yêu cầu đã xong.',
}
