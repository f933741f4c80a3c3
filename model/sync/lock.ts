import type { Instant } from '#model/kit/day.ts'
import { msOf } from '#model/kit/instant.ts'

/** How the book on a phone is kept from others: tries of the PIN, and how long it may be read unheard. SPEC D15, D16. */

/** After so many wrong PINs in a row no more are tried; a new code of the leader opens the book again. */
export const MOST_WRONG = 10

/** How long to wait after the n-th wrong PIN, in seconds. The first slips cost nothing; ten tries take an hour. */
const WAITS = [0, 0, 0, 0, 30, 60, 120, 300, 900, 1800]

export type Tries = {
  /** Wrong PINs in a row. */
  wrong: number
  /** When the last one was tried, by the phone's clock. */
  triedAt?: Instant | undefined
}

export const isShut = ({ wrong }: Tries): boolean => wrong >= MOST_WRONG

/**
 * Milliseconds until the next PIN may be tried. A clock that was set back lengthens the wait to the whole of it and
 * no more, so that nobody is locked out for ever by a clock.
 */
export const waitOf = ({ wrong, triedAt }: Tries, now: Instant): number => {
  const whole = (WAITS[wrong] ?? 0) * 1000
  const since = triedAt === undefined ? null : msOf(triedAt)
  if (whole === 0 || since === null) return 0
  return Math.min(Math.max(since + whole - (msOf(now) ?? since), 0), whole)
}

/** How long the rows may be read without a word from the server. Writing never ends. */
export const LEASE_DAYS = 7

/** Whether the server was heard too long ago for the rows to be shown. An unknown time is not held against anyone. */
export const leaseIsOver = (heardAt: Instant | null, now: Instant): boolean => {
  const heard = heardAt === null ? null : msOf(heardAt)
  return heard !== null && (msOf(now) ?? heard) - heard > LEASE_DAYS * 86_400_000
}
