import { type Static, Type } from 'typebox'
import { mayAt } from '#model/access/access.ts'
import { contract } from '#model/kit/contract.ts'
import { IdSchema, InstantSchema, nullable, UnitIdSchema } from '#model/kit/schema.ts'

const count = Type.Integer()

/** How one phone stands, by what it last said itself. */
export const PhoneItem = Type.Object({
  deviceId: IdSchema,
  teamId: IdSchema,
  teamName: Type.String(),
  memberId: IdSchema,
  memberName: Type.String(),
  label: Type.String(),
  lastHeardAt: nullable(InstantSchema),
  unsent: count,
  refused: count,
  storageUsed: nullable(count),
  storageQuota: nullable(count),
  appVersion: nullable(Type.String()),
})
export type PhoneItem = Static<typeof PhoneItem>

/** Phones nobody has heard for longest come first: they are the ones to ask about. */
const reply = Type.Object({ items: Type.Array(PhoneItem) })

export const teamPhones = contract({
  route: 'GET /api/v1/teams/:teamId/phones',
  summary: 'How the phones of a team stand: last heard from, unsent, refused, storage, release.',
  access: mayAt('health.read', 'team', 'params.teamId'),
  params: Type.Object({ teamId: IdSchema }),
  reply,
  problems: ['team.unknown'],
})
export type TeamPhones = typeof teamPhones

export const communePhones = contract({
  route: 'GET /api/v1/units/:communeId/phones',
  summary: 'The same for all teams of a commune.',
  access: mayAt('health.read', 'unit', 'params.communeId'),
  params: Type.Object({ communeId: UnitIdSchema }),
  reply,
  problems: ['unit.unknown'],
})
export type CommunePhones = typeof communePhones
