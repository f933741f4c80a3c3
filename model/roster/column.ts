import { fold, tidy } from '#model/kit/text.ts'

/** What a list of teams and members holds, as far as it is taken. */
export const ROSTER_COLUMNS = [
  'commune',
  'team',
  'village',
  'decisionNumber',
  'decisionDay',
  'signer',
  'name',
  'role',
  'birthYear',
  'sex',
  'phone',
  'affiliation',
] as const
export type RosterColumn = (typeof ROSTER_COLUMNS)[number]
export type RosterMapping = Record<RosterColumn, number | null>

// The first line that fits decides. Numbers of papers come first, so that no other line can take them.
const PATTERNS: readonly [RosterColumn | 'never', RegExp][] = [
  ['never', /\b(cccd|cmnd|can cuoc|chung minh|dinh danh|ho chieu|bhyt|bao hiem|ma so thue|tai khoan)\b/],
  ['phone', /\b(dien thoai|sdt|so dt|dtdd|di dong|zalo)\b/],
  ['decisionNumber', /\bso (qd|quyet dinh)\b|\bquyet dinh so\b|^(qd|quyet dinh)( thanh lap)?$/],
  ['decisionDay', /\bngay (qd|quyet dinh|ky|ban hanh|thanh lap)\b/],
  ['signer', /\bnguoi ky\b/],
  ['birthYear', /\b(ngay sinh|nam sinh|sinh nam|ngay thang nam sinh)\b/],
  ['sex', /^(gioi tinh|phai|nam nu|gioi)$/],
  ['role', /\b(vai tro|nhiem vu|chuc danh trong to|phan cong)\b/],
  ['affiliation', /\b(chuc vu|chuc danh|don vi cong tac|nghe nghiep|doan the|co quan|don vi)\b/],
  ['name', /\b(ho va ten|ho ten|ten thanh vien|thanh vien)\b|^ten$/],
  ['team', /^(ten )?(to|to cnscd|to cong nghe so( cong dong)?|to chuyen doi so( cong dong)?|ten to.*)$/],
  ['village', /^(ten )?(thon|ban|buon|ap|khom|xom|khu pho|to dan pho|thon ban|dia ban|thon to dan pho)\b.*$/],
  ['commune', /^(ten )?(xa|phuong|xa phuong|xa phuong thi tran|xa phuong dac khu|don vi hanh chinh)\b.*$/],
]

/** What a heading says its column holds; `never` is a number of papers, which is dropped before anything is kept. */
export const guessRosterColumn = (label: string): RosterColumn | 'never' | null => {
  const folded = fold(tidy(label))
  if (folded === '' || folded.length > 60) return null
  return PATTERNS.find(([, pattern]) => pattern.test(folded))?.[0] ?? null
}

export const NO_ROSTER_COLUMNS: RosterMapping = Object.fromEntries(
  ROSTER_COLUMNS.map(column => [column, null]),
) as RosterMapping
