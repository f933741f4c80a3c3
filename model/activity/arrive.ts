import { activities } from '#model/activity/ops.ts'
import type { HouseholdArrive } from '#model/household/merge-shape.ts'
import { daysOfHome, type HouseholdRow, households, wipedHome } from '#model/household/ops.ts'
import { isLaterWord } from '#model/household/settled-day.ts'
import type { EarlierVisit } from '#model/household/shape.ts'
import { dayOf } from '#model/kit/day.ts'
import { union } from '#model/resident/merge.ts'
import type { ResidentArrive } from '#model/resident/merge-shape.ts'
import {
  joinObservations,
  type Observation,
  observationDays,
  settleObservations,
  voidObservations,
} from '#model/resident/observation.ts'
import { daysOfPerson, type ResidentRow, residents, wipedPerson } from '#model/resident/ops.ts'
import { clockDays, isTombstone, joinFields, markArrival, mergeFields } from '#model/sync/clocks.ts'
import type { OpRule } from '#model/sync/op.ts'

const activitiesOf = ({ observations }: ResidentArrive) => [...new Set(observations.map(item => item[3]))]

/**
 * A person as the area they left knew them, laid into the area they came to: field by field, each with its author; what
 * was seen as a set. Sent again whenever something late arrives there, so it may come any number of times.
 */
export const residentArrive: OpRule<ResidentArrive> = {
  byServer: true,
  day: () => null,
  touches: body => [
    { table: residents.name, id: body.residentId },
    { table: households.name, id: body.householdId },
    ...activitiesOf(body).map(id => ({ table: activities.name, id })),
  ],
  refuse: () => null,
  apply: (rows, op) => {
    const { residentId, householdId, moved, fromAreaId, name, fields, consent, mergedInto, observations } =
      op.body
    const at = { stamp: moved[0], id: moved[1] }
    const home = rows.read(households, householdId)
    if (home.removed || home.movedTo !== null) rows.write(households, home)
    const row = rows.read(residents, residentId)
    // An activity may have been voided here, or its day settled, before what was seen at it came along.
    const asSaidHere = (held: Observation[]) =>
      activitiesOf(op.body).reduce((all, id) => {
        const { voided, settled } = rows.read(activities, id)
        const onItsDay = settleObservations(all, id, settled)
        return voided ? voidObservations(onItsDay, id) : onItsDay
      }, held)
    const joined = joinFields<ResidentRow>(
      row,
      { ...(fields as Partial<ResidentRow>), name, consent, mergedInto },
      op.body.clocks,
    )
    const housed = mergeFields<ResidentRow>(joined, { householdId }, at)
    const { clocks, back } = markArrival(housed.clocks, at)
    const there: ResidentRow = {
      ...housed,
      removed: false,
      observations: asSaidHere(joinObservations(row.observations, observations)),
      apart: union(row.apart, op.body.apart),
      cameFrom: union(row.cameFrom, [...op.body.cameFrom, fromAreaId]).filter(id => id !== op.areaId),
      ...(back ? { movedTo: null, movedHome: null } : {}),
      clocks,
    }
    rows.write(residents, isTombstone(row) ? { ...wipedPerson(there), removed: true } : there)
  },
  days: (rows, op) => [
    ...daysOfPerson(rows, op),
    dayOf(op.body.moved[0]),
    ...observationDays(op.body.observations),
    ...clockDays(op.body.clocks),
  ],
}

/** A home as the area it left knew it, laid into the area it came to; may come any number of times. */
export const householdArrive: OpRule<HouseholdArrive> = {
  byServer: true,
  day: () => null,
  touches: body => [{ table: households.name, id: body.householdId }],
  refuse: () => null,
  apply: (rows, op) => {
    const { householdId, fromAreaId, moved, fields, basis, nextDay, mergedInto } = op.body
    const row = rows.read(households, householdId)
    const joined = joinFields<HouseholdRow>(row, { ...fields, basis, nextDay, mergedInto }, op.body.clocks)
    const { clocks, back } = markArrival(joined.clocks, { stamp: moved[0], id: moved[1] })
    const there: HouseholdRow = {
      ...joined,
      removed: false,
      apart: union(row.apart, op.body.apart),
      cameFrom: union(row.cameFrom, [...op.body.cameFrom, fromAreaId]).filter(id => id !== op.areaId),
      earlier: joinVisits(row.earlier, op.body.earlier),
      ...(back ? { movedTo: null } : {}),
      clocks,
    }
    rows.write(households, isTombstone(row) ? { ...wipedHome(there), removed: true } : there)
  },
  days: (rows, op) => [
    ...daysOfHome(rows, op),
    dayOf(op.body.moved[0]),
    ...clockDays(op.body.clocks),
    ...rows.read(households, op.body.householdId).earlier.map(visit => visit[1]),
    ...op.body.earlier.map(visit => visit[1]),
  ],
}

/** Each visit once, void where either copy says so, on the day that was settled last. */
const joinVisits = (one: readonly EarlierVisit[], other: readonly EarlierVisit[]): EarlierVisit[] => {
  const visits = new Map<string, EarlierVisit>()
  for (const visit of [...one, ...other]) {
    const held = visits.get(visit[0])
    const last = held && !isLaterWord(visit[5], held[5]) ? held : visit
    const [id, day, kind, outcome, voided, ...settled] = last
    visits.set(id, [id, day, kind, outcome, held?.[4] === 1 || visit[4] === 1 ? 1 : voided, ...settled])
  }
  return [...visits.values()].sort((a, b) => (a[0] < b[0] ? -1 : 1))
}
