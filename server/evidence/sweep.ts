import { inAreas } from '#db/connect.ts'
import { evidenceFiles } from '#evidence/files.ts'
import { allAreas, dropFallen, stillNamed } from '#evidence/queries.ts'
import type { Setup } from '#http/setup.ts'

const EVERY_MS = 3_600_000
/** A file may come before its visit; one whose visit has not come by then belongs to nothing. */
const ORPHAN_MS = 35 * 86_400_000
/** Areas behind the wall at once. */
const SHARE = 300

/** Drops the photos and voice notes whose visit was withdrawn, or that may show somebody who was erased. */
export const sweepEvidence = async ({
  db,
  clock,
  wall,
  filesDir,
}: Pick<Setup, 'db' | 'clock' | 'wall' | 'filesDir'>): Promise<void> => {
  const files = evidenceFiles(filesDir)
  const orphansBefore = new Date(Date.parse(clock()) - ORPHAN_MS).toISOString()
  const areas = await inAreas(db, [], allAreas)
  const shares = Array.from({ length: Math.ceil(areas.length / SHARE) }, (_, n) =>
    areas.slice(n * SHARE, (n + 1) * SHARE),
  )
  const fallen = new Set<string>()
  for (const share of shares)
    for (const hash of await inAreas(db, share, tx => dropFallen(tx, orphansBefore))) fallen.add(hash)
  if (fallen.size > 0)
    for (const share of shares)
      for (const hash of await inAreas(db, share, tx => stillNamed(tx, [...fallen]))) fallen.delete(hash)
  for (const hash of fallen) await files.drop(hash)
  await files.sweepComing(Date.parse(wall()) - ORPHAN_MS)
}

/** Once an hour, and at the start. */
export const startEvidenceSweep = (
  setup: Pick<Setup, 'db' | 'clock' | 'wall' | 'filesDir'>,
): { stop: () => void } => {
  const sweep = () =>
    sweepEvidence(setup).catch(error =>
      console.error('evidence: the sweep failed and will be repeated', error),
    )
  void sweep()
  const timer = setInterval(sweep, EVERY_MS)
  timer.unref()
  return { stop: () => clearInterval(timer) }
}
