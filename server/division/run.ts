import type { Instant } from '@tung-nha/model/kit/day.ts'
import type { SentOp } from '@tung-nha/model/sync/op.ts'
import { inAreas } from '#db/connect.ts'
import type { DivisionRow } from '#db/tables.ts'
import {
  homesAfter,
  homesStillToGo,
  isFollowed,
  setState,
  settleHomes,
  standingOrSent,
  unfinishedDivisions,
} from '#division/queries.ts'
import { idOf } from '#household/import/preview.ts'
import { type Onward, runOnward } from '#onward/run.ts'
import { pushOps } from '#sync/push.ts'
import { serverSender } from '#sync/sender.ts'

/** Homes that leave in one transaction: phones of the area wait for its end. */
const BATCH = 100
const FIRST = '00000000-0000-0000-0000-000000000000'

/**
 * Brings the homes of divisions to where they belong, there or back. Killed anywhere it begins again: every departure has
 * an id that follows from the division and the home, and the stamp at which it was decided, so none is made twice (K11).
 */
export const runDivisions = async (onward: Onward, now: Instant): Promise<void> => {
  const failures: unknown[] = []
  for (const division of await unfinishedDivisions(onward.db))
    await bring(onward, division, now).catch(failure => failures.push(failure)) // one that fails holds up no other
  if (failures.length > 0) throw failures[0]
}

const bring = async (onward: Onward, division: DivisionRow, now: Instant): Promise<void> => {
  const there = division.state === 'moving'
  await (there ? send : bringBack)(onward, division, now)
  await runOnward(onward, now)
  // Done is what has arrived: homes still under way could not be found by who wants them back.
  if (await isFollowed(onward.db, there ? division.from_area_id : division.area_id))
    await setState(onward.db, division.id, { state: there ? 'done' : 'undone' })
}

const departureOf = (
  division: DivisionRow,
  householdId: string,
  way: { from: number; to: number; stamp: Instant },
): SentOp => ({
  id: idOf('division', division.id, String(way.from), householdId),
  areaId: way.from,
  deviceId: division.id,
  seq: 0,
  actorId: division.made_by,
  kind: 'household.depart',
  body: { householdId, toAreaId: way.to },
  deviceAt: way.stamp,
})

const push = ({ db, secret, skills }: Onward, ops: readonly SentOp[], now: Instant) =>
  pushOps(db, { ops, sender: serverSender, now, offset: 0, skills, secret })

/** The homes chosen leave for the new area. One that is no longer there is noted and left where it is. */
const send = async (onward: Onward, division: DivisionRow, now: Instant) => {
  const way = { from: division.from_area_id, to: division.area_id, stamp: division.made_at }
  for (;;) {
    const ids = await homesStillToGo(onward.db, division, BATCH)
    if (ids.length === 0) return
    const ops = new Map(ids.map(id => [id, departureOf(division, id, way)]))
    const pairs = [...ops].map(([id, op]) => ({ id, opId: op.id }))
    const here = await inAreas(onward.db, [way.from], tx => standingOrSent(tx, way.from, pairs))
    const going = ids.filter(id => here.has(id))
    const answers = await push(
      onward,
      going.map(id => ops.get(id)!),
      now,
    )
    const gone = going.filter((_, i) => answers[i]!.result !== 'refused')
    await settleHomes(onward.db, division, gone, 'moved')
    await settleHomes(
      onward.db,
      division,
      ids.filter(id => !gone.includes(id)),
      'missing',
    )
  }
}

/** Whoever lives in the new area goes to the old one, also homes that were written down there meanwhile. */
const bringBack = async (onward: Onward, division: DivisionRow, now: Instant) => {
  const way = { from: division.area_id, to: division.from_area_id, stamp: division.undone_at! }
  // One pass: a home that is sent here by hand at this moment stays, and is looked for by nobody for ever.
  for (let after = FIRST; ; ) {
    const ids = await inAreas(onward.db, [way.from], tx => homesAfter(tx, way.from, after, BATCH))
    if (ids.length === 0) return
    await push(
      onward,
      ids.map(id => departureOf(division, id, way)),
      now,
    )
    after = ids.at(-1)!
  }
}
