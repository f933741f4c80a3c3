import type { TSchema } from 'typebox'
import { ActivityRecordSchema, ActivityVoidSchema, AttainmentRecordSchema } from '#model/activity/shape.ts'
import { HouseholdPutSchema, HouseholdRemoveSchema } from '#model/household/shape.ts'
import type { OpKind } from '#model/nouns.ts'
import { RequestCloseSchema, RequestOpenSchema, RequestTakeSchema } from '#model/request/shape.ts'
import { ResidentPutSchema, ResidentRemoveSchema } from '#model/resident/shape.ts'

/** What the body of each kind of op must look like. Never imported by web: the phone knows the types only. */
export const opShapes: Record<OpKind, TSchema> = {
  'household.put': HouseholdPutSchema,
  'household.remove': HouseholdRemoveSchema,
  'resident.put': ResidentPutSchema,
  'resident.remove': ResidentRemoveSchema,
  'activity.record': ActivityRecordSchema,
  'attainment.record': AttainmentRecordSchema,
  'activity.void': ActivityVoidSchema,
  'request.open': RequestOpenSchema,
  'request.take': RequestTakeSchema,
  'request.close': RequestCloseSchema,
}
