import { tidy } from '#model/kit/text.ts'

/** What a person who wants to join may write of oneself. */
export const ABOUT_MOST = 400

/** Vietnamese numbers as people type them: ten digits of a mobile or eleven of a landline, spaces and dots allowed. */
export const phoneOf = (text: string): string | null => {
  const digits = text.replace(/[\s.()-]/g, '').replace(/^\+?84/, '0')
  return /^0(?:[35789]\d{8}|2\d{8,9})$/.test(digits) ? digits : null
}

/**
 * Text of a public form without numbers of papers: nine digits or more in a row are never needed there. Broken
 * pairs and control signs go too.
 */
export const withoutPapers = (text: string): string =>
  tidy(
    text
      .toWellFormed()
      .replace(/\p{Cc}/gu, ' ')
      .replace(/\d(?:[\s.]?\d){8,}/g, ' '),
  )
