import type { UnitItem } from '@tung-nha/model/api/units.ts'
import { addDays, covers, type Day } from '@tung-nha/model/kit/day.ts'
import type { Static } from 'typebox'
import type { Tx } from '#db/connect.ts'
import { twinsOf, unitsById } from '#unit/queries.ts'

type Unit = Awaited<ReturnType<typeof unitsById>>[number]
type Spanned = { valid_from: Day | null; valid_to: Day | null }

const spanOf = (unit: Spanned) => ({ from: unit.valid_from, to: unit.valid_to })

/** The day on which to look at a unit: today while it exists, else its last day (or its first, when it is still to come). */
export const momentOf = (unit: Spanned, today: Day): Day => {
  if (covers(spanOf(unit), today)) return today
  return unit.valid_to !== null && unit.valid_to <= today
    ? addDays(unit.valid_to, -1)
    : (unit.valid_from ?? today)
}

/** A unit as it was on a day: itself, or what it was called then when only its name or kind has changed since. */
export const asOn = async (tx: Tx, unit: Unit, day: Day): Promise<Unit> => {
  if (covers(spanOf(unit), day)) return unit
  const twins = await unitsById(tx, await twinsOf(tx, unit.id))
  return twins.find(twin => covers(spanOf(twin), day)) ?? unit
}

type Listed = Omit<Unit, 'path'> & { formerly?: string[] | null }

/** Units as the contract shows them, each with its parent as it was at the time. */
export const unitItems = async (
  tx: Tx,
  units: readonly Listed[],
  on: Day | null,
  today: Day,
): Promise<Static<typeof UnitItem>[]> => {
  const ids = [...new Set(units.flatMap(unit => (unit.parent_id === null ? [] : [unit.parent_id])))]
  const parents = new Map((await unitsById(tx, ids)).map(unit => [unit.id, unit]))
  const known = new Map<string, Unit>()
  const parentOf = async (unit: Listed): Promise<Unit | undefined> => {
    const parent = unit.parent_id === null ? undefined : parents.get(unit.parent_id)
    if (!parent) return undefined
    const day = on ?? momentOf(unit, today)
    const key = `${parent.id} ${day}`
    const then = known.get(key) ?? (await asOn(tx, parent, day))
    known.set(key, then)
    return then
  }
  const items: Static<typeof UnitItem>[] = []
  for (const unit of units) {
    const parent = await parentOf(unit)
    items.push({
      id: unit.id,
      level: unit.level as Static<typeof UnitItem>['level'],
      kind: unit.kind,
      code: unit.code,
      name: unit.name,
      parentId: parent?.id ?? null,
      parentName: parent?.name ?? null,
      validFrom: unit.valid_from,
      validTo: unit.valid_to,
      formerly: unit.formerly ?? [],
    })
  }
  return items
}
