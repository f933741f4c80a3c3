import type { ActivityRow } from '#model/activity/ops.ts'
import type { HouseholdArrive } from '#model/household/merge-shape.ts'
import type { HouseholdRow } from '#model/household/ops.ts'
import type { EarlierVisit, HouseholdFields } from '#model/household/shape.ts'
import type { Instant } from '#model/kit/day.ts'
import { uuid7 } from '#model/kit/id.ts'
import { instantOf, msOf } from '#model/kit/instant.ts'
import type { ResidentArrive } from '#model/resident/merge-shape.ts'
import { rootsOf } from '#model/resident/one.ts'
import { CONDITIONS, type ResidentRow } from '#model/resident/ops.ts'
import type { ResidentFields } from '#model/resident/shape.ts'
import { clockOf, fieldClocks, isErased, isTombstone } from '#model/sync/clocks.ts'
import { canonical, type Sha256 } from '#model/sync/hash.ts'
import type { StampedOp, StoredRow } from '#model/sync/op.ts'

/** A row after whose change something may have to follow, here or in another area. */
export type Mark = { table: 'household' | 'resident'; id: string }

/**
 * Which of the rows a decision wrote have to be looked at again: who left, was removed, is or was shown in another row, or
 * came from elsewhere; perhaps into a home that had left meanwhile.
 */
export const marksOf = (rows: readonly StoredRow[]): Mark[] =>
  rows.flatMap(({ table, row }): Mark[] => {
    if (table === 'household' || table === 'resident') {
      const { movedTo, cameFrom, clocks } = row as HouseholdRow | ResidentRow
      const came = table === 'resident' && cameFrom.length > 0
      const follows =
        came || movedTo !== null || clockOf(clocks, 'mergedInto') !== null || isTombstone(row as HouseholdRow)
      return follows ? [{ table, id: row.id }] : []
    }
    const { voided, settled, householdId } = row as ActivityRow
    return table === 'activity' && (voided || settled) && householdId
      ? [{ table: 'household', id: householdId }]
      : []
  })

/**
 * What an area holds around its marked rows: them, those merged into them or they into, the people's homes, and the homes'
 * people and visits; of people everyone they are shown as one with, for an alias of several steps may be a ring (K2).
 */
export type Around = { homes: HouseholdRow[]; people: ResidentRow[]; visits: ActivityRow[] }

/** In whose name the server brings what follows from somebody's decision. */
export const SERVER = '00000000-0000-0000-0000-000000000000'

/** A UUIDv7 that is the same whenever the same thing follows from the same op, so that it can be made again. */
const derivedId = (stamp: Instant, text: string, sha256: Sha256): string => {
  const hash = sha256(text)
  return uuid7(
    msOf(stamp)!,
    Uint8Array.from({ length: 10 }, (_, i) => Number.parseInt(hash.slice(i * 2, i * 2 + 2), 16)),
  )
}

/**
 * What follows in an area and elsewhere from the state of its marked rows. Who lives in a home that left follows it, who is
 * shown in another row follows that; a row that left is laid, as it stands now, into where it went, so that whatever
 * comes late lands there; who was removed is removed wherever they have been. Pure: the same state gives the same ops.
 */
export const followUps = (
  areaId: number,
  marks: readonly Mark[],
  { homes, people, visits }: Around,
  sha256: Sha256,
): StampedOp[] => {
  const ops: StampedOp[] = []
  const add = (to: number, kind: string, body: object, stamp: Instant, cause: string) =>
    ops.push({
      id: derivedId(stamp, `${to} ${kind} ${cause}`, sha256),
      areaId: to,
      deviceId: SERVER,
      seq: 0,
      actorId: SERVER,
      kind,
      body,
      deviceAt: stamp,
      stamp,
    })
  const homeOf = new Map(homes.map(row => [row.id, row]))
  const personOf = new Map(people.map(row => [row.id, row]))
  const stays = (row: HouseholdRow | ResidentRow) => row.movedTo === null && !isTombstone(row)
  const roots = rootsOf(people)
  /** Who is shown in a row that is here stays with it, whatever their own home does: two that pull would pull for ever. */
  const heldHere = ({ id, mergedInto }: ResidentRow) => {
    const into = mergedInto !== null && roots.has(id) ? personOf.get(mergedInto) : undefined
    return into !== undefined && !into.removed && stays(into)
  }
  const remove = (to: number, row: HouseholdRow | ResidentRow, stamp: Instant) => {
    const why = { reason: 'follows', ...(isErased(row) ? { erase: true } : {}) }
    const cause = `${row.id}${isErased(row) ? ' erased' : ''}`
    if (homeOf.has(row.id)) add(to, 'household.remove', { householdId: row.id, ...why }, stamp, cause)
    else add(to, 'resident.remove', { residentId: row.id, ...why }, stamp, cause)
  }
  const depart = (row: HouseholdRow | ResidentRow, after: HouseholdRow | ResidentRow) => {
    const { stamp: gone, id } = clockOf(after.clocks, 'moved')!
    // Who came into a home after it had left goes on from there: later than they came, and than they were last said to live
    // in it, or what was said of them where they arrive would send them back.
    const came = clockOf(row.clocks, 'moved')
    const said = clockOf(row.clocks, 'householdId')
    const last = said && said.stamp > gone && (!came || said.stamp > came.stamp) ? said : came
    const stamp = last && last.stamp >= gone ? instantOf(msOf(last.stamp)! + 1) : gone
    const cause = `${row.id} ${id} ${last?.id ?? ''}`
    const toAreaId = after.movedTo!
    const toHouseholdId = 'movedHome' in after ? after.movedHome : after.id
    if (homeOf.has(row.id)) add(areaId, 'household.depart', { householdId: row.id, toAreaId }, stamp, cause)
    else add(areaId, 'resident.depart', { residentId: row.id, toAreaId, toHouseholdId }, stamp, cause)
  }
  /** Rows that go wherever this one goes. */
  const withIt = (row: HouseholdRow | ResidentRow) =>
    homeOf.has(row.id)
      ? [
          ...homes.filter(other => other.mergedInto === row.id),
          ...people.filter(person => person.householdId === row.id && !heldHere(person)),
        ]
      : people.filter(other => other.mergedInto === row.id)

  for (const { table, id } of marks) {
    const row = table === 'household' ? homeOf.get(id) : personOf.get(id)
    if (row === undefined) continue
    const removal = clockOf(row.clocks, 'removed')
    if (removal !== null) {
      for (const to of [row.movedTo, ...row.cameFrom]) if (to !== null) remove(to, row, removal.stamp)
      for (const other of withIt(row))
        if (stays(other) && other.mergedInto === id) remove(areaId, other, removal.stamp)
      continue
    }
    if (row.movedTo !== null) {
      const { stamp, id: moved } = clockOf(row.clocks, 'moved')!
      const kind = table === 'household' ? 'household.arrive' : 'resident.arrive'
      const body =
        table === 'household'
          ? homeBody(areaId, row as HouseholdRow, visits, [stamp, moved])
          : personBody(areaId, row as ResidentRow, [stamp, moved])
      add(row.movedTo, kind, body, stamp, canonical(body))
      for (const other of withIt(row)) if (stays(other)) depart(other, row)
      continue
    }
    const into =
      row.mergedInto === null
        ? undefined
        : table === 'household'
          ? homeOf.get(row.mergedInto)
          : personOf.get(row.mergedInto)
    const gone = into ? clockOf(into.clocks, 'removed') : null
    const home = 'householdId' in row && row.householdId !== null ? homeOf.get(row.householdId) : undefined
    if (gone !== null) remove(areaId, row, gone.stamp)
    else if (into && into.movedTo !== null) depart(row, into)
    // A removed home takes nobody along. Where it went is kept for its removal only (K7), and may be out of date there: two
    // tombstones can point at each other's areas, and whoever followed them would never arrive.
    else if (home && home.movedTo !== null && !isTombstone(home) && !heldHere(row as ResidentRow))
      depart(row, home)
  }
  return ops
}

const personBody = (fromAreaId: number, row: ResidentRow, moved: [Instant, string]): ResidentArrive => ({
  residentId: row.id,
  householdId: row.movedHome!,
  fromAreaId,
  moved,
  name: row.name,
  fields: Object.fromEntries(
    (['birthYear', 'sex', 'phone', ...CONDITIONS] as const).map(key => [key, row[key]]),
  ) as ResidentFields,
  consent: row.consent,
  mergedInto: row.mergedInto,
  apart: row.apart,
  cameFrom: row.cameFrom,
  observations: row.observations,
  clocks: withoutHome(fieldClocks(row.clocks)),
})

/** In which home a person lives is said by the move itself. */
const withoutHome = (clocks: ResidentRow['clocks']): ResidentRow['clocks'] =>
  clocks.flatMap(([stamp, id, ...fields]): ResidentRow['clocks'] => {
    const rest = fields.filter(field => field !== 'householdId')
    return rest.length > 0 ? [[stamp, id, ...rest]] : []
  })

const settledBy = ({ settled }: ActivityRow): [string?] => (settled === null ? [] : [settled[1]])

const HOME_FIELDS = [
  'head',
  'address',
  'lane',
  'headcount',
  'phone',
  'note',
  'namesRefused',
  'sells',
  'sellsOnline',
  'takesQr',
] as const

const homeBody = (
  fromAreaId: number,
  row: HouseholdRow,
  visits: readonly ActivityRow[],
  moved: [Instant, string],
): HouseholdArrive => ({
  householdId: row.id,
  fromAreaId,
  moved,
  fields: Object.fromEntries(HOME_FIELDS.map(key => [key, row[key]])) as HouseholdFields,
  basis: row.basis,
  nextDay: row.nextDay,
  mergedInto: row.mergedInto,
  apart: row.apart,
  cameFrom: row.cameFrom,
  earlier: [
    ...row.earlier,
    ...visits.flatMap((visit): EarlierVisit[] =>
      visit.householdId === row.id && visit.body !== null
        ? [[visit.id, visit.day, visit.kind, visit.body.outcome, visit.voided ? 1 : 0, ...settledBy(visit)]]
        : [],
    ),
  ].sort((a, b) => (a[0] < b[0] ? -1 : 1)),
  clocks: fieldClocks(row.clocks),
})
