/** Words of the log of readings and changes. */
export const auditVi = {
  title: 'Nhật ký',
  lead: 'Ai đã mở hoặc sửa hồ sơ của ai. Mỗi dòng nối với dòng trước, sửa hay xóa một dòng là lộ ra.',
  intact: 'Chuỗi còn nguyên',
  intactText: 'Các dòng trên trang này đúng như lúc được ghi.',
  broken: 'Chuỗi không còn nguyên',
  brokenText: 'Có dòng bị sửa, xóa hoặc chèn vào. Báo người quản trị hệ thống.',
  columns: { at: 'Lúc', who: 'Ai', what: 'Việc', about: 'Về', hash: 'Mã nối' },
  what: {
    'household.list': 'Xem danh sách nhà',
    'household.read': 'Mở hồ sơ một nhà',
    'household.import': 'Nhập danh sách hộ',
    'activity.list': 'Xem các lần đến',
    'activity.read': 'Mở một lần đến',
    'request.list': 'Xem yêu cầu hỗ trợ',
    'request.close': 'Đóng yêu cầu hỗ trợ',
  },
  subjects: {
    areaId: 'địa bàn',
    areaIds: 'địa bàn',
    householdId: 'nhà',
    residentIds: 'người',
    activityId: 'lần đến',
    requestId: 'yêu cầu',
    requests: 'yêu cầu',
    homes: 'nhà',
    n: 'số dòng',
    count: 'số dòng',
    importId: 'lần nhập',
    created: 'đã nhập',
  },
  whole: 'cả xã',
  emptyTitle: 'Chưa có dòng nào',
  empty: 'Khi có người mở hồ sơ một nhà, việc đó được ghi ở đây.',
}

export type AuditWords = typeof auditVi
