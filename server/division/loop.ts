import { runDivisions } from '#division/run.ts'
import type { Setup } from '#http/setup.ts'
import { onwardOf, startRounds } from '#onward/loop.ts'

const EVERY_MS = 1000

/** Every second, and at the start: homes of a division that was interrupted go on. */
export const startDivisions = (setup: Pick<Setup, 'db' | 'secret' | 'catalogue' | 'clock'>) =>
  startRounds('divisions', () => runDivisions(onwardOf(setup), setup.clock()), EVERY_MS)
