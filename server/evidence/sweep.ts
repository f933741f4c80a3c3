import { inAreas } from '#db/connect.ts'
import { evidenceFiles } from '#evidence/files.ts'
import { allAreas, dropFallen, handOver, namesOfFallen, stillNamed } from '#evidence/queries.ts'
import type { Setup } from '#http/setup.ts'

const EVERY_MS = 3_600_000
/** A file may come before its visit; one whose visit has not come by then belongs to nothing. */
const ORPHAN_MS = 35 * 86_400_000
/** Areas behind the wall at once. */
const SHARE = 300

type Place = Pick<Setup, 'db' | 'clock' | 'filesDir'>

const everyShare = async (db: Place['db']): Promise<number[][]> => {
  const areas = await inAreas(db, [], allAreas)
  return Array.from({ length: Math.ceil(areas.length / SHARE) }, (_, n) =>
    areas.slice(n * SHARE, (n + 1) * SHARE),
  )
}

/** Drops what fell in some areas; a file goes when no area names it any more. */
const sweepShares = async ({ db, clock, filesDir }: Place, shares: readonly number[][]): Promise<void> => {
  const orphansBefore = new Date(Date.parse(clock()) - ORPHAN_MS).toISOString()
  const fallen = new Set<string>()
  for (const share of shares) {
    const hashes = await inAreas(db, share, async tx => {
      await handOver(tx)
      return dropFallen(tx, orphansBefore)
    })
    for (const hash of hashes) fallen.add(hash)
  }
  if (fallen.size === 0) return
  for (const share of await everyShare(db))
    for (const hash of await inAreas(db, share, tx => stillNamed(tx, [...fallen]))) fallen.delete(hash)
  const files = evidenceFiles(filesDir)
  for (const hash of fallen) await files.drop(hash)
}

/** Drops the photos and voice notes whose visit was withdrawn, or that may show somebody who was erased. */
export const sweepEvidence = async (setup: Place & Pick<Setup, 'wall'>): Promise<void> => {
  await sweepShares(setup, await everyShare(setup.db))
  await evidenceFiles(setup.filesDir).sweepComing(Date.parse(setup.wall()) - ORPHAN_MS)
}

/** The same in one area and at once, with what has come in part: somebody asked to be forgotten there. */
export const sweepArea = async (setup: Place, areaId: number): Promise<void> => {
  await sweepShares(setup, [[areaId]])
  const files = evidenceFiles(setup.filesDir)
  const named = await inAreas(setup.db, [areaId], tx => namesOfFallen(tx, areaId))
  for (const hash of named) await files.dropComing(areaId, hash)
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
