import type { Day, Instant } from '@tung-nha/model/kit/day.ts'
import { fold, orderKey } from '@tung-nha/model/kit/text.ts'
import type { DivisionOutcome } from '@tung-nha/model/unit/division.ts'
import { type Insertable, sql } from 'kysely'
import type { Db, Tx } from '#db/connect.ts'
import type { DivisionRow } from '#db/tables.ts'

/** The village an area lies in on a day, with the days on which that and the village itself end. */
export const groundOf = (tx: Tx, areaId: number, day: Day) =>
  tx
    .selectFrom('area')
    .innerJoin('area_village as link', 'link.area_id', 'area.id')
    .innerJoin('unit as village', 'village.id', 'link.village_id')
    .where('area.id', '=', areaId)
    .where('link.valid_from', '<=', day)
    .where(eb => eb.or([eb('link.valid_to', 'is', null), eb('link.valid_to', '>', day)]))
    .select([
      'area.id',
      'area.name',
      'village.id as village_id',
      'village.parent_id as commune_id',
      'village.valid_from as village_from',
      'village.valid_to as village_to',
      'link.valid_to as link_to',
    ])
    .executeTakeFirst()
export type Ground = NonNullable<Awaited<ReturnType<typeof groundOf>>>

/** The homes of an area as they are shown, with how many people are written down in each. */
export const homesToDivide = async (tx: Tx, areaId: number) => {
  const { rows } = await sql<{ id: string; lane: string | null; people: number }>`
    SELECT h.id, h.lane, (SELECT count(*)::int FROM one_resident r
      WHERE r.area_id = h.area_id AND r.household_id = h.id AND NOT r.removed) AS people
    FROM one_household h WHERE h.area_id = ${areaId} AND NOT h.removed`.execute(tx)
  return rows
}

export const lanesOfOpenRequests = async (tx: Tx, areaId: number): Promise<string[]> => {
  const rows = await tx
    .selectFrom('request')
    .where('area_id', '=', areaId)
    .where('removed', '=', false)
    .where('state', '<>', 'closed')
    .select('lane')
    .execute()
  return rows.map(row => row.lane)
}

/** Teams that serve an area on a day, those of the village first. */
export const teamsServing = (tx: Tx, areaId: number, day: Day) =>
  tx
    .selectFrom('team_area as served')
    .innerJoin('team', 'team.id', 'served.team_id')
    .where('served.area_id', '=', areaId)
    .where('served.valid_from', '<=', day)
    .where(eb => eb.or([eb('served.valid_to', 'is', null), eb('served.valid_to', '>', day)]))
    .where(eb => eb.or([eb('team.dissolved_on', 'is', null), eb('team.dissolved_on', '>', day)]))
    .select(['team.id', 'team.name', 'team.level'])
    .orderBy(sql`team.level = 'commune'`)
    .orderBy('team.sort_key')
    .execute()

/** A team of the commune that is at work on a day. */
export const teamAtWork = (tx: Tx, communeId: number, teamId: string, day: Day) =>
  tx
    .selectFrom('team')
    .where('id', '=', teamId)
    .where('commune_id', '=', communeId)
    .where('formed_on', '<=', day)
    .where(eb => eb.or([eb('dissolved_on', 'is', null), eb('dissolved_on', '>', day)]))
    .select(['id', 'name', 'level'])
    .executeTakeFirst()

/**
 * From a day on exactly these teams serve an area. Whoever began on that very day keeps it until the next: what its phones
 * hold of the area is still theirs to send.
 */
export const serveBy = async (tx: Tx, areaId: number, teamIds: readonly string[], day: Day) => {
  const ids = sql`${[...teamIds]}::uuid[]`
  await sql`UPDATE team_area SET valid_to = greatest(${day}::date, valid_from + 1)
    WHERE area_id = ${areaId} AND (valid_to IS NULL OR valid_to > ${day}) AND team_id <> ALL (${ids})`.execute(
    tx,
  )
  await sql`INSERT INTO team_area (team_id, area_id, valid_from)
    SELECT id, ${areaId}, ${day}::date FROM unnest(${ids}) id
    WHERE NOT EXISTS (SELECT FROM team_area t WHERE t.team_id = id AND t.area_id = ${areaId} AND t.valid_to IS NULL)
    ON CONFLICT (team_id, area_id, valid_from) DO UPDATE SET valid_to = NULL`.execute(tx)
}

export const renameArea = (tx: Tx, areaId: number, name: string) =>
  tx
    .updateTable('area')
    .set({ name, fold: fold(name), sort_key: orderKey(name) })
    .where('id', '=', areaId)
    .execute()

/** The area that a division of this one made and gave back: ground without homes, to be used again. */
export const emptiedArea = async (tx: Tx, fromAreaId: number, villageId: number): Promise<number | null> => {
  const { rows } = await sql<{ area_id: number }>`
    SELECT d.area_id FROM division d
    JOIN area_village link ON link.area_id = d.area_id AND link.village_id = ${villageId} AND link.valid_to IS NULL
    WHERE d.from_area_id = ${fromAreaId} AND d.state = 'undone'
      AND NOT EXISTS (SELECT FROM division o WHERE o.area_id = d.area_id AND o.state <> 'undone')
      AND NOT EXISTS (SELECT FROM one_household h WHERE h.area_id = d.area_id AND NOT h.removed)
    ORDER BY d.made_at DESC LIMIT 1`.execute(tx)
  return rows[0]?.area_id ?? null
}

export const insertDivided = (tx: Tx, change: { from: number; to: number; day: Day; law: string | null }) =>
  tx
    .insertInto('succession')
    .values({
      from_id: change.from,
      to_id: change.to,
      kind: 'partial',
      share: 'part',
      on_day: change.day,
      law: change.law,
    })
    .execute()

export const dropDivided = (tx: Tx, fromId: number, toId: number) =>
  tx.deleteFrom('succession').where('from_id', '=', fromId).where('to_id', '=', toId).execute()

/** Whether an area was itself divided, and that stands: homes of it are elsewhere by a later decision. */
export const isDividedOn = async (tx: Tx, areaId: number): Promise<boolean> =>
  (await tx
    .selectFrom('division')
    .where('from_area_id', '=', areaId)
    .where('state', '<>', 'undone')
    .select('id')
    .limit(1)
    .executeTakeFirst()) !== undefined

export const insertDivision = async (
  tx: Tx,
  row: Insertable<DivisionRow>,
  householdIds: readonly string[],
) => {
  await tx.insertInto('division').values(row).execute()
  await sql`INSERT INTO division_home (area_id, division_id, household_id)
    SELECT ${row.from_area_id}, ${row.id}, id FROM unnest(${[...householdIds]}::uuid[]) id`.execute(tx)
}

export const divisionsOf = async (tx: Tx, communeId: number) => {
  const { rows } = await sql<
    DivisionRow & { from_name: string; name: string; made_by_name: string | null } & Record<
        'homes' | 'moved' | 'missing',
        number
      >
  >`
    SELECT d.*, f.name AS from_name, a.name, o.name AS made_by_name,
      count(h.household_id)::int AS homes, count(*) FILTER (WHERE h.outcome = 'moved')::int AS moved,
      count(*) FILTER (WHERE h.outcome = 'missing')::int AS missing
    FROM division d JOIN area f ON f.id = d.from_area_id JOIN area a ON a.id = d.area_id LEFT JOIN officer o ON o.id = d.made_by
    LEFT JOIN division_home h ON h.area_id = d.from_area_id AND h.division_id = d.id
    WHERE d.commune_id = ${communeId} GROUP BY d.id, f.name, a.name, o.name ORDER BY d.made_at DESC, d.id LIMIT 50`.execute(
    tx,
  )
  return rows
}

export const lockDivision = (tx: Tx, communeId: number, id: string) =>
  tx
    .selectFrom('division')
    .where('id', '=', id)
    .where('commune_id', '=', communeId)
    .selectAll()
    .forUpdate()
    .executeTakeFirst()

export const setState = (
  db: Db | Tx,
  id: string,
  change: { state: DivisionRow['state']; undone_at?: Instant },
) => db.updateTable('division').set(change).where('id', '=', id).execute()

/** Divisions whose homes are on their way, the oldest first. */
export const unfinishedDivisions = (db: Db) =>
  db
    .selectFrom('division')
    .where('state', 'in', ['moving', 'returning'])
    .selectAll()
    .orderBy('made_at')
    .limit(20)
    .execute()

export const homesStillToGo = async (db: Db, division: DivisionRow, limit: number): Promise<string[]> => {
  const rows = await db
    .selectFrom('division_home')
    .where('area_id', '=', division.from_area_id)
    .where('division_id', '=', division.id)
    .where('outcome', 'is', null)
    .select('household_id')
    .orderBy('household_id')
    .limit(limit)
    .execute()
  return rows.map(row => row.household_id)
}

/** Of these homes the ones that stand in the area, or whose departure is in its ledger already. */
export const standingOrSent = async (
  tx: Tx,
  areaId: number,
  homes: readonly { id: string; opId: string }[],
): Promise<Set<string>> => {
  const { rows } = await sql<{ id: string }>`
    SELECT k.id FROM unnest(${homes.map(home => home.id)}::uuid[], ${homes.map(home => home.opId)}::uuid[]) k (id, op_id)
    WHERE EXISTS (SELECT FROM one_household h WHERE h.area_id = ${areaId} AND h.id = k.id AND NOT h.removed)
      OR EXISTS (SELECT FROM op WHERE op.area_id = ${areaId} AND op.id = k.op_id)`.execute(tx)
  return new Set(rows.map(row => row.id))
}

export const settleHomes = (
  db: Db,
  division: DivisionRow,
  householdIds: readonly string[],
  outcome: DivisionOutcome,
) =>
  sql`UPDATE division_home SET outcome = ${outcome} WHERE area_id = ${division.from_area_id} AND division_id = ${division.id}
    AND household_id = ANY (${[...householdIds]}::uuid[])`.execute(db)

/** Homes of an area in the order of their ids. */
export const homesAfter = async (tx: Tx, areaId: number, after: string, limit: number): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`SELECT id FROM one_household
    WHERE area_id = ${areaId} AND NOT removed AND id > ${after}::uuid ORDER BY id LIMIT ${limit}`.execute(tx)
  return rows.map(row => row.id)
}

/** Whether something has still to follow from what left an area. */
export const isFollowed = async (db: Db, areaId: number): Promise<boolean> =>
  (await db
    .selectFrom('onward')
    .where('area_id', '=', areaId)
    .select('row_id')
    .limit(1)
    .executeTakeFirst()) === undefined
