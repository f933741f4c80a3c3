import type { Actor } from '@tung-nha/model/access/access.ts'
import { addDays, covers, dayOf, type Instant } from '@tung-nha/model/kit/day.ts'
import type { Sender } from '@tung-nha/model/sync/accept.ts'
import { areasOfCommunes, teamsOfCommunes } from '#access/queries.ts'
import type { Db } from '#db/connect.ts'
import { type Heard, readServed } from '#sync/queries.ts'

/** How long after leaving an area a member may still send what was done there. */
const LATE_DAYS = 60

/** The server itself: it brings ops whose right was checked where they came from. */
export const serverSender: Sender = { actorId: null, deviceId: null, serves: () => true }

/** What an actor may send, and from where; on the way, what its phone says of itself is noted. */
export const senderOf = async (
  db: Db,
  actor: Actor,
  now: Instant,
  heard: Heard | null = null,
): Promise<Sender> => {
  if (actor.kind === 'member') return memberSender(db, actor, now, heard)
  if (actor.kind === 'officer') return officerSender(db, actor, now)
  return { actorId: '', deviceId: null, serves: () => false }
}

/** A member may write in the areas of its teams: those of today, and for 60 days those of the op's own day. */
const memberSender = async (
  db: Db,
  actor: Extract<Actor, { kind: 'member' }>,
  now: Instant,
  heard: Heard | null,
): Promise<Sender> => {
  const today = dayOf(now)
  const oldest = addDays(today, -LATE_DAYS)
  const { spans, devices } = await readServed(
    db,
    actor.id,
    oldest,
    heard && { ...heard, deviceId: actor.deviceId },
  )
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
