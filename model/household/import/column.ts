import { fold, tidy } from '#model/kit/text.ts'

/** What may be taken from a list under a numbered decision of the commune. */
export const TAKEN = ['head', 'address', 'lane', 'headcount', 'village'] as const
export type Taken = (typeof TAKEN)[number]

/** Everything a column of such lists has been seen to hold. `relation` is read to find heads and is not kept. */
export const COLUMN_KINDS = [
  ...TAKEN,
  'relation',
  'order',
  'person',
  'idNumber',
  'birth',
  'phone',
  'sex',
  'ethnic',
  'religion',
  'welfare',
  'job',
  'count',
  'note',
  'other',
] as const
export type ColumnKind = (typeof COLUMN_KINDS)[number]

/** Why a column is left out. `never`: we have no place for it at all; `consent`: only the person may give it, at a visit. */
export const LEFT_OUT = ['never', 'consent', 'notNeeded'] as const
export type LeftOut = (typeof LEFT_OUT)[number]

export const whyLeftOut = (kind: ColumnKind): LeftOut | null => {
  if ((TAKEN as readonly string[]).includes(kind)) return null
  if (kind === 'idNumber') return 'never'
  if (['relation', 'order', 'count', 'note', 'other'].includes(kind)) return 'notNeeded'
  return 'consent'
}

/** Whether the values of such a column are wiped before anything is put aside, however the officer maps it later. */
export const isWiped = (kind: ColumnKind): boolean =>
  whyLeftOut(kind) === 'never' ||
  ['birth', 'phone', 'sex', 'ethnic', 'religion', 'welfare', 'job'].includes(kind)

/** What stands where a value was wiped (wipe.ts). */
export const WIPED = /^•(\w+)•\d+$/

export type Guess = { kind: ColumnKind; sure: boolean }

const VILLAGE_WORD =
  '(?:thon|ban|buon|lang|ap|khom|xom|phum|soc|tieu khu|khu pho|khoi pho|khoi|khu dan cu|khu|to dan pho|to dp|tdp|to)'

// The first line that fits decides, so what must never be taken for a head of household stands above the heads.
const PATTERNS: readonly [ColumnKind, boolean, RegExp][] = [
  ['order', true, /^(stt|tt|so tt|so thu tu|thu tu|so)$/],
  [
    'idNumber',
    true,
    /\b(cccd|cmnd|cmt|can cuoc|chung minh|dinh danh|ho chieu|bhyt|bao hiem|ma so thue|mst|so ho khau|so so ho)\b/,
  ],
  ['phone', true, /\b(dien thoai|sdt|so dt|dtdd|di dong|zalo)\b/],
  [
    'count',
    true,
    /\b(lao dong|do tuoi|tre em|nguoi gia|cao tuoi|tam tru|tam vang|hoc sinh|duoi \d+|tren \d+|tu \d+)\b/,
  ],
  ['birth', true, /\b(ngay sinh|nam sinh|thang sinh|sinh nam|ngay thang nam sinh|tuoi)\b/],
  ['relation', true, /\b(quan he|qh voi)\b/],
  ['person', true, /\bten\b.*\b(nhan khau|thanh vien|vo|chong|con|bo|me)\b/],
  ['count', true, /\b(nhan khau|khau|thanh vien|so nguoi|tong so)\b.*\b(nu|nam)\b(?! \d)/],
  [
    'headcount',
    true,
    /^(tong )?(so )?(luong )?(nhan khau|khau|nk|nguoi trong ho|thanh vien)( (trong|cua|tren|mot|1)? ?(ho|nha|gia dinh)| (tong )?(so|cong)| hien co| thuc te)*( (so|tong so))?$/,
  ],
  ['headcount', true, /\b(so|tong) (nhan )?khau\b|\bnhan khau tong( so)?\b/],
  ['headcount', false, /\bnhan khau\b|\bso nguoi\b|\bso thanh vien\b/],
  ['sex', true, /^(gioi tinh|phai|nam|nu|nam nu|gioi)$|\bgioi tinh\b/],
  ['ethnic', true, /\bdan toc\b/],
  ['religion', true, /\bton giao\b/],
  [
    'welfare',
    true,
    /\b(ngheo|chinh sach|khuyet tat|bao tro|doi tuong|loai ho|phan loai|gia dinh van hoa|nguoi co cong|tro cap|so tien|tai khoan)\b/,
  ],
  ['job', true, /\b(nghe nghiep|trinh do|hoc van|noi lam viec|chuc vu)\b/],
  [
    'head',
    true,
    /\bchu ho\b|\bdai dien (ho|gia dinh)\b|\bten ho( gia dinh)?\b|^ho ong( |$)|^ho gia dinh( ong ba)?$/,
  ],
  ['address', true, /\b(dia chi|cho o|noi o|cu tru|thuong tru|hktt)\b/],
  [
    'village',
    true,
    new RegExp(
      `^(?:ten |dia ban |thuoc |don vi |so )*${VILLAGE_WORD}(?: (?:hoac )?(?:${VILLAGE_WORD}|so|ten))*$`,
    ),
  ],
  ['village', false, /^dia ban( dan cu)?$|^noi sinh song$/],
  [
    'lane',
    true,
    /^(ngo|ngach|hem|kiet|duong|pho|ngo pho|duong pho|lien gia|cum)( (so|ngo|ngach|hem|kiet|pho|duong|nho|xom|lien gia|dan cu))*$/,
  ],
  ['address', false, /^so nha\b/],
  ['note', true, /\b(ghi chu|luu y|chu thich)\b/],
  [
    'head',
    false,
    /^(ho va ten|ho ten|ten|ho chu dem va ten|ho chu dem ten|ho va ten khai sinh|ho ten khai sinh|ong ba|ho va chu dem)$/,
  ],
]

// The name of a list is no name of a column, even when it speaks of heads of household.
const TITLE =
  /^(danh sach|bang|bieu|mau|thong ke|tong hop|bao cao|ke hoach|phu luc|kem theo|uy ban|cong hoa)\b/

/** What a column's heading says it holds, or null when it says nothing we know. */
export const guessFromLabel = (label: string): Guess | null => {
  const folded = fold(tidy(label).replace(/\([^)]*\)/g, inner => (/\d/.test(inner) ? ' ' : inner)))
  if (folded === '' || folded.length > 60 || TITLE.test(folded)) return null
  const found = PATTERNS.find(([, , pattern]) => pattern.test(folded))
  return found ? { kind: found[0], sure: found[1] } : null
}

/** What the values say where the heading is silent: long numbers and dates are recognised so that they are not kept. */
export const guessFromValues = (values: readonly string[]): Guess | null => {
  const filled = values.filter(value => value !== '')
  if (filled.length === 0) return null
  const mark = WIPED.exec(filled[0]!)?.[1] as ColumnKind | undefined
  if (mark) return { kind: mark, sure: false }
  const most = (pattern: RegExp) =>
    filled.filter(value => pattern.test(value.replace(/[\s.]/g, ''))).length >= filled.length * 0.6
  if (most(/^(\d{12}|\d{9})$/)) return { kind: 'idNumber', sure: false }
  if (most(/^(\+?84|0)\d{8,10}$/)) return { kind: 'phone', sure: false }
  if (most(/^\d{1,2}[/-]\d{1,2}[/-]\d{2,4}$|^(19|20)\d\d$/)) return { kind: 'birth', sure: false }
  return null
}
