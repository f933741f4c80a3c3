import { REQUEST_DAYS_MOST, RESOLVED } from '@tung-nha/model/fact/facts.ts'
import { type RawBuilder, sql } from 'kysely'
import { type CountRules, NO_TEAM } from '#facts/rules.ts'

/** Which rows to count: some areas, and of these the days for which `on(day)` holds (the table's alias is `t`). */
export type Pick = { areas: readonly number[]; on: (day: RawBuilder<unknown>) => RawBuilder<unknown> }

/** Days of areas, as pairs. */
export const daysOfAreas = (pairs: readonly { area_id: number; day: string }[]): Pick => {
  const areas = pairs.map(pair => pair.area_id)
  const days = pairs.map(pair => pair.day)
  return {
    areas: [...new Set(areas)],
    on: day => sql`EXISTS (SELECT 1 FROM unnest(${areas}::int[], ${days}::date[]) p (area_id, day)
      WHERE p.area_id = t.area_id AND p.day = ${day})`,
  }
}

/** All days of areas from one to another, both included. */
export const spanOfAreas = (areas: readonly number[], from: string, last: string): Pick => ({
  areas,
  on: day => sql`${day} BETWEEN ${from}::date AND ${last}::date`,
})

/**
 * A planned gathering counts once: by the first record of the team that hosts it. What a second member writes of it, or a
 * team that helped, tells what they did and whom they named, and adds no attendance.
 */
const isCountedElsewhere = sql`CASE WHEN t.body ? 'helps' THEN true WHEN t.body ? 'plannedId' THEN EXISTS (SELECT 1 FROM activity first
  WHERE first.area_id = t.area_id AND first.day = t.day AND first.id < t.id AND NOT first.voided
    AND first.body->>'plannedId' = t.body->>'plannedId' AND NOT first.body ? 'helps') ELSE false END`

/**
 * The flows, one row for each activity or request that counts: (area_id, day, team_id, fact, n, id). Counting sums
 * them; "Số này từ đâu?" lists them: the same SQL, so that a figure and its source cannot disagree.
 */
export const flowRows = (pick: Pick, rules: CountRules): RawBuilder<unknown> => {
  const groupOf = JSON.stringify(Object.fromEntries(rules.skills.map(skill => [skill.key, skill.group])))
  return sql`
  WITH act AS MATERIALIZED (
    SELECT t.area_id, t.id, t.kind, t.day, t.team_id, t.body, t.body->>'outcome' AS outcome, c.unnamed, ${isCountedElsewhere} AS elsewhere,
      CASE WHEN t.kind = 'home_visit' THEN c.named + c.unnamed
        ELSE greatest(c.named + c.unnamed, (t.body->>'attendance')::int) END AS times
    FROM activity t CROSS JOIN LATERAL (
      SELECT jsonb_array_length(t.body->'guided') AS named,
        (SELECT coalesce(sum((u->>'count')::int), 0)::int FROM jsonb_array_elements(t.body->'unnamed') u) AS unnamed) c
    WHERE t.area_id = ANY(${[...pick.areas]}::int[]) AND NOT t.voided AND t.body ? 'outcome' AND ${pick.on(sql`t.day`)}
  ),
  guided AS (SELECT * FROM act WHERE outcome IN ('guided', 'held') AND NOT elsewhere),
  people AS (
    SELECT g.area_id, g.id, g.day, 1 AS n, (p->>'residentId')::uuid AS resident, p->'observations' AS seen, NULL AS band
    FROM guided g, jsonb_array_elements(g.body->'guided') p
    UNION ALL
    SELECT g.area_id, g.id, g.day, (p->>'count')::int, NULL, p->'observations', p->>'ageBand'
    FROM guided g, jsonb_array_elements(g.body->'unnamed') p
  ),
  in_group AS ( -- a gathering about a skill touched its group for everyone there
    SELECT g.area_id, g.id, ${groupOf}::jsonb->>topic AS grp, g.times AS n
    FROM guided g, jsonb_array_elements_text(coalesce(g.body->'topics', '[]')) topic WHERE g.kind <> 'home_visit'
    UNION ALL
    SELECT p.area_id, p.id, s.grp, sum(p.n)
    FROM people p CROSS JOIN LATERAL (
      SELECT DISTINCT ${groupOf}::jsonb->>(o->>'skill') AS grp FROM jsonb_array_elements(p.seen) o) s
    GROUP BY 1, 2, 3
  ),
  counted (area_id, id, fact, n) AS (
    SELECT area_id, id, 'visits', 1 FROM act WHERE kind = 'home_visit'
    UNION ALL SELECT area_id, id, 'visits_' || outcome, 1 FROM act
      WHERE kind = 'home_visit' AND outcome IN ('guided', 'nobody_home', 'refused')
    UNION ALL SELECT area_id, id, 'guidance_times', times FROM guided
    UNION ALL SELECT area_id, id, 'guidance_unnamed', unnamed FROM guided
    UNION ALL SELECT area_id, id, 'guidance_times_' || grp, max(n) FROM in_group WHERE grp IS NOT NULL GROUP BY area_id, id, grp
    UNION ALL SELECT p.area_id, p.id, 'guidance_times_60', sum(p.n) FROM people p
      LEFT JOIN resident r ON r.area_id = p.area_id AND r.id = p.resident AND r.area_id = ANY(${[...pick.areas]}::int[])
      WHERE p.band = 'from60' OR (jsonb_array_length(p.seen) > 0 AND extract(year FROM p.day) - r.birth_year >= 60)
      GROUP BY 1, 2
    UNION ALL SELECT area_id, id, 'dossiers_self',
      (body->'dossiers'->>'self')::int + (body->'dossiers'->>'selfGuided')::int FROM act WHERE body ? 'dossiers'
    UNION ALL SELECT area_id, id, 'dossiers_self_guided', (body->'dossiers'->>'selfGuided')::int FROM act WHERE body ? 'dossiers'
    UNION ALL SELECT area_id, id, 'dossiers_behalf', (body->'dossiers'->>'behalf')::int FROM act WHERE body ? 'dossiers'
    UNION ALL SELECT area_id, id, 'group_sessions', 1 FROM act WHERE kind <> 'home_visit' AND NOT elsewhere
    UNION ALL SELECT area_id, id, 'group_attendance', times FROM act WHERE kind <> 'home_visit' AND NOT elsewhere
    UNION ALL SELECT DISTINCT a.area_id, a.id, 'difficulty_' || d, 1 FROM act a, jsonb_array_elements_text(a.body->'difficulties') d
  ),
  asked AS (
    SELECT t.area_id, t.id, t.opened_on, t.closed_on, t.result, least(greatest(t.closed_on - t.opened_on, 0), ${REQUEST_DAYS_MOST}::int) AS days
    FROM request t WHERE t.area_id = ANY(${[...pick.areas]}::int[]) AND NOT t.removed
      AND (${pick.on(sql`t.opened_on`)} OR ${pick.on(sql`t.closed_on`)})
  ),
  answered (area_id, id, day, fact) AS (
    SELECT area_id, id, opened_on, 'requests_received' FROM asked
    -- on the day it came, so that the share resolved of those received is never above 100 %
    UNION ALL SELECT area_id, id, opened_on, 'requests_resolved' FROM asked WHERE closed_on IS NOT NULL AND result = ANY(${[...RESOLVED]}::text[])
    UNION ALL SELECT area_id, id, closed_on, 'requests_closed' FROM asked WHERE closed_on IS NOT NULL
    UNION ALL SELECT area_id, id, closed_on, 'request_days_' || days FROM asked
      WHERE closed_on IS NOT NULL AND result = ANY(${[...RESOLVED]}::text[])
  )
  SELECT c.area_id, a.day, a.team_id, c.fact, c.n::bigint AS n, c.id
  FROM counted c JOIN act a ON a.area_id = c.area_id AND a.id = c.id WHERE c.n > 0
  UNION ALL
  SELECT t.area_id, t.day, coalesce(
      (SELECT l.team_id FROM team_area l JOIN team ON team.id = l.team_id
       WHERE l.area_id = t.area_id AND l.valid_from <= t.day AND (l.valid_to IS NULL OR t.day < l.valid_to)
       ORDER BY team.level = 'village' DESC, l.team_id LIMIT 1), ${NO_TEAM}::uuid), t.fact, 1, t.id
  FROM answered t WHERE ${pick.on(sql`t.day`)}`
}
