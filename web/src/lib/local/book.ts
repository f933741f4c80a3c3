import { type ActivityRow, activities } from '@tung-nha/model/activity/ops.ts'
import { type HouseholdRow, households } from '@tung-nha/model/household/ops.ts'
import { requests } from '@tung-nha/model/request/ops.ts'
import { oneHomes, onePeople, rootsOf } from '@tung-nha/model/resident/one.ts'
import { type ResidentRow, residents } from '@tung-nha/model/resident/ops.ts'
import type { Row, Table } from '@tung-nha/model/sync/op.ts'
import type { AreaRows } from '@tung-nha/model/sync/rebase.ts'

/** What a screen gets of a row: its area, and whether a part of it has not reached the server yet. */
export type Shown<R extends Row> = R & { areaId: number; waiting: boolean }

/** A home with who lives there and the visits to it. Replaced when one of its rows changes, never changed. */
export type HomeRows = {
  row: Shown<HouseholdRow>
  people: Shown<ResidentRow>[]
  visits: Shown<ActivityRow>[]
}

type OfHome = { householdId: string | null }
type Shelf<R> = ReturnType<typeof shelfOf<R & Row & OfHome>>

/** Rows by id, and which of them belong to a home. */
const shelfOf = <R extends Row & OfHome>(rows: readonly R[]) => {
  const held = new Map<string, R>()
  const ofHome = new Map<string, Set<string>>()
  const homeOf = (id: string) => held.get(id)?.householdId ?? ''
  const drop = (id: string) => {
    ofHome.get(homeOf(id))?.delete(id)
    held.delete(id)
  }
  const put = (row: R) => {
    drop(row.id)
    held.set(row.id, row)
    ofHome.set(homeOf(row.id), (ofHome.get(homeOf(row.id)) ?? new Set()).add(row.id))
  }
  rows.forEach(put)
  return {
    put,
    drop,
    homeOf,
    all: () => [...held.values()],
    of: (home: string) => [...(ofHome.get(home) ?? [])].map(id => held.get(id)!),
  }
}

const replace = <R>(rows: Map<string, R>, id: string, row: R | undefined) =>
  row === undefined ? rows.delete(id) : rows.set(id, row)

/**
 * The rows of all areas as they are shown: what is one home or one person is one row (SPEC K1), and each home has its
 * people and visits beside it. Made once of everything; after a save only what the op has touched is shown anew.
 */
export const bookOf = (areas: ReadonlyMap<number, AreaRows>) => {
  const show = <R extends Row>(
    table: Table<R>,
    row: R,
    [areaId, { waiting }]: [number, AreaRows],
  ): Shown<R> => ({
    ...row,
    areaId,
    waiting: waiting.has(`${table.name} ${row.id}`),
  })
  const all = <R extends Row>(table: Table<R>): Shown<R>[] =>
    [...areas].flatMap(area =>
      area[1].rows.all(table).flatMap(row => (row.removed ? [] : [show(table, row, area)])),
    )
  const one = <R extends Row>(table: Table<R>, id: string): Shown<R> | undefined => {
    const area = [...areas].find(([, { rows }]) => rows.lives(table, id))
    return area && show(table, area[1].rows.read(table, id), area)
  }
  const rootsIn = <R extends HouseholdRow | ResidentRow>(table: Table<R>) =>
    rootsOf([...areas.values()].flatMap(({ rows }) => rows.all(table)))
  const homeRoots = rootsIn(households)
  const personRoots = rootsIn(residents)
  const joined = new Set([...homeRoots, ...personRoots].flat())

  // Changes go on to name their own rows; a visit to a home that is now shown in another is shown there.
  const housed = <R extends { householdId: string | null }>(row: R): R => {
    const home = row.householdId === null ? undefined : homeRoots.get(row.householdId)
    return home === undefined ? row : { ...row, householdId: home }
  }
  const homes = new Map(oneHomes(all(households), homeRoots).map(row => [row.id, row]))
  const people = shelfOf(onePeople(all(residents), personRoots, homeRoots))
  const visits = shelfOf(all(activities).map(housed))
  const calls = new Map(all(requests).map(row => [row.id, row]))
  const made = new Map<string, HomeRows>()

  const home = (id: string): HomeRows | undefined => {
    const row = homes.get(id)
    if (row === undefined) return undefined
    const known = made.get(id) ?? { row, people: people.of(id), visits: visits.of(id) }
    made.set(id, known)
    return known
  }
  /** Takes one row anew; the home it was at, and the one it is at now, are made again when they are next asked for. */
  const reshelve = <R extends Row & OfHome>(shelf: Shelf<R>, id: string, row: R | undefined): void => {
    made.delete(shelf.homeOf(id))
    if (row === undefined) shelf.drop(id)
    else shelf.put(housed(row))
    made.delete(shelf.homeOf(id))
  }

  return {
    home,
    homes: () => [...homes.keys()].map(id => home(id)!),
    visits: visits.all,
    calls: () => [...calls.values()],
    /** Whether the row is one with others: then a change of it may change what is shown of them. */
    isJoined: (id: string): boolean => joined.has(id),
    /** Shows one row, which is not joined with others, as it stands now. */
    show: (table: string, id: string): void => {
      if (table === residents.name) reshelve(people, id, one(residents, id))
      else if (table === activities.name) reshelve(visits, id, one(activities, id))
      else if (table === requests.name) replace(calls, id, one(requests, id))
      else {
        replace(homes, id, one(households, id))
        made.delete(id)
      }
    },
  }
}
