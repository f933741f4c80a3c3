import type { Instant } from '@tung-nha/model/kit/day.ts'
import { problem } from '@tung-nha/model/problem.ts'
import { recordAttempt } from '#auth/queries.ts'
import type { Db } from '#db/connect.ts'

export const WINDOW_MINUTES = 15

/**
 * One limiter for every way in. A key is what is being guessed at (an e-mail, a code, an address); more than
 * `most` tries in fifteen minutes are refused until the window has passed.
 */
export const limitAttempts = async (db: Db, key: string, most: number, now: Instant): Promise<void> => {
  const since = new Date(Date.parse(now) - WINDOW_MINUTES * 60_000).toISOString()
  if ((await recordAttempt(db, key, now, since)) > most)
    throw problem('auth.too-many', { minutes: WINDOW_MINUTES })
}
