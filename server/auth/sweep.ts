import { WINDOW_MINUTES } from '#auth/limit.ts'
import { forgetOutlived } from '#auth/queries.ts'
import type { Setup } from '#http/setup.ts'

const EVERY_MS = 3_600_000

/** Drops what sign-in has outlived: addresses that tried something, sessions and challenges that have ended. */
export const sweepSignIn = ({ db, wall }: Pick<Setup, 'db' | 'wall'>) =>
  forgetOutlived(db, wall(), new Date(Date.parse(wall()) - WINDOW_MINUTES * 60_000).toISOString())

/** Once an hour, and at the start. An address is kept for as long as it is counted, and no longer. */
export const startSignInSweep = (setup: Pick<Setup, 'db' | 'wall'>): { stop: () => void } => {
  const sweep = () =>
    sweepSignIn(setup).catch(error => console.error('sign-in: the sweep failed and will be repeated', error))
  void sweep()
  const timer = setInterval(sweep, EVERY_MS)
  timer.unref()
  return { stop: () => clearInterval(timer) }
}
