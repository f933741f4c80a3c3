import { loadPublicWords } from '#lib/words/load.ts'
import type { LayoutLoad } from './$types'

// Public pages are read without scripts. A page that is better with them says `export const csr = true` itself.
export const ssr = true
export const csr = false

export const load: LayoutLoad = async ({ data }) => ({ ...data, words: await loadPublicWords(data.lang) })
