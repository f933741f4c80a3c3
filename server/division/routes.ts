import { divideArea, listDivisions, previewDivision, undoDivision } from '@tung-nha/model/api/divisions.ts'
import { dayOf } from '@tung-nha/model/kit/day.ts'
import { problem } from '@tung-nha/model/problem.ts'
import { mayUndo } from '@tung-nha/model/team/reform.ts'
import { divide, undoDividing } from '#division/divide.ts'
import { planDivision } from '#division/plan.ts'
import { divisionsOf, lockDivision } from '#division/queries.ts'
import { type Route, route } from '#http/route.ts'
import { communeOf } from '#unit/village.ts'

/** An area is divided: seen before, done home by home, taken back for a day. */
export const divisionRoutes: Route[] = [
  route(
    previewDivision,
    async c => (await planDivision(c.db, c.input.params.areaId, c.input.body, c.today)).shown,
  ),

  route(divideArea, c => {
    if (c.actor.kind === 'visitor') throw problem('auth.required')
    const deciding = { id: c.newId(), by: c.actor.id, now: c.now, today: c.today }
    return divide(c.db, c.input.params.areaId, c.input.body, deciding)
  }),

  route(listDivisions, async c => {
    const commune = await communeOf(c.db, c.input.params.communeId)
    const rows = await divisionsOf(c.db, commune.id)
    return {
      items: rows.map(row => ({
        id: row.id,
        state: row.state,
        fromAreaId: row.from_area_id,
        from: row.from_name,
        areaId: row.area_id,
        name: row.name,
        villageId: row.village_id,
        countedFrom: dayOf(row.made_at),
        madeAt: row.made_at,
        madeBy: row.made_by_name,
        homes: row.homes,
        moved: row.moved,
        missing: row.missing,
        mayUndo: row.state === 'done' && mayUndo(row.made_at, c.now),
      })),
    }
  }),

  route(undoDivision, async c => {
    const { communeId, divisionId } = c.input.params
    const commune = await communeOf(c.db, communeId)
    const division = await lockDivision(c.db, commune.id, divisionId)
    if (!division) throw problem('undo.unknown')
    await undoDividing(c.db, division, c.now)
    return { id: division.id }
  }),
]
