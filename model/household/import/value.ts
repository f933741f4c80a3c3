import { tidy } from '#model/kit/text.ts'

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1)

/**
 * A person's name as we write it: no "Ông:" before it, no remark in brackets behind it, and not in capitals. A
 * title without a sign behind it stays, since Ông is a family name too.
 */
export const writeName = (text: string): string => {
  const bare = tidy(
    text
      .replace(/^\s*(?:ông|bà|hộ ông|hộ bà|ô|b|anh|chị)\s*(?:[:.]|\(bà\)\s*:?)\s*/iu, '')
      .replace(/\([^)]*\)\s*$/u, ''),
  )
  // All large or all small: typed with the key for capitals, or for a font that shows small letters large.
  const words = bare.split(' ')
  const loud = bare === bare.toUpperCase()
  const quiet = words.every(word => word === word.toLowerCase())
  // Such a font keeps plain capitals and loses those with tones: "NGUYễN".
  const torn = words.some(word => /^\p{L}+$/u.test(word) && /\p{Lu}{2,}/u.test(word) && /\p{Ll}/u.test(word))
  if (!loud && !quiet && !torn) return bare
  return bare
    .toLowerCase()
    .replace(/(^|[\s'’-])(\p{L})/gu, (_, before: string, letter: string) => before + capital(letter))
}

/** Whether a text can be a name at all: it holds two letters and no long number. */
export const looksLikeName = (text: string): boolean => /\p{L}.*\p{L}/u.test(text) && !/\d{4}/.test(text)

/** A count written as people write it ("4", "04", "4 ", "4 người", "4,0"), or null when it is none. */
export const readCount = (text: string): number | null => {
  const found = /^0*(\d{1,4})(?:[.,]0+)?\s*(?:người|khẩu|nhân khẩu|nk)?$/iu.exec(tidy(text))
  return found ? Number(found[1]) : null
}
