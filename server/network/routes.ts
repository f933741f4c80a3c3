import { importBorders, readBorders, readNetwork } from '@tung-nha/model/api/network.ts'
import type { Day } from '@tung-nha/model/kit/day.ts'
import { drawBorder, matchShapes, PICTURE, readShapes } from '@tung-nha/model/network/borders.ts'
import {
  type Count,
  claimsOn,
  coverageOf,
  nationOn,
  type Origin,
  type Reported,
  sourcesOf,
  tilesOn,
} from '@tung-nha/model/network/picture.ts'
import { problem } from '@tung-nha/model/problem.ts'
import { type Route, route } from '#http/route.ts'
import {
  allBorders,
  networkUnits,
  provinceOrigins,
  provincesOn,
  putBorders,
  reportedFigures,
} from '#network/queries.ts'
import { registeredOn } from '#network/registered-queries.ts'

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

const datedSource = ({ source, day, estimated, note }: Reported) => ({ ...source, day, estimated, note })

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

export const networkRoutes: Route[] = [
  route(readNetwork, async c => {
    const on: Day = c.input.query.on ?? c.today
    const drawnOn = c.input.query.provinces === 'today' ? c.today : on
    const figures = await reportedFigures(c.db)
    const origins = await provinceOrigins(c.db)
    const tiles = tilesOn({ on, drawnOn, figures, units: await networkUnits(c.db), origins })
    const latest = nationOn(figures, NATION, on)
    const { now, asCounted } = coverageOf(latest, tiles.length)
    const counts = await registeredOn(c.db, on)
    const registered = registeredIn(counts, origins, new Set(tiles.map(tile => tile.unit.id)))
    return {
      on,
      today: c.today,
      drawnOn,
      teams: latest?.teams ?? null,
      teamsMark: latest?.teamsMark ?? null,
      members: latest?.members ?? null,
      membersMark: latest?.membersMark ?? null,
      ...now,
      provincesNamed: tiles.filter(tile => tile.reach !== null).length,
      asCounted,
      source: latest && datedSource(latest),
      claims: claimsOn(figures, NATION, on).map(row => ({
        teams: row.teams,
        teamsMark: row.teamsMark,
        members: row.members,
        membersMark: row.membersMark,
        source: datedSource(row),
      })),
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
          weak: source.weak,
          source: source.key,
        })),
      sources: sourcesOf(figures, on),
    }
  }),

  route(readBorders, async c => {
    const units = await provincesOn(c.db, c.input.query.on ?? c.today)
    const rows = new Map((await allBorders(c.db)).map(row => [row.unit_id, row]))
    const origins = Map.groupBy(await provinceOrigins(c.db), one => one.to)
    // A province that only changed its kind is another unit on the same ground.
    const borderOf = (id: number) => {
      const before = origins.get(id) ?? []
      return rows.get(id) ?? (before.length === 1 ? rows.get(before[0]!.from) : undefined)
    }
    const found = units.map(unit => ({ unit, border: borderOf(unit.id) }))
    return {
      ...PICTURE,
      items: found.flatMap(({ unit, border }) => (border ? [{ unitId: unit.id, path: border.path }] : [])),
      missing: found.flatMap(({ unit, border }) => (border ? [] : [unit.name])),
      source: [...rows.values()][0]?.source ?? null,
    }
  }),

  route(importBorders, async c => {
    const { geojson, on = c.today, source } = c.input.body
    const shapes = readShapes(parsed(geojson))
    if (!shapes) throw problem('border.unreadable')
    const { matched, unmatched, missing } = matchShapes(shapes, await provincesOn(c.db, on))
    const rows = [...matched].map(([unit_id, own]) => ({
      unit_id,
      path: drawBorder(own),
      imported_on: c.today,
      source,
    }))
    if (rows.length > 0) await putBorders(c.db, rows)
    const bytes = rows.reduce((sum, row) => sum + row.path.length, 0)
    return { matched: rows.length, unmatched: unmatched.slice(0, 200), missing, bytes }
  }),
]
