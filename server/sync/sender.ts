import type { Actor } from '@tung-nha/model/access/access.ts'
import { addDays, covers, dayOf, type Instant } from '@tung-nha/model/kit/day.ts'
import type { Sender } from '@tung-nha/model/sync/accept.ts'
import { areasOfCommunes, teamsOfCommunes } from '#access/queries.ts'
import type { Db, Tx } from '#db/connect.ts'
import { devicesOfMember, spansOfMember } from '#sync/queries.ts'

/** How long after leaving an area a member may still send what was done there. */
const LATE_DAYS = 60

/** The server itself: it brings ops whose right was checked where they came from. */
export const serverSender: Sender = { actorId: null, deviceId: null, serves: () => true }

/** What an actor may send, and from where. */
export const senderOf = async (db: Db | Tx, actor: Actor, now: Instant): Promise<Sender> => {
  if (actor.kind === 'member') return memberSender(db, actor, now)
  if (actor.kind === 'officer') return officerSender(db as Tx, actor, now)
  return { actorId: '', deviceId: null, serves: () => false }
}

/** A member may write in the areas of its teams: those of today, and for 60 days those of the op's own day. */
const memberSender = async (
  db: Db | Tx,
  actor: Extract<Actor, { kind: 'member' }>,
  now: Instant,
): Promise<Sender> => {
  const today = dayOf(now)
  const oldest = addDays(today, -LATE_DAYS)
  const spans = await spansOfMember(db, actor.id, oldest)
  const devices = await devicesOfMember(db, actor.id)
  return {
    actorId: actor.id,
    deviceId: actor.deviceId,
    otherDevices: new Set(devices),
    // The team is asked apart from the area: who changed teams meanwhile keeps what was done under the former one.
    serves: (areaId, day, teamId) =>
      (teamId === null || spans.some(span => span.team_id === teamId)) &&
      spans.some(
        span => span.area_id === areaId && (covers(span, today) || (day >= oldest && covers(span, day))),
      ),
  }
}

/** A commune officer writes in the areas of the commune, from no device. */
const officerSender = async (
  tx: Tx,
  actor: Extract<Actor, { kind: 'officer' }>,
  now: Instant,
): Promise<Sender> => {
  const today = dayOf(now)
  const communes = actor.grants.flatMap(grant =>
    grant.role === 'communeOfficer' && grant.unitId !== null && covers(grant, today) ? [grant.unitId] : [],
  )
  const areas = new Set(await areasOfCommunes(tx, communes, today))
  const teams = new Set(await teamsOfCommunes(tx, communes))
  return {
    actorId: actor.id,
    deviceId: null,
    serves: (areaId, _day, teamId) => areas.has(areaId) && (teamId === null || teams.has(teamId)),
  }
}
