/** Words of requests for help at the desk. */
export const requestsVi = {
  title: 'Yêu cầu hỗ trợ',
  lead: 'Người dân nhờ qua mã trên áp phích hoặc trên mạng. Chỉ đóng khi có kết quả.',
  filters: { late: 'Quá 3 ngày', open: 'Chưa ai nhận', taken: 'Đang giúp', closed: 'Đã xong', all: 'Tất cả' },
  columns: { who: 'Người nhờ', where: 'Ở đâu', what: 'Nhờ việc', age: 'Đã chờ', state: 'Tình trạng' },
  states: { open: 'Chưa ai nhận', taken: 'Đang giúp', closed: 'Đã xong' },
  takenBy: (name: string) => `${name} đã nhận`,
  days: (n: number) => (n === 0 ? 'Hôm nay' : `${n} ngày`),
  overdue: 'Quá 3 ngày',
  anything: 'Chưa nói rõ',
  call: 'Gọi',
  close: 'Đóng',
  closeTitle: (name: string) => `Đóng yêu cầu của ${name}`,
  result: 'Kết quả',
  results: {
    done: 'Đã hướng dẫn xong',
    guided_by_phone: 'Đã hướng dẫn qua điện thoại',
    referred: 'Đã chuyển đến nơi giải quyết',
    not_needed: 'Không còn cần nữa',
    not_reached: 'Không liên lạc được',
  },
  note: 'Ghi thêm',
  closed: 'Đã đóng yêu cầu.',
  emptyTitle: 'Không có yêu cầu nào ở đây',
  empty: 'In áp phích có mã cho từng thôn, bản để người dân nhờ giúp được.',
  makePoster: 'Làm áp phích',
}

export type RequestsWords = typeof requestsVi
