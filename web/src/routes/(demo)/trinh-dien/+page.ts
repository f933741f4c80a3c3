import { loadPublicWords } from '#lib/words/load.ts'
import type { PageLoad } from './$types'

export const ssr = false
export const csr = true

export const load: PageLoad = async ({ data }) => ({ ...data, words: await loadPublicWords(data.lang) })
