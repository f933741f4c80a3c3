import type { Actor, Place, PlaceKind } from '@tung-nha/model/access/access.ts'
import { covers, type Day } from '@tung-nha/model/kit/day.ts'
import { sql } from 'kysely'
import type { Db, Tx } from '#db/connect.ts'

const valid = (table: string, day: Day) =>
  sql<boolean>`${sql.ref(`${table}.valid_from`)} <= ${day} AND (${sql.ref(`${table}.valid_to`)} IS NULL OR ${day} < ${sql.ref(`${table}.valid_to`)})`

/** Areas of a commune on a day, by the villages they belong to. */
export const areasOfCommunes = async (tx: Db | Tx, communeIds: number[], day: Day): Promise<number[]> => {
  if (communeIds.length === 0) return []
  const rows = await tx
    .selectFrom('area_village')
    .innerJoin('unit', 'unit.id', 'area_village.village_id')
    .where('unit.parent_id', 'in', communeIds)
    .where(valid('area_village', day))
    .select('area_village.area_id')
    .execute()
  return rows.map(row => row.area_id)
}

/** All teams that communes have or had. */
export const teamsOfCommunes = async (tx: Db | Tx, communeIds: number[]): Promise<string[]> => {
  if (communeIds.length === 0) return []
  const rows = await tx.selectFrom('team').where('commune_id', 'in', communeIds).select('id').execute()
  return rows.map(row => row.id)
}

export const areasOfTeams = async (tx: Tx, teamIds: string[], day: Day): Promise<number[]> => {
  if (teamIds.length === 0) return []
  const rows = await tx
    .selectFrom('team_area')
    .where('team_id', 'in', teamIds)
    .where(valid('team_area', day))
    .select('area_id')
    .execute()
  return rows.map(row => row.area_id)
}

/** The areas whose field rows an actor may see: its teams' for a member, the commune's for a commune officer. */
export const areasOf = async (tx: Tx, actor: Actor, day: Day): Promise<number[]> => {
  if (actor.kind === 'visitor') return []
  if (actor.kind === 'member')
    return [...new Set(actor.served.filter(span => covers(span, day)).map(span => span.areaId))]
  const communes = actor.grants.flatMap(g =>
    g.unitId !== null && covers(g, day) && (g.role === 'communeOfficer' || g.role === 'communeSigner')
      ? [g.unitId]
      : [],
  )
  return [...new Set(await areasOfCommunes(tx, communes, day))]
}

/** Where a thing lies: the chain of units and the teams serving it on a day; null when it does not exist. */
export const placeOf = async (tx: Tx, kind: PlaceKind, id: unknown, day: Day): Promise<Place | null> => {
  if (kind === 'unit' && typeof id === 'number') {
    const unit = await tx.selectFrom('unit').where('id', '=', id).select('path').executeTakeFirst()
    return unit ? { path: unit.path, teamIds: [] } : null
  }
  if (kind === 'team' && typeof id === 'string') {
    const team = await tx
      .selectFrom('team')
      .innerJoin('unit', 'unit.id', 'team.commune_id')
      .where('team.id', '=', id)
      .select('unit.path')
      .executeTakeFirst()
    return team ? { path: team.path, teamIds: [id] } : null
  }
  if (kind === 'area' && typeof id === 'number') return placeOfArea(tx, id, day)
  return null
}

const placeOfArea = async (tx: Tx, areaId: number, day: Day): Promise<Place | null> => {
  const village = await tx
    .selectFrom('area_village')
    .innerJoin('unit', 'unit.id', 'area_village.village_id')
    .where('area_village.area_id', '=', areaId)
    .where(valid('area_village', day))
    .select('unit.path')
    .executeTakeFirst()
  if (!village) return null
  const teams = await tx
    .selectFrom('team_area')
    .where('area_id', '=', areaId)
    .where(valid('team_area', day))
    .select('team_id')
    .execute()
  return { path: village.path, teamIds: teams.map(row => row.team_id), areaId }
}
