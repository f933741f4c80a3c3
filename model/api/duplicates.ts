import { Type } from 'typebox'
import { mayAt } from '#model/access/access.ts'
import { audit } from '#model/access/audited.ts'
import { contract } from '#model/kit/contract.ts'
import { AreaIdSchema, IdSchema, nullable, oneOf, UnitIdSchema } from '#model/kit/schema.ts'
import type { ProblemId } from '#model/problem.ts'
import { LIKE_REASONS } from '#model/resident/likeness.ts'

const Alike = Type.Object({
  areaId: AreaIdSchema,
  areaName: Type.String(),
  id: IdSchema,
  name: Type.String(),
  birthYear: nullable(Type.Integer()),
  householdId: IdSchema,
  head: nullable(Type.String()),
  place: Type.String({ description: 'Lane and address of the home' }),
  seen: Type.Integer({ description: 'How many observations of skills are kept' }),
})

export const listDuplicates = contract({
  route: 'GET /api/v1/units/:communeId/duplicates',
  summary:
    'People of a commune who may be one, the likeliest first, with the reasons; and those merged so far. The reading is on record.',
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
        areaId: AreaIdSchema,
        areaName: Type.String(),
        residentId: IdSchema,
        name: nullable(Type.String()),
        intoId: IdSchema,
        intoName: nullable(Type.String()),
      }),
    ),
  }),
  problems: ['unit.unknown'],
})
export type ListDuplicates = typeof listDuplicates

const pair = {
  access: mayAt('household.merge', 'area', 'params.areaId'),
  params: Type.Object({ areaId: AreaIdSchema, residentId: IdSchema }),
  reply: Type.Object({}),
  problems: ['resident.unknown', 'op.target-missing'] satisfies ProblemId[],
}

export const mergeResidents = contract({
  ...pair,
  route: 'POST /api/v1/areas/:areaId/residents/:residentId/merge',
  audit: audit('resident.merge'),
  summary:
    'Two rows were one person: this one is shown in the other. Both keep their history; it can be undone.',
  body: Type.Object({ intoId: IdSchema }),
})
export type MergeResidents = typeof mergeResidents

export const unmergeResidents = contract({
  ...pair,
  route: 'POST /api/v1/areas/:areaId/residents/:residentId/unmerge',
  audit: audit('resident.unmerge'),
  summary: 'They were two after all: takes a merge back.',
  body: Type.Object({ intoId: IdSchema }),
})
export type UnmergeResidents = typeof unmergeResidents

export const keepResidentsApart = contract({
  ...pair,
  route: 'POST /api/v1/areas/:areaId/residents/:residentId/apart',
  audit: audit('resident.apart'),
  summary: 'These two are not one person: nobody is asked about them again.',
  body: Type.Object({ otherId: IdSchema }),
})
export type KeepResidentsApart = typeof keepResidentsApart

export const moveHousehold = contract({
  route: 'POST /api/v1/areas/:areaId/households/:householdId/move',
  audit: audit('household.move', 'toAreaId'),
  summary:
    'A home goes to another area of the commune with its people and what is known of them; they keep their ids and are counted once.',
  access: mayAt('household.merge', 'area', 'params.areaId'),
  params: Type.Object({ areaId: AreaIdSchema, householdId: IdSchema }),
  body: Type.Object({ toAreaId: AreaIdSchema }),
  reply: Type.Object({}),
  problems: ['household.unknown', 'access.denied', 'op.target-missing'],
})
export type MoveHousehold = typeof moveHousehold
