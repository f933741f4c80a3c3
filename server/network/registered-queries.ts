import type { Day } from '@tung-nha/model/kit/day.ts'
import type { Count } from '@tung-nha/model/network/picture.ts'
import { sql } from 'kysely'
import type { Tx } from '#db/connect.ts'

/**
 * Counts anew, for communes whose teams or members have changed, from which day on how many were registered: teams that
 * work, and people who are active in one of them, each once in a commune. Specialists from outside are not members. A
 * state holds from its day until the day of any state recorded later; before the first one recorded a person counts only
 * when it tells of an end (paused, left), and one of whom no state is recorded is what the member's row says.
 * The locks last until the transaction ends, so that two changes at once do not count past each other.
 */
export const recountRegistered = async (tx: Tx, communeIds: readonly number[]): Promise<void> => {
  const ids = [...new Set(communeIds)].sort((a, b) => a - b)
  const communes = sql`ANY(${ids}::int[])`
  await sql`SELECT pg_advisory_xact_lock(1955, id) FROM unnest(${ids}::int[]) id`.execute(tx)
  await sql`
    WITH served AS (
      SELECT id, commune_id, daterange(formed_on, dissolved_on) AS span FROM team
      WHERE commune_id = ${communes} AND (dissolved_on IS NULL OR formed_on < dissolved_on)
    ), belonged AS (
      SELECT served.commune_id, m.id, m.state, range_agg(served.span * daterange(s.valid_from, s.valid_to)) AS spans,
        bool_and(s.valid_to IS NOT NULL) AS ended
      FROM served JOIN membership s ON s.team_id = served.id AND s.role <> 'specialist' AND (s.valid_to IS NULL OR s.valid_from < s.valid_to)
      JOIN member m ON m.id = s.member_id GROUP BY served.commune_id, m.id
    ), told AS (
      SELECT e.member_id, e.n, e.state, e.day, min(e.day) OVER (PARTITION BY e.member_id ORDER BY e.n ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING) AS next_day
      FROM member_event e WHERE e.member_id IN (SELECT id FROM belonged)
    ), worked AS (
      SELECT member_id, range_agg(span) AS spans FROM (
        SELECT member_id, daterange(day, next_day) AS span FROM told WHERE state IN ('active', 'left') AND (next_day IS NULL OR day < next_day)
        UNION ALL SELECT member_id, daterange(NULL, least(day, next_day)) FROM told WHERE n = 1 AND state IN ('paused', 'left')) x
      GROUP BY member_id
    ), counted AS (
      SELECT b.commune_id, unnest(b.spans * coalesce(worked.spans, datemultirange(daterange(NULL, NULL)))) AS span
      FROM belonged b LEFT JOIN worked ON worked.member_id = b.id
      WHERE CASE WHEN EXISTS (SELECT 1 FROM told WHERE told.member_id = b.id) THEN worked.spans IS NOT NULL AND (b.state <> 'left' OR b.ended)
        ELSE b.state = 'active' OR (b.state = 'left' AND b.ended) END
    ), change AS (
      SELECT commune_id, lower(span) AS day, 1 AS teams, 0 AS members FROM served
      UNION ALL SELECT commune_id, upper(span), -1, 0 FROM served
      UNION ALL SELECT commune_id, lower(span), 0, 1 FROM counted
      UNION ALL SELECT commune_id, upper(span), 0, -1 FROM counted
    ), fresh AS (
      SELECT commune_id, day, sum(teams)::int AS teams, sum(members)::int AS members FROM change WHERE day IS NOT NULL
      GROUP BY commune_id, day HAVING sum(teams) <> 0 OR sum(members) <> 0
    ), gone AS (
      DELETE FROM registered_day held WHERE commune_id = ${communes} AND NOT EXISTS (
        SELECT 1 FROM fresh WHERE fresh.commune_id = held.commune_id AND fresh.day = held.day)
    )
    INSERT INTO registered_day AS held (commune_id, day, teams, members) SELECT commune_id, day, teams, members FROM fresh
    ON CONFLICT (commune_id, day) DO UPDATE SET teams = excluded.teams, members = excluded.members
    WHERE (held.teams, held.members) IS DISTINCT FROM (excluded.teams, excluded.members)`.execute(tx)
}

/**
 * Teams and active members registered on a day, by the province their commune lay in then. A commune of today counts in
 * the old province its own parts lay in: none was made of two. Who left counts until the day of leaving.
 */
export const registeredOn = async (tx: Tx, day: Day): Promise<Map<number, Count>> => {
  const { rows } = await sql<Count & { province: number }>`
    WITH RECURSIVE counted AS (
      SELECT commune_id, sum(teams)::int AS teams, sum(members)::int AS members FROM registered_day WHERE day <= ${day}
      GROUP BY commune_id
    ), placed AS (
      SELECT counted.*, u.path[2] AS province,
        (u.valid_from IS NULL OR u.valid_from <= ${day}) AND (u.valid_to IS NULL OR ${day} < u.valid_to) AS lasts
      FROM counted JOIN unit u ON u.id = counted.commune_id
    ), way AS (
      SELECT commune_id AS origin, commune_id AS id FROM placed WHERE NOT lasts
      UNION
      SELECT way.origin, s.from_id FROM way JOIN succession s ON s.to_id = way.id AND s.share <> 'area'
    ), held AS (
      SELECT way.origin, min(u.path[2]) AS province FROM way JOIN unit u ON u.id = way.id
        AND (u.valid_from IS NULL OR u.valid_from <= ${day}) AND (u.valid_to IS NULL OR ${day} < u.valid_to)
      GROUP BY way.origin
    )
    SELECT coalesce(held.province, placed.province) AS province, sum(placed.teams)::int AS teams, sum(placed.members)::int AS members
    FROM placed LEFT JOIN held ON held.origin = placed.commune_id GROUP BY 1`.execute(tx)
  return new Map(rows.map(({ province, teams, members }) => [province, { teams, members }]))
}
