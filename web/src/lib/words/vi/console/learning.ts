/** Words of the page that shows how far learning has come. */
export const learningVi = {
  title: 'Học kỹ năng số',
  lead: 'Lượt bắt đầu và học xong từng bài trong 12 tháng qua, tính theo áp phích được quét. Chỉ có số đếm, không có tên người dân.',
  byVillage: 'Theo thôn, bản',
  byLesson: 'Theo bài học',
  village: 'Thôn, bản',
  lesson: 'Bài học',
  started: 'Lượt bắt đầu',
  finished: 'Lượt học xong',
  emptyTitle: 'Chưa có lượt học nào',
  empty: 'Dán áp phích có mã, hoặc gửi địa chỉ khóa học vào nhóm Zalo của thôn, bản.',
  copy: 'Chép địa chỉ khóa học',
}
export type LearningWords = typeof learningVi
