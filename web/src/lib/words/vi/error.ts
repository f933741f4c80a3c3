/** Kept apart from common.ts: the error page must speak even when no layout could load its words. */
export const errorVi = {
  notFoundTitle: 'Không tìm thấy trang này',
  notFound: 'Đường dẫn có thể đã cũ hoặc gõ thiếu.',
  faultTitle: 'Trang chưa mở được',
  fault: 'Máy chủ gặp trục trặc. Việc đã ghi trên máy vẫn còn.',
  home: 'Về trang đầu',
  lessons: 'Xem các bài học',
  findTeam: 'Tìm tổ của tôi',
}

export type ErrorWords = typeof errorVi
