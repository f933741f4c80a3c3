import type { Setup } from '#http/setup.ts'
import { type Onward, runOnward } from '#onward/run.ts'

const EVERY_MS = 500

export const onwardOf = ({ db, secret, catalogue }: Pick<Setup, 'db' | 'secret' | 'catalogue'>): Onward => ({
  db,
  secret,
  skills: new Set(catalogue.skills.map(skill => skill.key)),
})

/** Twice a second: who left an area is in the other before somebody has walked there. `stop` waits for the round at work. */
export const startOnward = (
  setup: Pick<Setup, 'db' | 'secret' | 'catalogue' | 'clock'>,
  everyMs = EVERY_MS,
): { stop: () => Promise<void> } => {
  let stopping = false
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: Promise<unknown> = Promise.resolve()
  const round = () => {
    running = runOnward(onwardOf(setup), setup.clock())
      .catch(error => console.error('onward: a round failed and will be repeated', error))
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
