import { type Actor, LATE_DAYS } from '@tung-nha/model/access/access.ts'
import { addDays, covers, dayOf, type Instant } from '@tung-nha/model/kit/day.ts'
import type { Sender } from '@tung-nha/model/sync/accept.ts'
import type { SentOp } from '@tung-nha/model/sync/op.ts'
import { areasOfCommunes, teamsOfCommunes } from '#access/queries.ts'
import type { Db } from '#db/connect.ts'
import { devicesOf } from '#sync/queries.ts'

/** The server itself: it brings ops whose right was checked where they came from. */
export const serverSender: Sender = { actorId: null, deviceId: null, serves: () => true }

/** What an actor may send, and from where. `ops`: what it sends, if it may come from a former device of a member. */
export const senderOf = async (
  db: Db,
  actor: Actor,
  now: Instant,
  ops: readonly Pick<SentOp, 'deviceId'>[] = [],
): Promise<Sender> => {
  if (actor.kind === 'member') return memberSender(db, actor, now, ops)
  if (actor.kind === 'officer') return officerSender(db, actor, now)
  return { actorId: '', deviceId: null, serves: () => false }
}

/** A member may write in the areas of its teams: those of today, and for 60 days those of the op's own day. */
const memberSender = async (
  db: Db,
  actor: Extract<Actor, { kind: 'member' }>,
  now: Instant,
  ops: readonly Pick<SentOp, 'deviceId'>[],
): Promise<Sender> => {
  const today = dayOf(now)
  const oldest = addDays(today, -LATE_DAYS)
  const { id, deviceId, served } = actor
  const isOfAnother = ops.some(op => op.deviceId !== deviceId)
  return {
    actorId: id,
    deviceId,
    ...(isOfAnother ? { otherDevices: new Set(await devicesOf(db, id)) } : {}),
    // The team is asked apart from the area: who changed teams meanwhile keeps what was done under the former one.
    serves: (areaId, day, teamId) =>
      (teamId === null || served.some(span => span.teamId === teamId)) &&
      served.some(
        span => span.areaId === areaId && (covers(span, today) || (day >= oldest && covers(span, day))),
      ),
  }
}

/** A commune officer writes in the areas of the commune, from no device. */
const officerSender = async (
  db: Db,
  actor: Extract<Actor, { kind: 'officer' }>,
  now: Instant,
): Promise<Sender> => {
  const today = dayOf(now)
  const communes = actor.grants.flatMap(grant =>
    grant.role === 'communeOfficer' && grant.unitId !== null && covers(grant, today) ? [grant.unitId] : [],
  )
  const areas = new Set(await areasOfCommunes(db, communes, today))
  const teams = new Set(await teamsOfCommunes(db, communes))
  return {
    actorId: actor.id,
    deviceId: null,
    serves: (areaId, _day, teamId) => areas.has(areaId) && (teamId === null || teams.has(teamId)),
  }
}
