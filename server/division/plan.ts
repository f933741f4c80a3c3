import type { PreviewDivision } from '@tung-nha/model/api/divisions.ts'
import type { BodyOf } from '@tung-nha/model/kit/contract.ts'
import type { Day } from '@tung-nha/model/kit/day.ts'
import { tidy } from '@tung-nha/model/kit/text.ts'
import { problem } from '@tung-nha/model/problem.ts'
import { laneKey, lanesThatGo } from '@tung-nha/model/unit/division.ts'
import { spellKey } from '@tung-nha/model/unit/name.ts'
import type { Tx } from '#db/connect.ts'
import {
  emptiedArea,
  type Ground,
  groundOf,
  homesToDivide,
  lanesOfOpenRequests,
  teamAtWork,
  teamsServing,
} from '#division/queries.ts'
import { areasOfCommune } from '#unit/queries.ts'
import { communeOf, newName } from '#unit/village.ts'
import { isMoving, lockCommune } from '#unit/village-queries.ts'

export type Chosen = BodyOf<PreviewDivision>

/** Ground that may be divided today: it and its village go on, and no homes of it are on their way. */
export const steadyGround = async (
  tx: Tx,
  areaId: number,
  today: Day,
): Promise<Ground & { commune_id: number }> => {
  const ground = await groundOf(tx, areaId, today)
  if (!ground || ground.commune_id === null) throw problem('unit.unknown')
  // One who divides or merges in a commune at a time.
  await lockCommune(tx, ground.commune_id)
  if (ground.link_to !== null || ground.village_to !== null || (await isMoving(tx, [areaId])))
    throw problem('division.busy')
  return { ...ground, commune_id: ground.commune_id }
}

/** What dividing an area would do; refused for every reason it could be refused for. Changes nothing. */
export const planDivision = async (tx: Tx, areaId: number, chosen: Chosen, today: Day) => {
  const ground = await steadyGround(tx, areaId, today)
  const emptied = await emptiedArea(tx, areaId, ground.village_id)
  const name = await nameFor(tx, ground, emptied, chosen.into, today)

  const homes = await homesToDivide(tx, areaId)
  const asked = new Set(chosen.householdIds)
  const [go, stay] = [homes.filter(home => asked.has(home.id)), homes.filter(home => !asked.has(home.id))]
  if (go.length === 0) throw problem('division.no-homes')
  if (stay.length === 0) throw problem('division.all-homes')

  const serving = await teamsServing(tx, areaId, today)
  const teams =
    chosen.teamId === null ? serving : await teamsFor(tx, ground.commune_id, chosen.teamId, serving, today)
  const lanes = lanesThatGo(homes.map(({ id, lane }) => ({ lane, goes: asked.has(id) })))
  const requests = await lanesOfOpenRequests(tx, areaId)
  const part = (partName: string, list: typeof homes, served: typeof teams) => ({
    name: partName,
    homes: list.length,
    people: list.reduce((sum, home) => sum + home.people, 0),
    teams: served.map(team => team.name),
  })
  return {
    ground,
    emptied,
    name,
    teamIds: teams.map(team => team.id),
    householdIds: go.map(home => home.id),
    shown: {
      stays: part(ground.name, stay, serving),
      goes: part(name, go, teams),
      missing: asked.size - go.length,
      requests: {
        open: requests.length,
        inLanesThatGo: requests.filter(lane => lanes.has(laneKey(lane))).length,
      },
      countedFrom: today,
    },
  }
}

/** The name of the new village or area, which nothing else in the commune has. */
const nameFor = async (
  tx: Tx,
  ground: Ground & { commune_id: number },
  emptied: number | null,
  into: Chosen['into'],
  today: Day,
): Promise<string> => {
  if ('kind' in into) {
    if (into.day > today) throw problem('division.day-future')
    if (ground.village_from !== null && into.day <= ground.village_from) throw problem('unit.day-outside')
    return newName(tx, await communeOf(tx, ground.commune_id), into, into.day)
  }
  const name = tidy(into.name)
  const taken = (await areasOfCommune(tx, ground.commune_id, today))
    .filter(area => area.id !== emptied)
    .some(area => [area.name, area.village_name].some(one => spellKey(one) === spellKey(name)))
  if (taken) throw problem('division.name-taken')
  return name
}

/** The team chosen, and beside it those of the whole commune, which go on serving every part of it. */
const teamsFor = async (
  tx: Tx,
  communeId: number,
  teamId: string,
  serving: Awaited<ReturnType<typeof teamsServing>>,
  today: Day,
) => {
  const team = await teamAtWork(tx, communeId, teamId, today)
  if (!team) throw problem('team.unknown')
  return [team, ...serving.filter(one => one.level === 'commune' && one.id !== team.id)]
}
