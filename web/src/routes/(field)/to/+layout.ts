import { readCookie } from '#lib/ui/preferences.ts'
import { LANGUAGE_COOKIE, languageOf } from '#lib/words/language.ts'
import { loadFieldCatalogue, loadFieldWords } from '#lib/words/load.ts'
import type { LayoutLoad } from './$types'

// Client only, and no server load anywhere below: opening a page must never wait for the network.
export const ssr = false
export const csr = true

export const load: LayoutLoad = async () => {
  const lang = languageOf(readCookie(LANGUAGE_COOKIE))
  const [words, catalogue] = await Promise.all([loadFieldWords(lang), loadFieldCatalogue(lang)])
  return { lang, words, catalogue }
}
