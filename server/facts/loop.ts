import { communesWithTeams, drain, recountCommunes } from '#facts/drain.ts'
import { countRulesOf } from '#facts/rules.ts'
import type { Setup } from '#http/setup.ts'

const EVERY_MS = 500
/** Areas of one round; after it the loop rests three times as long as it worked, so that pushes come first. */
const ROUND = 100
const ROSTER_EVERY_MS = 10 * 60_000
/** Communes of one round: rosters of the nation take many seconds together, and what phones push waits behind none of them. */
const ROSTERS = 40

export type FactsLoop = { stop: () => Promise<void> }

/**
 * Keeps the figures fresh: drains what is dirty, twice a second when there is little, and recounts rosters every ten minutes. A failed round is
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
  let rosters: number[] = []

  const round = async () => {
    if (performance.now() >= rosterDue) {
      rosters = await communesWithTeams(setup.db, setup.clock())
      rosterDue = performance.now() + ROSTER_EVERY_MS
    }
    if (rosters.length > 0) {
      await recountCommunes(setup.db, rules, rosters.slice(0, ROSTERS), setup.clock())
      rosters = rosters.slice(ROSTERS)
    }
    const from = performance.now()
    const { areas } = await drain(setup.db, rules, setup.clock(), ROUND)
    return Math.max(areas < ROUND ? everyMs : 0, 3 * (performance.now() - from))
  }
  const pause = (ms: number) =>
    new Promise<void>(done => {
      const timer = setTimeout(done, ms)
      wake = () => {
        clearTimeout(timer)
        done()
      }
    })
  const run = async () => {
    while (!stopping) {
      const rest = await round().catch(error => {
        console.error('facts: a round failed and will be repeated', error)
        return everyMs
      })
      if (!stopping) await pause(rest)
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
