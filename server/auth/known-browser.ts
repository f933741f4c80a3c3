import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Instant } from '@tung-nha/model/kit/day.ts'

/**
 * A browser in which an officer has signed in before. Its cookie carries an id, until when it holds, and a mark of each
 * account (at most five share a computer), under our seal. Such a browser has tries of its own: whoever guesses at the
 * password from elsewhere cannot lock its officer out.
 */
type Browser = { id: string; until: number; accounts: string[] }

export const KNOWN_MS = 180 * 86_400_000
const MOST_ACCOUNTS = 5

const seal = (text: string, secret: string) =>
  createHmac('sha256', secret).update(`tung-nha browser\n${text}`).digest('base64url')
const markOf = (email: string, secret: string) => seal(`account ${email}`, secret).slice(0, 16)

const read = (cookie: string | null, now: Instant, secret: string): Browser | null => {
  const [id, until, accounts, signature] = (cookie ?? '').split('.')
  if (!id || !until || accounts === undefined || !signature) return null
  const ours = Buffer.from(seal(`${id}.${until}.${accounts}`, secret))
  const given = Buffer.from(signature)
  if (ours.length !== given.length || !timingSafeEqual(ours, given)) return null
  if (Number(until) <= Date.parse(now)) return null
  return { id, until: Number(until), accounts: accounts.split('~') }
}

/** The id under which the tries of a browser are counted, when the account has signed in there before. */
export const knownFor = (
  cookie: string | null,
  email: string,
  now: Instant,
  secret: string,
): string | null => {
  const browser = read(cookie, now, secret)
  return browser?.accounts.includes(markOf(email, secret)) ? browser.id : null
}

/** The cookie after an account has signed in. */
export const remember = (
  cookie: string | null,
  email: string,
  spec: { now: Instant; secret: string; newId: () => string },
): string => {
  const { now, secret, newId } = spec
  const before = read(cookie, now, secret)
  const mark = markOf(email, secret)
  const accounts = [mark, ...(before?.accounts ?? []).filter(other => other !== mark)].slice(0, MOST_ACCOUNTS)
  const text = `${before?.id ?? newId()}.${Date.parse(now) + KNOWN_MS}.${accounts.join('~')}`
  return `${text}.${seal(text, secret)}`
}
