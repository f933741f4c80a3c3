import {
  keepResidentsApart,
  listDuplicates,
  mergeHouseholds,
  mergeResidents,
  moveHousehold,
  moveResident,
  unmergeHouseholds,
  unmergeResidents,
} from '@tung-nha/model/api/duplicates.ts'
import type { OpKind } from '@tung-nha/model/nouns.ts'
import { problem } from '@tung-nha/model/problem.ts'
import { finderOf } from '@tung-nha/model/resident/likeness.ts'
import { areasOfCommunes } from '#access/queries.ts'
import { auditReading } from '#audit/reading.ts'
import { inAreas } from '#db/connect.ts'
import { homeAt, homeOf, mergedRows, type PersonToCompare, peopleToCompare } from '#duplicates/queries.ts'
import { type Route, route, routeApart } from '#http/route.ts'
import { onwardOf } from '#onward/loop.ts'
import { runOnward } from '#onward/run.ts'
import { type Asking, bring } from '#sync/bring.ts'
import { communeOf } from '#unit/village.ts'

const SHOWN = 100

/** Who asked sees them where they went as soon as there is an answer. */
const depart = async (c: Asking, areaId: number, kind: OpKind, body: object) => {
  const done = await bring(c, areaId, kind, body)
  await runOnward(onwardOf(c.setup), c.now)
  return done
}

const told = ({ apart: _, ...person }: PersonToCompare) => person

/** Who may be one person or one home, and what was decided about it. */
export const duplicateRoutes: Route[] = [
  route(listDuplicates, async c => {
    const commune = await communeOf(c.db, c.input.params.communeId)
    const areaIds = await areasOfCommunes(c.db, [commune.id], c.today)
    const people = await peopleToCompare(c.db, areaIds)
    const pairs = finderOf(people.map(person => ({ ...person, apart: person.apart ?? [] }))).pairs()
    const items = pairs
      .slice(0, SHOWN)
      .map(({ a, b, score, reasons }) => ({ a: told(a), b: told(b), score, reasons }))
    await auditReading(c, { communeId: commune.id }, 'household.list', {
      communeId: commune.id,
      homes: new Set(items.flatMap(({ a, b }) => [a.householdId, b.householdId])).size,
    })
    return { items, total: pairs.length, merged: await mergedRows(c.db, areaIds) }
  }),

  routeApart(mergeResidents, async c => {
    const { areaId, residentId } = c.input.params
    const { intoId, intoAreaId } = c.input.body
    if (intoAreaId !== areaId) {
      // Both must be the caller's own ground. Who moved and was not merged, for whatever reason, is shown as a pair there.
      if (!c.areas.includes(intoAreaId)) throw problem('access.denied')
      const toHouseholdId = await inAreas(c.setup.db, [intoAreaId], tx => homeOf(tx, intoAreaId, intoId))
      if (toHouseholdId === null) throw problem('op.target-missing')
      await depart(c, areaId, 'resident.depart', { residentId, toAreaId: intoAreaId, toHouseholdId })
    }
    return bring(c, intoAreaId, 'resident.merge', { residentId, intoId })
  }),
  routeApart(unmergeResidents, c => {
    const { areaId, residentId } = c.input.params
    return bring(c, areaId, 'resident.unmerge', { residentId, intoId: c.input.body.intoId })
  }),
  routeApart(keepResidentsApart, c => {
    const { areaId, residentId } = c.input.params
    return bring(c, areaId, 'resident.apart', { residentId, otherId: c.input.body.otherId })
  }),
  routeApart(mergeHouseholds, c => {
    const { areaId, householdId } = c.input.params
    return bring(c, areaId, 'household.merge', { householdId, intoId: c.input.body.intoId })
  }),
  routeApart(unmergeHouseholds, c => {
    const { areaId, householdId } = c.input.params
    return bring(c, areaId, 'household.unmerge', { householdId, intoId: c.input.body.intoId })
  }),
  routeApart(moveHousehold, c => {
    const { areaId, householdId } = c.input.params
    const { toAreaId } = c.input.body
    if (!c.areas.includes(toAreaId)) throw problem('access.denied')
    return depart(c, areaId, 'household.depart', { householdId, toAreaId })
  }),
  routeApart(moveResident, async c => {
    const { areaId, residentId } = c.input.params
    const { toAreaId, toHouseholdId } = c.input.body
    if (toAreaId === areaId)
      return bring(c, areaId, 'resident.put', { residentId, householdId: toHouseholdId, fields: {} })
    if (!c.areas.includes(toAreaId)) throw problem('access.denied')
    const to = await inAreas(c.setup.db, [toAreaId], tx => homeAt(tx, toAreaId, toHouseholdId))
    if (!to) throw problem('op.target-missing')
    if (to.names_refused) throw problem('op.consent-missing')
    return depart(c, areaId, 'resident.depart', { residentId, toAreaId, toHouseholdId })
  }),
]
