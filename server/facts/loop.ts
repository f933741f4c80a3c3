import { drain, recountRosters } from '#facts/drain.ts'
import { countRulesOf } from '#facts/rules.ts'
import type { Setup } from '#http/setup.ts'

const EVERY_MS = 500
const ROSTER_EVERY_MS = 10 * 60_000

export type FactsLoop = { stop: () => Promise<void> }

/**
 * Keeps the figures fresh: drains what is dirty twice a second, and recounts rosters every ten minutes. A failed round is
 * told and tried again; what it had not finished is still marked. `stop` waits for the round at work.
 */
export const startFacts = (
  setup: Pick<Setup, 'db' | 'clock' | 'catalogue'>,
  everyMs = EVERY_MS,
): FactsLoop => {
  const rules = countRulesOf(setup.catalogue)
  let stopping = false
  let wake: (() => void) | undefined
  let rosterDue = 0

  const round = async () => {
    if (performance.now() >= rosterDue) {
      await recountRosters(setup.db, rules, setup.clock())
      rosterDue = performance.now() + ROSTER_EVERY_MS
    }
    await drain(setup.db, rules, setup.clock())
  }
  const pause = () =>
    new Promise<void>(done => {
      const timer = setTimeout(done, everyMs)
      wake = () => {
        clearTimeout(timer)
        done()
      }
    })
  const run = async () => {
    while (!stopping) {
      await round().catch(error => console.error('facts: a round failed and will be repeated', error))
      if (!stopping) await pause()
    }
  }
  const running = run()
  return {
    stop: async () => {
      stopping = true
      wake?.()
      await running
    },
  }
}
