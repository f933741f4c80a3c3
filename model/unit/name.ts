import { fold, orderKey, tidy } from '#model/kit/text.ts'
import { isKind, KINDS, VILLAGE_KINDS, type VillageKind } from '#model/unit/kinds.ts'

const startsWithWord = (name: string, word: string): boolean =>
  word !== '' && name.toLowerCase().startsWith(`${word.toLowerCase()} `)

/** The name without the word of its kind: "Xã Vân Hồ" → "Vân Hồ". */
export const bareName = (kind: string, name: string): string => {
  const word = isKind(kind) ? KINDS[kind].vi : ''
  return startsWithWord(name, word) ? name.slice(word.length + 1) : name
}

/** The whole name with the word of its kind in front: ("ban", "Co Chàm") → "Bản Co Chàm". */
export const unitLabel = (kind: string, name: string): string => {
  const word = isKind(kind) ? KINDS[kind].vi : ''
  return word === '' || startsWithWord(name, word) ? name : `${word} ${name}`
}

/** The whole name inside a sentence: "Bản Co Chàm" → "bản Co Chàm", "Xã Vân Hồ" → "xã Vân Hồ". */
export const labelInSentence = (kind: string, name: string): string => {
  const label = unitLabel(kind, name)
  const word = isKind(kind) ? KINDS[kind].vi : ''
  return word === '' ? label : word.toLowerCase() + label.slice(word.length)
}

/** Lists of units order by the bare name, so that Xã and Phường of one name stand together. */
export const unitSortKey = (kind: string, name: string): string => orderKey(bareName(kind, name))

// Longer words first: "Khu phố 3" is a khu phố, "Tổ dân phố 2" no tổ.
const VILLAGE_WORDS: [word: string, kind: VillageKind][] = [
  ...VILLAGE_KINDS.map((kind): [string, VillageKind] => [KINDS[kind].vi.toLowerCase(), kind]),
  ['tdp', 'to_dan_pho'] as [string, VillageKind],
  ['tk', 'tieu_khu'] as [string, VillageKind],
].sort((one, other) => other[0].length - one[0].length)

/** Whether a text was typed without any Vietnamese letters. */
export const isBare = (text: string): boolean => /^[\x20-\x7e]*$/.test(text)

/**
 * Reads a village as people write it: "bản Co Chàm", "TDP 2", "khu pho 3". Without a known word the kind is null
 * and the name is left whole.
 */
export const readVillage = (text: string): { kind: VillageKind | null; name: string } => {
  const whole = tidy(text)
  for (const [word, kind] of VILLAGE_WORDS) {
    if (startsWithWord(whole, word) || (isBare(whole) && startsWithWord(whole, fold(word))))
      return { kind, name: tidy(whole.slice(word.length + 1)) }
  }
  return { kind: null, name: whole }
}

const TONES = /[\u0300\u0301\u0303\u0309\u0323]/g

/**
 * Equal for two spellings of one name and for nothing else: the place of the tone mark (Hoà, Hòa), y and i alone after
 * a consonant (Quí, Quý), case and spacing do not matter, the tones themselves do. "Na Pá" and
 * "Nà Pa" are two villages.
 */
export const spellKey = (name: string): string =>
  tidy(name)
    .normalize('NFD')
    .toLowerCase()
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter(word => word !== '')
    .map(word => {
      const tone = word.match(TONES)?.[0] ?? ''
      const letters = word.replace(TONES, '').normalize('NFC')
      return letters.replace(/^([hklmstv]|qu)y$/u, '$1i') + tone
    })
    .join(' ')
