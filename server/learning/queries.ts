import type { Day, Instant } from '@tung-nha/model/kit/day.ts'
import { labelInSentence, readVillage } from '@tung-nha/model/unit/name.ts'
import { sql } from 'kysely'
import type { Tx } from '#db/connect.ts'

export type NewPoster = {
  code: string
  skill: string
  area_id: number | null
  commune_id: number | null
  made_by: string
  made_at: Instant
  lesson_version: number
}

/** Stores a poster copy; false when the code is taken and another must be drawn. */
export const insertPoster = async (tx: Tx, poster: NewPoster): Promise<boolean> => {
  const rows = await tx
    .insertInto('poster')
    .values(poster)
    .onConflict(conflict => conflict.column('code').doNothing())
    .returning('code')
    .execute()
  return rows.length === 1
}

export const posterByCode = (tx: Tx, code: string) =>
  tx.selectFrom('poster').where('code', '=', code).selectAll().executeTakeFirst()

export const postersOfCommune = (tx: Tx, communeId: number) =>
  tx
    .selectFrom('poster')
    .leftJoin('poster_scan', 'poster_scan.code', 'poster.code')
    .where('poster.commune_id', '=', communeId)
    .groupBy('poster.code')
    .select(['poster.code', 'poster.skill', 'poster.area_id', 'poster.made_at', 'poster.lesson_version'])
    .select(['poster.gone_on', 'poster.replaced_by'])
    .select(sql<number>`coalesce(sum(poster_scan.n), 0)::int`.as('scans'))
    .orderBy('poster.made_at', 'desc')
    .orderBy('poster.code')
    .limit(500)
    .execute()

export type PosterPlace = {
  village: { id: number; name: string } | null
  commune: { id: number; name: string } | null
  province: string | null
  team: { id: string; name: string } | null
}

const named = (unit: { id: number; kind: string; name: string } | undefined) =>
  unit ? { id: unit.id, name: labelInSentence(unit.kind, unit.name) } : null

/** Where an area lies on a day and which village team serves it; for a commune's poster, the commune and its own team. */
export const posterPlace = async (
  tx: Tx,
  areaId: number | null,
  communeId: number | null,
  day: Day,
): Promise<PosterPlace> => {
  const village =
    areaId === null
      ? undefined
      : await tx
          .selectFrom('area_village')
          .innerJoin('unit', 'unit.id', 'area_village.village_id')
          .where('area_village.area_id', '=', areaId)
          .where('area_village.valid_from', '<=', day)
          .where(eb =>
            eb.or([eb('area_village.valid_to', 'is', null), eb('area_village.valid_to', '>', day)]),
          )
          .select(['unit.id', 'unit.kind', 'unit.name', 'unit.path'])
          .executeTakeFirst()
  const path = village?.path ?? (communeId === null ? [] : await pathOf(tx, communeId))
  const above =
    path.length === 0
      ? []
      : await tx.selectFrom('unit').where('id', 'in', path).select(['id', 'kind', 'name', 'level']).execute()
  const commune = named(above.find(unit => unit.level === 'commune'))
  return {
    village: named(village),
    commune,
    province: named(above.find(unit => unit.level === 'province'))?.name ?? null,
    team: areaId === null ? commune && (await teamOfCommune(tx, commune)) : await teamOfArea(tx, areaId, day),
  }
}

const pathOf = async (tx: Tx, unitId: number): Promise<number[]> =>
  (await tx.selectFrom('unit').where('id', '=', unitId).select('path').executeTakeFirst())?.path ?? []

/** The team of the commune itself, under its local name: it stands on posters for places of the whole commune. */
const teamOfCommune = async (tx: Tx, commune: { id: number; name: string }) => {
  const team = await tx
    .selectFrom('team')
    .where('commune_id', '=', commune.id)
    .where('level', '=', 'commune')
    .where('dissolved_on', 'is', null)
    .orderBy('id')
    .select(['id', 'local_name'])
    .executeTakeFirst()
  return team ? { id: team.id, name: `${team.local_name} ${commune.name}` } : null
}

const teamOfArea = async (tx: Tx, areaId: number, day: Day) => {
  const team = await tx
    .selectFrom('team_area')
    .innerJoin('team', 'team.id', 'team_area.team_id')
    .where('team_area.area_id', '=', areaId)
    .where('team_area.valid_from', '<=', day)
    .where(eb => eb.or([eb('team_area.valid_to', 'is', null), eb('team_area.valid_to', '>', day)]))
    .where('team.dissolved_on', 'is', null)
    .orderBy(sql`(team.level = 'village')`, 'desc')
    .orderBy('team.id')
    .select(['team.id', 'team.name', 'team.local_name'])
    .executeTakeFirst()
  return team ? { id: team.id, name: `${team.local_name} ${placeOfTeam(team.name)}` } : null
}

/** "Bản Co Chàm" inside a sentence is "bản Co Chàm". */
export const placeOfTeam = (name: string): string => {
  const village = readVillage(name)
  return village.kind ? labelInSentence(village.kind, village.name) : name
}

export const isCommune = async (tx: Tx, unitId: number): Promise<boolean> =>
  (await tx.selectFrom('unit').where('id', '=', unitId).select('level').executeTakeFirst())?.level ===
  'commune'

export const villageNames = async (tx: Tx, areaIds: number[], day: Day): Promise<Map<number, string>> => {
  if (areaIds.length === 0) return new Map()
  const rows = await tx
    .selectFrom('area_village')
    .innerJoin('unit', 'unit.id', 'area_village.village_id')
    .where('area_village.area_id', 'in', areaIds)
    .where('area_village.valid_from', '<=', day)
    .where(eb => eb.or([eb('area_village.valid_to', 'is', null), eb('area_village.valid_to', '>', day)]))
    .select(['area_village.area_id', 'unit.kind', 'unit.name'])
    .execute()
  return new Map(rows.map(row => [row.area_id, labelInSentence(row.kind, row.name)]))
}

export type LessonCount = {
  skill: string
  day: Day
  areaId: number
  opened: number
  answered: number
  right: number
  finished: number
}

export const addToLessonDay = (tx: Tx, count: LessonCount) =>
  tx
    .insertInto('lesson_day')
    .values({
      skill: count.skill,
      day: count.day,
      area_id: count.areaId,
      opened: count.opened,
      answered: count.answered,
      answered_right: count.right,
      finished: count.finished,
    })
    .onConflict(conflict =>
      conflict.columns(['skill', 'day', 'area_id']).doUpdateSet({
        opened: sql<number>`lesson_day.opened + excluded.opened`,
        answered: sql<number>`lesson_day.answered + excluded.answered`,
        answered_right: sql<number>`lesson_day.answered_right + excluded.answered_right`,
        finished: sql<number>`lesson_day.finished + excluded.finished`,
      }),
    )
    .execute()

/** A member of a team on a day, with what its badge shows. */
export const memberForCard = (tx: Tx, memberId: string, teamId: string, day: Day) =>
  tx
    .selectFrom('membership')
    .innerJoin('member', 'member.id', 'membership.member_id')
    .innerJoin('team', 'team.id', 'membership.team_id')
    .innerJoin('unit', 'unit.id', 'team.commune_id')
    .where('membership.member_id', '=', memberId)
    .where('membership.team_id', '=', teamId)
    .where('membership.valid_from', '<=', day)
    .where(eb => eb.or([eb('membership.valid_to', 'is', null), eb('membership.valid_to', '>', day)]))
    .where('member.state', '<>', 'left')
    .select([
      'member.name',
      'member.card_code',
      'member.card_until',
      'membership.role',
      'team.name as team_name',
    ])
    .select([
      'team.local_name',
      'unit.kind as commune_kind',
      'unit.name as commune_name',
      'unit.id as commune_id',
      'unit.path',
    ])
    .executeTakeFirst()

export const phoneOfCommune = async (tx: Tx, communeId: number): Promise<string | null> =>
  (await tx.selectFrom('unit_contact').where('unit_id', '=', communeId).select('phone').executeTakeFirst())
    ?.phone ?? null

export const homesOfArea = (tx: Tx, areaId: number) =>
  tx
    .selectFrom('one_household')
    .where('area_id', '=', areaId)
    .where('removed', '=', false)
    .orderBy('sort_key')
    .orderBy('id')
    .select(['head', 'address', 'headcount', 'names_refused'])
    .execute()
