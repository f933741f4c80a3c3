import type { Language } from '#lib/words/language.ts'

/**
 * A number as people type it: "74.422" and "50,3" in Vietnamese, "74,422" and "50.3" in English. Null when it is none
 * or negative. A mark of thousands is accepted only before three digits, so that "50.3" is never read as 503.
 */
export const typedNumber = (text: string, language: Language): number | null => {
  const [thousands, decimal] = language === 'vi' ? ['.', ','] : [',', '.']
  const tidy = text.trim().replace(/\s|%$/g, '')
  const grouped = new RegExp(`^\\d{1,3}(\\${thousands}\\d{3})+(\\${decimal}\\d+)?$`)
  const plain = /^\d+([.,]\d+)?$/
  if (grouped.test(tidy)) return Number(tidy.replaceAll(thousands ?? '', '').replace(decimal ?? '', '.'))
  return plain.test(tidy) ? Number(tidy.replace(',', '.')) : null
}
