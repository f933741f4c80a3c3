import { setUiLabels } from '#lib/ui/labels.ts'
import { setCommonWords, setFormats, setLanguage } from '#lib/words/context.ts'
import { formatsOf } from '#lib/words/format.ts'
import type { Language } from '#lib/words/language.ts'
import type { Common } from '#lib/words/vi/common.ts'

/** Called once by the layout of an area, before its children are made. */
export const provideCommon = (lang: Language, common: Common): void => {
  setLanguage(lang)
  setCommonWords(common)
  setUiLabels(common.ui)
  setFormats(formatsOf(lang))
}
