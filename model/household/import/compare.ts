import { isRowError, type ReadRow } from '#model/household/import/row.ts'
import { matchVillage, villageKey } from '#model/household/import/village-name.ts'
import { fold } from '#model/kit/text.ts'

/** A village of the commune with the area that its homes belong to. */
export type KnownVillage = { name: string; areaId: number }

/** A home the commune already has. */
export type KnownHome = {
  id: string
  areaId: number
  head: string | null
  address: string | null
  lane: string | null
}

/** `new` is written on confirmation; `existing`, `duplicate` and `error` are not, and are told one by one. */
export type RowState = 'new' | 'existing' | 'duplicate' | 'error'

/** A row with its fate. `areaId` is null where the village will be made; `village` is then its new name. */
export type ComparedRow = ReadRow & {
  state: RowState
  areaId: number | null
  newVillage: boolean
  sameAs: string | null
}

/** A village of the file: known, or to be made on confirmation. */
export type FileVillage = { name: string; areaId: number | null; homes: number }

const alike = (one: string | null, other: string | null): boolean => {
  const [a, b] = [fold(one ?? ''), fold(other ?? '')]
  return a === '' || b === '' || a === b
}

const place = (row: { address: string | null; lane: string | null }): string =>
  fold(`${row.address ?? ''} ${row.lane ?? ''}`)

/**
 * Compares the rows of a file with each other and with the commune. A row that says the same twice, apart from its
 * number, is a duplicate; same name and village with another address or headcount are two homes, and said so.
 * A home the commune has takes up one row of its name at most, whatever its headcount now is. A home whose id is in
 * `ours` was made by this very import and takes up nothing.
 */
export const compareRows = (
  rows: readonly ReadRow[],
  known: { villages: readonly KnownVillage[]; homes: readonly KnownHome[]; ours?: ReadonlySet<string> },
): { rows: ComparedRow[]; villages: FileVillage[] } => {
  const homes = new Map<string, KnownHome[]>()
  for (const home of known.homes) {
    if (home.head === null || known.ours?.has(home.id)) continue
    const key = `${home.areaId} ${fold(home.head)}`
    homes.set(key, [...(homes.get(key) ?? []), home])
  }
  const matched = new Map<string, KnownVillage | null>()
  const villageOf = (name: string): KnownVillage | null => {
    if (!matched.has(name)) matched.set(name, matchVillage(name, known.villages) ?? null)
    return matched.get(name)!
  }
  const villages = new Map<string, FileVillage>()
  const seen = new Map<string, ComparedRow[]>()

  const compared = rows.map((row): ComparedRow => {
    const village = row.village === null ? null : villageOf(row.village)
    const areaId = village?.areaId ?? null
    const result: ComparedRow = {
      ...row,
      problems: [...row.problems],
      village: village?.name ?? row.village,
      areaId,
      newVillage: row.village !== null && village === null,
      state: 'new',
      sameAs: null,
    }
    if (row.problems.some(isRowError)) return { ...result, state: 'error' }
    const placeKey = areaId === null ? `new ${villageKey(row.village!)}` : `${areaId}`
    const name = `${placeKey} ${fold(row.head)}`
    const twins = seen.get(name) ?? []
    const twin = twins.find(
      other => other.headcount === row.headcount && place(other) === place(row) && other.rest === row.rest,
    )
    if (twin) return { ...result, state: 'duplicate', sameAs: `${twin.sheet} ${twin.row}` }

    const held = homes.get(name) ?? []
    const same =
      held.find(home => fold(home.address ?? '') === fold(row.address ?? '') && alike(home.lane, row.lane)) ??
      held.find(home => alike(home.address, row.address) && alike(home.lane, row.lane))
    if (same) {
      homes.set(
        name,
        held.filter(home => home !== same),
      )
      result.state = 'existing'
      result.sameAs = same.id
    } else if (twins.length > 0 || held.length > 0) result.problems.push('same-name')
    seen.set(name, [...twins, result])
    if (result.state === 'new') {
      const held = villages.get(placeKey) ?? { name: result.village!, areaId, homes: 0 }
      villages.set(placeKey, { ...held, homes: held.homes + 1 })
    }
    return result
  })
  return { rows: compared, villages: [...villages.values()] }
}
