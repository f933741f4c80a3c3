import { type Static, Type } from 'typebox'
import { ClocksSchema, MovedSchema } from '#model/household/merge-shape.ts'
import { AreaIdSchema, IdSchema, nullable } from '#model/kit/schema.ts'
import type { Observation } from '#model/resident/observation.ts'
import { ConsentSchema, ResidentFieldsSchema } from '#model/resident/shape.ts'

/** `residentId` is shown in `intoId`, or again by itself. */
export const ResidentMergeSchema = Type.Object(
  { residentId: IdSchema, intoId: IdSchema },
  { additionalProperties: false },
)
export type ResidentMerge = Static<typeof ResidentMergeSchema>

export const ResidentApartSchema = Type.Object(
  { residentId: IdSchema, otherId: IdSchema },
  { additionalProperties: false },
)
export type ResidentApart = Static<typeof ResidentApartSchema>

export const ResidentDepartSchema = Type.Object(
  { residentId: IdSchema, toAreaId: AreaIdSchema, toHouseholdId: IdSchema },
  { additionalProperties: false },
)
export type ResidentDepart = Static<typeof ResidentDepartSchema>

export const ResidentArriveSchema = Type.Object(
  {
    residentId: IdSchema,
    householdId: IdSchema,
    fromAreaId: AreaIdSchema,
    moved: MovedSchema,
    /** Null until the person's own op has come. */
    name: nullable(Type.String({ maxLength: 120 })),
    fields: ResidentFieldsSchema,
    consent: nullable(ConsentSchema),
    mergedInto: nullable(IdSchema),
    apart: Type.Array(IdSchema),
    cameFrom: Type.Array(AreaIdSchema),
    observations: Type.Unsafe<Observation[]>(
      Type.Array(Type.Array(Type.Unknown(), { minItems: 6, maxItems: 7 })),
    ),
    clocks: ClocksSchema,
  },
  { additionalProperties: false },
)
export type ResidentArrive = Static<typeof ResidentArriveSchema>
