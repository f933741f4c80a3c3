import { error, redirect } from '@sveltejs/kit'
import type { Handle, HandleServerError } from '@sveltejs/kit/hooks'
import { type HostApi, httpApi } from '#lib/api/host.ts'
import { LANGUAGE_COOKIE, languageOf } from '#lib/words/language.ts'
import { dev } from '$app/env'

const YEAR = 31_536_000

/** The look a reader chose, as attributes of <html>, so that the first paint is already right. Client-only pages read `data-demo`. */
const lookOf = (theme: string | undefined, type: string | undefined, demo: boolean): string =>
  (theme === 'light' || theme === 'dark' ? ` data-theme="${theme}"` : '') +
  (type === 'large' ? ' data-type="large"' : '') +
  (demo ? ' data-demo="yes"' : '')

export const handle: Handle = async ({ event, resolve }) => {
  const { cookies, url, locals, platform, route } = event
  if (!dev && route.id === '/_gallery') error(404, '')
  // `?lang=en` is how a page without scripts changes its language: remember it and show the clean address.
  const asked = url.searchParams.get('lang')
  if (asked !== null) {
    cookies.set(LANGUAGE_COOKIE, languageOf(asked), {
      path: '/',
      maxAge: YEAR,
      httpOnly: false,
      sameSite: 'lax',
      secure: false,
    })
    const rest = new URLSearchParams(url.searchParams)
    rest.delete('lang')
    redirect(303, url.pathname + (rest.size ? `?${rest}` : ''))
  }
  locals.lang = languageOf(cookies.get(LANGUAGE_COOKIE))
  locals.demo = platform?.req?.demo ?? false
  const overHttp: HostApi = httpApi(url.origin, locals.lang, event.request.headers.get('cookie') ?? '')
  locals.api = platform?.req?.api ?? overHttp

  const look = lookOf(cookies.get('theme'), cookies.get('type'), locals.demo)
  const response = await resolve(event, {
    transformPageChunk: ({ html }) =>
      html.replace('lang="vi" data-look="chosen"', `lang="${locals.lang}"${look}`),
    preload: ({ type, path }) =>
      type === 'js' || type === 'css' || (type === 'font' && /-(400|800)\./.test(path)),
  })
  if (response.headers.get('content-type')?.startsWith('text/html')) {
    response.headers.set('vary', 'cookie')
    if (!response.headers.has('cache-control')) response.headers.set('cache-control', 'private, no-cache')
  }
  return response
}

export const handleError: HandleServerError = ({ kind, error: fault, event }) => {
  // Refusals and unknown addresses are answers; only what nobody expected is written to the log.
  if (kind === 'unknown') console.error(event.url.pathname, fault)
}
