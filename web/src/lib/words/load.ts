import type { Language } from '#lib/words/language.ts'
import type { Common } from '#lib/words/vi/common.ts'
import type { ConsoleWords } from '#lib/words/vi/console.ts'
import type { FieldWords } from '#lib/words/vi/field.ts'
import type { PublicWords } from '#lib/words/vi/public.ts'

/** Called from the `load` of a layout only: each reader downloads one language of one area. */
export const loadFieldWords = async (lang: Language): Promise<{ common: Common; field: FieldWords }> => {
  if (lang === 'en') {
    const [{ commonEn }, { fieldEn }] = await Promise.all([
      import('#lib/words/en/common.ts'),
      import('#lib/words/en/field.ts'),
    ])
    return { common: commonEn, field: fieldEn }
  }
  const [{ commonVi }, { fieldVi }] = await Promise.all([
    import('#lib/words/vi/common.ts'),
    import('#lib/words/vi/field.ts'),
  ])
  return { common: commonVi, field: fieldVi }
}

export const loadConsoleWords = async (
  lang: Language,
): Promise<{ common: Common; console: ConsoleWords }> => {
  if (lang === 'en') {
    const [{ commonEn }, { consoleEn }] = await Promise.all([
      import('#lib/words/en/common.ts'),
      import('#lib/words/en/console.ts'),
    ])
    return { common: commonEn, console: consoleEn }
  }
  const [{ commonVi }, { consoleVi }] = await Promise.all([
    import('#lib/words/vi/common.ts'),
    import('#lib/words/vi/console.ts'),
  ])
  return { common: commonVi, console: consoleVi }
}

export const loadPublicWords = async (lang: Language): Promise<{ common: Common; public: PublicWords }> => {
  if (lang === 'en') {
    const [{ commonEn }, { publicEn }] = await Promise.all([
      import('#lib/words/en/common.ts'),
      import('#lib/words/en/public.ts'),
    ])
    return { common: commonEn, public: publicEn }
  }
  const [{ commonVi }, { publicVi }] = await Promise.all([
    import('#lib/words/vi/common.ts'),
    import('#lib/words/vi/public.ts'),
  ])
  return { common: commonVi, public: publicVi }
}
