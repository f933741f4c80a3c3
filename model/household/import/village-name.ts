import { fold, tidy } from '#model/kit/text.ts'
import { KINDS, type VillageKind } from '#model/unit/kinds.ts'
import { readVillage, spellKey } from '#model/unit/name.ts'

// Abbreviations that lists use beside those the unit reader knows; "tổ" counts only before a number.
const SHORT: readonly [RegExp, VillageKind][] = [
  [/^(?:kp|kph)[\s.]+(?=\S)/iu, 'khu_pho'],
  [/^(?:tổ ?dp|tổ dân số|tdp)[\s.]*(?=\S)/iu, 'to_dan_pho'],
  [/^tổ(?: số)?\s+(?=\d)/iu, 'to_dan_pho'],
  [/^khối\s+(?=\S)/iu, 'khoi_pho'],
  [/^tk[\s.]*(?=\d)/iu, 'tieu_khu'],
]

type Village = { kind: VillageKind | null; name: string }

const read = (text: string): Village => {
  const whole = tidy(text.replace(/^\s*(?:[IVXLC]+|\d+)[.)]\s+/u, ''))
  const found = readVillage(whole)
  if (found.kind !== null)
    return { kind: found.kind, name: found.name.replace(/^số\s+(?=\d)/iu, '').replace(/^0+(?=\d)/, '') }
  const short = SHORT.find(([pattern]) => pattern.test(whole))
  return short
    ? { kind: short[1], name: tidy(whole.replace(short[0], '')).replace(/^0+(?=\d)/, '') }
    : { kind: null, name: whole }
}

/** What two spellings of one village share: "Bản Co Chàm", "BẢN CO CHÀM" and "Co Chàm" have the same key. */
export const villageKey = (name: string): string => spellKey(read(name).name)

/** Whether a text names a village by its kind, such as "Bản Co Chàm" or "TDP 3". */
export const saysVillage = (text: string): boolean => read(text).kind !== null && read(text).name !== ''

/**
 * The village of a list that a name means. The kind decides between two of one name; without it a name counts only
 * where it is the only one. A bare number means nothing across kinds: "Thôn 3" is not "Tổ dân phố 3". A list written
 * without any tone mark matches a name that folds to it, if there is just one.
 */
export const matchVillage = <V extends { name: string }>(
  text: string,
  villages: readonly V[],
): V | undefined => {
  const wanted = read(text)
  if (wanted.name === '') return undefined
  const fits = (village: V, key: (name: string) => string, kinds: boolean): boolean => {
    const held = read(village.name)
    return (
      key(held.name) === key(wanted.name) &&
      (!kinds || held.kind === null || wanted.kind === null || held.kind === wanted.kind)
    )
  }
  const only = (found: V[]) => (found.length === 1 ? found[0] : undefined)
  const exact = villages.filter(village => fits(village, spellKey, true))
  const sameKind = exact.filter(village => read(village.name).kind === wanted.kind)
  if (only(sameKind) ?? only(exact)) return only(sameKind) ?? only(exact)
  if (exact.length > 1 || /^\d/.test(wanted.name)) return undefined
  const loose = only(villages.filter(village => fits(village, spellKey, false)))
  const toneless = fold(wanted.name) === spellKey(wanted.name)
  return loose ?? (toneless ? only(villages.filter(village => fits(village, fold, true))) : undefined)
}

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1)

/** A village's name as we write it: its kind spelled out, capitals only at the start of words. */
export const writeVillage = (text: string): string => {
  const { kind, name } = read(text)
  const loud = name === name.toUpperCase()
  const written = name
    .split(' ')
    .map(word => (loud && word.length > 1 ? capital(word.toLowerCase()) : word))
    .join(' ')
  return kind === null ? written : `${KINDS[kind].vi} ${written}`
}
