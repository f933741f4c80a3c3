import { Type } from 'typebox'
import { anyone } from '#model/access/access.ts'
import { UnitContact } from '#model/api/units.ts'
import { contract } from '#model/kit/contract.ts'
import { DaySchema, IdSchema, nullable, oneOf, UnitIdSchema } from '#model/kit/schema.ts'

export const memberCard = contract({
  route: 'GET /api/v1/member-cards/:code',
  summary:
    'Who shows a member card: the given name and the team, never the whole name or the phone. An unknown code answers found: false.',
  access: anyone,
  params: Type.Object({ code: Type.String({ minLength: 4, maxLength: 20 }) }),
  reply: Type.Object({
    found: Type.Boolean(),
    /** False when the card ended, or the person paused or left. */
    active: Type.Boolean(),
    firstName: nullable(Type.String()),
    teamName: nullable(Type.String()),
    localName: nullable(Type.String()),
    communeName: nullable(Type.String()),
    communePhone: nullable(Type.String()),
    until: nullable(DaySchema),
  }),
  problems: ['auth.too-many'],
})
export type MemberCard = typeof memberCard

export const findTeam = contract({
  route: 'GET /api/v1/find-team',
  summary:
    'The team of a village, by the name of the village or commune of today or before. Without a name: all teams of the commune given.',
  access: anyone,
  query: Type.Object({
    q: Type.Optional(Type.String({ maxLength: 80 })),
    communeId: Type.Optional(UnitIdSchema),
  }),
  reply: Type.Object({
    items: Type.Array(
      Type.Object({
        teamId: IdSchema,
        level: oneOf(['village', 'commune']),
        name: Type.String(),
        localName: Type.String(),
        villages: Type.Array(Type.String()),
        leaderFirstName: nullable(Type.String()),
        communeId: UnitIdSchema,
      }),
    ),
    /** Communes that were found, with or without teams, so that a resident always gets an address. */
    communes: Type.Array(
      Type.Object({
        id: UnitIdSchema,
        name: Type.String(),
        parentName: nullable(Type.String()),
        formerly: Type.Array(Type.String()),
        contact: nullable(UnitContact),
      }),
    ),
  }),
})
export type FindTeam = typeof findTeam
