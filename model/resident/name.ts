import { fold, tidy } from '#model/kit/text.ts'

/** A name taken apart for comparing: what people wrote, without what writing alone makes different. */
export type NameParts = {
  /** Words with letters and tone, wherever the tone mark was put: `hoà` and `hòa` are both `hoa2`. */
  words: string[]
  /** The same without any marks. */
  folded: string[]
  /** The same by ear: letters that are confused when written by hearing are one. */
  heard: string[]
  /** Whether any mark was written at all; many people type without. */
  marked: boolean
  /** What stands in brackets or after "tức", "gọi là": `Lò Văn Pánh (Tèo)`. Folded. */
  nicknames: string[]
}

/** How people are addressed, in front of a name; no part of it. */
const TITLES = 'ông bà ba cô chú bác anh chị em cháu cụ mế mẹ bố dì cậu mợ thím dượng'.split(' ')
const TITLES_FOLDED = new Set(TITLES.map(fold))
const TONES: Record<string, string> = {
  '\u0300': '2',
  '\u0309': '3',
  '\u0303': '4',
  '\u0301': '5',
  '\u0323': '6',
}

/** Letters first, the tone behind: the old and the new place of the mark (hoà, hòa; thuý, thúy) become one. */
const toneLast = (word: string): string => {
  let tone = ''
  const letters = word
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300\u0301\u0303\u0309\u0323]/g, mark => {
      tone = TONES[mark]!
      return ''
    })
  // Final i and y after a consonant are a matter of taste: Lý and Lí, Mỹ and Mĩ, Quý and Quí.
  return letters.normalize('NFC').replace(/([bcdđghklmnpqrstvx]|qu)y$/, '$1i') + tone
}

const SOUNDS: [RegExp, string][] = [
  [/^gi(?=[aeou])/, 'd'],
  [/^r(?=[aeiou])/, 'd'],
  [/^tr/, 'ch'],
  [/^s/, 'x'],
  [/^ph/, 'f'],
  [/^[ckq](?=[aeiouy]|hu?)/, 'k'],
  [/y$/, 'i'],
  [/nh$/, 'n'],
  [/ng$/, 'n'],
]
const byEar = (folded: string) => SOUNDS.reduce((word, [from, to]) => word.replace(from, to), folded)

const NICKNAME = /\(([^)]*)\)|\s[-–,]?\s*(?:tức|còn gọi là|gọi là|hay gọi|tên gọi)\s+(.+)$/giu

/** Takes a name apart; titles in front (ông, bà …) and a nickname behind are set aside. */
export const namePartsOf = (name: string): NameParts => {
  const nicknames: string[] = []
  const plain = tidy(name).replace(
    NICKNAME,
    (_all, inside: string | undefined, behind: string | undefined) => {
      const nickname = fold(inside ?? behind ?? '').replace(/^(tuc|con goi la|goi la|hay goi|ten goi) /, '')
      if (nickname) nicknames.push(nickname)
      return ' '
    },
  )
  const said = tidy(plain)
    .split(/[\s.,/-]+/)
    .filter(word => fold(word) !== '')
  const words = isTitled(said) ? said.slice(1) : said
  const folded = words.map(word => fold(word).replace(/([bcdghklmnpqrstvx]|qu)y$/, '$1i'))
  return {
    words: words.map(toneLast),
    folded,
    heard: folded.map(byEar),
    marked: words.some(isMarked),
    nicknames,
  }
}

/** Whether a title stands in front. Cù Thị Hoa and Ông Văn Bình bear a family name: a middle name follows it. */
const isTitled = ([first, second]: readonly string[]): boolean =>
  first !== undefined &&
  second !== undefined &&
  !['thi', 'van'].includes(fold(second)) &&
  (isMarked(first) ? TITLES.includes(first.toLowerCase().normalize('NFC')) : TITLES_FOLDED.has(fold(first)))

const isMarked = (word: string) => /[^\x20-\x7e]/.test(word.normalize('NFC'))

export type NameLikeness =
  | 'same'
  | 'unmarked'
  | 'order'
  | 'middle'
  | 'marks'
  | 'spelling'
  | 'nickname'
  | 'given'

const equal = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((word, i) => word === b[i])
const sorted = (words: readonly string[]) => [...words].sort()

/** Whether `part` is `whole` with words left out, the order kept. */
const isWithin = (part: readonly string[], whole: readonly string[]): boolean => {
  let at = 0
  for (const word of whole) if (word === part[at]) at++
  return at === part.length
}

/** One letter more, less, other, or two exchanged. */
const isOneOff = (a: string, b: string): boolean => {
  if (Math.abs(a.length - b.length) > 1 || Math.min(a.length, b.length) < 3) return false
  let i = 0
  while (i < a.length && a[i] === b[i]) i++
  if (a.slice(i + 1) === b.slice(i + 1) || a.slice(i) === b.slice(i + 1) || a.slice(i + 1) === b.slice(i))
    return true
  return a[i] === b[i + 1] && a[i + 1] === b[i] && a.slice(i + 2) === b.slice(i + 2)
}

/** How two names are alike, the strongest reason first; null when they are not. */
export const nameLikeness = (a: NameParts, b: NameParts): NameLikeness | null => {
  if (a.folded.length === 0 || b.folded.length === 0) return null
  if (equal(a.words, b.words)) return 'same'
  const agree = !a.marked || !b.marked
  if (equal(a.folded, b.folded)) return agree ? 'unmarked' : 'marks'
  const [x, y] = agree ? [a.folded, b.folded] : [a.words, b.words]
  if (equal(sorted(x), sorted(y))) return 'order'
  const [less, more] = x.length < y.length ? [x, y] : [y, x]
  if (less.length >= 2 && less[0] === more[0] && less.at(-1) === more.at(-1) && isWithin(less, more))
    return 'middle'
  if (a.folded.length === b.folded.length && a.folded.length > 1) {
    const other = a.folded.flatMap((word, i) => (word === b.folded[i] ? [] : [i]))
    const [i] = other
    if (other.length === 1 && (a.heard[i!] === b.heard[i!] || isOneOff(a.folded[i!]!, b.folded[i!]!)))
      return 'spelling'
  }
  const called = (one: NameParts, two: NameParts) =>
    one.nicknames.some(
      nick => nick === two.folded.at(-1) || nick === two.folded.join(' ') || two.nicknames.includes(nick),
    )
  if (called(a, b) || called(b, a)) return 'nickname'
  if (less.length === 1 && less[0] === more.at(-1)) return 'given'
  return null
}
