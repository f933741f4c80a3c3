import { eraseHousehold, eraseResident, exportHousehold } from '@tung-nha/model/api/erasures.ts'
import type { AnyContract } from '@tung-nha/model/kit/contract.ts'
import { problem } from '@tung-nha/model/problem.ts'
import { inAreas } from '#db/connect.ts'
import { type Erasure, erase } from '#erasure/erase.ts'
import { heldOf, type Kin, kinOf, peopleOf } from '#erasure/queries.ts'
import { type Call, type Route, route, routeApart } from '#http/route.ts'

type Place = Pick<Call<AnyContract>, 'actor' | 'now' | 'setup' | 'newId'>

/**
 * The file comes before the deed: whatever happens in between, what was asked is done at the next start. It names every
 * row that was entered of them and every area they came from, for an older copy may know of neither merge nor move.
 */
const eraseAll = async (c: Place, areaId: number, homes: readonly Kin[], people: readonly Kin[]) => {
  if (c.actor.kind === 'visitor') throw problem('auth.required')
  const actorId = c.actor.id
  const all = [
    ...people.map(kin => ({ ...kin, what: 'resident' as const })),
    ...homes.map(kin => ({ ...kin, what: 'household' as const })),
  ]
  const erasures = all.flatMap(({ what, id, cameFrom }): Erasure[] =>
    [areaId, ...(cameFrom ?? [])].map(area => ({
      what,
      id,
      areaId: area,
      opId: c.newId(),
      actorId,
      at: c.now,
    })),
  )
  c.setup.withdrawn.append(erasures)
  for (const [area, share] of Map.groupBy(erasures, one => one.areaId))
    await erase(c.setup.db, area, share, c.setup)
  return { erased: all.length }
}

/** "Xóa theo yêu cầu" and the copy that people may ask for (Law 91/2025, Decree 356/2025). */
export const erasureRoutes: Route[] = [
  routeApart(eraseResident, async c => {
    const { areaId, residentId } = c.input.params
    const people = await inAreas(c.setup.db, [areaId], tx => kinOf(tx, 'resident', areaId, [residentId]))
    if (people.length === 0) throw problem('resident.unknown')
    return eraseAll(c, areaId, [], people)
  }),

  routeApart(eraseHousehold, async c => {
    const { areaId, householdId } = c.input.params
    const { homes, people } = await inAreas(c.setup.db, [areaId], async tx => {
      const homes = await kinOf(tx, 'household', areaId, [householdId])
      return { homes, people: await peopleOf(tx, areaId, homes.map(idOf)) }
    })
    if (homes.length === 0) throw problem('household.unknown')
    return eraseAll(c, areaId, homes, people)
  }),

  route(exportHousehold, async c => {
    const { areaId, householdId } = c.input.params
    const homes = await kinOf(c.db, 'household', areaId, [householdId])
    if (homes.length === 0) throw problem('household.unknown')
    const held = { at: c.now, areaId, ...(await heldOf(c.db, areaId, homes.map(idOf))) }
    return {
      file: new TextEncoder().encode(JSON.stringify(held, null, 2)),
      type: 'application/json',
      name: `ho-so-nha-${householdId}.json`,
    }
  }),
]

const idOf = (kin: Kin) => kin.id
