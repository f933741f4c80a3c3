import type { BrowserContext } from 'playwright-core'

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
const chanceOf = (seed: number) => () => {
  seed = (seed + 0x6d2b79f5) | 0
  let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed)
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
}

/** `SLOW=<seed>:<most>` makes the line of every story slower and another one, to look for what only a slow line shows. */
const [SEED = 1, MOST = 350] = process.env['SLOW']?.split(':').map(Number) ?? []

/**
 * A line as in a village: every question waits a while of its own before it reaches the server, so that pages stand
 * empty for a moment and a later question may be answered first. What is typed, chosen and pressed meanwhile must be
 * there afterwards.
 */
export const slowLine = async (device: BrowserContext): Promise<void> => {
  const chance = chanceOf(SEED)
  await device.route('**/api/v1/**', async route => {
    await new Promise(done => setTimeout(done, chance() * MOST))
    // The page may have been left meanwhile.
    await route.continue().catch(() => {})
  })
}
