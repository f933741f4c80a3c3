import type { Day } from '@tung-nha/model/kit/day.ts'
import { fold, orderKey } from '@tung-nha/model/kit/text.ts'
import { sql } from 'kysely'
import type { Tx } from '#db/connect.ts'

const valid = (row: string, day: Day) =>
  sql<boolean>`${sql.ref(`${row}.valid_from`)} <= ${day} AND (${sql.ref(`${row}.valid_to`)} IS NULL OR ${day} < ${sql.ref(`${row}.valid_to`)})`

export type TeamFound = {
  id: string
  commune_id: number
  level: 'village' | 'commune'
  name: string
  local_name: string
  formed_on: Day
  dissolved_on: Day | null
  decision_number: string | null
  decision_on: Day | null
  decision_signer: string | null
  areas: { id: number; name: string }[]
  groups: { id: string; name: string; members: number }[]
  paper: string | null
}

/** Teams of a commune, or one team, with the areas they serve on a day; village teams in the order of their names, the commune's own last. */
export const teamsBy = async (
  tx: Tx,
  by: { communeId: number; dissolved: boolean } | { teamId: string },
  day: Day,
): Promise<TeamFound[]> => {
  const { rows } = await sql<TeamFound>`
    SELECT team.id, team.commune_id, team.level, team.name, team.local_name, team.formed_on::text, team.dissolved_on::text,
      team.decision_number, team.decision_on::text, team.decision_signer,
      coalesce((
        SELECT json_agg(json_build_object('id', area.id, 'name', area.name) ORDER BY area.sort_key, area.id)
        FROM team_area served JOIN area ON area.id = served.area_id
        WHERE served.team_id = team.id AND ${valid('served', day)}
      ), '[]') AS areas,
      coalesce((
        SELECT json_agg(json_build_object('id', g.id, 'name', g.name, 'members', (
          SELECT count(*)::int FROM membership s WHERE s.group_id = g.id AND ${valid('s', day)})) ORDER BY g.name, g.id)
        FROM team_group g WHERE g.team_id = team.id AND ${valid('g', day)}
      ), '[]') AS groups,
      (SELECT name FROM team_paper WHERE team_id = team.id) AS paper
    FROM team
    WHERE ${
      'teamId' in by
        ? sql`team.id = ${by.teamId}`
        : sql`team.commune_id = ${by.communeId} ${by.dissolved ? sql`` : sql`AND (team.dissolved_on IS NULL OR ${day} < team.dissolved_on)`}`
    }
    ORDER BY team.level = 'commune', team.sort_key, team.id`.execute(tx)
  return rows
}

/** One writer of a team's members at a time, so that it cannot get two leaders or one member twice. */
export const lockTeam = (tx: Tx, teamId: string) =>
  sql`SELECT FROM team WHERE id = ${teamId} FOR UPDATE`.execute(tx)

/** The last day of a recorded activity of each team, within the areas the caller may see. */
export const lastActivities = async (
  tx: Tx,
  teamIds: string[],
  areaIds: readonly number[],
): Promise<Map<string, Day>> => {
  if (teamIds.length === 0 || areaIds.length === 0) return new Map()
  const rows = await tx
    .selectFrom('activity')
    .where('area_id', 'in', [...areaIds])
    .where('team_id', 'in', teamIds)
    .where('voided', '=', false)
    .groupBy('team_id')
    .select(['team_id', sql<Day>`max(day)::text`.as('day')])
    .execute()
  return new Map(rows.map(row => [row.team_id, row.day]))
}

/** Homes on the list of each area, as far as the wall lets them be counted. */
export const homesOfAreas = async (tx: Tx, areaIds: readonly number[]): Promise<Map<number, number>> => {
  if (areaIds.length === 0) return new Map()
  const rows = await tx
    .selectFrom('one_household')
    .where('area_id', 'in', [...areaIds])
    .where('removed', '=', false)
    .groupBy('area_id')
    .select(['area_id', sql<number>`count(*)::int`.as('n')])
    .execute()
  return new Map(rows.map(row => [row.area_id, row.n]))
}

export const insertTeam = (
  tx: Tx,
  team: {
    id: string
    commune_id: number
    level: string
    name: string
    local_name: string
    formed_on: Day
    decision_number: string | null
    decision_on: Day | null
    decision_signer: string | null
  },
) =>
  tx
    .insertInto('team')
    .values({ ...team, fold: fold(team.name), sort_key: orderKey(team.name), dissolved_on: null })
    .execute()

export const changeTeam = (
  tx: Tx,
  id: string,
  change: {
    name?: string
    local_name?: string
    dissolved_on?: Day | null
    decision_number?: string | null
    decision_on?: Day | null
    decision_signer?: string | null
  },
) =>
  Object.keys(change).length === 0
    ? Promise.resolve()
    : tx
        .updateTable('team')
        .set({
          ...change,
          ...(change.name === undefined ? {} : { fold: fold(change.name), sort_key: orderKey(change.name) }),
        })
        .where('id', '=', id)
        .execute()

/** From a day on the team serves exactly `areaIds`: other links end, a link that had not begun by then never does. */
export const serveAreas = async (tx: Tx, teamId: string, areaIds: number[], from: Day) => {
  await sql`DELETE FROM team_area WHERE team_id = ${teamId} AND valid_from >= ${from}`.execute(tx)
  await sql`
    UPDATE team_area SET valid_to = CASE WHEN area_id = ANY (${areaIds}::int[]) THEN NULL ELSE ${from}::date END
    WHERE team_id = ${teamId} AND valid_from < ${from} AND (valid_to IS NULL OR valid_to >= ${from})`.execute(
    tx,
  )
  await sql`
    INSERT INTO team_area (team_id, area_id, valid_from, valid_to)
    SELECT ${teamId}, wanted.id, ${from}, NULL FROM unnest(${areaIds}::int[]) AS wanted (id)
    WHERE NOT EXISTS (SELECT FROM team_area t WHERE t.team_id = ${teamId} AND t.area_id = wanted.id AND t.valid_to IS NULL)`.execute(
    tx,
  )
}

/** A dissolved team serves nobody and has nobody from that day. */
export const endTeam = async (tx: Tx, teamId: string, day: Day) => {
  await serveAreas(tx, teamId, [], day)
  await tx
    .updateTable('membership')
    .set({ valid_to: sql`greatest(valid_from, ${day}::date)` })
    .where('team_id', '=', teamId)
    .where(eb => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>', day)]))
    .execute()
}

export type PublicTeam = {
  id: string
  level: 'village' | 'commune'
  name: string
  local_name: string
  commune_id: number
  villages: string[]
  leader: string | null
}

/** Teams at work on a day that serve any of the villages or belong to any of the communes; those of a village first. */
export const publicTeams = async (
  tx: Tx,
  villageIds: number[],
  communeIds: number[],
  day: Day,
): Promise<PublicTeam[]> => {
  const { rows } = await sql<PublicTeam>`
    WITH served AS (
      SELECT DISTINCT team_area.team_id AS id FROM team_area JOIN area_village link ON link.area_id = team_area.area_id
      WHERE link.village_id = ANY (${villageIds}::int[]) AND ${valid('link', day)} AND ${valid('team_area', day)}
    )
    SELECT team.id, team.level, team.name, team.local_name, team.commune_id,
      coalesce((
        SELECT array_agg(DISTINCT village.name ORDER BY village.name) FROM team_area
        JOIN area_village link ON link.area_id = team_area.area_id AND ${valid('link', day)}
        JOIN unit village ON village.id = link.village_id
        WHERE team_area.team_id = team.id AND ${valid('team_area', day)} AND team.level = 'village'
      ), '{}') AS villages,
      (SELECT member.name FROM membership JOIN member ON member.id = membership.member_id
        WHERE membership.team_id = team.id AND membership.role = 'leader' AND ${valid('membership', day)} AND member.state <> 'left'
        ORDER BY membership.valid_from DESC LIMIT 1) AS leader
    FROM team
    WHERE (team.id IN (SELECT id FROM served) OR team.commune_id = ANY (${communeIds}::int[]))
      AND team.formed_on <= ${day} AND (team.dissolved_on IS NULL OR ${day} < team.dissolved_on)
    ORDER BY team.id IN (SELECT id FROM served) DESC, team.level = 'commune', team.sort_key, team.id LIMIT 100`.execute(
    tx,
  )
  return rows
}
