/** Levels of the tree. The district level ended on 2025-07-01. */
export const LEVELS = ['nation', 'province', 'district', 'commune', 'village'] as const
export type Level = (typeof LEVELS)[number]

type KindWords = { level: Level; vi: string; en: string }

/**
 * Kinds of unit with their level and the word that stands before the name. Kinds of villages keep their Vietnamese
 * word in every language: there is no English one that a commune would recognise.
 */
export const KINDS = {
  nation: { level: 'nation', vi: '', en: '' },
  province: { level: 'province', vi: 'Tỉnh', en: 'Province' },
  municipality: { level: 'province', vi: 'Thành phố', en: 'City' },
  urban_district: { level: 'district', vi: 'Quận', en: 'Urban district' },
  rural_district: { level: 'district', vi: 'Huyện', en: 'District' },
  city: { level: 'district', vi: 'Thành phố', en: 'City (district level)' },
  town: { level: 'district', vi: 'Thị xã', en: 'Town' },
  ward: { level: 'commune', vi: 'Phường', en: 'Ward' },
  commune: { level: 'commune', vi: 'Xã', en: 'Commune' },
  township: { level: 'commune', vi: 'Thị trấn', en: 'Township' },
  special_zone: { level: 'commune', vi: 'Đặc khu', en: 'Special zone' },
  thon: { level: 'village', vi: 'Thôn', en: 'Thôn' },
  ban: { level: 'village', vi: 'Bản', en: 'Bản' },
  buon: { level: 'village', vi: 'Buôn', en: 'Buôn' },
  lang: { level: 'village', vi: 'Làng', en: 'Làng' },
  ap: { level: 'village', vi: 'Ấp', en: 'Ấp' },
  khom: { level: 'village', vi: 'Khóm', en: 'Khóm' },
  xom: { level: 'village', vi: 'Xóm', en: 'Xóm' },
  phum: { level: 'village', vi: 'Phum', en: 'Phum' },
  soc: { level: 'village', vi: 'Sóc', en: 'Sóc' },
  tieu_khu: { level: 'village', vi: 'Tiểu khu', en: 'Tiểu khu' },
  khu_pho: { level: 'village', vi: 'Khu phố', en: 'Khu phố' },
  khoi_pho: { level: 'village', vi: 'Khối phố', en: 'Khối phố' },
  to_dan_pho: { level: 'village', vi: 'Tổ dân phố', en: 'Tổ dân phố' },
} as const satisfies Record<string, KindWords>

export type Kind = keyof typeof KINDS

export const VILLAGE_KINDS = [
  'thon',
  'ban',
  'buon',
  'lang',
  'ap',
  'khom',
  'xom',
  'phum',
  'soc',
  'tieu_khu',
  'khu_pho',
  'khoi_pho',
  'to_dan_pho',
] as const satisfies Kind[]
export type VillageKind = (typeof VILLAGE_KINDS)[number]

export const isKind = (value: string): value is Kind => Object.hasOwn(KINDS, value)

export const isVillageKind = (value: string): value is VillageKind =>
  (VILLAGE_KINDS as readonly string[]).includes(value)

/** The level a kind of unit lies on. */
export const levelOf = (kind: Kind): Level => KINDS[kind].level
