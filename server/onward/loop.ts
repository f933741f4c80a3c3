import type { Setup } from '#http/setup.ts'
import { type Onward, runOnward } from '#onward/run.ts'

const EVERY_MS = 500

export const onwardOf = ({ db, secret, catalogue }: Pick<Setup, 'db' | 'secret' | 'catalogue'>): Onward => ({
  db,
  secret,
  skills: new Set(catalogue.skills.map(skill => skill.key)),
})

/** Does `work` again and again, `everyMs` after the round before has ended. `stop` waits for the round at work. */
export const startRounds = (
  name: string,
  work: () => Promise<unknown>,
  everyMs: number,
): { stop: () => Promise<void> } => {
  let stopping = false
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: Promise<unknown> = Promise.resolve()
  const round = () => {
    running = work()
      .catch(error => console.error(`${name}: a round failed and will be repeated`, error))
      .then(() => {
        if (!stopping) timer = setTimeout(round, everyMs)
      })
  }
  round()
  return {
    stop: async () => {
      stopping = true
      clearTimeout(timer)
      await running
    },
  }
}

/** Twice a second: who left an area is in the other before somebody has walked there. */
export const startOnward = (
  setup: Pick<Setup, 'db' | 'secret' | 'catalogue' | 'clock'>,
  everyMs = EVERY_MS,
) => startRounds('onward', () => runOnward(onwardOf(setup), setup.clock()), everyMs)
