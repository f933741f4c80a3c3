import { type Static, Type } from 'typebox'
import { mayAt } from '#model/access/access.ts'
import { audit } from '#model/access/audited.ts'
import { contract } from '#model/kit/contract.ts'
import {
  Both,
  DaySchema,
  IdSchema,
  InstantSchema,
  MonthSchema,
  nullable,
  oneOf,
  UnitIdSchema,
} from '#model/kit/schema.ts'

const number = nullable(Type.Number())

export const StatedSchema = Type.Object({ n: Type.Number(), source: Type.String(), day: DaySchema })

export const FigureSchema = Type.Object({
  code: Type.String(),
  parent: nullable(Type.String()),
  heading: Type.Boolean({ description: 'A title without numbers of its own' }),
  value: number,
  yearToDate: number,
  previous: number,
  numerator: number,
  denominator: number,
  reviewed: nullable(
    Type.Object(
      { n: Type.Number(), of: number, source: nullable(Type.String()), day: nullable(DaySchema) },
      { description: 'đã rà soát N/M' },
    ),
  ),
  few: Type.Boolean({ description: 'Fewer than 5 homes: no percentage' }),
  target: nullable(
    Type.Object({
      value: Type.Number(),
      year: Type.Integer(),
      source: oneOf(['own', 'above', 'national']),
      note: nullable(Type.String()),
    }),
  ),
  percent: nullable(Type.Number({ description: 'Percent of the target reached' })),
  outside: nullable(StatedSchema),
})

/** What the rows are called; the same for every unit of an answer. */
export const IndicatorSchema = Type.Object({
  code: Type.String(),
  parent: nullable(Type.String()),
  name: Both,
  unit: Both,
  relation: nullable(oneOf(['part', 'beside'])),
  better: oneOf(['higher', 'lower']),
  outsideName: nullable(Both),
  note: nullable(Both),
  takesAddition: Type.Boolean(),
})

export const PeriodSchema = Type.Object({
  period: MonthSchema,
  label: Type.String({ description: 'Kỳ tháng 11/2026 (15/10-14/11)' }),
  from: DaySchema,
  last: DaySchema,
  due: DaySchema,
  daysLeft: Type.Integer({ description: 'Until the due day; negative when it has passed' }),
  open: Type.Boolean({ description: 'The period is still filling: its figures are provisional' }),
})
export type PeriodView = Static<typeof PeriodSchema>

const UnitName = Type.Object({
  id: UnitIdSchema,
  level: Type.String(),
  kind: Type.String(),
  name: Type.String(),
})
const Counts = { changedAt: nullable(InstantSchema), figures: Type.Array(FigureSchema) }

const when = { period: Type.Optional(MonthSchema) }

export const unitFigures = contract({
  route: 'GET /api/v1/units/:unitId/figures',
  summary:
    'The twelve indicators of a unit and of each unit in it, one level down. `view` "then" is by the boundaries of the period, "now" restates the past to the boundaries of today.',
  access: mayAt('figure.read', 'unit', 'params.unitId'),
  params: Type.Object({ unitId: UnitIdSchema }),
  query: Type.Object({ ...when, view: Type.Optional(oneOf(['now', 'then'])) }),
  reply: Type.Object({
    unit: UnitName,
    period: PeriodSchema,
    view: oneOf(['now', 'then']),
    asOf: InstantSchema,
    pending: Type.Boolean({ description: 'Something of this unit still waits to be counted' }),
    indicators: Type.Array(IndicatorSchema),
    ...Counts,
    children: Type.Array(Type.Object({ unit: UnitName, ...Counts })),
  }),
  problems: ['unit.unknown'],
})
export type UnitFigures = typeof unitFigures

export const teamFigures = contract({
  route: 'GET /api/v1/teams/:teamId/figures',
  summary: 'The twelve indicators of a team: its own work, and the state of the areas it serves.',
  access: mayAt('figure.read', 'team', 'params.teamId'),
  params: Type.Object({ teamId: IdSchema }),
  query: Type.Object(when),
  reply: Type.Object({
    teamId: IdSchema,
    period: PeriodSchema,
    asOf: InstantSchema,
    indicators: Type.Array(IndicatorSchema),
    figures: Type.Array(FigureSchema),
  }),
  problems: ['team.unknown'],
})
export type TeamFigures = typeof teamFigures

export const putTarget = contract({
  route: 'PUT /api/v1/units/:unitId/targets/:year/:code',
  summary: 'Sets "Chỉ tiêu giao" of an indicator for a year; null takes it away.',
  access: mayAt('target.write', 'unit', 'params.unitId'),
  audit: audit('target.set', 'value'),
  params: Type.Object({
    unitId: UnitIdSchema,
    year: Type.Integer({ minimum: 2020, maximum: 2100 }),
    code: Type.String({ maxLength: 20 }),
  }),
  body: Type.Object({ value: nullable(Type.Number({ minimum: 0 })) }),
  reply: Type.Object({ code: Type.String(), year: Type.Integer(), value: nullable(Type.Number()) }),
  problems: ['not-found', 'request.invalid'],
})
export type PutTarget = typeof putTarget

export const DENOMINATORS = ['people', 'homes', 'people_14', 'people_15', 'people_18'] as const

export const listDenominators = contract({
  route: 'GET /api/v1/units/:unitId/denominators',
  summary: 'People, homes and ages of a unit as it stated them, newest first.',
  access: mayAt('figure.read', 'unit', 'params.unitId'),
  params: Type.Object({ unitId: UnitIdSchema }),
  reply: Type.Object({
    items: Type.Array(
      Type.Object({ name: oneOf(DENOMINATORS), n: Type.Integer(), source: Type.String(), day: DaySchema }),
    ),
  }),
})
export type ListDenominators = typeof listDenominators

const statement = {
  source: Type.String({ minLength: 1, maxLength: 200 }),
  day: DaySchema,
}

export const putDenominator = contract({
  route: 'PUT /api/v1/units/:unitId/denominators/:name',
  summary:
    'States how many people, homes or adults a commune has, with source and date. Earlier statements stay.',
  access: mayAt('denominator.write', 'unit', 'params.unitId'),
  audit: audit('denominator.set', 'day'),
  params: Type.Object({ unitId: UnitIdSchema, name: oneOf(DENOMINATORS) }),
  body: Type.Object({ n: Type.Integer({ minimum: 0, maximum: 200_000_000 }), ...statement }),
  reply: Type.Object({ name: Type.String(), n: Type.Integer(), ...statement }),
})
export type PutDenominator = typeof putDenominator

export const putOutsideFigure = contract({
  route: 'PUT /api/v1/units/:unitId/outside-figures/:code',
  summary:
    'Enters the same figure as another office supplies it (commune police, banks); it is shown beside ours, never mixed.',
  access: mayAt('denominator.write', 'unit', 'params.unitId'),
  audit: audit('outside-figure.set', 'value', 'day'),
  params: Type.Object({ unitId: UnitIdSchema, code: Type.String({ maxLength: 20 }) }),
  body: Type.Object({ value: Type.Number({ minimum: 0 }), ...statement }),
  reply: Type.Object({ code: Type.String(), value: Type.Number(), ...statement }),
  problems: ['not-found'],
})
export type PutOutsideFigure = typeof putOutsideFigure
