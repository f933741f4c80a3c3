import type { RuleKey } from '#model/team/rules.ts'

/** What a warning says to the commune officer. A warning asks to look, it never stops the work. */
export const teamWarningsVi: Record<RuleKey, string> = {
  size: 'Tổ có {n} thành viên, hướng dẫn là từ {min} đến {max}.',
  groups: 'Tổ có {n} thành viên. Từ {from} người trở lên nên lập nhóm cộng tác viên.',
  homes:
    'Mỗi thành viên đang phụ trách khoảng {n} nhà ({homes} nhà của tổ), hướng dẫn là không quá {max}. Xem việc thêm thành viên.',
  'leader-missing': 'Tổ chưa có tổ trưởng.',
  'leader-affiliation':
    'Tổ trưởng thường là trưởng thôn, bản (tổ cấp xã: Đoàn Thanh niên hoặc UBND xã). Xem lại chức danh nếu chưa ghi.',
  'area-missing': 'Tổ chưa có địa bàn phụ trách.',
  'decision-missing': 'Chưa ghi số quyết định thành lập tổ.',
  untrained: '{n} thành viên đang hoạt động nhưng chưa qua kiểm tra kỹ năng nào.',
  'card-ends': '{n} thẻ thành viên hết hạn trong {days} ngày tới.',
}
