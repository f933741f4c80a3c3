import { readCookie } from '#lib/ui/preferences.ts'
import { LANGUAGE_COOKIE, languageOf } from '#lib/words/language.ts'
import { loadConsoleWords } from '#lib/words/load.ts'
import type { LayoutLoad } from './$types'

export const ssr = false
export const csr = true

export const load: LayoutLoad = async () => {
  const lang = languageOf(readCookie(LANGUAGE_COOKIE))
  return { lang, words: await loadConsoleWords(lang) }
}
