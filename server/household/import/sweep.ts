import { KEPT_MS } from '#household/import/describe.ts'
import { dropOldImports } from '#household/import/queries.ts'
import type { Setup } from '#http/setup.ts'

const EVERY_MS = 3_600_000

/** Wipes what has been kept for a day. */
export const sweepImports = ({ db, clock }: Pick<Setup, 'db' | 'clock'>) =>
  dropOldImports(db, new Date(Date.parse(clock()) - KEPT_MS).toISOString())

/** Once an hour, and at the start: files that nobody confirmed do not outlive their day, even when nobody looks. */
export const startImportSweep = (setup: Pick<Setup, 'db' | 'clock'>): { stop: () => void } => {
  const sweep = () =>
    sweepImports(setup).catch(error => console.error('imports: the sweep failed and will be repeated', error))
  void sweep()
  const timer = setInterval(sweep, EVERY_MS)
  timer.unref()
  return { stop: () => clearInterval(timer) }
}
