import { Type } from 'typebox'
import { anyone, mayAt } from '#model/access/access.ts'
import { audit } from '#model/access/audited.ts'
import { contract } from '#model/kit/contract.ts'
import { Both, DaySchema, IdSchema, InstantSchema, nullable, oneOf } from '#model/kit/schema.ts'
import { MEMBER_ROLES, MEMBER_STATES } from '#model/team/member.ts'

const profile = {
  name: Type.String({ minLength: 1, maxLength: 120 }),
  birthYear: nullable(Type.Integer({ minimum: 1900, maximum: 2100 })),
  sex: nullable(oneOf(['female', 'male'])),
  phone: nullable(Type.String({ maxLength: 20 })),
  affiliation: nullable(
    Type.String({ maxLength: 120, description: 'Position or body, such as "Trưởng bản", "Hội Phụ nữ"' }),
  ),
}

export const MemberItem = Type.Object({
  id: IdSchema,
  ...profile,
  state: oneOf(MEMBER_STATES),
  role: oneOf(MEMBER_ROLES),
  from: DaySchema,
  to: nullable(DaySchema),
  groupId: nullable(IdSchema),
  cardCode: Type.String(),
  cardUntil: DaySchema,
  cardPath: Type.String({ description: 'Page that a QR code on the card opens' }),
  skills: Type.Array(Type.Object({ skill: Type.String(), passedOn: DaySchema }), {
    description: 'May guide these',
  }),
  devices: Type.Integer({ description: 'Phones in the team app' }),
  lastHeardAt: nullable(InstantSchema),
})

const inTeam = Type.Object({ teamId: IdSchema, memberId: IdSchema })
const partial = Type.Partial(Type.Object(profile))

export const listMembers = contract({
  route: 'GET /api/v1/teams/:teamId/members',
  summary: 'Members of a team today, leader first.',
  access: mayAt('member.read', 'team', 'params.teamId'),
  params: Type.Object({ teamId: IdSchema }),
  query: Type.Object({ past: Type.Optional(Type.Boolean({ description: 'Also memberships that ended' })) }),
  reply: Type.Object({ items: Type.Array(MemberItem) }),
  problems: ['team.unknown'],
})
export type ListMembers = typeof listMembers

export const addMember = contract({
  route: 'POST /api/v1/teams/:teamId/members',
  summary: 'Adds a new person, or a member of the same commune by id, to a team.',
  access: mayAt('member.write', 'team', 'params.teamId'),
  audit: audit('member.add', 'memberId', 'role', 'state', 'from'),
  params: Type.Object({ teamId: IdSchema }),
  body: Type.Object({
    memberId: Type.Optional(IdSchema),
    ...partial.properties,
    state: Type.Optional(oneOf(MEMBER_STATES)),
    role: oneOf(MEMBER_ROLES),
    from: DaySchema,
  }),
  reply: MemberItem,
  problems: ['team.unknown', 'team.day-outside', 'member.unknown', 'member.in-team', 'request.invalid'],
})
export type AddMember = typeof addMember

export const updateMember = contract({
  route: 'PATCH /api/v1/teams/:teamId/members/:memberId',
  summary:
    'Changes what is known of a member, the role or group in the team, or the state from a day: applied, approved, training, active, paused, left.',
  access: mayAt('member.write', 'team', 'params.teamId'),
  audit: audit('member.change', 'state', 'cardUntil'),
  params: inTeam,
  body: Type.Object({
    ...partial.properties,
    state: Type.Optional(oneOf(MEMBER_STATES)),
    on: Type.Optional(DaySchema),
    role: Type.Optional(oneOf(['deputy', 'member', 'specialist'])),
    groupId: Type.Optional(nullable(IdSchema)),
    cardUntil: Type.Optional(DaySchema),
    newCard: Type.Optional(
      Type.Literal(true, { description: 'The card was lost: a new code, the old one ends at once' }),
    ),
  }),
  reply: MemberItem,
  problems: ['member.unknown', 'member.state', 'team.day-outside', 'team.group-unknown'],
})
export type UpdateMember = typeof updateMember

export const endMembership = contract({
  route: 'POST /api/v1/teams/:teamId/members/:memberId/ending',
  summary: 'A member is in the team no more from a day on. What the member did stays.',
  access: mayAt('member.write', 'team', 'params.teamId'),
  audit: audit('member.leave', 'on'),
  params: inTeam,
  body: Type.Object({ on: DaySchema }),
  reply: MemberItem,
  problems: ['member.unknown', 'team.day-outside'],
})
export type EndMembership = typeof endMembership

export const replaceLeader = contract({
  route: 'PUT /api/v1/teams/:teamId/leader',
  summary: 'A member leads the team from a day on; who led before stays as a member.',
  access: mayAt('member.write', 'team', 'params.teamId'),
  audit: audit('team.leader', 'memberId', 'from'),
  params: Type.Object({ teamId: IdSchema }),
  body: Type.Object({ memberId: IdSchema, from: DaySchema }),
  reply: Type.Object({ items: Type.Array(MemberItem) }),
  problems: ['member.unknown', 'team.day-outside'],
})
export type ReplaceLeader = typeof replaceLeader

const skillOf = Type.Object({ teamId: IdSchema, memberId: IdSchema, skill: Type.String({ maxLength: 60 }) })

export const disallowSkill = contract({
  route: 'DELETE /api/v1/teams/:teamId/members/:memberId/skills/:skill',
  summary:
    'The member may guide this skill no more, until the check is passed again; its certificate is taken back. The right itself comes from a passed check only.',
  access: mayAt('member.write', 'team', 'params.teamId'),
  audit: audit('member.skill-end'),
  params: skillOf,
  reply: MemberItem,
  problems: ['member.unknown'],
})
export type DisallowSkill = typeof disallowSkill

export const listAffiliations = contract({
  route: 'GET /api/v1/affiliations',
  summary: 'Suggested positions and bodies of members. Any other text is as good.',
  access: anyone,
  reply: Type.Object({ items: Type.Array(Both) }),
})
export type ListAffiliations = typeof listAffiliations
