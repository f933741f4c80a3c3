/**
 * What can be written into a province's own form, by key:
 * - `TN01.period`, `TN01.yearToDate`, `TN01.target`, `TN01.percent`, the same for sub-rows `TN02.1.period`;
 * - `unit.name`, `unit.commune`, `unit.province`, `team.name`, `period.label`, `period.month`, `period.year`,
 *   `period.from`, `period.to`, `report.number`, `report.day`, `signer.name`;
 * - `narrative.highlights`, `narrative.difficulties`, `narrative.proposals`, `narrative.next`.
 * Percentages are numbers such as 50.3. Null is "no data yet".
 */
export type ReportValues = Record<string, number | string | null>

/** The four columns of an indicator, in the words a form's header may use for them (folded). */
export const VALUE_COLUMNS = {
  period: [
    'trong ky',
    'ky nay',
    'ky bao cao',
    'trong thang',
    'thang nay',
    'thuc hien trong ky',
    'so lieu trong ky',
  ],
  yearToDate: ['luy ke', 'luy ke tu dau nam', 'cong don', 'tu dau nam', 'luy ke nam'],
  target: ['chi tieu', 'chi tieu giao', 'ke hoach', 'ke hoach nam', 'muc tieu'],
  percent: ['dat', 'ty le dat', 'phan tram dat', 'ty le hoan thanh', 'dat ke hoach'],
} as const
export type ValueColumn = keyof typeof VALUE_COLUMNS

/** Vietnamese names of the columns inside tags, `{TN01.trong_ky}`, beside the keys themselves. */
const TAG_WORDS: Record<string, ValueColumn> = {
  trong_ky: 'period',
  luy_ke: 'yearToDate',
  chi_tieu: 'target',
  phan_tram: 'percent',
  ty_le_dat: 'percent',
}
const TAG_KEYS: Record<string, string> = {
  ten_don_vi: 'unit.name',
  ten_xa: 'unit.commune',
  ten_tinh: 'unit.province',
  ten_to: 'team.name',
  ky: 'period.label',
  thang: 'period.month',
  nam: 'period.year',
  tu_ngay: 'period.from',
  den_ngay: 'period.to',
  so_bao_cao: 'report.number',
  ngay_bao_cao: 'report.day',
  nguoi_ky: 'signer.name',
  ket_qua: 'narrative.highlights',
  kho_khan: 'narrative.difficulties',
  kien_nghi: 'narrative.proposals',
  nhiem_vu: 'narrative.next',
}

/** The key a tag of a form means: `TN01.trong_ky` and `TN01.period` are the same; unknown tags give null. */
export const keyOfTag = (tag: string): string | null => {
  const text = tag.trim()
  const figure = /^(TN\d+(?:\.\d+)*)\.([A-Za-z_]+)$/.exec(text)
  if (figure) {
    const column = TAG_WORDS[figure[2]!] ?? (figure[2]! in VALUE_COLUMNS ? figure[2]! : null)
    return column ? `${figure[1]}.${column}` : null
  }
  return TAG_KEYS[text] ?? (Object.values(TAG_KEYS).includes(text) ? text : null)
}

/** Every key that may be filled, for lists of choice: figures of the given indicators, then the texts. */
export const valueKeys = (codes: readonly string[]): string[] => [
  ...codes.flatMap(code => Object.keys(VALUE_COLUMNS).map(column => `${code}.${column}`)),
  ...Object.values(TAG_KEYS),
]
