import { Type } from 'typebox'
import { mayAt } from '#model/access/access.ts'
import { audit } from '#model/access/audited.ts'
import { MemberItem } from '#model/api/members.ts'
import { Decision, TeamItem } from '#model/api/teams.ts'
import { contract, file } from '#model/kit/contract.ts'
import { DaySchema, IdSchema, InstantSchema, nullable, oneOf, UnitIdSchema } from '#model/kit/schema.ts'
import { MEMBER_ROLES, MEMBER_STATES } from '#model/team/member.ts'
import { SETTABLE } from '#model/team/rules.ts'

const team = Type.Object({ teamId: IdSchema })
const commune = Type.Object({ communeId: UnitIdSchema })
const Name = Type.String({ minLength: 1, maxLength: 120 })

export const readTeamPaper = contract({
  route: 'GET /api/v1/teams/:teamId/decision-paper',
  summary: 'The scanned decision that formed the team, as PDF.',
  access: mayAt('member.read', 'team', 'params.teamId'),
  params: team,
  reply: file('application/pdf'),
  problems: ['team.unknown', 'team.paper-unknown'],
})
export type ReadTeamPaper = typeof readTeamPaper

export const putTeamPaper = contract({
  route: 'PUT /api/v1/teams/:teamId/decision-paper',
  summary:
    'Attaches the scanned decision that formed the team. One file, at most 5 MB; a new one takes its place.',
  access: mayAt('team.write', 'team', 'params.teamId'),
  audit: audit('team.paper'),
  params: team,
  body: Type.Object({
    name: Name,
    content: Type.String({ maxLength: 7_200_000, description: 'PDF in base64' }),
  }),
  reply: TeamItem,
  problems: ['team.unknown', 'team.paper-kind', 'request.too-large'],
  bodyLimit: 8_000_000,
})
export type PutTeamPaper = typeof putTeamPaper

export const dropTeamPaper = contract({
  route: 'DELETE /api/v1/teams/:teamId/decision-paper',
  summary: 'Takes the scanned decision away.',
  access: mayAt('team.write', 'team', 'params.teamId'),
  audit: audit('team.paper'),
  params: team,
  reply: TeamItem,
  problems: ['team.unknown'],
})
export type DropTeamPaper = typeof dropTeamPaper

export const createGroup = contract({
  route: 'POST /api/v1/teams/:teamId/groups',
  summary: 'Makes a group of collaborators of a team and puts members into it.',
  access: mayAt('team.write', 'team', 'params.teamId'),
  audit: audit('team.group'),
  params: team,
  body: Type.Object({
    name: Name,
    from: DaySchema,
    memberIds: Type.Array(IdSchema, { maxItems: 100, uniqueItems: true }),
  }),
  reply: TeamItem,
  problems: ['team.unknown', 'team.day-outside', 'member.unknown'],
})
export type CreateGroup = typeof createGroup

export const endGroup = contract({
  route: 'DELETE /api/v1/teams/:teamId/groups/:groupId',
  summary: 'A group of collaborators ends today; its members stay in the team.',
  access: mayAt('team.write', 'team', 'params.teamId'),
  audit: audit('team.group'),
  params: Type.Object({ teamId: IdSchema, groupId: IdSchema }),
  reply: TeamItem,
  problems: ['team.unknown', 'team.group-unknown'],
})
export type EndGroup = typeof endGroup

export const memberHistory = contract({
  route: 'GET /api/v1/teams/:teamId/members/:memberId/history',
  summary: 'The states of a member, each with the day it began and who recorded it, newest first.',
  access: mayAt('member.read', 'team', 'params.teamId'),
  params: Type.Object({ teamId: IdSchema, memberId: IdSchema }),
  reply: Type.Object({
    items: Type.Array(
      Type.Object({
        state: oneOf(MEMBER_STATES),
        day: DaySchema,
        by: nullable(Type.String()),
        at: InstantSchema,
      }),
    ),
  }),
  problems: ['member.unknown'],
})
export type MemberHistory = typeof memberHistory

const RuleValueSchema = Type.Object(
  {
    min: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
    max: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000 })),
    from: Type.Optional(Type.Integer({ minimum: 2, maximum: 1000 })),
    days: Type.Optional(Type.Integer({ minimum: 1, maximum: 365 })),
    words: Type.Optional(
      Type.Array(Type.String({ minLength: 2, maxLength: 60 }), { minItems: 1, maxItems: 60 }),
    ),
  },
  { additionalProperties: false },
)
const RULE_LEVELS = ['village', 'commune', ''] as const

const RuleItem = Type.Object({
  key: oneOf(SETTABLE),
  level: oneOf(RULE_LEVELS),
  value: RuleValueSchema,
  source: Type.String(),
  /** True when the province says this, false when it is the catalogue's. */
  own: Type.Boolean(),
  standard: RuleValueSchema,
})

export const listTeamRules = contract({
  route: 'GET /api/v1/units/:unitId/team-rules',
  summary: 'The numbers and words by which teams of a province are looked at. Rules warn and never block.',
  access: mayAt('team.read', 'unit', 'params.unitId'),
  params: Type.Object({ unitId: UnitIdSchema }),
  reply: Type.Object({ items: Type.Array(RuleItem) }),
  problems: ['unit.unknown'],
})
export type ListTeamRules = typeof listTeamRules

export const setTeamRule = contract({
  route: 'PUT /api/v1/units/:unitId/team-rules/:key',
  summary: 'A province says a rule differently, with its source; without a value the catalogue holds again.',
  access: mayAt('rule.write', 'unit', 'params.unitId'),
  audit: audit('team.rule', 'value'),
  params: Type.Object({ unitId: UnitIdSchema, key: oneOf(SETTABLE) }),
  body: Type.Object({
    level: oneOf(RULE_LEVELS),
    value: nullable(RuleValueSchema),
    source: Type.String({ maxLength: 200 }),
  }),
  reply: Type.Object({ items: Type.Array(RuleItem) }),
  problems: ['unit.unknown', 'team.rule-value'],
})
export type SetTeamRule = typeof setTeamRule

const JoinedMember = Type.Object({
  id: IdSchema,
  name: Type.String(),
  role: oneOf(MEMBER_ROLES),
  fromTeam: Type.String(),
})

export const listReformings = contract({
  route: 'GET /api/v1/units/:communeId/reformings',
  summary:
    'Villages that were merged while their teams were not, with the team proposed for each; and what was joined.',
  access: mayAt('member.read', 'unit', 'params.communeId'),
  params: commune,
  reply: Type.Object({
    proposals: Type.Array(
      Type.Object({
        villageId: UnitIdSchema,
        village: Type.String(),
        mergedOn: DaySchema,
        law: nullable(Type.String()),
        formerVillages: Type.Array(Type.String()),
        teams: Type.Array(Type.Object({ id: IdSchema, name: Type.String(), members: Type.Integer() })),
        localName: Type.String(),
        areas: Type.Array(Type.Object({ id: Type.Integer(), name: Type.String() })),
        members: Type.Array(JoinedMember),
      }),
    ),
    done: Type.Array(
      Type.Object({
        id: IdSchema,
        name: Type.String(),
        teamId: nullable(IdSchema),
        day: DaySchema,
        madeAt: InstantSchema,
        madeBy: nullable(Type.String()),
        undone: Type.Boolean(),
        mayUndo: Type.Boolean(),
      }),
    ),
  }),
  problems: ['unit.unknown'],
})
export type ListReformings = typeof listReformings

export const reformTeams = contract({
  route: 'POST /api/v1/units/:communeId/reformings',
  summary:
    'Several teams become one from a day. With `preview` nothing is kept: the answer tells what would come of it.',
  access: mayAt('team.write', 'unit', 'params.communeId'),
  params: commune,
  body: Type.Object({
    preview: Type.Boolean(),
    teamIds: Type.Array(IdSchema, { minItems: 1, maxItems: 12, uniqueItems: true }),
    name: Name,
    localName: Name,
    day: DaySchema,
    decision: Decision,
    members: Type.Array(
      Type.Object({ id: IdSchema, role: oneOf(MEMBER_ROLES) }, { additionalProperties: false }),
      {
        maxItems: 300,
      },
    ),
  }),
  reply: Type.Object({ id: nullable(IdSchema), team: TeamItem, members: Type.Array(MemberItem) }),
  problems: ['unit.unknown', 'team.unknown', 'team.day-outside', 'member.unknown', 'request.invalid'],
})
export type ReformTeams = typeof reformTeams

export const undoReforming = contract({
  route: 'DELETE /api/v1/units/:communeId/reformings/:reformingId',
  summary: 'Takes a joining of teams back within a day, as long as nothing has been changed since.',
  access: mayAt('team.write', 'unit', 'params.communeId'),
  params: Type.Object({ communeId: UnitIdSchema, reformingId: IdSchema }),
  reply: Type.Object({ undone: Type.Boolean(), touched: Type.Array(Type.String()) }),
  problems: ['unit.unknown', 'undo.unknown', 'undo.late'],
})
export type UndoReforming = typeof undoReforming
