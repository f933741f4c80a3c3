import { FLUENT_FROM_AGE } from '@tung-nha/model/skill/attainment.ts'
import { SKILL_GROUPS } from '@tung-nha/model/skill/skill.ts'
import { type RawBuilder, sql } from 'kysely'
import { type CountRules, NO_TEAM } from '#facts/rules.ts'

/** Before any day that is kept: the year 1 stands for "always". */
const ALWAYS = sql`'0001-01-01'::date`
const NEVER = sql`'9999-12-31'::date`

/** The day in Vietnam of a clock's stamp (UTC+7 all year). */
const dayOfClock = sql`((c->>0)::timestamptz AT TIME ZONE 'UTC' + interval '7 hours')::date`

/** The day someone reaches an age: 1 January, since only the year of birth is known; an unknown year is grown up. */
const reaches = (age: RawBuilder<unknown>) =>
  sql`CASE WHEN p.birth_year IS NULL OR ${age} = 0 THEN ${ALWAYS} ELSE make_date(p.birth_year + ${age}, 1, 1) END`

/** The day on which a field of a row got its present value. */
const since = (field: string) => sql`max(d) FILTER (WHERE c ? ${sql.lit(field)})`

/** Homes that are shown in another row or have left (area_id, id, one_id, moved_to): few, and read by their own index. */
export const homesElsewhere = (areas: readonly number[]): RawBuilder<unknown> => sql`
  SELECT area_id, id, one_id, moved_to FROM household
  WHERE area_id = ANY(${[...areas]}::int[]) AND (one_id IS NOT NULL OR moved_to IS NOT NULL)`

/**
 * Whether a row counts: it stands alone and is here, or the row that stands for it is. The same as `removed` of the views
 * one_household and one_resident, which take longer to plan than such a count to run.
 */
export const isHere = (table: 'household' | 'resident', row: string): RawBuilder<unknown> => {
  const own = (field: string) => sql.ref(`${row}.${field}`)
  return sql`CASE WHEN ${own('one_id')} IS NULL THEN NOT ${own('removed')} AND ${own('moved_to')} IS NULL
    ELSE EXISTS (SELECT 1 FROM ${sql.table(table)} standing WHERE standing.area_id = ${own('area_id')} AND standing.id = ${own('one_id')}
      AND NOT standing.removed AND standing.moved_to IS NULL) END`
}

/** Guided visits to homes before they came to an area: (area_id, id, day). */
export const earlierGuided = (areas: readonly number[]): RawBuilder<unknown> => sql`
  SELECT h.area_id, coalesce(h.one_id, h.id) AS id, (v->>1)::date AS day FROM household h, jsonb_array_elements(h.earlier) v
  WHERE h.area_id = ANY(${[...areas]}::int[]) AND h.earlier IS NOT NULL AND ${isHere('household', 'h')}
    AND v->>2 = 'home_visit' AND v->>3 = 'guided' AND v->>4 = '0'`

/**
 * The stocks as changes, one row for each home, person or request that enters (+1) or leaves (-1) a count:
 * (area_id, day, team_id, fact, n, id). The whole history of the areas each time: a level that is seen today for a day of
 * last month changes every day since. Rules: model/skill/attainment.ts; that both agree is tested.
 */
export const stockRows = (areas: readonly number[], rules: CountRules): RawBuilder<unknown> => {
  const core = rules.skills.filter(skill => skill.core)
  return sql`
  WITH away AS MATERIALIZED (${away(areas)}),
  home AS MATERIALIZED (
    SELECT h.area_id, h.id, h.sells, h.sells_online, h.takes_qr, h.names_refused, k.*
    FROM one_household h CROSS JOIN LATERAL (
      SELECT ${since('born')} AS born, CASE WHEN h.removed THEN ${since('removed')} ELSE ${NEVER} END AS gone,
        ${since('sells')} AS sells_on, ${since('sellsOnline')} AS online_on, ${since('takesQr')} AS qr_on, ${since('namesRefused')} AS refused_on
      FROM (SELECT c, ${dayOfClock} AS d FROM jsonb_array_elements(h.clocks) c) x) k
    WHERE h.area_id = ANY(${[...areas]}::int[]) AND k.born IS NOT NULL AND k.gone IS NOT NULL
  ),
  person AS MATERIALIZED (
    SELECT r.area_id, r.id, r.household_id, r.birth_year, r.conditions, r.observations, coalesce(h.sells, false) AS sells,
      k.born, least(k.gone, h.gone) AS gone, k.phone_on, k.eid2_on, k.account_on, k.signature_on
    FROM one_resident r CROSS JOIN LATERAL (
      SELECT ${since('born')} AS born, CASE WHEN r.removed THEN ${since('removed')} ELSE ${NEVER} END AS gone,
        ${since('smartphone')} AS phone_on, ${since('eid2')} AS eid2_on, ${since('account')} AS account_on, ${since('signature')} AS signature_on
      FROM (SELECT c, ${dayOfClock} AS d FROM jsonb_array_elements(r.clocks) c) x) k
    LEFT JOIN home h ON h.area_id = r.area_id AND h.id = r.household_id
    WHERE r.area_id = ANY(${[...areas]}::int[]) AND k.born IS NOT NULL AND k.gone IS NOT NULL
  ),
  seen AS MATERIALIZED (
    SELECT p.area_id, p.id, p.household_id, p.birth_year, p.sells, o->>0 AS skill, o->>1 AS level, (o->>2)::date AS day, i
    FROM person p, jsonb_array_elements(p.observations) WITH ORDINALITY x (o, i) WHERE o->>4 = '0'
  ),
  core (skill, grp, from_age, everyone) AS (
    SELECT * FROM unnest(${core.map(s => s.key)}::text[], ${core.map(s => s.group)}::text[], ${core.map(s => s.fromAge)}::int[],
      ${core.map(s => s.forWhom === 'everyone')}::boolean[])
  ),
  -- only people who did one core skill of a group alone can ever have reached it
  hopeful AS (
    SELECT DISTINCT p.area_id, p.id, p.birth_year, p.sells, core.grp FROM seen p JOIN core USING (skill) WHERE p.level IN ('3', '4')
  ),
  needed AS (
    SELECT p.area_id, p.id, p.grp, core.skill, ${reaches(sql`core.from_age`)} AS applies_on
    FROM hopeful p JOIN core ON core.grp = p.grp WHERE core.everyone OR p.sells
  ),
  -- what is known of each needed skill at the end of each day on which it changes; before it applies it does not count
  standing AS (
    SELECT DISTINCT ON (area_id, id, skill, day) area_id, id, grp, skill, day, level FROM (
      SELECT area_id, id, grp, skill, applies_on AS day, NULL AS level, 0 AS i FROM needed
      UNION ALL
      SELECT n.area_id, n.id, n.grp, n.skill, greatest(s.day, n.applies_on), s.level, s.i
      FROM needed n JOIN seen s ON s.area_id = n.area_id AND s.id = n.id AND s.skill = n.skill) x
    ORDER BY area_id, id, skill, day, i DESC
  ),
  flags AS (
    SELECT *, (level IN ('3', '4')) IS TRUE AS done, (level IN ('3', '4') OR level = 'na') IS NOT TRUE AS lacking FROM standing
  ),
  turns AS (
    SELECT area_id, id, grp, day,
      done::int - coalesce(lag(done::int) OVER one, 0) AS done, lacking::int - coalesce(lag(lacking::int) OVER one, 0) AS lacking
    FROM flags WINDOW one AS (PARTITION BY area_id, id, skill ORDER BY day)
  ),
  group_state AS (
    SELECT area_id, id, grp, day AS from_day, sum(sum(done)) OVER so_far > 0 AND sum(sum(lacking)) OVER so_far = 0 AS reached,
      lead(day, 1, ${NEVER}) OVER so_far AS to_day
    FROM turns GROUP BY area_id, id, grp, day WINDOW so_far AS (PARTITION BY area_id, id, grp ORDER BY day)
  ),
  alone AS (
    SELECT g.area_id, g.id, g.grp, p.household_id, p.birth_year, greatest(g.from_day, s.from_day) AS from_day, least(g.to_day, s.to_day) AS to_day
    FROM group_state g JOIN person p ON p.area_id = g.area_id AND p.id = g.id LEFT JOIN away w ON w.area_id = p.area_id AND w.id = p.id
    CROSS JOIN LATERAL (VALUES (p.born, least(p.gone, w.from_day)), (w.to_day, p.gone)) s (from_day, to_day)
    WHERE g.reached AND s.from_day IS NOT NULL AND greatest(g.from_day, s.from_day) < least(g.to_day, s.to_day)
  ),
  fluent_state AS (
    SELECT area_id, id, household_id, day AS from_day, sum(sum(n)) OVER so_far = ${SKILL_GROUPS.length}::int + 1 AS fluent, lead(day, 1, ${NEVER}) OVER so_far AS to_day
    FROM (
      SELECT area_id, id, household_id, from_day AS day, 1 AS n FROM alone
      UNION ALL SELECT area_id, id, household_id, to_day, -1 FROM alone
      UNION ALL SELECT DISTINCT p.area_id, p.id, p.household_id, ${reaches(sql`${FLUENT_FROM_AGE}::int`)}, 1 FROM alone p) x
    GROUP BY area_id, id, household_id, day WINDOW so_far AS (PARTITION BY area_id, id ORDER BY day)
  ),
  fluent AS (SELECT * FROM fluent_state WHERE fluent),
  home_state AS (
    SELECT area_id, household_id, day AS from_day, sum(sum(n)) OVER so_far > 0 AS fluent, lead(day, 1, ${NEVER}) OVER so_far AS to_day
    FROM (SELECT area_id, household_id, from_day AS day, 1 AS n FROM fluent UNION ALL SELECT area_id, household_id, to_day, -1 FROM fluent) x
    GROUP BY area_id, household_id, day WINDOW so_far AS (PARTITION BY area_id, household_id ORDER BY day)
  ),
  review AS (
    SELECT area_id, household_id, min(day) AS day FROM (
      SELECT area_id, household_id, day FROM seen
      UNION ALL
      SELECT a.area_id, coalesce(k.one_id, a.household_id), a.day
      FROM activity a LEFT JOIN (${homesElsewhere(areas)}) k ON k.area_id = a.area_id AND k.id = a.household_id
      WHERE a.area_id = ANY(${[...areas]}::int[]) AND NOT a.voided AND a.kind = 'home_visit' AND a.body->>'outcome' = 'guided'
      UNION ALL ${earlierGuided(areas)}) x
    GROUP BY area_id, household_id
  ),
  -- one line for each stay in a count: from a day, to (not with) a day
  stay (area_id, id, fact, from_day, to_day) AS (
    SELECT area_id, id, 'homes_total', born, gone FROM home
    UNION ALL SELECT h.area_id, h.id, 'homes_reviewed', greatest(h.born, v.day), h.gone
      FROM home h JOIN review v ON v.area_id = h.area_id AND v.household_id = h.id
    UNION ALL SELECT h.area_id, h.id, 'homes_fluent', greatest(h.born, s.from_day), least(h.gone, s.to_day)
      FROM home h JOIN home_state s ON s.area_id = h.area_id AND s.household_id = h.id WHERE s.fluent
    UNION ALL SELECT area_id, id, 'homes_names_refused', greatest(born, refused_on), gone FROM home WHERE names_refused
    UNION ALL SELECT area_id, id, 'businesses_total', greatest(born, sells_on), gone FROM home WHERE sells
    UNION ALL SELECT area_id, id, 'businesses_online', greatest(born, sells_on, online_on), gone FROM home WHERE sells AND sells_online
    UNION ALL SELECT area_id, id, 'businesses_qr', greatest(born, sells_on, online_on, qr_on), gone FROM home WHERE sells AND sells_online AND takes_qr
    UNION ALL SELECT area_id, id, 'people_known', born, gone FROM person
    UNION ALL SELECT p.area_id, p.id, 'people_60', greatest(p.born, make_date(p.birth_year + 60, 1, 1)), p.gone FROM person p WHERE p.birth_year IS NOT NULL
    UNION ALL SELECT area_id, id, 'people_no_smartphone', greatest(born, phone_on), gone FROM person WHERE conditions->>'smartphone' = 'false'
    UNION ALL SELECT area_id, id, 'people_alone_' || grp, from_day, to_day FROM alone
    UNION ALL SELECT area_id, id, 'people_fluent', from_day, to_day FROM fluent
    UNION ALL ${asked('people_14', 'people_14_eid2', 'eid2', 'eid2_on', 14)}
    UNION ALL ${asked('people_15', 'people_15_account', 'account', 'account_on', 15)}
    UNION ALL ${asked('people_18', 'people_18_signature', 'signature', 'signature_on', 18)}
    UNION ALL SELECT t.area_id, t.id, 'requests_open', t.opened_on, coalesce(t.closed_on, ${NEVER})
      FROM request t WHERE t.area_id = ANY(${[...areas]}::int[]) AND NOT t.removed
  )
  SELECT s.area_id, e.day, ${NO_TEAM}::uuid AS team_id, s.fact, e.n::bigint AS n, s.id
  FROM stay s CROSS JOIN LATERAL (VALUES (s.from_day, 1), (s.to_day, -1)) e (day, n)
  WHERE s.from_day < s.to_day AND e.day < ${NEVER}
  UNION ALL
  SELECT s.area_id, e.day, ${NO_TEAM}::uuid, s.fact, e.n::bigint, s.id
  FROM stay s JOIN away w ON w.area_id = s.area_id AND w.id = s.id
  CROSS JOIN LATERAL (VALUES (greatest(s.from_day, w.from_day), -1), (least(s.to_day, w.to_day), 1)) e (day, n)
  WHERE greatest(s.from_day, w.from_day) < least(s.to_day, w.to_day)`
}

/** Homes and people who left an area and came back: (area_id, id, from_day, to_day), the last time they were elsewhere. */
const away = (areas: readonly number[]): RawBuilder<unknown> => {
  const gaps = (table: 'household' | 'resident') => sql`
    SELECT r.area_id, r.id, k.from_day, k.to_day FROM ${sql.table(table)} r CROSS JOIN LATERAL (
      SELECT max(d) FILTER (WHERE c ? 'left') AS from_day, max(d) FILTER (WHERE c ? 'arrived') AS to_day
      FROM (SELECT c, ${dayOfClock} AS d FROM jsonb_array_elements(r.clocks) c) x) k
    WHERE r.area_id = ANY(${[...areas]}::int[]) AND r.came_from IS NOT NULL AND k.from_day < k.to_day`
  return sql`${gaps('household')} UNION ALL ${gaps('resident')}`
}

/** People of an age whose answer is known, and of these the ones who said yes. */
const asked = (all: string, yes: string, field: string, on: string, age: number) => sql`
  SELECT p.area_id, p.id, f.fact, greatest(p.born, p.${sql.ref(on)}, ${reaches(sql.lit(age))}), p.gone
  FROM person p CROSS JOIN LATERAL (VALUES (${sql.lit(all)}), (CASE WHEN p.conditions->>${sql.lit(field)} = 'true' THEN ${sql.lit(yes)} END)) f (fact)
  WHERE p.conditions ? ${sql.lit(field)} AND f.fact IS NOT NULL`
