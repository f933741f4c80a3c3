import { activities } from '#model/activity/ops.ts'
import type { HouseholdApart, HouseholdDepart, HouseholdMerge } from '#model/household/merge-shape.ts'
import { type HouseholdRow, households } from '#model/household/ops.ts'
import { type Day, dayOf } from '#model/kit/day.ts'
import { union } from '#model/resident/merge.ts'
import { daysOfRow, residents } from '#model/resident/ops.ts'
import { clockDays, isTombstone, markDeparture, mergeFields } from '#model/sync/clocks.ts'
import { type Draft, type OpRule, refusal, type StampedOp, type Touch } from '#model/sync/op.ts'

/** A home with everything that is counted with it: its people and the visits to it. */
const whole = (id: string): Touch[] => [
  { table: households.name, id },
  { table: residents.name, by: 'household', value: id },
  { table: activities.name, by: 'household', value: id },
]
const daysOfWhole = (rows: Draft, id: string): Day[] => [
  ...clockDays(rows.read(households, id).clocks),
  ...rows.read(households, id).earlier.map(visit => visit[1]),
  ...rows.all(residents).flatMap(row => (row.householdId === id ? daysOfRow(row) : [])),
  ...rows.all(activities).flatMap(row => (row.householdId === id ? [row.day] : [])),
]
const daysOfBoth = (rows: Draft, op: StampedOp<HouseholdMerge>): Day[] => [
  dayOf(op.stamp),
  ...daysOfWhole(rows, op.body.householdId),
  ...daysOfWhole(rows, op.body.intoId),
]
const bothWhole = ({ householdId, intoId }: HouseholdMerge) => [...whole(householdId), ...whole(intoId)]

/** The alias is one field, so the last word of merging and undoing counts, and both rows keep what is theirs. */
const point = (rows: Draft, op: StampedOp<HouseholdMerge>, mergedInto: string | null) => {
  const row = rows.read(households, op.body.householdId)
  if (!isTombstone(row)) rows.write(households, mergeFields<HouseholdRow>(row, { mergedInto }, op))
}

/** Two rows were one home: the first is from now on shown in the second, with its people and visits. */
export const householdMerge: OpRule<HouseholdMerge> = {
  byServer: true,
  day: () => null,
  touches: bothWhole,
  refuse: (rows, op) => {
    const { householdId, intoId } = op.body
    const stranger = [householdId, intoId].find(id => {
      const row = rows.read(households, id)
      return row.removed || row.movedTo !== null
    })
    return householdId === intoId || stranger !== undefined
      ? refusal('op.target-missing', { id: stranger ?? intoId })
      : null
  },
  apply: (rows, op) => point(rows, op, op.body.intoId),
  days: daysOfBoth,
}

/** They were two after all. */
export const householdUnmerge: OpRule<HouseholdMerge> = {
  byServer: true,
  day: () => null,
  touches: bothWhole,
  refuse: (rows, op) =>
    rows.lives(households, op.body.householdId)
      ? null
      : refusal('op.target-missing', { id: op.body.householdId }),
  apply: (rows, op) => point(rows, op, null),
  days: daysOfBoth,
}

/** "Không phải một nhà": nobody is asked about these two again. */
export const householdApart: OpRule<HouseholdApart> = {
  day: () => null,
  touches: body => [{ table: households.name, id: body.householdId }],
  refuse: (rows, op) => {
    const row = rows.read(households, op.body.householdId)
    return row.removed && !isTombstone(row) ? refusal('op.target-missing', { id: row.id }) : null
  },
  apply: (rows, op) => {
    const row = rows.read(households, op.body.householdId)
    if (!isTombstone(row)) rows.write(households, { ...row, apart: union(row.apart, [op.body.otherId]) })
  },
  days: () => [],
}

/** A home goes to another area. Its people follow, each by an op of the server's (onward.ts). */
export const householdDepart: OpRule<HouseholdDepart> = {
  byServer: true,
  day: () => null,
  touches: body => whole(body.householdId),
  refuse: (rows, op) => {
    const row = rows.read(households, op.body.householdId)
    const here = !row.removed && row.movedTo === null && op.body.toAreaId !== op.areaId
    return here ? null : refusal('op.target-missing', { id: row.id })
  },
  apply: (rows, op) => {
    const row = rows.read(households, op.body.householdId)
    const { clocks, last } = markDeparture(row.clocks, op)
    rows.write(households, { ...row, ...(last ? { movedTo: op.body.toAreaId } : {}), clocks })
  },
  days: (rows, op) => [dayOf(op.stamp), ...daysOfWhole(rows, op.body.householdId)],
}
