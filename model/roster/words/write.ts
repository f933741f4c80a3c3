import { rosterWordsEn } from '#model/roster/words/en.ts'
import { type RosterWords, rosterWordsVi } from '#model/roster/words/vi.ts'

/** The words of lists of teams and members in a language. */
export const rosterWords = (language: 'vi' | 'en'): RosterWords =>
  language === 'en' ? rosterWordsEn : rosterWordsVi
