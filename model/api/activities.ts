import { Type } from 'typebox'
import { mayAt } from '#model/access/access.ts'
import { audit } from '#model/access/audited.ts'
import { DIFFICULTIES } from '#model/activity/difficulty.ts'
import {
  ACTIVITY_KINDS,
  DossiersSchema,
  EvidenceSchema,
  OUTCOMES,
  SeenSchema,
  UnnamedSchema,
} from '#model/activity/shape.ts'
import { contract, page, paging } from '#model/kit/contract.ts'
import {
  AreaIdSchema,
  DaySchema,
  IdSchema,
  InstantSchema,
  nullable,
  oneOf,
  UnitIdSchema,
} from '#model/kit/schema.ts'

const item = {
  id: IdSchema,
  areaId: AreaIdSchema,
  areaName: Type.String(),
  kind: oneOf(ACTIVITY_KINDS),
  day: DaySchema,
  outcome: oneOf(OUTCOMES),
  teamId: IdSchema,
  teamName: nullable(Type.String()),
  memberName: nullable(Type.String()),
  householdId: nullable(IdSchema),
  householdHead: nullable(Type.String()),
  people: Type.Integer({ description: 'Guided, named and unnamed' }),
  attendance: nullable(Type.Integer()),
  topics: Type.Array(Type.String()),
  skills: Type.Array(Type.String(), { description: 'Skills seen, each once' }),
  difficulties: Type.Array(oneOf(DIFFICULTIES)),
  dossiers: nullable(DossiersSchema),
  voided: Type.Boolean(),
  doubtfulDay: Type.Boolean({
    description:
      'The phone’s clock was or may have been wrong, or the day had not come when it was recorded, or lay more than 60 days back. It counts in the month of that day all the same, until somebody settles it',
  }),
}
export const ActivityItem = Type.Object(item)

const filters = {
  from: Type.Optional(DaySchema),
  to: Type.Optional(DaySchema),
  kind: Type.Optional(oneOf(ACTIVITY_KINDS)),
  outcome: Type.Optional(oneOf(OUTCOMES)),
  teamId: Type.Optional(IdSchema),
  skill: Type.Optional(
    Type.String({ maxLength: 60, description: 'Only where someone was guided in this skill' }),
  ),
  group: Type.Optional(Type.String({ maxLength: 20, description: 'The same for any skill of a group' })),
  difficulty: Type.Optional(oneOf(DIFFICULTIES)),
  dossiers: Type.Optional(Type.Boolean({ description: 'Only with online dossiers' })),
  doubtfulDay: Type.Optional(Type.Boolean({ description: 'Only with a day that is hard to believe' })),
  voided: Type.Optional(
    Type.Boolean({ description: 'Voided ones as well; left out otherwise, as they count for nothing' }),
  ),
  ...paging,
}

const list = Type.Object({
  ...page(ActivityItem).properties,
  doubtfulDays: Type.Integer({ description: 'How many of the total have a day that is hard to believe' }),
})

/** "Số này từ đâu?": the rows behind a figure, newest first. */
export const listActivities = contract({
  route: 'GET /api/v1/areas/:areaId/activities',
  summary: 'Visits and gatherings of an area, newest first: the rows behind a figure.',
  access: mayAt('household.read', 'area', 'params.areaId'),
  params: Type.Object({ areaId: AreaIdSchema }),
  query: Type.Object(filters),
  reply: list,
})
export type ListActivities = typeof listActivities

export const listCommuneActivities = contract({
  route: 'GET /api/v1/units/:communeId/activities',
  summary: 'The same over all areas of a commune.',
  access: mayAt('household.read', 'unit', 'params.communeId'),
  params: Type.Object({ communeId: UnitIdSchema }),
  query: Type.Object(filters),
  reply: list,
  problems: ['unit.unknown'],
})
export type ListCommuneActivities = typeof listCommuneActivities

export const getActivity = contract({
  route: 'GET /api/v1/areas/:areaId/activities/:activityId',
  summary: 'One visit or gathering with the people guided. An officer’s reading is on record.',
  access: mayAt('household.read', 'area', 'params.areaId'),
  params: Type.Object({ areaId: AreaIdSchema, activityId: IdSchema }),
  reply: Type.Object({
    ...item,
    recordedAt: InstantSchema,
    today: { ...DaySchema, description: 'The day it is for the server: a later one has not come yet' },
    guided: Type.Array(
      Type.Object({
        residentId: IdSchema,
        name: nullable(
          Type.String({
            description: 'Null when the file was erased or lies in an area the caller does not see',
          }),
        ),
        observations: Type.Array(SeenSchema),
      }),
    ),
    unnamed: Type.Array(UnnamedSchema),
    nextDay: nullable(DaySchema),
    requestId: nullable(IdSchema),
    note: nullable(Type.String()),
    evidence: Type.Array(EvidenceSchema),
  }),
  problems: ['activity.unknown'],
})
export type GetActivity = typeof getActivity

export const settleDay = contract({
  route: 'POST /api/v1/areas/:areaId/activities/:activityId/day',
  summary:
    'Confirms the day of a visit or gathering whose day is doubtful, or says the right one; figures follow. The last word counts.',
  access: mayAt('field.push', 'area', 'params.areaId'),
  audit: audit('activity.day', 'day'),
  params: Type.Object({ areaId: AreaIdSchema, activityId: IdSchema }),
  body: Type.Object({ day: DaySchema }),
  reply: Type.Object({}),
  problems: ['activity.unknown'],
})
export type SettleDay = typeof settleDay
