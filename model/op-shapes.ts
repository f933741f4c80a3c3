import type { TSchema } from 'typebox'
import {
  ActivityDaySchema,
  ActivityRecordSchema,
  ActivityVoidSchema,
  AttainmentRecordSchema,
} from '#model/activity/shape.ts'
import {
  HouseholdApartSchema,
  HouseholdArriveSchema,
  HouseholdDepartSchema,
  HouseholdMergeSchema,
} from '#model/household/merge-shape.ts'
import { HouseholdPutSchema, HouseholdRemoveSchema } from '#model/household/shape.ts'
import type { OpKind } from '#model/nouns.ts'
import { RequestCloseSchema, RequestOpenSchema, RequestTakeSchema } from '#model/request/shape.ts'
import {
  ResidentApartSchema,
  ResidentArriveSchema,
  ResidentDepartSchema,
  ResidentMergeSchema,
} from '#model/resident/merge-shape.ts'
import { ResidentPutSchema, ResidentRemoveSchema } from '#model/resident/shape.ts'

/** What the body of each kind of op must look like. Never imported by web: the phone knows the types only. */
export const opShapes: Record<OpKind, TSchema> = {
  'household.put': HouseholdPutSchema,
  'household.remove': HouseholdRemoveSchema,
  'household.merge': HouseholdMergeSchema,
  'household.unmerge': HouseholdMergeSchema,
  'household.apart': HouseholdApartSchema,
  'household.depart': HouseholdDepartSchema,
  'household.arrive': HouseholdArriveSchema,
  'resident.put': ResidentPutSchema,
  'resident.remove': ResidentRemoveSchema,
  'resident.merge': ResidentMergeSchema,
  'resident.unmerge': ResidentMergeSchema,
  'resident.apart': ResidentApartSchema,
  'resident.depart': ResidentDepartSchema,
  'resident.arrive': ResidentArriveSchema,
  'activity.record': ActivityRecordSchema,
  'attainment.record': AttainmentRecordSchema,
  'activity.void': ActivityVoidSchema,
  'activity.day': ActivityDaySchema,
  'request.open': RequestOpenSchema,
  'request.take': RequestTakeSchema,
  'request.close': RequestCloseSchema,
}
