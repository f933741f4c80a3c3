import { fromOld, type OldEncoding } from '#model/household/import/encoding.ts'
import type { Sheet } from '#model/household/import/sheet.ts'

// Signs that stand between letters only when a text typed for an old font is read as Unicode.
const TCVN3 = /\p{L}[¨®µ¸¹·¶»¾¼½©ª«¬£¥¦§¤]|[¨®µ¸¹·¶»¾¼½©ª«¬£¥¦§¤]\p{L}/u
const VNI = /[aeouAEOU][ïäöåëüûøùõâêÏÄÖÅËÜÛØÙÕÂÊ]|[ñÑ][aeiouyAEIOUY]/u
// Vietnamese has none of these letters; VNI cannot be written without several of them.
const ONLY_VNI = /[ïäöåëüûøÏÄÖÅËÜÛØñÑ]/gu

/**
 * Whether a sheet was typed for an old Vietnamese font (TCVN3, VNI) instead of Unicode. Needs several such cells:
 * languages of our peoples write ñ and č too.
 */
export const legacyFont = (sheets: readonly Sheet[]): OldEncoding | null => {
  const texts = sheets
    .flatMap(sheet => sheet.rows.slice(0, 400).flat())
    .filter((cell): cell is string => typeof cell === 'string' && /\p{L}{2}/u.test(cell))
  const share = (test: (text: string) => boolean) => {
    const n = texts.filter(test).length
    return n >= 3 && n >= texts.length * 0.1
  }
  if (share(text => TCVN3.test(text))) return 'TCVN3'
  if (share(text => VNI.test(text) && new Set(text.match(ONLY_VNI) ?? []).size >= 1)) return 'VNI'
  return null
}

/** The sheets with every text in Unicode, and the old font they were typed for, if they were. */
export const modernised = (sheets: readonly Sheet[]): { sheets: Sheet[]; font: OldEncoding | null } => {
  const font = legacyFont(sheets)
  if (font === null) return { sheets: [...sheets], font }
  const write = (text: string) => fromOld(text, font)
  return {
    font,
    sheets: sheets.map(sheet => ({
      ...sheet,
      font,
      rows: sheet.rows.map(row => row.map(cell => (typeof cell === 'string' ? write(cell) : cell))),
    })),
  }
}
