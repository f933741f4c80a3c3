import type { Me } from '@tung-nha/model/api/sessions.ts'
import { call } from '#lib/api/call.ts'
import { type Session, sessionOf } from '#lib/console/session.ts'
import { readCookie } from '#lib/ui/preferences.ts'
import { LANGUAGE_COOKIE, languageOf } from '#lib/words/language.ts'
import { loadConsoleWords } from '#lib/words/load.ts'
import type { LayoutLoad } from './$types'

export const ssr = false
export const csr = true

type Arrival = { session: Session | null; elsewhere: string; failure: unknown }

/** Who opens the console; a visitor and a member of a team are sent where they belong. */
const arrive = async (lang: string): Promise<Arrival> => {
  try {
    const me = await call<Me>('GET /api/v1/me', {}, { language: lang })
    const session = sessionOf(me)
    const elsewhere = session ? '' : me.kind === 'member' ? '/to' : '/dang-nhap'
    return { session, elsewhere, failure: null }
  } catch (failure) {
    return { session: null, elsewhere: '', failure }
  }
}

export const load: LayoutLoad = async () => {
  const lang = languageOf(readCookie(LANGUAGE_COOKIE))
  const [words, arrival] = await Promise.all([loadConsoleWords(lang), arrive(lang)])
  return { lang, words, ...arrival }
}
