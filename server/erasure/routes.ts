import { eraseHousehold, eraseResident, exportHousehold } from '@tung-nha/model/api/erasures.ts'
import type { AnyContract } from '@tung-nha/model/kit/contract.ts'
import { problem } from '@tung-nha/model/problem.ts'
import { inAreas } from '#db/connect.ts'
import { type Erasure, erase } from '#erasure/erase.ts'
import { heldOf, householdLives, residentIdsOf, residentLives } from '#erasure/queries.ts'
import { type Call, type Route, route, routeApart } from '#http/route.ts'

type Place = Pick<Call<AnyContract>, 'actor' | 'now' | 'setup' | 'newId'>

/** The file comes before the deed: whatever happens in between, what was asked is done at the next start. */
const eraseAll = async (c: Place, areaId: number, things: readonly Pick<Erasure, 'what' | 'id'>[]) => {
  if (c.actor.kind === 'visitor') throw problem('auth.required')
  const actorId = c.actor.id
  const erasures = things.map(thing => ({ ...thing, areaId, opId: c.newId(), actorId, at: c.now }))
  c.setup.withdrawn.append(erasures)
  await erase(c.setup.db, areaId, erasures, c.setup)
  return { erased: erasures.length }
}

/** "Xóa theo yêu cầu" and the copy that people may ask for (Law 91/2025, Decree 356/2025). */
export const erasureRoutes: Route[] = [
  routeApart(eraseResident, async c => {
    const { areaId, residentId } = c.input.params
    const lives = await inAreas(c.setup.db, [areaId], tx => residentLives(tx, areaId, residentId))
    if (!lives) throw problem('resident.unknown')
    return eraseAll(c, areaId, [{ what: 'resident', id: residentId }])
  }),

  routeApart(eraseHousehold, async c => {
    const { areaId, householdId } = c.input.params
    const people = await inAreas(c.setup.db, [areaId], async tx => {
      if (!(await householdLives(tx, areaId, householdId))) throw problem('household.unknown')
      return residentIdsOf(tx, areaId, householdId)
    })
    return eraseAll(c, areaId, [
      ...people.map(id => ({ what: 'resident' as const, id })),
      { what: 'household', id: householdId },
    ])
  }),

  route(exportHousehold, async c => {
    const { areaId, householdId } = c.input.params
    if (!(await householdLives(c.db, areaId, householdId))) throw problem('household.unknown')
    const held = { at: c.now, areaId, ...(await heldOf(c.db, areaId, householdId)) }
    return {
      file: new TextEncoder().encode(JSON.stringify(held, null, 2)),
      type: 'application/json',
      name: `ho-so-nha-${householdId}.json`,
    }
  }),
]
