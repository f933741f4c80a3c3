import type { Basis, EarlierVisit, HouseholdFields, HouseholdPut } from '#model/household/shape.ts'
import { type Day, dayOf } from '#model/kit/day.ts'
import {
  bury,
  type Clocks,
  clockDays,
  isErased,
  isLast,
  isTombstone,
  markBirth,
  mergeFields,
  stampFields,
  wipe,
} from '#model/sync/clocks.ts'
import { type Draft, type OpRule, type Row, refusal, type StampedOp, type Table } from '#model/sync/op.ts'

/** A home as it is kept. `removed` is also true while only something else (a visit, a person) has named it. */
export type HouseholdRow = Row & {
  head: string | null
  address: string | null
  lane: string | null
  headcount: number | null
  phone: string | null
  note: string | null
  namesRefused: boolean
  sells: boolean
  sellsOnline: boolean
  takesQr: boolean
  basis: Basis | null
  /** When someone promised to come again. */
  nextDay: Day | null
  /** The home in which this one is now shown: both were one. */
  mergedInto: string | null
  /** Homes of which someone has said that they are others. */
  apart: string[]
  /** The area to which the home has gone. */
  movedTo: number | null
  /** Areas from which it came. */
  cameFrom: number[]
  /** Visits to it that lie in those areas. */
  earlier: EarlierVisit[]
  clocks: Clocks
}

const blank = (id: string): HouseholdRow => ({
  id,
  removed: true,
  head: null,
  address: null,
  lane: null,
  headcount: null,
  phone: null,
  note: null,
  namesRefused: false,
  sells: false,
  sellsOnline: false,
  takesQr: false,
  basis: null,
  nextDay: null,
  mergedInto: null,
  apart: [],
  movedTo: null,
  cameFrom: [],
  earlier: [],
  clocks: [],
})

export const households: Table<HouseholdRow> = {
  name: 'household',
  blank,
  left: row => row.movedTo !== null,
}

/** What stays of a removed home: from and to where it moved, so that its removal finds it there as well. */
export const wipedHome = ({ id, movedTo, cameFrom, clocks }: HouseholdRow): HouseholdRow => ({
  ...blank(id),
  movedTo,
  cameFrom,
  clocks: wipe(clocks),
})
export const tombstone = (row: HouseholdRow, op: StampedOp<{ erase?: boolean }>): HouseholdRow =>
  wipedHome({ ...row, clocks: bury(row.clocks, op, op.body.erase) })

/** What a numbered decision of the commune lets us hold (design: "head of household's name, address and headcount only"). */
const BY_DECISION: readonly (keyof HouseholdFields)[] = ['head', 'address', 'headcount', 'lane']

/**
 * The fields an op really writes. Refusing names writes them away, and a name or phone written later ends the refusal, so
 * that a home which refuses names holds none, in whatever order the two arrive.
 */
const written = (body: HouseholdPut): Partial<HouseholdRow> => {
  const { fields, basis } = body
  if (fields.namesRefused === true) return { ...fields, head: null, phone: null, basis }
  const named = [fields.head, fields.phone].some(value => value !== undefined && value !== null)
  return { ...fields, ...(named ? { namesRefused: false } : {}), basis }
}

/** Days on which something of the home's own row counts. */
export const daysOfHome = (rows: Draft, op: StampedOp<{ householdId: string }>): Day[] => [
  dayOf(op.stamp),
  ...clockDays(rows.read(households, op.body.householdId).clocks),
]

export const householdPut: OpRule<HouseholdPut> = {
  day: body => (body.basis.kind === 'visit' ? body.basis.day : null),
  touches: body => [{ table: households.name, id: body.householdId }],
  refuse: (_rows, op) => {
    const { basis, fields } = op.body
    if (basis.kind !== 'decision') return null
    const extra = Object.keys(fields).find(field => !BY_DECISION.includes(field as keyof HouseholdFields))
    return extra === undefined ? null : refusal('op.consent-missing', { field: extra })
  },
  apply: (rows, op) => {
    const row = rows.read(households, op.body.householdId)
    const merged = isTombstone(row) ? row : { ...mergeFields(row, written(op.body), op), removed: false }
    rows.write(households, { ...merged, clocks: markBirth(merged.clocks, op) })
  },
  forget: (rows, op) => isErased(rows.read(households, op.body.householdId)),
  days: daysOfHome,
}

/** Sets when to come again, as a visit promised it; the last word counts. */
export const promise = (row: HouseholdRow, nextDay: Day | null, op: StampedOp): HouseholdRow =>
  isTombstone(row) || !isLast(row.clocks, 'nextDay', op)
    ? row
    : { ...row, nextDay, clocks: stampFields(row.clocks, op, ['nextDay']) }
