import { UNDO_MS } from '@tung-nha/model/team/reform.ts'
import type { Setup } from '#http/setup.ts'
import { dropOldRosterImports } from '#roster/queries.ts'

const EVERY_MS = 3_600_000

/** Once an hour, and at the start: lists of people and the marks of what was made of them do not outlive their day. */
export const startRosterSweep = ({ db, clock }: Pick<Setup, 'db' | 'clock'>): { stop: () => void } => {
  const sweep = () =>
    dropOldRosterImports(db, new Date(Date.parse(clock()) - UNDO_MS).toISOString()).catch(error =>
      console.error('lists of teams: the sweep failed and will be repeated', error),
    )
  void sweep()
  const timer = setInterval(sweep, EVERY_MS)
  timer.unref()
  return { stop: () => clearInterval(timer) }
}
