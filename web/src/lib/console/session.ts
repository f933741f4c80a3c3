import { ROLE_VERBS, type Verb } from '@tung-nha/model/access/roles.ts'
import type { Me } from '@tung-nha/model/api/sessions.ts'
import type { ReplyOf } from '@tung-nha/model/kit/contract.ts'
import { createContext } from 'svelte'

/** Roles that work at a desk. */
export const DESK_ROLES = ['communeOfficer', 'communeSigner', 'province', 'ministry'] as const
export type DeskRole = (typeof DESK_ROLES)[number]

/** Who works here and for which unit: what every console screen asks first. */
export type Session = {
  name: string
  title: string
  role: DeskRole
  unitId: number
  unitName: string
  /** The desk is a commune's: names of residents may be shown. */
  inCommune: boolean
  /** Whether to offer something; the server decides again whether it is allowed. */
  may: (verb: Verb) => boolean
}

export const [session, setSession] = createContext<Session>()

const isDesk = (role: string): role is DeskRole => (DESK_ROLES as readonly string[]).includes(role)

/** The session of an officer, from the first role held at a unit; null for visitors and members. */
export const sessionOf = (me: ReplyOf<Me>): Session | null => {
  for (const { role, unitId, unitName } of me.grants) {
    if (!isDesk(role) || unitId === null) continue
    const held = me.grants.filter(grant => grant.unitId === unitId).map(grant => grant.role)
    return {
      name: me.name ?? '',
      title: me.title ?? '',
      role,
      unitId,
      unitName: unitName ?? '',
      inCommune: role === 'communeOfficer' || role === 'communeSigner',
      may: verb => held.some(each => (ROLE_VERBS[each] as readonly Verb[]).includes(verb)),
    }
  }
  return null
}
