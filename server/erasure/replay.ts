import { inAreas } from '#db/connect.ts'
import { type Erasure, erase, forget } from '#erasure/erase.ts'
import { areasThatExist, endAgain, opsHeld, revokeAgain } from '#erasure/queries.ts'
import type { Setup } from '#http/setup.ts'
import type { Withdrawal } from '#start/withdrawn.ts'

const only = <W extends Withdrawal['what']>(all: readonly Withdrawal[], what: W) =>
  all.filter((one): one is Extract<Withdrawal, { what: W }> => one.what === what)

/** Ends of memberships that were not taken back by the person's return. */
const standingEnds = (all: readonly Withdrawal[]) => {
  const ends = new Map<string, Extract<Withdrawal, { what: 'membership' }>>()
  for (const one of all) {
    if (one.what === 'membership') ends.set(`${one.memberId} ${one.teamId}`, one)
    if (one.what === 'rejoined') ends.delete(`${one.memberId} ${one.teamId}`)
  }
  return [...ends.values()]
}

/**
 * Does again, before anything is served, what was revoked and erased: after an older copy of the database was put back,
 * none of it returns. Where nothing is missing it changes nothing.
 */
export const replayWithdrawn = async (
  setup: Pick<Setup, 'db' | 'withdrawn' | 'secret' | 'clock' | 'filesDir'>,
): Promise<void> => {
  const { db } = setup
  const all = setup.withdrawn.all()
  if (all.length === 0) return
  await revokeAgain(db, only(all, 'device'))
  await endAgain(db, standingEnds(all))
  const erasures: Erasure[] = [...only(all, 'resident'), ...only(all, 'household')]
  const known = await areasThatExist(
    db,
    erasures.map(one => one.areaId),
  )
  for (const [areaId, mine] of Map.groupBy(erasures, one => one.areaId)) {
    if (!known.has(areaId)) continue
    const held = await inAreas(db, [areaId], tx =>
      opsHeld(
        tx,
        areaId,
        mine.map(one => one.opId),
      ),
    )
    const lost = mine.filter(one => !held.has(one.opId))
    if (lost.length > 0) await erase(db, areaId, lost, setup)
    await forget(db, areaId, mine)
  }
}
