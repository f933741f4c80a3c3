import { CODE_LETTERS, codeFrom } from '@tung-nha/model/kit/id.ts'

const RANDOM = 6

const lettersOf = (n: number): string =>
  n < CODE_LETTERS.length
    ? CODE_LETTERS[n]!
    : lettersOf(Math.floor(n / CODE_LETTERS.length)) + CODE_LETTERS[n % CODE_LETTERS.length]

/**
 * The code a resident keeps: the area, then six letters of chance. The area in front is what lets us look in one
 * area only, behind the wall, and says no more than the village the resident has chosen.
 */
export const requestCode = (areaId: number, random: (bytes: number) => Uint8Array): string =>
  lettersOf(areaId) + codeFrom(random(RANDOM))

/** A code as it was typed, and the area it names; null when it cannot be one. */
export const readRequestCode = (typed: string): { code: string; areaId: number } | null => {
  const code = typed.toUpperCase().replace(/[^0-9A-Z]/g, '')
  const letters = [...code].map(letter => CODE_LETTERS.indexOf(letter))
  if (letters.length <= RANDOM || letters.length > 12 || letters.includes(-1)) return null
  const areaId = letters.slice(0, -RANDOM).reduce((sum, letter) => sum * CODE_LETTERS.length + letter, 0)
  return areaId >= 1 && areaId <= 2_147_483_647 ? { code, areaId } : null
}
