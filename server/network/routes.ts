import { readNetwork } from '@tung-nha/model/api/network.ts'
import type { Day } from '@tung-nha/model/kit/day.ts'
import {
  type Count,
  coverageOf,
  nationOn,
  type Origin,
  sourcesOf,
  tilesOn,
} from '@tung-nha/model/network/picture.ts'
import { type Route, route } from '#http/route.ts'
import { networkUnits, provinceOrigins, registeredOn, reportedFigures } from '#network/queries.ts'

const NATION = 1
const none: Count = { teams: 0, members: 0 }
const plus = (a: Count, b: Count): Count => ({ teams: a.teams + b.teams, members: a.members + b.members })

/**
 * What is registered under a province of a day: under its own id, or under the id of the same province before or after
 * its kind changed, since communes keep the province they were entered with.
 */
const registeredIn = (counts: Map<number, Count>, origins: readonly Origin[], shown: ReadonlySet<number>) => {
  const sums = new Map<number, Count>()
  for (const [province, count] of counts) {
    const twins = origins.flatMap(one =>
      one.from === province ? [one.to] : one.to === province ? [one.from] : [],
    )
    const at = shown.has(province) ? province : (twins.find(id => shown.has(id)) ?? province)
    sums.set(at, plus(sums.get(at) ?? none, count))
  }
  return sums
}

export const networkRoutes: Route[] = [
  route(readNetwork, async c => {
    const on: Day = c.input.query.on ?? c.today
    const figures = await reportedFigures(c.db)
    const origins = await provinceOrigins(c.db)
    const tiles = tilesOn({ on, figures, units: await networkUnits(c.db), origins })
    const latest = nationOn(figures, NATION, on)
    const { now, asCounted } = coverageOf(latest, tiles.length)
    const counts = await registeredOn(c.db, on)
    const registered = registeredIn(counts, origins, new Set(tiles.map(tile => tile.unit.id)))
    return {
      on,
      today: c.today,
      teams: latest?.teams ?? null,
      teamsMark: latest?.teamsMark ?? null,
      members: latest?.members ?? null,
      membersMark: latest?.membersMark ?? null,
      ...now,
      provincesNamed: tiles.filter(tile => tile.reach !== null).length,
      asCounted,
      source: latest && { ...latest.source, day: latest.day, estimated: latest.estimated, note: latest.note },
      registered: [...counts.values()].reduce(plus, none),
      provinces: tiles.map(tile => ({
        ...tile,
        hasTeams: tile.reach === null ? null : true,
        complete: tile.reach === 'communes' || tile.reach === 'villages' ? true : null,
        registered: registered.get(tile.unit.id) ?? none,
      })),
      series: figures
        .filter(row => row.unitId === NATION && row.teams !== null)
        .map(({ day, estimated, teams, teamsMark, members, membersMark, source }) => ({
          day,
          estimated,
          teams,
          teamsMark,
          members,
          membersMark,
          source: source.key,
        })),
      sources: sourcesOf(figures, on),
    }
  }),
]
