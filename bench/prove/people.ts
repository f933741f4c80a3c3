import { rootsOf } from '@tung-nha/model/resident/one.ts'
import { type Clocks, isTombstone } from '@tung-nha/model/sync/clocks.ts'
import type { Row } from '@tung-nha/model/sync/op.ts'
import type { Judge } from './violation.ts'
import type { Database } from './world/database.ts'

type Person = Row & { householdId: string | null; mergedInto: string | null }

export const hasLeft = (row: Row) => ((row as { movedTo?: number | null }).movedTo ?? null) !== null

/** Everybody and every home is in one area, or was removed in all of them; nobody is lost on the way. */
export const checkPeople = (judge: Judge, db: Database): void => {
  // A server that goes on for ever, sending people to and fro, fills the ledger though each of them is somewhere.
  judge.holds(
    [...db.onward.values()].every(marks => marks.size === 0),
    'K8',
    () => 'what follows from what was recorded never comes to an end',
  )
  const found = new Map<string, { here: number[]; went: [number, number][]; removed: boolean }>()
  for (const [areaId, area] of db.store.areas)
    for (const [key, { table, row }] of area.rows) {
      if (table !== 'resident' && table !== 'household') continue
      const place = found.get(key) ?? { here: [], went: [], removed: false }
      found.set(key, place)
      if (isTombstone(row as Row & { clocks: Clocks })) place.removed = true
      else if (hasLeft(row)) place.went.push([areaId, (row as unknown as { movedTo: number }).movedTo])
      else if (!row.removed) place.here.push(areaId)
    }
  const rowOf = (areaId: number, key: string) => db.store.areas.get(areaId)?.rows.get(key)?.row
  for (const [areaId, area] of db.store.areas) {
    const people = [...area.rows.values()].flatMap(({ table, row }) =>
      table === 'resident' ? [row as Person] : [],
    )
    const roots = rootsOf(people)
    for (const row of people) {
      const { id, householdId, mergedInto } = row
      if (row.removed || hasLeft(row) || householdId === null) continue
      const home = rowOf(areaId, `household ${householdId}`)
      // Who is shown in a row that is here is where that one is: they were one person, who lives in that one's home.
      const into = roots.has(id) ? rowOf(areaId, `resident ${mergedInto}`) : undefined
      const shownHere = into !== undefined && !into.removed && !hasLeft(into)
      judge.holds(
        shownHere || (home !== undefined && (home.removed || !hasLeft(home))),
        'K4',
        () => `resident ${id} was left behind by the home`,
      )
      judge.holds(
        into === undefined || !hasLeft(into),
        'K4',
        () => `resident ${id} was left behind by the row they are shown in`,
      )
    }
  }
  for (const [key, { here, went, removed }] of found) {
    const seen = (areaId: number) =>
      ((rowOf(areaId, key) as unknown as { observations?: unknown[][] }).observations ?? []).map(item =>
        // Without its day: where somebody went, a later word may have settled it.
        [item[0], item[1], item[3], item[5]].join(),
      )
    const held = new Set(here.flatMap(seen))
    judge.holds(
      removed || went.every(([areaId]) => seen(areaId).every(item => held.has(item))),
      'K5',
      () => `what was seen of ${key} was left behind`,
    )
    judge.holds(here.length <= 1, 'K4', () => `${key} is in ${here.join(' and ')} at once`)
    judge.holds(
      here.length === 1 || removed || went.length === 0,
      'K5',
      () => `${key} has left and arrived nowhere`,
    )
    judge.holds(
      !removed || here.length + went.length === 0,
      'K7',
      () => `${key} was removed and is still kept somewhere`,
    )
  }
}
