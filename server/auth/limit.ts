import type { Instant } from '@tung-nha/model/kit/day.ts'
import { problem } from '@tung-nha/model/problem.ts'
import { countAttempts, recordAttempt } from '#auth/queries.ts'
import type { Db } from '#db/connect.ts'

export const WINDOW_MINUTES = 15

/**
 * One limiter for every way in. A key is what is being guessed at (an e-mail, a code, an address); more than
 * `most` tries in fifteen minutes are refused until the window has passed. What is refused is not written down.
 */
export const limitAttempts = async (db: Db, key: string, most: number, now: Instant): Promise<void> => {
  const since = new Date(Date.parse(now) - WINDOW_MINUTES * 60_000).toISOString()
  const refused = () => problem('auth.too-many', { minutes: WINDOW_MINUTES, retryAfter: WINDOW_MINUTES * 60 })
  if ((await countAttempts(db, key, since)) >= most) throw refused()
  await recordAttempt(db, key, now, since)
  // Counted again: of many that ask at the same moment each must see the others.
  if ((await countAttempts(db, key, since)) > most) throw refused()
}

/** How often a password, a code or a key may be tried in a quarter of an hour. */
const MOST = {
  /** Of one account in a browser that knows it: the officer's own slips. */
  browser: 10,
  /** Of one account from one address that is new to it. */
  stranger: 10,
  /** Of one account from everywhere that is new to it: guessing from many addresses. */
  strangers: 100,
  /** Of any account from one address; an office shares one. */
  address: 100,
  /** A training room joins behind one address. */
  codes: 200,
  /** Of one phone from one address. */
  phone: 60,
} as const

type Caller = { address: string; now: Instant }

/**
 * An officer's password is tried. Wrong guesses count against the place they come from before they count against the
 * account, and never against a browser in which the officer has signed in before.
 */
export const limitPassword = async (
  db: Db,
  email: string,
  browser: string | null,
  { address, now }: Caller,
): Promise<void> => {
  if (browser !== null) return limitAttempts(db, `browser ${browser}`, MOST.browser, now)
  await limitAttempts(db, `address ${address}`, MOST.address, now)
  await limitAttempts(db, `officer ${email} from ${address}`, MOST.stranger, now)
  await limitAttempts(db, `officer ${email}`, MOST.strangers, now)
}

/** The keys an officer's own slips were counted under; what others tried stays counted. */
export const ownSlips = (email: string, browser: string | null, address: string): string =>
  browser === null ? `officer ${email} from ${address}` : `browser ${browser}`

export const limitCode = (db: Db, { address, now }: Caller) =>
  limitAttempts(db, `enrol ${address}`, MOST.codes, now)

/** A phone's key is asked for or tried. The address is part of it: whoever learns the id of a phone cannot lock it out. */
export const limitPhone = (db: Db, deviceId: string, { address, now }: Caller) =>
  limitAttempts(db, `device ${deviceId} from ${address}`, MOST.phone, now)
