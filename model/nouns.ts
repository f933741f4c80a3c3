import { householdArrive, residentArrive } from '#model/activity/arrive.ts'
import {
  householdApart,
  householdDepart,
  householdMerge,
  householdUnmerge,
} from '#model/activity/home-merge.ts'
import {
  activities,
  activityDay,
  activityRecord,
  activityVoid,
  attainmentRecord,
} from '#model/activity/ops.ts'
import { householdPut, households } from '#model/household/ops.ts'
import { requestClose, requestOpen, requests, requestTake } from '#model/request/ops.ts'
import { residentApart, residentDepart, residentMerge, residentUnmerge } from '#model/resident/merge.ts'
import { householdRemove, residentPut, residentRemove, residents } from '#model/resident/ops.ts'
import type { OpRule, Row, Rules, Table } from '#model/sync/op.ts'

/** The kinds of ops there are and their rules. A new kind is one line here and one in op-shapes.ts. */
const kinds = {
  'household.put': householdPut,
  'household.remove': householdRemove,
  'household.merge': householdMerge,
  'household.unmerge': householdUnmerge,
  'household.apart': householdApart,
  'household.depart': householdDepart,
  'household.arrive': householdArrive,
  'resident.put': residentPut,
  'resident.remove': residentRemove,
  'resident.merge': residentMerge,
  'resident.unmerge': residentUnmerge,
  'resident.apart': residentApart,
  'resident.depart': residentDepart,
  'resident.arrive': residentArrive,
  'activity.record': activityRecord,
  'attainment.record': attainmentRecord,
  'activity.void': activityVoid,
  'activity.day': activityDay,
  'request.open': requestOpen,
  'request.take': requestTake,
  'request.close': requestClose,
}
export type OpKind = keyof typeof kinds
export type BodyOf<K extends OpKind> = (typeof kinds)[K] extends OpRule<infer B> ? B : never

// Bodies are checked against op-shapes.ts before any rule sees them, so the rules may be held as rules of anything.
export const opRules = kinds as unknown as Rules & Record<OpKind, OpRule>

/** The tables of the field, parents first. */
export const fieldTables = [households, residents, activities, requests] as unknown as readonly Table<Row>[]
