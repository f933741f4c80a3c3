import type { Actor } from '@tung-nha/model/access/access.ts'
import type { Me } from '@tung-nha/model/api/sessions.ts'
import type { ReplyOf } from '@tung-nha/model/kit/contract.ts'
import type { Instant } from '@tung-nha/model/kit/day.ts'
import { namesOfPlaces, officerById } from '#auth/queries.ts'
import type { Tx } from '#db/connect.ts'

/** The caller as the screens need it. */
export const describeActor = async (
  tx: Tx,
  actor: Actor,
  demo: boolean,
  now: Instant,
): Promise<ReplyOf<Me>> => {
  if (actor.kind === 'visitor')
    return { kind: 'visitor', id: null, name: null, title: null, grants: [], demo, now }
  const { units, teams } = await namesOfPlaces(
    tx,
    actor.grants.flatMap(g => (g.unitId === null ? [] : [g.unitId])),
    actor.grants.flatMap(g => (g.teamId === null ? [] : [g.teamId])),
  )
  const officer = actor.kind === 'officer' ? await officerById(tx, actor.id) : undefined
  return {
    kind: actor.kind,
    id: actor.id,
    name: actor.name,
    title: officer?.title ?? null,
    grants: actor.grants.map(grant => ({
      role: grant.role,
      unitId: grant.unitId,
      unitName: grant.unitId === null ? null : (units.get(grant.unitId) ?? null),
      teamId: grant.teamId,
      teamName: grant.teamId === null ? null : (teams.get(grant.teamId) ?? null),
    })),
    demo,
    now,
  }
}
