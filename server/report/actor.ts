import type { Actor } from '@tung-nha/model/access/access.ts'
import type { Role } from '@tung-nha/model/access/roles.ts'
import { covers, type Day } from '@tung-nha/model/kit/day.ts'
import { problem } from '@tung-nha/model/problem.ts'

/** Id of someone signed in. */
export const actorId = (actor: Actor): string => {
  if (actor.kind === 'visitor') throw problem('auth.required')
  return actor.id
}

/** The roles someone holds over a report: at its team, or at a unit that holds its commune. */
export const rolesOver = (
  actor: Actor,
  place: { path: readonly number[]; teamId: string | null },
  day: Day,
): Role[] =>
  actor.kind === 'visitor'
    ? []
    : actor.grants
        .filter(grant => covers(grant, day))
        .filter(grant =>
          grant.teamId !== null
            ? grant.teamId === place.teamId
            : grant.unitId !== null && place.path.includes(grant.unitId),
        )
        .map(grant => grant.role)
