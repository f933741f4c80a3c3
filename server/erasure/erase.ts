import { problem } from '@tung-nha/model/problem.ts'
import type { SentOp } from '@tung-nha/model/sync/op.ts'
import { type Db, inAreas } from '#db/connect.ts'
import { dropContent, dropNotes } from '#erasure/queries.ts'
import { sweepArea } from '#evidence/sweep.ts'
import type { Setup } from '#http/setup.ts'
import type { Withdrawal } from '#start/withdrawn.ts'
import { proofOf } from '#sync/proof.ts'
import { pushOps } from '#sync/push.ts'
import { serverSender } from '#sync/sender.ts'

export type Erasure = Extract<Withdrawal, { what: 'resident' | 'household' }>

/** The op of the ledger that removes and erases. It is the same whenever it is made again, so a repetition is a repeat. */
const removalOf = ({ what, areaId, id, opId, actorId, at }: Erasure): SentOp => ({
  id: opId,
  areaId,
  deviceId: actorId,
  seq: 0,
  actorId,
  kind: `${what}.remove`,
  body: { [`${what}Id`]: id, reason: 'erasure', erase: true },
  deviceAt: at,
})

/**
 * Erases homes and people of one area: first the free words of their visits, then their rows by an op that every phone
 * hears of, then what was said of them before and what their visits had photographed or recorded. The op carries our own proof, so it stands even where an older copy of
 * the database has never heard of them; what phones bring later falls on its tombstone.
 */
export const erase = async (
  db: Db,
  areaId: number,
  erasures: readonly Erasure[],
  setup: Pick<Setup, 'secret' | 'clock' | 'filesDir'>,
): Promise<void> => {
  const { secret, clock } = setup
  const ids = erasures.map(one => one.id)
  await inAreas(db, [areaId], tx => dropNotes(tx, areaId, ids))
  const ops = erasures.map(one => {
    const op = removalOf(one)
    return { ...op, stamp: one.at, proof: proofOf(op, one.at, secret) }
  })
  const answers = await pushOps(db, {
    ops,
    sender: serverSender,
    now: clock(),
    offset: 0,
    skills: new Set(),
    secret,
  })
  const refused = answers.find(answer => answer.result === 'refused')
  if (refused) throw problem('server.fault', { reference: refused.id })
  await forget(db, areaId, erasures)
  await sweepArea({ ...setup, db }, areaId)
}

/** Drops what the ledger still says of erased homes and people. Harmless when repeated. */
export const forget = (db: Db, areaId: number, erasures: readonly Erasure[]) =>
  inAreas(db, [areaId], tx =>
    dropContent(
      tx,
      areaId,
      erasures.map(one => one.id),
      erasures.map(one => one.opId),
    ),
  )
