import { Type } from 'typebox'
import { mayAt } from '#model/access/access.ts'
import { audit } from '#model/access/audited.ts'
import { contract } from '#model/kit/contract.ts'
import { AreaIdSchema, DaySchema, IdSchema, nullable, oneOf, UnitIdSchema } from '#model/kit/schema.ts'
import type { ProblemId } from '#model/problem.ts'
import { LIKE_REASONS } from '#model/resident/likeness.ts'

const Alike = Type.Object({
  areaId: AreaIdSchema,
  areaName: Type.String(),
  id: IdSchema,
  name: Type.String(),
  birthYear: nullable(Type.Integer()),
  sex: nullable(oneOf(['female', 'male'])),
  phone: nullable(Type.String()),
  householdId: IdSchema,
  head: nullable(Type.String()),
  place: Type.String({ description: 'Lane and address of the home' }),
  seen: Type.Integer({ description: 'How many observations of skills are kept' }),
  seenOn: nullable(DaySchema),
})

export const listDuplicates = contract({
  route: 'GET /api/v1/units/:communeId/duplicates',
  summary:
    'People of a commune who may be one, the likeliest first, with the reasons; and what was merged so far. The reading is on record.',
  access: mayAt('household.merge', 'unit', 'params.communeId'),
  params: Type.Object({ communeId: UnitIdSchema }),
  reply: Type.Object({
    items: Type.Array(
      Type.Object({
        a: Alike,
        b: Alike,
        score: Type.Number({ description: '0 to 1' }),
        reasons: Type.Array(oneOf(LIKE_REASONS)),
      }),
    ),
    total: Type.Integer({ description: 'All pairs found; `items` holds the likeliest 100' }),
    merged: Type.Array(
      Type.Object({
        what: oneOf(['resident', 'household']),
        areaId: AreaIdSchema,
        areaName: Type.String(),
        id: IdSchema,
        name: nullable(Type.String({ description: 'Of a home its head' })),
        intoId: IdSchema,
        intoName: nullable(Type.String()),
      }),
      { description: 'The latest 200' },
    ),
  }),
  problems: ['unit.unknown'],
})
export type ListDuplicates = typeof listDuplicates

const about = {
  access: mayAt('household.merge', 'area', 'params.areaId'),
  reply: Type.Object({}),
  problems: ['op.target-missing'] satisfies ProblemId[],
}
const person = { ...about, params: Type.Object({ areaId: AreaIdSchema, residentId: IdSchema }) }
const home = { ...about, params: Type.Object({ areaId: AreaIdSchema, householdId: IdSchema }) }

export const mergeResidents = contract({
  ...person,
  route: 'POST /api/v1/areas/:areaId/residents/:residentId/merge',
  audit: audit('resident.merge'),
  summary:
    'Two rows were one person: this one is shown in the other, coming into its area first if that is another one. Both keep their history; it can be undone.',
  body: Type.Object({ intoId: IdSchema, intoAreaId: AreaIdSchema }),
  problems: ['op.target-missing', 'access.denied'],
})
export type MergeResidents = typeof mergeResidents

export const unmergeResidents = contract({
  ...person,
  route: 'POST /api/v1/areas/:areaId/residents/:residentId/unmerge',
  audit: audit('resident.unmerge'),
  summary: 'They were two after all: takes a merge back.',
  body: Type.Object({ intoId: IdSchema }),
})
export type UnmergeResidents = typeof unmergeResidents

export const keepResidentsApart = contract({
  ...person,
  route: 'POST /api/v1/areas/:areaId/residents/:residentId/apart',
  audit: audit('resident.apart'),
  summary: 'These two are not one person: nobody is asked about them again.',
  body: Type.Object({ otherId: IdSchema }),
})
export type KeepResidentsApart = typeof keepResidentsApart

export const mergeHouseholds = contract({
  ...home,
  route: 'POST /api/v1/areas/:areaId/households/:householdId/merge',
  audit: audit('household.merge'),
  summary:
    'Two rows were one home: this one is shown in the other with its people and visits. It can be undone.',
  body: Type.Object({ intoId: IdSchema }),
})
export type MergeHouseholds = typeof mergeHouseholds

export const unmergeHouseholds = contract({
  ...home,
  route: 'POST /api/v1/areas/:areaId/households/:householdId/unmerge',
  audit: audit('household.unmerge'),
  summary: 'They were two homes after all.',
  body: Type.Object({ intoId: IdSchema }),
})
export type UnmergeHouseholds = typeof unmergeHouseholds

export const moveHousehold = contract({
  ...home,
  route: 'POST /api/v1/areas/:areaId/households/:householdId/move',
  audit: audit('household.move', 'toAreaId'),
  summary:
    'A home goes to another area of the commune with its people and what is known of them; they keep their ids and are counted once.',
  body: Type.Object({ toAreaId: AreaIdSchema }),
  problems: ['op.target-missing', 'access.denied'],
})
export type MoveHousehold = typeof moveHousehold

export const moveResident = contract({
  ...person,
  route: 'POST /api/v1/areas/:areaId/residents/:residentId/move',
  audit: audit('resident.move', 'toAreaId'),
  summary:
    'A person now lives in another home of the same area, or of another one of the commune, and takes along what is known of them.',
  body: Type.Object({ toAreaId: AreaIdSchema, toHouseholdId: IdSchema }),
  problems: ['op.target-missing', 'op.consent-missing', 'access.denied'],
})
export type MoveResident = typeof moveResident
