import type { TeamWarning } from '#model/team/rules.ts'
import { teamWarningsEn } from '#model/team/words/en.ts'
import { teamWarningsVi } from '#model/team/words/vi.ts'

/** The sentence of a warning in a language, its numbers filled in. */
export const warningSentence = ({ rule, details }: TeamWarning, language: 'vi' | 'en'): string =>
  (language === 'en' ? teamWarningsEn : teamWarningsVi)[rule].replace(/\{(\w+)\}/g, (whole, name: string) =>
    String(details[name] ?? whole),
  )
