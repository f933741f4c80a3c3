import { Type } from 'typebox'
import { anyone, mayAt } from '#model/access/access.ts'
import { audit } from '#model/access/audited.ts'
import { contract, page, paging } from '#model/kit/contract.ts'
import { AreaIdSchema, DaySchema, IdSchema, nullable, oneOf, UnitIdSchema } from '#model/kit/schema.ts'
import { LEVELS } from '#model/unit/kinds.ts'

const Where = { id: UnitIdSchema, level: oneOf(LEVELS), kind: Type.String(), name: Type.String() }

export const UnitItem = Type.Object({
  ...Where,
  code: nullable(Type.String({ description: 'Official code; not unique over time' })),
  parentId: nullable(UnitIdSchema),
  parentName: nullable(Type.String()),
  validFrom: nullable(DaySchema),
  validTo: nullable(
    Type.String({ description: 'First day on which the unit no longer exists; null while it does' }),
  ),
  formerly: Type.Array(Type.String(), {
    description: 'Old units that answer the search and became this one',
  }),
})

export const listUnits = contract({
  route: 'GET /api/v1/units',
  summary:
    'Units of the nation. With `level` and `parent`: all of that level inside; with `parent` alone: its children. `q` finds with or without diacritics, by any beginnings of words and by old names; without `on` it looks in all times, today first.',
  access: anyone,
  query: Type.Object({
    level: Type.Optional(oneOf(LEVELS)),
    on: Type.Optional(DaySchema),
    parent: Type.Optional(UnitIdSchema),
    q: Type.Optional(Type.String({ maxLength: 80 })),
    ...paging,
  }),
  reply: page(UnitItem),
})
export type ListUnits = typeof listUnits

const Change = Type.Object({
  ...Where,
  change: oneOf(['same', 'rename', 'merge', 'partial']),
  share: oneOf(['all', 'part', 'area', 'population', 'part_area_all_population']),
  onDay: DaySchema,
  law: nullable(Type.String({ description: 'The resolution or decision, in Vietnamese' })),
})

export const UnitContact = Type.Object({
  office: Type.String({
    minLength: 1,
    maxLength: 120,
    description: 'Name of the office, such as "Phòng Văn hóa - Xã hội"',
  }),
  phone: nullable(Type.String({ maxLength: 40 })),
  address: nullable(Type.String({ maxLength: 200 })),
})

export const getUnit = contract({
  route: 'GET /api/v1/units/:unitId',
  summary: 'A unit with what it lies in, what lies in it, what it came from and what became of it.',
  access: anyone,
  params: Type.Object({ unitId: UnitIdSchema }),
  query: Type.Object({ on: Type.Optional(DaySchema) }),
  reply: Type.Object({
    unit: UnitItem,
    on: Type.String({ description: 'The day the ancestors and counts are of' }),
    ancestors: Type.Array(Type.Object(Where), { description: 'From the nation down' }),
    children: Type.Object(
      {
        province: Type.Integer(),
        district: Type.Integer(),
        commune: Type.Integer(),
        village: Type.Integer(),
      },
      { description: 'How many units of each level lie inside' },
    ),
    predecessors: Type.Array(Change),
    successors: Type.Array(Change),
    contact: nullable(UnitContact),
  }),
  problems: ['unit.unknown'],
})
export type GetUnit = typeof getUnit

export const listAreas = contract({
  route: 'GET /api/v1/units/:communeId/areas',
  summary: 'The areas of a commune today with their village and the team that serves them.',
  access: mayAt('team.read', 'unit', 'params.communeId'),
  params: Type.Object({ communeId: UnitIdSchema }),
  reply: Type.Object({
    items: Type.Array(
      Type.Object({
        id: AreaIdSchema,
        name: Type.String(),
        villageId: UnitIdSchema,
        villageName: Type.String(),
        villageKind: Type.String(),
        teamId: nullable(IdSchema),
        teamName: nullable(Type.String()),
      }),
    ),
  }),
  problems: ['unit.unknown'],
})
export type ListAreas = typeof listAreas

export const putUnitContact = contract({
  route: 'PUT /api/v1/units/:communeId/contact',
  summary: 'Where residents reach the commune: office, phone, address. Shown on public pages.',
  access: mayAt('team.write', 'unit', 'params.communeId'),
  audit: audit('unit.contact'),
  params: Type.Object({ communeId: UnitIdSchema }),
  body: UnitContact,
  reply: UnitContact,
  problems: ['unit.unknown'],
})
export type PutUnitContact = typeof putUnitContact
