export const reportWords = {
  period: 'Kỳ tháng {month}/{year} ({from}-{last})',
  difficulty: '{n} lần gặp: {name}',
  difficultyNext: '{n}: {name}',
  remind: {
    title: 'Nhắc gửi báo cáo {period}, hạn gửi {due}.',
    left: 'Còn {days} ngày.',
    today: 'Hôm nay là hạn gửi.',
    late: 'Đã quá hạn {days} ngày.',
    missing: 'Các tổ chưa gửi: {teams}.',
    returned: 'Các tổ cần bổ sung rồi gửi lại: {teams}.',
    how: 'Báo cáo đã có sẵn số liệu từ các lần đến. Mở ứng dụng, xem lại, thêm vài câu rồi bấm Gửi xã.',
    thanks: 'Cảm ơn các tổ.',
  },
}
