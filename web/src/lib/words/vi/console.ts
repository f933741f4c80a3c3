import { activityKindsVi } from '#lib/words/vi/activity.ts'
import { alikeVi } from '#lib/words/vi/alike.ts'
import { activitiesVi } from '#lib/words/vi/console/activities.ts'
import { auditVi } from '#lib/words/vi/console/audit.ts'
import { bordersVi } from '#lib/words/vi/console/borders.ts'
import { certificatesVi } from '#lib/words/vi/console/certificates.ts'
import { deskVi } from '#lib/words/vi/console/desk.ts'
import { divisionsVi } from '#lib/words/vi/console/divisions.ts'
import { homesVi } from '#lib/words/vi/console/homes.ts'
import { importsVi } from '#lib/words/vi/console/imports.ts'
import { learningVi } from '#lib/words/vi/console/learning.ts'
import { phonesVi } from '#lib/words/vi/console/phones.ts'
import { postersVi } from '#lib/words/vi/console/posters.ts'
import { reportsVi } from '#lib/words/vi/console/reports.ts'
import { requestsVi } from '#lib/words/vi/console/requests.ts'
import { rosterVi } from '#lib/words/vi/console/roster.ts'
import { startVi } from '#lib/words/vi/console/start.ts'
import { targetsVi } from '#lib/words/vi/console/targets.ts'
import { teamLifeVi } from '#lib/words/vi/console/team-life.ts'
import { teamsVi } from '#lib/words/vi/console/teams.ts'
import { templatesVi } from '#lib/words/vi/console/templates.ts'
import { trainingVi } from '#lib/words/vi/console/training.ts'
import { unitsVi } from '#lib/words/vi/console/units.ts'
import { villagesVi } from '#lib/words/vi/console/villages.ts'
import { figureVi } from '#lib/words/vi/figure.ts'

/** Words of the console (/ban-lam-viec); each screen keeps its own in console/<screen>.ts. */
export const consoleVi = {
  title: 'Bàn làm việc',
  nav: {
    desk: 'Bàn làm việc',
    overview: 'Tổng quan',
    reports: 'Báo cáo',
    teams: 'Tổ và thành viên',
    homes: 'Nhà',
    alike: 'Có thể trùng',
    activities: 'Hoạt động',
    requests: 'Yêu cầu hỗ trợ',
    figures: 'Số liệu',
    imports: 'Nhập từ Excel',
    templates: 'Mẫu của tỉnh',
    villages: 'Thôn, bản',
    learning: 'Học kỹ năng số',
    posters: 'Áp phích',
    targets: 'Số dân, chỉ tiêu',
    targetsAbove: 'Chỉ tiêu',
    audit: 'Nhật ký',
    training: 'Tập huấn',
    gatherings: 'Lịch',
    thanks: 'Hỗ trợ, khen thưởng',
    roster: 'Danh sách tổ',
    rules: 'Quy định về tổ',
    borders: 'Ranh giới',
    certificates: 'Chứng nhận',
    units: 'Đơn vị',
    groups: {
      teams: 'Tổ và nhà',
      learning: 'Học và động viên',
      data: 'Dữ liệu và thiết lập',
      network: 'Mạng lưới tổ',
    },
    notHere: 'Trang này không có trong việc được giao',
    notHereText:
      'Mỗi chức danh thấy những trang mình được làm. Cần thêm quyền thì hỏi người quản lý tài khoản của đơn vị.',
    toDesk: 'Về trang đầu',
  },
  reportStates: {
    none: 'Chưa gửi',
    draft: 'Đang soạn',
    submitted: 'Chờ duyệt',
    returned: 'Chờ bổ sung',
    approved: 'Xã đã duyệt',
    signed: 'Đã ký',
    amended: 'Đã điều chỉnh',
  },
  form: {
    save: 'Lưu',
    saved: 'Đã lưu',
    cancel: 'Thôi',
    remove: 'Bỏ',
    day: 'Ngày',
    search: 'Tìm',
    all: 'Tất cả',
    none: 'Chưa có',
    unknown: 'Chưa rõ',
    needed: 'Cần điền ô này',
  },
  desk: deskVi,
  start: startVi,
  reports: reportsVi,
  imports: importsVi,
  templates: templatesVi,
  divisions: divisionsVi,
  villages: villagesVi,
  requests: requestsVi,
  phones: phonesVi,
  posters: postersVi,
  learning: learningVi,
  audit: auditVi,
  activities: activitiesVi,
  teams: teamsVi,
  training: trainingVi,
  roster: rosterVi,
  teamLife: teamLifeVi,
  homes: homesVi,
  alike: alikeVi,
  targets: targetsVi,
  units: unitsVi,
  borders: bordersVi,
  certificates: certificatesVi,
  activityKinds: activityKindsVi,
  figure: figureVi,
}

export type ConsoleWords = typeof consoleVi
