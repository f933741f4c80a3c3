import { type Static, Type } from 'typebox'
import { BasisSchema, EarlierVisitSchema, HouseholdFieldsSchema } from '#model/household/shape.ts'
import type { Instant } from '#model/kit/day.ts'
import { AreaIdSchema, DaySchema, IdSchema, nullable } from '#model/kit/schema.ts'
import type { Clocks } from '#model/sync/clocks.ts'

/** `householdId` is shown in `intoId`, or again by itself. */
export const HouseholdMergeSchema = Type.Object(
  { householdId: IdSchema, intoId: IdSchema },
  { additionalProperties: false },
)
export type HouseholdMerge = Static<typeof HouseholdMergeSchema>

export const HouseholdApartSchema = Type.Object(
  { householdId: IdSchema, otherId: IdSchema },
  { additionalProperties: false },
)
export type HouseholdApart = Static<typeof HouseholdApartSchema>

export const HouseholdDepartSchema = Type.Object(
  { householdId: IdSchema, toAreaId: AreaIdSchema },
  { additionalProperties: false },
)
export type HouseholdDepart = Static<typeof HouseholdDepartSchema>

/** What only the server writes is checked for its outline; its content was checked when it was first written. */
export const ClocksSchema = Type.Unsafe<Clocks>(Type.Array(Type.Array(Type.String(), { minItems: 3 })))
/** The stamp and id of the departure: its time is the time of the arrival. */
export const MovedSchema = Type.Unsafe<[stamp: Instant, opId: string]>(
  Type.Array(Type.String(), { minItems: 2, maxItems: 2 }),
)

export const HouseholdArriveSchema = Type.Object(
  {
    householdId: IdSchema,
    fromAreaId: AreaIdSchema,
    moved: MovedSchema,
    fields: HouseholdFieldsSchema,
    basis: nullable(BasisSchema),
    nextDay: nullable(DaySchema),
    mergedInto: nullable(IdSchema),
    apart: Type.Array(IdSchema),
    cameFrom: Type.Array(AreaIdSchema),
    earlier: Type.Array(EarlierVisitSchema),
    clocks: ClocksSchema,
  },
  { additionalProperties: false },
)
export type HouseholdArrive = Static<typeof HouseholdArriveSchema>
