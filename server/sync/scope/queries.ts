import type { Day } from '@tung-nha/model/kit/day.ts'
import { sql } from 'kysely'
import type { Tx } from '#db/connect.ts'
import { type Heard, hearing } from '#sync/queries.ts'
import type { Scope } from '#sync/scope.ts'

const valid = (table: string, day: Day) =>
  sql`${sql.ref(`${table}.valid_from`)} <= ${day} AND (${sql.ref(`${table}.valid_to`)} IS NULL OR ${day} < ${sql.ref(`${table}.valid_to`)})`

export type ScopeParts = { member: Scope['member'] | null } & Pick<
  Scope,
  'teams' | 'areas' | 'members' | 'gatherings'
>

/**
 * A member's card, teams, areas and colleagues on a day, and that its device was heard, in one statement: every idle
 * pull of every phone asks for it.
 */
export const readScope = async (
  tx: Tx,
  memberId: string,
  day: Day,
  heard: Heard & { deviceId: string },
): Promise<ScopeParts> => {
  const { rows } = await sql<ScopeParts>`WITH heard AS (${hearing(heard.deviceId, heard)}), mine AS (
      SELECT team_id, role FROM membership WHERE member_id = ${memberId} AND role <> 'specialist' AND ${valid('membership', day)})
    SELECT
      (SELECT jsonb_build_object('id', id, 'name', name, 'cardCode', card_code, 'cardUntil', card_until, 'skills',
          coalesce((SELECT jsonb_agg(skill ORDER BY skill) FROM member_skill WHERE member_id = member.id), '[]'))
        FROM member WHERE id = ${memberId}) AS member,
      coalesce((SELECT jsonb_agg(jsonb_build_object('id', team.id, 'name', team.name, 'localName', team.local_name, 'role', mine.role,
          'communeId', commune.id, 'communeName', commune.name, 'communeKind', commune.kind, 'provinceName', province.name)
          ORDER BY team.sort_key, team.id)
        FROM mine JOIN team ON team.id = mine.team_id JOIN unit commune ON commune.id = team.commune_id
        JOIN unit province ON province.id = commune.parent_id), '[]') AS teams,
      coalesce((SELECT jsonb_agg(jsonb_build_object('id', area.id, 'name', area.name, 'teamId', team_area.team_id,
          'villageId', village.id, 'villageName', village.name, 'villageKind', village.kind)
          ORDER BY area.sort_key, area.id, team_area.team_id)
        FROM mine JOIN team_area ON team_area.team_id = mine.team_id JOIN area ON area.id = team_area.area_id
        JOIN area_village ON area_village.area_id = area.id JOIN unit village ON village.id = area_village.village_id
        WHERE ${valid('team_area', day)} AND ${valid('area_village', day)}), '[]') AS areas,
      coalesce((SELECT jsonb_agg(jsonb_build_object('id', member.id, 'teamId', membership.team_id, 'name', member.name,
          'role', membership.role, 'phone', member.phone) ORDER BY member.sort_key, member.id, membership.team_id)
        FROM mine JOIN membership ON membership.team_id = mine.team_id JOIN member ON member.id = membership.member_id
        WHERE ${valid('membership', day)} AND member.state <> 'left'), '[]') AS members,
      coalesce((SELECT jsonb_agg(jsonb_build_object('id', g.id, 'kind', g.kind, 'title', g.title, 'day', g.day::text, 'hours', g.hours, 'place', g.place,
          'topics', g.topics, 'teamId', mine.team_id, 'host', g.team_id = mine.team_id) ORDER BY g.day, g.hours, g.id)
        FROM mine JOIN team ON team.id = mine.team_id JOIN gathering g ON g.commune_id = team.commune_id
          AND g.day BETWEEN ${day}::date - 7 AND ${day}::date + 14 AND g.cancelled_at IS NULL AND (g.team_id = mine.team_id OR mine.team_id = ANY(g.helper_ids))), '[]') AS gatherings`.execute(
    tx,
  )
  return rows[0]!
}
