import {
  daysOfHome,
  type HouseholdRow,
  tombstone as homeTombstone,
  households,
} from '#model/household/ops.ts'
import type { HouseholdRemove } from '#model/household/shape.ts'
import { type Day, dayOf } from '#model/kit/day.ts'
import { isEnough } from '#model/resident/consent.ts'
import { type Observation, observationDays } from '#model/resident/observation.ts'
import type { Consent, ResidentFields, ResidentPut, ResidentRemove } from '#model/resident/shape.ts'
import {
  bury,
  type Clocks,
  clockDays,
  isErased,
  isTombstone,
  markBirth,
  mergeFields,
  wipe,
} from '#model/sync/clocks.ts'
import { type Draft, type OpRule, type Row, refusal, type StampedOp, type Table } from '#model/sync/op.ts'

export const CONDITIONS = ['smartphone', 'simOwner', 'networkHome', 'eid2', 'account', 'signature'] as const
export type Condition = (typeof CONDITIONS)[number]

/** A person as kept. `consent` is null, and `removed` true, only until the person's own op has come. */
export type ResidentRow = Row & {
  householdId: string | null
  name: string | null
  birthYear: number | null
  sex: 'female' | 'male' | null
  phone: string | null
  smartphone: boolean | null
  simOwner: boolean | null
  networkHome: boolean | null
  eid2: boolean | null
  account: boolean | null
  signature: boolean | null
  consent: Consent | null
  observations: Observation[]
  /** The person in whose row this one is now shown: both were one. */
  mergedInto: string | null
  /** People of whom someone has said that they are others. */
  apart: string[]
  /** The area, and the home there, to which the person has gone. */
  movedTo: number | null
  movedHome: string | null
  /** Areas from which the person came. */
  cameFrom: number[]
  clocks: Clocks
}

const blank = (id: string): ResidentRow => ({
  id,
  removed: true,
  householdId: null,
  name: null,
  birthYear: null,
  sex: null,
  phone: null,
  smartphone: null,
  simOwner: null,
  networkHome: null,
  eid2: null,
  account: null,
  signature: null,
  consent: null,
  observations: [],
  mergedInto: null,
  apart: [],
  movedTo: null,
  movedHome: null,
  cameFrom: [],
  clocks: [],
})

export const residents: Table<ResidentRow> = {
  name: 'resident',
  blank,
  links: {
    household: (row, id) => row.householdId === id,
    activity: (row, id) => row.observations.some(item => item[3] === id),
  },
  left: row => row.movedTo !== null,
}

/** What stays of a removed person: from and to where they moved, so that the removal finds them there as well. */
export const wipedPerson = ({ id, movedTo, movedHome, cameFrom, clocks }: ResidentRow): ResidentRow => ({
  ...blank(id),
  movedTo,
  movedHome,
  cameFrom,
  clocks: wipe(clocks),
})

/** Every day on which something about a person counts: what was seen, and when the profile was last changed. */
export const daysOfRow = (row: ResidentRow): Day[] => [
  ...observationDays(row.observations),
  ...clockDays(row.clocks),
]

export const daysOfPerson = (rows: Draft, op: StampedOp<{ residentId: string }>): Day[] => [
  dayOf(op.stamp),
  ...daysOfRow(rows.read(residents, op.body.residentId)),
]

export const residentPut: OpRule<ResidentPut> = {
  day: body => body.consent?.day ?? null,
  touches: body => [
    { table: residents.name, id: body.residentId },
    { table: households.name, id: body.householdId },
  ],
  refuse: (rows, op) => {
    const { body } = op
    const row = rows.read(residents, body.residentId)
    if (isTombstone(row)) return null
    const home = rows.read(households, body.householdId)
    if (home.removed) return refusal('op.target-missing', { id: body.householdId })
    if (home.namesRefused) return refusal('op.consent-missing', { id: body.householdId })
    const consent = body.consent ?? row.consent
    const birthYear = body.fields.birthYear === undefined ? row.birthYear : body.fields.birthYear
    return consent && isEnough(birthYear, consent)
      ? null
      : refusal('op.consent-missing', { id: body.residentId })
  },
  apply: (rows, op) => {
    const { residentId, householdId, fields, consent } = op.body
    // A person is never stored without a home, so an op that overtakes the home's own makes its empty row.
    const home = rows.read(households, householdId)
    // And one who comes into a home that has left follows it: writing its row tells that there is something to follow.
    if (home.removed || home.movedTo !== null) rows.write(households, home)
    const row = rows.read(residents, residentId)
    const merged = isTombstone(row)
      ? row
      : {
          ...mergeFields(
            row,
            { ...(fields as Partial<ResidentRow> & ResidentFields), householdId, consent },
            op,
          ),
          removed: false,
        }
    rows.write(residents, { ...merged, clocks: markBirth(merged.clocks, op) })
  },
  forget: (rows, op) => isErased(rows.read(residents, op.body.residentId)),
  days: daysOfPerson,
}

/** Removal wipes the person and stays; the reason lives in the op. */
export const residentRemove: OpRule<ResidentRemove> = {
  day: () => null,
  touches: body => [{ table: residents.name, id: body.residentId }],
  refuse: (rows, op) => {
    const row = rows.read(residents, op.body.residentId)
    return row.removed && !isTombstone(row) ? refusal('op.target-missing', { id: row.id }) : null
  },
  apply: (rows, op) => {
    const row = rows.read(residents, op.body.residentId)
    rows.write(residents, wipedPerson({ ...row, clocks: bury(row.clocks, op, op.body.erase) }))
  },
  days: daysOfPerson,
}

/** A home is removed alone, its people by their own ops; but what is counted of them goes with the home. */
export const householdRemove: OpRule<HouseholdRemove> = {
  day: () => null,
  touches: body => [
    { table: households.name, id: body.householdId },
    { table: residents.name, by: 'household', value: body.householdId },
  ],
  refuse: (rows, op) => {
    const row: HouseholdRow = rows.read(households, op.body.householdId)
    return row.removed && !isTombstone(row) ? refusal('op.target-missing', { id: row.id }) : null
  },
  apply: (rows, op) => rows.write(households, homeTombstone(rows.read(households, op.body.householdId), op)),
  days: (rows, op) => [
    ...daysOfHome(rows, op),
    ...rows
      .all(residents)
      .filter(row => row.householdId === op.body.householdId)
      .flatMap(daysOfRow),
  ],
}
