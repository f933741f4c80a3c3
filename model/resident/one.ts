import type { HouseholdRow } from '#model/household/ops.ts'
import { addObservations } from '#model/resident/observation.ts'
import type { ResidentRow } from '#model/resident/ops.ts'
import type { Clocks } from '#model/sync/clocks.ts'

type Pointing = { id: string; mergedInto: string | null; removed: boolean }

/**
 * In which row each merged one is shown. Merges made at two places at once can form a ring; then its smallest id stands.
 * The row that is pointed at may be removed or gone: whoever is merged into it is not shown either.
 */
export const rootsOf = (rows: Iterable<Pointing>): Map<string, string> => {
  const next = new Map<string, string>()
  for (const { id, mergedInto, removed } of rows)
    if (mergedInto !== null && !removed) next.set(id, mergedInto)
  const roots = new Map<string, string>()
  for (const id of next.keys()) {
    const path = [id]
    let at = next.get(id)!
    while (next.has(at) && !path.includes(at)) {
      path.push(at)
      at = next.get(at)!
    }
    const ring = path.indexOf(at)
    const root = ring < 0 ? at : path.slice(ring).sort()[0]!
    if (root !== id) roots.set(id, root)
  }
  return roots
}

const first = <T>(rows: readonly T[], value: <K extends keyof T>(row: T) => T[K] | null) =>
  rows.map(row => value(row)).find(found => found !== null) ?? null

/** Each field as it was last written in any of the rows; born with the first of them, gone with the one that stands. */
const joinClocks = (rows: readonly { clocks: Clocks }[]): Clocks => {
  const fields = new Map<string, [stamp: string, id: string]>()
  for (const [i, { clocks }] of rows.entries())
    for (const [stamp, id, ...names] of clocks)
      for (const name of names) {
        if (i > 0 && ['removed', 'moved', 'left', 'arrived'].includes(name)) continue
        const held = fields.get(name)
        const wins = held === undefined || (name === 'born' ? stamp < held[0] : stamp > held[0])
        if (wins) fields.set(name, [stamp, id])
      }
  return [...fields].map(([name, [stamp, id]]) => [stamp, id, name])
}

const oneOf = <R extends Pointing & { clocks: Clocks }>(
  rows: readonly R[],
  roots: ReadonlyMap<string, string>,
  join: (rows: R[]) => R,
): R[] => {
  if (roots.size === 0) return [...rows]
  const merged = Map.groupBy(
    rows.filter(row => roots.has(row.id) && !row.removed),
    row => roots.get(row.id)!,
  )
  return rows
    .filter(row => !roots.has(row.id))
    .map(row => {
      const others = (merged.get(row.id) ?? []).sort((a, b) => (a.id < b.id ? -1 : 1))
      return others.length === 0 || row.removed ? row : join([row, ...others])
    })
}

/** One row for each home: what the one that stands does not tell, the merged ones do. */
export const oneHomes = <R extends HouseholdRow>(
  rows: readonly R[],
  roots: ReadonlyMap<string, string>,
): R[] =>
  oneOf(rows, roots, all => {
    const any = (key: 'sells' | 'sellsOnline' | 'takesQr') => all.some(row => row[key])
    const known = <K extends keyof HouseholdRow>(key: K) => first(all, row => row[key] as never)
    return {
      ...all[0]!,
      head: all[0]!.namesRefused ? null : known('head'),
      address: known('address'),
      lane: known('lane'),
      headcount: known('headcount'),
      phone: all[0]!.namesRefused ? null : known('phone'),
      note: known('note'),
      nextDay: known('nextDay'),
      sells: any('sells'),
      sellsOnline: any('sellsOnline'),
      takesQr: any('takesQr'),
      earlier: all.flatMap(row => row.earlier),
      clocks: joinClocks(all),
    }
  })

/** One row for each person, in the home that stands, with everything that was seen of any of the merged ones. */
export const onePeople = <R extends ResidentRow>(
  rows: readonly R[],
  roots: ReadonlyMap<string, string>,
  homes: ReadonlyMap<string, string>,
): R[] =>
  oneOf(rows, roots, all => {
    const known = <K extends keyof ResidentRow>(key: K) => first(all, row => row[key] as never)
    return {
      ...all[0]!,
      name: known('name'),
      birthYear: known('birthYear'),
      sex: known('sex'),
      phone: known('phone'),
      smartphone: known('smartphone'),
      simOwner: known('simOwner'),
      networkHome: known('networkHome'),
      eid2: known('eid2'),
      account: known('account'),
      signature: known('signature'),
      observations: all
        .slice(1)
        .reduce((held, row) => addObservations(held, row.observations), all[0]!.observations),
      clocks: joinClocks(all),
    }
  }).map(row => {
    const home = row.householdId === null ? undefined : homes.get(row.householdId)
    return home === undefined ? row : { ...row, householdId: home }
  })
