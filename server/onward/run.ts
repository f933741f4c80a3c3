import { followUps } from '@tung-nha/model/activity/onward.ts'
import type { Instant } from '@tung-nha/model/kit/day.ts'
import type { StampedOp } from '@tung-nha/model/sync/op.ts'
import { type Db, inAreas } from '#db/connect.ts'
import { dropContent, dropNotes } from '#erasure/queries.ts'
import { clearMarks, markedAreas, marksOfArea, readAround } from '#onward/queries.ts'
import { proofOf, sha256 } from '#sync/proof.ts'
import { pushOps } from '#sync/push.ts'
import { serverSender } from '#sync/sender.ts'

export type Onward = { db: Db; secret: string; skills: ReadonlySet<string> }

/** So often a thing can follow from another before it is taken for a fault: an alias of one who left in a home that left. */
const ROUNDS = 20

/**
 * Makes what follows from departures, merges and removals until nothing more does. Killed anywhere it begins again: marks
 * are cleared last, and the ids of ops are derived from what they follow from, so none counts twice. What follows from
 * an accepted op carries our proof and is not judged again (S18).
 */
export const runOnward = async ({ db, secret, skills }: Onward, now: Instant): Promise<number> => {
  let made = 0
  for (let round = 0; round < ROUNDS; round++) {
    const areas = await markedAreas(db)
    if (areas.length === 0) break
    for (const areaId of areas) {
      const { marks, ops } = await inAreas(db, [areaId], async tx => {
        const marks = await marksOfArea(tx, areaId)
        return { marks, ops: followUps(areaId, marks, await readAround(tx, areaId, marks), sha256) }
      })
      const proven = ops.map(op => ({ ...op, proof: proofOf(op, op.stamp, secret) }))
      const erased = erasedIn(ops)
      for (const [to, ids] of erased) await inAreas(db, [to], tx => dropNotes(tx, to, ids))
      await pushOps(db, { ops: proven, sender: serverSender, now, offset: 0, skills, secret })
      for (const [to, ids] of erased)
        await inAreas(db, [to], tx =>
          dropContent(
            tx,
            to,
            ids,
            ops.map(op => op.id),
          ),
        )
      await clearMarks(db, areaId, marks)
      made += ops.length
    }
  }
  return made
}

/** By area, the homes and people who asked to be erased and had been there: nothing said of them stays behind (S24). */
const erasedIn = (ops: readonly StampedOp[]): Map<number, string[]> => {
  const found = new Map<number, string[]>()
  for (const { areaId, body } of ops) {
    const { erase, householdId, residentId } = body as {
      erase?: true
      householdId?: string
      residentId?: string
    }
    const id = householdId ?? residentId
    if (erase && id) found.set(areaId, [...(found.get(areaId) ?? []), id])
  }
  return found
}
