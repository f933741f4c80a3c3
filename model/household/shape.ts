import { type Static, Type } from 'typebox'
import type { Day } from '#model/kit/day.ts'
import { DaySchema, IdSchema, nullable } from '#model/kit/schema.ts'

/** Why we may hold a home: a numbered decision of the commune, or what the people said at a visit. */
export const BasisSchema = Type.Union([
  Type.Object(
    { kind: Type.Literal('decision'), number: Type.String({ minLength: 1, maxLength: 100 }), day: DaySchema },
    { additionalProperties: false },
  ),
  Type.Object({ kind: Type.Literal('visit'), day: DaySchema }, { additionalProperties: false }),
])
export type Basis = Static<typeof BasisSchema>

export const HouseholdFieldsSchema = Type.Object(
  {
    head: Type.Optional(nullable(Type.String({ minLength: 1, maxLength: 120 }))),
    address: Type.Optional(nullable(Type.String({ maxLength: 200 }))),
    lane: Type.Optional(nullable(Type.String({ maxLength: 120 }))),
    headcount: Type.Optional(nullable(Type.Integer({ minimum: 0, maximum: 60 }))),
    phone: Type.Optional(nullable(Type.String({ pattern: '^[0-9+]{8,15}$' }))),
    note: Type.Optional(nullable(Type.String({ maxLength: 500 }))),
    namesRefused: Type.Optional(Type.Boolean()),
    /** A household business or producer, and whether it sells online and takes payment by QR (TN09). */
    sells: Type.Optional(Type.Boolean()),
    sellsOnline: Type.Optional(Type.Boolean()),
    takesQr: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
)
export type HouseholdFields = Static<typeof HouseholdFieldsSchema>

export const HouseholdPutSchema = Type.Object(
  { householdId: IdSchema, fields: HouseholdFieldsSchema, basis: BasisSchema },
  { additionalProperties: false },
)
export type HouseholdPut = Static<typeof HouseholdPutSchema>

/**
 * A visit to a home in an area from which it has moved: what of it still counts where the home is now. `settled` names the
 * op that said on which day it was, where a person had to (S13).
 */
export const EarlierVisitSchema = Type.Unsafe<EarlierVisit>(
  Type.Array(Type.Union([Type.String({ maxLength: 80 }), Type.Integer()]), { minItems: 5, maxItems: 6 }),
)
export type EarlierVisit = [
  activityId: string,
  day: Day,
  kind: string,
  outcome: string,
  voided: 0 | 1,
  settled?: string,
]

export const HouseholdRemoveSchema = Type.Object(
  {
    householdId: IdSchema,
    reason: Type.String({ minLength: 1, maxLength: 200 }),
    /** On request of the people: what was ever recorded of them is dropped too, and never comes back. */
    erase: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
)
export type HouseholdRemove = Static<typeof HouseholdRemoveSchema>
