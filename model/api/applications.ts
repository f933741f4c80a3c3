import { Type } from 'typebox'
import { anyone, mayAt } from '#model/access/access.ts'
import { audit } from '#model/access/audited.ts'
import { MemberItem } from '#model/api/members.ts'
import { contract } from '#model/kit/contract.ts'
import { DaySchema, IdSchema, nullable, oneOf, UnitIdSchema } from '#model/kit/schema.ts'
import { ABOUT_MOST } from '#model/team/application.ts'

export const apply = contract({
  route: 'POST /api/v1/applications',
  summary: 'Someone offers to join a team. No paper is asked for; the commune calls back.',
  access: anyone,
  body: Type.Object({
    communeId: UnitIdSchema,
    teamId: Type.Optional(IdSchema),
    name: Type.String({ minLength: 1, maxLength: 120 }),
    phone: Type.String({ minLength: 1, maxLength: 20 }),
    birthYear: Type.Optional(Type.Integer({ minimum: 1920, maximum: 2100 })),
    affiliation: Type.Optional(Type.String({ maxLength: 120 })),
    about: Type.Optional(Type.String({ maxLength: ABOUT_MOST })),
  }),
  reply: Type.Object({ communeName: Type.String(), communePhone: nullable(Type.String()) }),
  problems: ['request.invalid', 'auth.too-many', 'unit.unknown'],
})
export type Apply = typeof apply

const STATES = ['open', 'approved', 'refused'] as const

export const listApplications = contract({
  route: 'GET /api/v1/units/:communeId/applications',
  summary: 'People who offered to join teams of a commune, those not yet answered first.',
  access: mayAt('member.write', 'unit', 'params.communeId'),
  params: Type.Object({ communeId: UnitIdSchema }),
  reply: Type.Object({
    items: Type.Array(
      Type.Object({
        id: IdSchema,
        state: oneOf(STATES),
        name: nullable(Type.String()),
        phone: nullable(Type.String()),
        birthYear: nullable(Type.Integer()),
        affiliation: nullable(Type.String()),
        about: nullable(Type.String()),
        team: nullable(Type.Object({ id: IdSchema, name: Type.String() })),
        madeOn: DaySchema,
        memberId: nullable(IdSchema),
        /** Someone of the commune has this phone, or this name and year of birth. */
        sameAs: nullable(Type.String()),
      }),
    ),
  }),
  problems: ['unit.unknown'],
})
export type ListApplications = typeof listApplications

const one = Type.Object({ communeId: UnitIdSchema, applicationId: IdSchema })

export const approveApplication = contract({
  route: 'POST /api/v1/units/:communeId/applications/:applicationId/approval',
  summary: 'The person becomes a member of a team, approved and not yet trained.',
  access: mayAt('member.write', 'unit', 'params.communeId'),
  audit: audit('member.apply-yes'),
  params: one,
  body: Type.Object({ teamId: IdSchema, from: DaySchema }),
  reply: MemberItem,
  problems: ['application.unknown', 'application.decided', 'team.unknown', 'team.day-outside'],
})
export type ApproveApplication = typeof approveApplication

export const refuseApplication = contract({
  route: 'POST /api/v1/units/:communeId/applications/:applicationId/refusal',
  summary: 'The offer is not taken up: what the person wrote is erased at once.',
  access: mayAt('member.write', 'unit', 'params.communeId'),
  audit: audit('member.apply-no'),
  params: one,
  reply: Type.Object({ state: oneOf(STATES) }),
  problems: ['application.unknown', 'application.decided'],
})
export type RefuseApplication = typeof refuseApplication
