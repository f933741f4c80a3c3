import { Type } from 'typebox'
import { mayAt } from '#model/access/access.ts'
import { ACTIVITY_KINDS, OUTCOMES } from '#model/activity/shape.ts'
import { contract, page, paging } from '#model/kit/contract.ts'
import { AreaIdSchema, DaySchema, IdSchema, nullable, oneOf, UnitIdSchema } from '#model/kit/schema.ts'
import { CONDITIONS } from '#model/resident/ops.ts'
import { ConsentSchema } from '#model/resident/shape.ts'
import { SKILL_GROUPS } from '#model/skill/skill.ts'

const mayRead = mayAt('household.read', 'area', 'params.areaId')
const LevelSchema = Type.Unsafe<0 | 1 | 2 | 3 | 4 | 'na'>({ enum: [0, 1, 2, 3, 4, 'na'] })

export const HOME_FILTERS = ['fluent', 'learning', 'unvisited', 'due', 'namesRefused'] as const

const home = {
  id: IdSchema,
  head: nullable(Type.String({ description: 'Null when the home refused names' })),
  address: nullable(Type.String()),
  lane: nullable(Type.String()),
  headcount: nullable(Type.Integer()),
  namesRefused: Type.Boolean(),
  people: Type.Integer({ description: 'Residents with a file' }),
  groups: Type.Integer({ description: 'The best of the home, 0 to 5 groups of skills' }),
  fluent: Type.Boolean(),
  visits: Type.Integer({ description: 'Visits so far, voided ones left out' }),
  lastVisit: nullable(DaySchema),
  nextDay: nullable(DaySchema),
}
export const HomeItem = Type.Object(home)

export const listHouseholds = contract({
  route: 'GET /api/v1/areas/:areaId/households',
  summary:
    'The homes of an area, by given name of the head. Never above the commune; an officer’s reading is on record.',
  access: mayRead,
  params: Type.Object({ areaId: AreaIdSchema }),
  query: Type.Object({
    q: Type.Optional(
      Type.String({
        maxLength: 80,
        description: 'Part of a name, address or lane, with or without tone marks',
      }),
    ),
    filter: Type.Optional(oneOf(HOME_FILTERS)),
    ...paging,
  }),
  reply: page(HomeItem),
})
export type ListHouseholds = typeof listHouseholds

export const ResidentFile = Type.Object({
  id: IdSchema,
  name: nullable(Type.String()),
  birthYear: nullable(Type.Integer()),
  sex: nullable(oneOf(['female', 'male'])),
  phone: nullable(Type.String()),
  conditions: Type.Record(oneOf(CONDITIONS), nullable(Type.Boolean())),
  consent: nullable(ConsentSchema),
  groups: Type.Array(oneOf(SKILL_GROUPS)),
  skills: Type.Array(
    Type.Object({ skill: Type.String(), level: LevelSchema, day: DaySchema, highest: LevelSchema }),
    {
      description: 'The level now, from the latest observation, and the highest ever seen',
    },
  ),
})

export const getHousehold = contract({
  route: 'GET /api/v1/areas/:areaId/households/:householdId',
  summary:
    'The file of one home: its people with what each can do, and its visits. An officer’s reading is on record.',
  access: mayRead,
  params: Type.Object({ areaId: AreaIdSchema, householdId: IdSchema }),
  reply: Type.Object({
    ...home,
    phone: nullable(Type.String()),
    note: nullable(Type.String()),
    sells: Type.Boolean(),
    sellsOnline: Type.Boolean(),
    takesQr: Type.Boolean(),
    basis: nullable(
      Type.Object({
        kind: oneOf(['decision', 'visit']),
        number: Type.Optional(Type.String()),
        day: DaySchema,
      }),
    ),
    residents: Type.Array(ResidentFile),
    history: Type.Array(
      Type.Object({
        activityId: IdSchema,
        kind: oneOf(ACTIVITY_KINDS),
        day: DaySchema,
        outcome: oneOf(OUTCOMES),
        memberName: nullable(Type.String()),
        teamName: nullable(Type.String()),
        people: Type.Integer({ description: 'Guided at this visit, named and unnamed' }),
        note: nullable(Type.String()),
        voided: Type.Boolean(),
      }),
    ),
  }),
  problems: ['household.unknown'],
})
export type GetHousehold = typeof getHousehold

export const findHouseholds = contract({
  route: 'GET /api/v1/units/:communeId/households',
  summary:
    'Looks for homes over all areas of a commune by a part of a name, address or lane. The reading is on record.',
  access: mayAt('household.read', 'unit', 'params.communeId'),
  params: Type.Object({ communeId: UnitIdSchema }),
  query: Type.Object({ q: Type.String({ minLength: 2, maxLength: 80 }), ...paging }),
  reply: page(Type.Object({ ...home, areaId: AreaIdSchema, areaName: Type.String() })),
  problems: ['unit.unknown'],
})
export type FindHouseholds = typeof findHouseholds
