import { type Static, Type } from 'typebox'
import { DaySchema, IdSchema, oneOf } from '#model/kit/schema.ts'

/** How a request ended. It closes only with one of these. */
export const REQUEST_RESULTS = ['done', 'guided_by_phone', 'referred', 'not_needed', 'not_reached'] as const
export type RequestResult = (typeof REQUEST_RESULTS)[number]

/** A resident asks for help: name or nickname, phone, lane; nothing more is asked. */
export const RequestOpenSchema = Type.Object(
  {
    requestId: IdSchema,
    code: Type.String({ minLength: 4, maxLength: 12 }),
    name: Type.String({ minLength: 1, maxLength: 80 }),
    phone: Type.Optional(Type.String({ pattern: '^[0-9+]{8,15}$' })),
    lane: Type.String({ minLength: 1, maxLength: 120 }),
    skill: Type.Optional(Type.String({ maxLength: 60 })),
    poster: Type.Optional(Type.String({ maxLength: 20 })),
    day: DaySchema,
  },
  { additionalProperties: false },
)
export type RequestOpen = Static<typeof RequestOpenSchema>

export const RequestTakeSchema = Type.Object({ requestId: IdSchema }, { additionalProperties: false })
export type RequestTake = Static<typeof RequestTakeSchema>

export const RequestCloseSchema = Type.Object(
  {
    requestId: IdSchema,
    result: oneOf(REQUEST_RESULTS),
    day: Type.Optional(DaySchema),
    activityId: Type.Optional(IdSchema),
    note: Type.Optional(Type.String({ maxLength: 500 })),
  },
  { additionalProperties: false },
)
export type RequestClose = Static<typeof RequestCloseSchema>
