import { importWordsEn } from '#model/household/import/words/en.ts'
import { type ImportWords, importWordsVi } from '#model/household/import/words/vi.ts'

/** The words of the import in a language. */
export const importWords = (language: 'vi' | 'en'): ImportWords =>
  language === 'en' ? importWordsEn : importWordsVi
