import type { Language } from '#lib/words/language.ts'
import type { Common } from '#lib/words/vi/common.ts'
import type { ConsoleWords } from '#lib/words/vi/console.ts'
import type { FieldWords } from '#lib/words/vi/field.ts'
import type { PublicWords } from '#lib/words/vi/public.ts'
import type { ReportWords } from '#lib/words/vi/report.ts'

/** Called from the `load` of a layout or page only: each reader downloads one language of one area. */
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

/** The part of the catalogue that a phone works with at a gate. */
export const loadFieldCatalogue = async (lang: Language) =>
  (lang === 'en' ? await import('virtual:field-catalogue/en') : await import('virtual:field-catalogue/vi'))
    .catalogue

/** Words of one report, for the pages of phone and desk that show one. */
export const loadReportWords = async (lang: Language): Promise<ReportWords> =>
  lang === 'en'
    ? (await import('#lib/words/en/report.ts')).reportEn
    : (await import('#lib/words/vi/report.ts')).reportVi
