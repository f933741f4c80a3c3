import { type Day, dayOf, type Instant } from '@tung-nha/model/kit/day.ts'
import { tidy } from '@tung-nha/model/kit/text.ts'
import { problem } from '@tung-nha/model/problem.ts'
import { mayUndo } from '@tung-nha/model/team/reform.ts'
import type { Tx } from '#db/connect.ts'
import type { DivisionRow } from '#db/tables.ts'
import { type Chosen, planDivision, steadyGround } from '#division/plan.ts'
import {
  dropDivided,
  groundOf,
  insertDivided,
  insertDivision,
  isDividedOn,
  renameArea,
  serveBy,
  setState,
  teamsServing,
} from '#division/queries.ts'
import { unitById } from '#unit/queries.ts'
import { communeOf, joinVillages, relinkAreas } from '#unit/village.ts'
import { endUnit, insertArea, insertVillage, isMoving, linksOf } from '#unit/village-queries.ts'

type Deciding = { id: string; by: string; now: Instant; today: Day }

/** Makes the new ground and its teams, and notes which homes go there; they go by `runDivisions`. */
export const divide = async (tx: Tx, areaId: number, chosen: Chosen, { id, by, now, today }: Deciding) => {
  const { ground, emptied, name, teamIds, householdIds } = await planDivision(tx, areaId, chosen, today)
  const { into } = chosen
  let villageId: number | null = null
  if ('kind' in into) {
    const commune = await communeOf(tx, ground.commune_id)
    villageId = await insertVillage(tx, { commune, kind: into.kind, name, from: into.day })
    const law = into.law === undefined ? null : tidy(into.law)
    await insertDivided(tx, { from: ground.village_id, to: villageId, day: into.day, law })
  }
  const newAreaId =
    emptied === null
      ? await insertArea(tx, name, villageId ?? ground.village_id, today)
      : await useAgain(tx, emptied, name, { from: ground.village_id, to: villageId }, today)
  await serveBy(tx, newAreaId, teamIds, today)
  const row = {
    id,
    commune_id: ground.commune_id,
    from_area_id: areaId,
    from_village_id: ground.village_id,
    area_id: newAreaId,
    village_id: villageId,
    state: 'moving' as const,
    made_by: by,
    made_at: now,
    undone_at: null,
  }
  await insertDivision(tx, row, householdIds)
  return { id, areaId: newAreaId, villageId }
}

/** Ground that an earlier division gave back, under its new name and, when there is one, in the new village. */
const useAgain = async (
  tx: Tx,
  areaId: number,
  name: string,
  village: { from: number; to: number | null },
  today: Day,
): Promise<number> => {
  await renameArea(tx, areaId, name)
  if (village.to === null) return areaId
  const links = await linksOf(tx, village.from, today)
  await relinkAreas(
    tx,
    links.filter(link => link.area_id === areaId),
    village.to,
    today,
  )
  return areaId
}

/**
 * Takes a division back: the new ground belongs to the old village again and is served by the teams of the old area, so
 * that whatever comes late is seen, and everybody who lives there goes back by `runDivisions`.
 */
export const undoDividing = async (tx: Tx, division: DivisionRow, now: Instant) => {
  if (division.state === 'undone' || division.state === 'returning') throw problem('undo.unknown')
  if (!mayUndo(division.made_at, now)) throw problem('undo.late')
  const today = dayOf(now)
  const from = await steadyGround(tx, division.from_area_id, today)
  const made = await groundOf(tx, division.area_id, today)
  const stands =
    from.village_id === division.from_village_id && made?.link_to === null && made.village_to === null
  if (
    !stands ||
    made.village_id !== (division.village_id ?? division.from_village_id) ||
    (await isMoving(tx, [division.area_id])) ||
    (await isDividedOn(tx, division.area_id))
  )
    throw problem('division.busy')
  if (division.village_id !== null) await rejoin(tx, division.village_id, from, today)
  const teams = await teamsServing(tx, division.from_area_id, today)
  await serveBy(
    tx,
    division.area_id,
    teams.map(team => team.id),
    today,
  )
  await setState(tx, division.id, { state: 'returning', undone_at: now })
}

/** The new village is part of the old one again; one that was to begin only today never was. */
const rejoin = async (
  tx: Tx,
  villageId: number,
  old: { village_id: number; commune_id: number },
  today: Day,
) => {
  const village = await unitById(tx, villageId)
  if (village?.valid_from !== today) {
    await joinVillages(tx, {
      communeId: old.commune_id,
      villageIds: [villageId],
      into: { villageId: old.village_id },
      day: today,
    })
    return
  }
  await relinkAreas(tx, await linksOf(tx, villageId, today), old.village_id, today)
  await endUnit(tx, villageId, today)
  await dropDivided(tx, old.village_id, villageId)
}
