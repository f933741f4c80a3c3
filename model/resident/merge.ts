import type { ResidentApart, ResidentDepart, ResidentMerge } from '#model/resident/merge-shape.ts'
import { daysOfPerson, daysOfRow, type ResidentRow, residents } from '#model/resident/ops.ts'
import { isTombstone, markDeparture, mergeFields } from '#model/sync/clocks.ts'
import { type Draft, type OpRule, refusal, type StampedOp } from '#model/sync/op.ts'

const both = ({ residentId, intoId }: ResidentMerge) => [
  { table: residents.name, id: residentId },
  { table: residents.name, id: intoId },
]
const daysOfBoth = (rows: Draft, op: StampedOp<ResidentMerge>) => [
  ...daysOfPerson(rows, op),
  ...daysOfRow(rows.read(residents, op.body.intoId)),
]

/** The alias is one field, so the last word of merging and undoing counts, and both rows keep what is theirs. */
const point = (rows: Draft, op: StampedOp<ResidentMerge>, mergedInto: string | null) => {
  const row = rows.read(residents, op.body.residentId)
  if (!isTombstone(row)) rows.write(residents, mergeFields<ResidentRow>(row, { mergedInto }, op))
}

/** Two rows were one person: the first is from now on shown in the second. */
export const residentMerge: OpRule<ResidentMerge> = {
  byServer: true,
  day: () => null,
  touches: both,
  refuse: (rows, op) => {
    const { residentId, intoId } = op.body
    const strangers = [residentId, intoId].filter(id => {
      const row = rows.read(residents, id)
      return row.removed || row.movedTo !== null
    })
    return residentId === intoId || strangers.length > 0
      ? refusal('op.target-missing', { id: strangers[0] ?? intoId })
      : null
  },
  apply: (rows, op) => point(rows, op, op.body.intoId),
  days: daysOfBoth,
}

/** They were two after all. */
export const residentUnmerge: OpRule<ResidentMerge> = {
  byServer: true,
  day: () => null,
  touches: both,
  refuse: (rows, op) =>
    rows.lives(residents, op.body.residentId)
      ? null
      : refusal('op.target-missing', { id: op.body.residentId }),
  apply: (rows, op) => point(rows, op, null),
  days: daysOfBoth,
}

/** "Không phải một người": nobody is asked about these two again. */
export const residentApart: OpRule<ResidentApart> = {
  day: () => null,
  touches: body => [{ table: residents.name, id: body.residentId }],
  refuse: (rows, op) =>
    rows.read(residents, op.body.residentId).removed && !isTombstone(rows.read(residents, op.body.residentId))
      ? refusal('op.target-missing', { id: op.body.residentId })
      : null,
  apply: (rows, op) => {
    const row = rows.read(residents, op.body.residentId)
    if (!isTombstone(row)) rows.write(residents, { ...row, apart: union(row.apart, [op.body.otherId]) })
  },
  days: () => [],
}

/** Goes to a home in another area. What has to follow is made by the server (onward.ts). */
export const residentDepart: OpRule<ResidentDepart> = {
  byServer: true,
  day: () => null,
  touches: body => [{ table: residents.name, id: body.residentId }],
  refuse: (rows, op) => {
    const row = rows.read(residents, op.body.residentId)
    const here = !row.removed && row.movedTo === null && op.body.toAreaId !== op.areaId
    return here ? null : refusal('op.target-missing', { id: row.id })
  },
  apply: (rows, op) => {
    const row = rows.read(residents, op.body.residentId)
    const { toAreaId: movedTo, toHouseholdId: movedHome } = op.body
    const { clocks, last } = markDeparture(row.clocks, op)
    rows.write(residents, { ...row, ...(last ? { movedTo, movedHome } : {}), clocks })
  },
  days: daysOfPerson,
}

/** A grow-only set in order. */
export const union = <T extends string | number>(held: readonly T[], more: readonly T[]): T[] =>
  [...new Set([...held, ...more])].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
