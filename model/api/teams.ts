import { Type } from 'typebox'
import { mayAt } from '#model/access/access.ts'
import { audit } from '#model/access/audited.ts'
import { contract } from '#model/kit/contract.ts'
import { AreaIdSchema, DaySchema, IdSchema, nullable, oneOf, UnitIdSchema } from '#model/kit/schema.ts'

const LEVELS = ['village', 'commune'] as const
const Name = Type.String({ minLength: 1, maxLength: 120 })

export const Decision = Type.Object({
  number: nullable(Type.String({ maxLength: 60 })),
  day: nullable(DaySchema),
  signer: nullable(Type.String({ maxLength: 120 })),
})

const Warning = Type.Object({
  rule: Type.String(),
  sentence: Type.String({ description: 'In the language of the call' }),
})

export const TeamItem = Type.Object({
  id: IdSchema,
  communeId: UnitIdSchema,
  level: oneOf(LEVELS),
  name: Type.String({ description: 'Of the place, such as "Bản Co Chàm"' }),
  localName: Type.String({
    description: 'What such a team is called here, such as "Tổ chuyển đổi số cộng đồng"',
  }),
  formedOn: DaySchema,
  dissolvedOn: nullable(DaySchema),
  decision: Decision,
  /** Null also for those who may not read members. */
  leader: nullable(Type.Object({ id: IdSchema, name: Type.String() })),
  members: Type.Integer({
    description: 'In the team today, those who left and specialists from outside not counted',
  }),
  groups: Type.Array(Type.Object({ id: IdSchema, name: Type.String(), members: Type.Integer() })),
  /** Name of the scanned decision, when there is one. */
  paper: nullable(Type.String()),
  /** Homes on the list; null for those who may not count them. */
  homes: nullable(Type.Integer()),
  areas: Type.Array(Type.Object({ id: AreaIdSchema, name: Type.String() })),
  lastActivityOn: nullable(DaySchema),
  warnings: Type.Array(Warning),
})

export const listTeams = contract({
  route: 'GET /api/v1/units/:communeId/teams',
  summary:
    'The teams of a commune with leader, size, areas, last day of activity and what the rules point out.',
  access: mayAt('team.read', 'unit', 'params.communeId'),
  params: Type.Object({ communeId: UnitIdSchema }),
  query: Type.Object({ dissolved: Type.Optional(Type.Boolean({ description: 'Also teams that ended' })) }),
  reply: Type.Object({ items: Type.Array(TeamItem) }),
  problems: ['unit.unknown'],
})
export type ListTeams = typeof listTeams

export const getTeam = contract({
  route: 'GET /api/v1/teams/:teamId',
  summary: 'One team.',
  access: mayAt('team.read', 'team', 'params.teamId'),
  params: Type.Object({ teamId: IdSchema }),
  reply: TeamItem,
  problems: ['team.unknown'],
})
export type GetTeam = typeof getTeam

export const createTeam = contract({
  route: 'POST /api/v1/units/:communeId/teams',
  summary: 'Makes a team of a commune by its decision, with the areas it serves from its first day.',
  access: mayAt('team.write', 'unit', 'params.communeId'),
  audit: audit('team.add', 'formedOn'),
  params: Type.Object({ communeId: UnitIdSchema }),
  body: Type.Object({
    level: oneOf(LEVELS),
    name: Name,
    localName: Name,
    formedOn: DaySchema,
    decision: Decision,
    areaIds: Type.Array(AreaIdSchema, { maxItems: 300, uniqueItems: true }),
  }),
  reply: TeamItem,
  problems: ['unit.unknown', 'request.area-unknown', 'unit.day-outside'],
})
export type CreateTeam = typeof createTeam

export const updateTeam = contract({
  route: 'PATCH /api/v1/teams/:teamId',
  summary: 'Changes a team: its name, local name, decision, or the first day on which it no longer works.',
  access: mayAt('team.write', 'team', 'params.teamId'),
  audit: audit('team.change', 'dissolvedOn'),
  params: Type.Object({ teamId: IdSchema }),
  body: Type.Object({
    name: Type.Optional(Name),
    localName: Type.Optional(Name),
    decision: Type.Optional(Decision),
    dissolvedOn: Type.Optional(nullable(DaySchema)),
  }),
  reply: TeamItem,
  problems: ['team.unknown', 'team.day-outside'],
})
export type UpdateTeam = typeof updateTeam

export const setTeamAreas = contract({
  route: 'PUT /api/v1/teams/:teamId/areas',
  summary: 'From a day on the team serves exactly these areas. What it served before stays in its history.',
  access: mayAt('team.write', 'team', 'params.teamId'),
  audit: audit('team.areas', 'areaIds', 'from'),
  params: Type.Object({ teamId: IdSchema }),
  body: Type.Object({
    areaIds: Type.Array(AreaIdSchema, { maxItems: 300, uniqueItems: true }),
    from: DaySchema,
  }),
  reply: TeamItem,
  problems: ['team.unknown', 'team.day-outside', 'request.area-unknown'],
})
export type SetTeamAreas = typeof setTeamAreas
