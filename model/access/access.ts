import { ROLE_VERBS, type Role, type Verb } from '#model/access/roles.ts'
import { covers, type Day } from '#model/kit/day.ts'

/** A role held at a unit (officers) or in a team (members) between two days. */
export type Grant = { role: Role; unitId: number | null; teamId: string | null; from: Day; to: Day | null }

/** The days on which a member served an area in a team: those shared by the membership and the team's link to the area. */
export type Service = { teamId: string; areaId: number; from: Day; to: Day | null }
/** How long after leaving an area a member may still send what was done there. */
export const LATE_DAYS = 60

export type Actor =
  | { kind: 'visitor' }
  | { kind: 'officer'; id: string; name: string; grants: Grant[] }
  /** `served` reaches back over LATE_DAYS. */
  | { kind: 'member'; id: string; name: string; deviceId: string; grants: Grant[]; served: Service[] }

/** Where something lies: the chain of units from the nation down, and the teams that serve it today. */
export type Place = { path: number[]; teamIds: string[]; areaId?: number }

export type PlaceKind = 'unit' | 'team' | 'area' | 'self'

/**
 * Who may call an endpoint. `from` names the input field that holds the id of the place, e.g. `params.unitId`.
 * `self` is the caller's own matter: the verb must be held anywhere, and the handler reads only its own rows.
 */
export type Access =
  | { who: 'anyone' }
  | { who: 'signedIn' }
  | { who: 'demo' }
  | { who: 'may'; verb: Verb; place: PlaceKind; from: string }

export const anyone: Access = { who: 'anyone' }
export const signedIn: Access = { who: 'signedIn' }
/** Open to all, but only in a demonstration installation; elsewhere the endpoint does not exist. */
export const demoOnly: Access = { who: 'demo' }
export const mayAt = (verb: Verb, place: PlaceKind, from: string): Access => ({
  who: 'may',
  verb,
  place,
  from,
})
export const mayOwn = (verb: Verb): Access => ({ who: 'may', verb, place: 'self', from: '' })

const grantsOn = (actor: Actor, day: Day): Grant[] =>
  actor.kind === 'visitor' ? [] : actor.grants.filter(grant => covers(grant, day))

/** Roles an actor holds on a day. */
export const rolesOf = (actor: Actor, day: Day): Role[] => [
  ...new Set(grantsOn(actor, day).map(grant => grant.role)),
]

/** Whether an actor holds a verb anywhere on a day. */
export const holds = (actor: Actor, verb: Verb, day: Day): boolean =>
  grantsOn(actor, day).some(grant => ROLE_VERBS[grant.role].includes(verb))

const reaches = (grant: Grant, place: Place): boolean =>
  grant.teamId !== null
    ? place.teamIds.includes(grant.teamId)
    : grant.unitId !== null && place.path.includes(grant.unitId)

/** The rule of the house: a verb is allowed where a valid grant with that verb reaches the place. */
export const may = (actor: Actor, verb: Verb, place: Place, day: Day): boolean =>
  grantsOn(actor, day).some(grant => ROLE_VERBS[grant.role].includes(verb) && reaches(grant, place))
