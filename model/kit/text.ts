/** Text as it enters and leaves the product: NFC, single spaces, no edges. */
export const tidy = (value: string): string => value.normalize('NFC').replace(/\s+/g, ' ').trim()

/**
 * Search form of Vietnamese text: lower case, no diacritics, đ as d, tone placement therefore irrelevant
 * (Hoà = Hòa = hoa), apostrophes and punctuation dropped, single spaces.
 */
export const fold = (value: string): string =>
  value
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[đð]/g, 'd')
    .replace(/['’ʼ`.]/g, '')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()

const LETTERS = 'aăâbcdđeêfghijklmnoôơpqrstuưvwxyz'
const TONES = ['\u0300', '\u0309', '\u0303', '\u0301', '\u0323'] // huyền, hỏi, ngã, sắc, nặng: dictionary order

/** Letters are few and come again and again: a phone orders thousands of names when it is opened. */
const letterKeys = new Map<string, string>()
const LETTERS_MOST = 1_000
const letterKey = (cluster: string): string => {
  const known = letterKeys.get(cluster)
  if (known !== undefined) return known
  const key = newLetterKey(cluster)
  if (letterKeys.size < LETTERS_MOST) letterKeys.set(cluster, key)
  return key
}
const newLetterKey = (cluster: string): string => {
  const marks = cluster.normalize('NFD')
  const tone = TONES.findIndex(mark => marks.includes(mark)) + 1
  const base = TONES.reduce((rest, mark) => rest.replace(mark, ''), marks).normalize('NFC')
  const place = LETTERS.indexOf(base)
  return place < 0 ? '' : String.fromCharCode(48 + place) + (tone ? String(tone) : '')
}

/**
 * Byte-comparable key that orders Vietnamese text as a dictionary does (a ă â … đ …, then tones), the same in
 * every database. Digits keep numeric order up to six digits.
 */
export const orderKey = (value: string): string => {
  const words = tidy(value).toLowerCase().split(' ')
  return words
    .map(word => {
      const number = /^\d+/.exec(word)?.[0]
      if (number) return `!${number.padStart(6, '0')}${word.slice(number.length)}`
      const letters = [...word.normalize('NFC')].map(letterKey)
      const plain = letters.map(key => key.charAt(0)).join('')
      const tones = letters.map(key => key.charAt(1) || '0').join('')
      return `${plain}.${tones}`
    })
    .join(' ')
}

/** Order key of a person's name: given name (last word) first, then family and middle names. */
export const nameKey = (name: string): string => {
  const words = tidy(name).split(' ')
  return orderKey([words.at(-1) ?? '', ...words.slice(0, -1)].join(' '))
}
