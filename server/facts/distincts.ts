import { type PeriodRule, spanOfKey } from '@tung-nha/model/indicator/period.ts'
import { type RawBuilder, sql } from 'kysely'
import { NO_TEAM } from '#facts/rules.ts'

/** The keys of distinct counts with their days, as a table `k (key, from_day, last_day)`. */
export const keyTable = (keys: readonly string[], rule: PeriodRule): RawBuilder<unknown> => {
  const spans = keys.map(key => spanOfKey(key, rule))
  return sql`unnest(${[...keys]}::text[], ${spans.map(s => s.from)}::date[], ${spans.map(s => s.last)}::date[]) k (key, from_day, last_day)`
}

/**
 * The distinct counts, one row for each home or person that counts in a period: (area_id, period, team_id, fact, id).
 * For the whole area, and homes also for each team, since two teams may guide the same home.
 */
export const distinctRows = (
  areas: readonly number[],
  keys: readonly string[],
  rule: PeriodRule,
): RawBuilder<unknown> => sql`
  WITH visit AS (
    SELECT k.key, a.area_id, a.team_id, a.household_id FROM activity a JOIN ${keyTable(keys, rule)} ON a.day BETWEEN k.from_day AND k.last_day
    WHERE a.area_id = ANY(${[...areas]}::int[]) AND NOT a.voided AND a.kind = 'home_visit'
      AND a.body->>'outcome' = 'guided' AND a.household_id IS NOT NULL
  )
  SELECT DISTINCT area_id, key AS period, ${NO_TEAM}::uuid AS team_id, 'homes_guided' AS fact, household_id AS id FROM visit
  UNION ALL SELECT DISTINCT area_id, key, team_id, 'homes_guided', household_id FROM visit
  UNION ALL SELECT DISTINCT r.area_id, k.key, ${NO_TEAM}::uuid, 'people_guided', r.id
    FROM resident r CROSS JOIN LATERAL jsonb_array_elements(r.observations) o JOIN ${keyTable(keys, rule)} ON (o->>2)::date BETWEEN k.from_day AND k.last_day
    WHERE r.area_id = ANY(${[...areas]}::int[]) AND NOT r.removed AND o->>4 = '0'`
