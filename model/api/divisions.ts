import { Type } from 'typebox'
import { mayAt } from '#model/access/access.ts'
import { audit } from '#model/access/audited.ts'
import { contract } from '#model/kit/contract.ts'
import {
  AreaIdSchema,
  DaySchema,
  IdSchema,
  InstantSchema,
  nullable,
  oneOf,
  UnitIdSchema,
} from '#model/kit/schema.ts'
import { DIVISION_STATES } from '#model/unit/division.ts'
import { VILLAGE_KINDS } from '#model/unit/kinds.ts'

const Name = Type.String({ minLength: 1, maxLength: 80, pattern: '\\S' })
const OfArea = Type.Object({ areaId: AreaIdSchema })
const mayDivide = mayAt('unit.create', 'area', 'params.areaId')

/** What the officer has chosen. */
const Plan = Type.Object({
  householdIds: Type.Array(IdSchema, { maxItems: 5000, uniqueItems: true, description: 'Those that go' }),
  into: Type.Union([
    Type.Object(
      {
        name: Name,
        kind: oneOf(VILLAGE_KINDS),
        day: DaySchema,
        law: Type.Optional(Type.String({ maxLength: 200, description: 'The resolution or decision' })),
      },
      { additionalProperties: false, description: 'A new village with an area of its own' },
    ),
    Type.Object({ name: Name }, { additionalProperties: false, description: 'A second area of the village' }),
  ]),
  teamId: nullable(IdSchema),
})

const Part = Type.Object({
  name: Type.String(),
  homes: Type.Integer(),
  people: Type.Integer({ description: 'People written down by name' }),
  teams: Type.Array(Type.String()),
})

const problems = [
  'unit.unknown',
  'unit.village-exists',
  'unit.day-outside',
  'team.unknown',
  'division.no-homes',
  'division.all-homes',
  'division.day-future',
  'division.name-taken',
  'division.busy',
] as const

export const previewDivision = contract({
  route: 'POST /api/v1/areas/:areaId/division-previews',
  summary: 'What would come of dividing an area: refused for the same reasons, and nothing is changed.',
  access: mayDivide,
  params: OfArea,
  body: Plan,
  reply: Type.Object({
    stays: Part,
    goes: Part,
    missing: Type.Integer({ description: 'Chosen homes that are no longer in the area' }),
    requests: Type.Object({
      open: Type.Integer({
        description: 'Open requests of the area; they stay with the teams that have them',
      }),
      inLanesThatGo: Type.Integer(),
    }),
    countedFrom: DaySchema,
  }),
  problems: [...problems],
})
export type PreviewDivision = typeof previewDivision

export const divideArea = contract({
  route: 'POST /api/v1/areas/:areaId/divisions',
  summary:
    'An area is divided: the homes chosen go to a new one, of a new village or of the same one, by moves of single homes. `teamId` serves it from now on; null: the teams of the old one serve both.',
  access: mayDivide,
  audit: audit('area.divide', 'teamId'),
  params: OfArea,
  body: Plan,
  reply: Type.Object({ id: IdSchema, areaId: AreaIdSchema, villageId: nullable(UnitIdSchema) }),
  problems: [...problems],
})
export type DivideArea = typeof divideArea

export const listDivisions = contract({
  route: 'GET /api/v1/units/:communeId/divisions',
  summary: 'Divisions of areas of a commune, newest first, with how many homes have gone.',
  access: mayAt('team.read', 'unit', 'params.communeId'),
  params: Type.Object({ communeId: UnitIdSchema }),
  reply: Type.Object({
    items: Type.Array(
      Type.Object({
        id: IdSchema,
        state: oneOf(DIVISION_STATES),
        fromAreaId: AreaIdSchema,
        from: Type.String(),
        areaId: AreaIdSchema,
        name: Type.String(),
        villageId: nullable(UnitIdSchema),
        countedFrom: Type.String({ description: 'The day from which figures tell the two apart' }),
        madeAt: InstantSchema,
        madeBy: nullable(Type.String()),
        homes: Type.Integer(),
        moved: Type.Integer(),
        missing: Type.Integer({ description: 'Homes that had left or were removed before their turn' }),
        mayUndo: Type.Boolean(),
      }),
      { description: 'The latest 50' },
    ),
  }),
  problems: ['unit.unknown'],
})
export type ListDivisions = typeof listDivisions

export const undoDivision = contract({
  route: 'DELETE /api/v1/units/:communeId/divisions/:divisionId',
  summary:
    'Takes a division back within a day: whoever lives in the new area goes to the old one, the new village ends, its teams are those of the old one.',
  access: mayAt('unit.create', 'unit', 'params.communeId'),
  audit: audit('area.divide-undo'),
  params: Type.Object({ communeId: UnitIdSchema, divisionId: IdSchema }),
  reply: Type.Object({ id: IdSchema }),
  problems: ['unit.unknown', 'undo.unknown', 'undo.late', 'division.busy'],
})
export type UndoDivision = typeof undoDivision
