import type { Problem, ProblemId } from '#model/problem.ts'
import { problemWordsEn } from '#model/problem-words/en.ts'
import { problemWordsVi } from '#model/problem-words/vi.ts'

export type Language = 'vi' | 'en'

/** The sentence of a problem in a language, its details filled in. */
export const problemSentence = (id: ProblemId, details: Problem['details'], language: Language): string =>
  (language === 'en' ? problemWordsEn : problemWordsVi)[id].replace(/\{(\w+)\}/g, (whole, name: string) =>
    String(details[name] ?? whole),
  )
