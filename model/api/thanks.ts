import { Type } from 'typebox'
import { mayAt } from '#model/access/access.ts'
import { audit } from '#model/access/audited.ts'
import { contract, file } from '#model/kit/contract.ts'
import { DaySchema, IdSchema, MonthSchema, nullable, oneOf, UnitIdSchema } from '#model/kit/schema.ts'

const PDF = 'application/pdf'
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const OfCommune = Type.Object({ communeId: UnitIdSchema })
const read = mayAt('member.write', 'unit', 'params.communeId')
const Amount = Type.Integer({ minimum: 0, maximum: 100_000_000 })

const Equipment = Type.Object({
  id: IdSchema,
  teamId: IdSchema,
  team: Type.String(),
  what: Type.String(),
  source: Type.String(),
  givenOn: DaySchema,
  returnedOn: nullable(DaySchema),
})

export const listEquipment = contract({
  route: 'GET /api/v1/units/:communeId/equipment',
  summary: 'What was given to the teams of a commune, and which teams have no phone with SIM yet.',
  access: read,
  params: OfCommune,
  reply: Type.Object({
    items: Type.Array(Equipment),
    without: Type.Array(Type.Object({ id: IdSchema, name: Type.String() })),
  }),
  problems: ['unit.unknown'],
})
export type ListEquipment = typeof listEquipment

export const giveEquipment = contract({
  route: 'POST /api/v1/units/:communeId/equipment',
  audit: audit('equipment.give'),
  summary: 'Equipment is handed to a team.',
  access: read,
  params: OfCommune,
  body: Type.Object({
    teamId: IdSchema,
    what: Type.String({ minLength: 1, maxLength: 160 }),
    source: Type.String({ maxLength: 160 }),
    givenOn: DaySchema,
  }),
  reply: Type.Object({ id: IdSchema }),
  problems: ['unit.unknown', 'team.unknown', 'request.invalid'],
})
export type GiveEquipment = typeof giveEquipment

export const returnEquipment = contract({
  route: 'POST /api/v1/units/:communeId/equipment/:equipmentId/return',
  audit: audit('equipment.return'),
  summary: 'Equipment came back.',
  access: read,
  params: Type.Object({ communeId: UnitIdSchema, equipmentId: IdSchema }),
  body: Type.Object({ on: DaySchema }),
  reply: Type.Object({ returned: Type.Boolean() }),
  problems: ['equipment.unknown'],
})
export type ReturnEquipment = typeof returnEquipment

const Rule = Type.Object({
  teamMonth: Amount,
  memberMonth: Amount,
  day: Amount,
  source: Type.String({ minLength: 1, maxLength: 200 }),
})

const RuleHeld = Type.Object({
  rule: nullable(Rule),
  own: Type.Boolean({ description: 'The unit says it itself' }),
  unitName: nullable(Type.String({ description: 'Whose rule it is' })),
})

export const getAllowanceRule = contract({
  route: 'GET /api/v1/units/:unitId/allowance-rule',
  summary:
    'What teams of a unit are paid by resolution, in đồng: its own rule, else that of the unit above; null when nothing is set.',
  access: mayAt('team.read', 'unit', 'params.unitId'),
  params: Type.Object({ unitId: UnitIdSchema }),
  reply: RuleHeld,
  problems: ['unit.unknown'],
})
export type GetAllowanceRule = typeof getAllowanceRule

export const setAllowanceRule = contract({
  route: 'PUT /api/v1/units/:unitId/allowance-rule',
  audit: audit('allowance.rule'),
  summary: 'A province or a commune says what its teams are paid, with the resolution.',
  access: mayAt('allowance.write', 'unit', 'params.unitId'),
  params: Type.Object({ unitId: UnitIdSchema }),
  body: Rule,
  reply: RuleHeld,
  problems: ['unit.unknown'],
})
export type SetAllowanceRule = typeof setAllowanceRule

export const dropAllowanceRule = contract({
  route: 'DELETE /api/v1/units/:unitId/allowance-rule',
  audit: audit('allowance.rule'),
  summary: 'The unit says nothing of its own any more: the rule of the unit above holds.',
  access: mayAt('allowance.write', 'unit', 'params.unitId'),
  params: Type.Object({ unitId: UnitIdSchema }),
  reply: RuleHeld,
  problems: ['unit.unknown'],
})
export type DropAllowanceRule = typeof dropAllowanceRule

export const listAllowances = contract({
  route: 'GET /api/v1/units/:communeId/allowances',
  summary:
    'Days of activity of every member in a calendar month and what they come to by the rule of the province.',
  access: read,
  params: OfCommune,
  query: Type.Object({ month: MonthSchema }),
  reply: Type.Object({
    rule: nullable(Rule),
    lines: Type.Array(
      Type.Object({
        memberId: IdSchema,
        name: Type.String(),
        team: Type.String(),
        days: Type.Integer(),
        amount: Type.Integer(),
      }),
    ),
    teams: Type.Integer(),
    total: Type.Integer(),
  }),
  problems: ['unit.unknown'],
})
export type ListAllowances = typeof listAllowances

export const downloadAllowances = contract({
  route: 'GET /api/v1/units/:communeId/allowances.xlsx',
  summary: 'The list of allowances of a month as a workbook.',
  access: read,
  params: OfCommune,
  query: Type.Object({ month: MonthSchema }),
  reply: file(XLSX),
  problems: ['unit.unknown'],
})
export type DownloadAllowances = typeof downloadAllowances

export const printAllowances = contract({
  route: 'GET /api/v1/units/:communeId/allowances.pdf',
  summary: 'The list of allowances of a month, A4, to print and sign; in Vietnamese, as its readers are.',
  access: read,
  params: OfCommune,
  query: Type.Object({ month: MonthSchema }),
  reply: file(PDF),
  problems: ['unit.unknown'],
})
export type PrintAllowances = typeof printAllowances

export const listCommendations = contract({
  route: 'GET /api/v1/units/:communeId/commendations',
  summary: 'Who was proposed for thanks in a year, and who did most without being proposed.',
  access: read,
  params: OfCommune,
  query: Type.Object({ year: Type.Integer({ minimum: 2020, maximum: 2100 }) }),
  reply: Type.Object({
    items: Type.Array(
      Type.Object({
        id: IdSchema,
        name: Type.String(),
        team: Type.String(),
        reason: Type.String(),
        madeOn: DaySchema,
        state: oneOf(['proposed', 'awarded', 'dropped']),
      }),
    ),
    suggested: Type.Array(
      Type.Object({
        memberId: IdSchema,
        teamId: IdSchema,
        name: Type.String(),
        team: Type.String(),
        days: Type.Integer(),
      }),
    ),
  }),
  problems: ['unit.unknown'],
})
export type ListCommendations = typeof listCommendations

export const proposeCommendation = contract({
  route: 'POST /api/v1/units/:communeId/commendations',
  audit: audit('commendation.add'),
  summary: 'Proposes a member, or a whole team, for thanks.',
  access: read,
  params: OfCommune,
  body: Type.Object({
    teamId: IdSchema,
    memberId: nullable(IdSchema),
    year: Type.Integer({ minimum: 2020, maximum: 2100 }),
    reason: Type.String({ minLength: 1, maxLength: 400 }),
  }),
  reply: Type.Object({ id: IdSchema }),
  problems: ['unit.unknown', 'team.unknown', 'member.unknown'],
})
export type ProposeCommendation = typeof proposeCommendation

export const decideCommendation = contract({
  route: 'PATCH /api/v1/units/:communeId/commendations/:commendationId',
  audit: audit('commendation.change'),
  summary: 'A proposal was granted, or given up.',
  access: read,
  params: Type.Object({ communeId: UnitIdSchema, commendationId: IdSchema }),
  body: Type.Object({ state: oneOf(['awarded', 'dropped']), on: DaySchema }),
  reply: Type.Object({ state: oneOf(['awarded', 'dropped']) }),
  problems: ['commendation.unknown'],
})
export type DecideCommendation = typeof decideCommendation
