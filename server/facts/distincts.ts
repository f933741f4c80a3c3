import {
  type Period,
  type PeriodRule,
  spanOf,
  spanOfKey,
  yearToDatePeriods,
} from '@tung-nha/model/indicator/period.ts'
import { type RawBuilder, sql } from 'kysely'
import { NO_TEAM } from '#facts/rules.ts'
import { earlierGuided, homesElsewhere, isHere } from '#facts/stocks.ts'

/** The keys of distinct counts with their days, as a table `k (key, from_day, last_day)`. */
export const keyTable = (keys: readonly string[], rule: PeriodRule): RawBuilder<unknown> => {
  const spans = keys.map(key => spanOfKey(key, rule))
  return sql`unnest(${[...keys]}::text[], ${spans.map(s => s.from)}::date[], ${spans.map(s => s.last)}::date[]) k (key, from_day, last_day)`
}

/** What may count once in a period: (area_id, team_id, fact, id, day). For the whole area, homes also for each team. */
const occasions = (areas: readonly number[]): RawBuilder<unknown> => sql`
  SELECT a.area_id, w.team_id, 'homes_guided' AS fact, coalesce(k.one_id, a.household_id) AS id, a.day
  FROM activity a CROSS JOIN LATERAL (VALUES (${NO_TEAM}::uuid), (a.team_id)) w (team_id)
  LEFT JOIN (${homesElsewhere(areas)}) k ON k.area_id = a.area_id AND k.id = a.household_id
  LEFT JOIN (${homesElsewhere(areas)}) h ON h.area_id = a.area_id AND h.id = coalesce(k.one_id, a.household_id) AND h.moved_to IS NOT NULL
  WHERE a.area_id = ANY(${[...areas]}::int[]) AND NOT a.voided AND a.kind = 'home_visit'
    AND a.body->>'outcome' = 'guided' AND a.household_id IS NOT NULL
    AND (h.id IS NULL OR w.team_id <> ${NO_TEAM}::uuid) -- a home counts where it is now, the work with the team that did it
  UNION ALL
  SELECT x.area_id, ${NO_TEAM}::uuid, 'homes_guided', x.id, x.day FROM (${earlierGuided(areas)}) x
  UNION ALL
  SELECT r.area_id, ${NO_TEAM}::uuid, 'people_guided', coalesce(r.one_id, r.id), (o->>2)::date
  FROM resident r CROSS JOIN LATERAL jsonb_array_elements(r.observations) o
  WHERE r.area_id = ANY(${[...areas]}::int[]) AND ${isHere('resident', 'r')} AND o->>4 = '0'`

/** The homes or people that count in one reporting month: (area_id, team_id, fact, id). */
export const distinctRows = (
  areas: readonly number[],
  period: Period,
  rule: PeriodRule,
): RawBuilder<unknown> => {
  const { from, last } = spanOf(period, rule)
  return sql`SELECT DISTINCT area_id, team_id, fact, id FROM (${occasions(areas)}) x WHERE day BETWEEN ${from} AND ${last}`
}

/**
 * The distinct counts of some keys: (area_id, period, team_id, fact, n). Whoever came first in March counts in the year
 * to March and to every later month, so the year needs one look at each home or person and not one a month.
 */
export const distinctCounts = (
  areas: readonly number[],
  keys: readonly string[],
  rule: PeriodRule,
): RawBuilder<unknown> => {
  const years = [...new Set(keys.map(key => key.replace('ytd:', '').slice(0, 4)))]
  const months = years.flatMap(year => yearToDatePeriods(`${year}-12`))
  return sql`
  WITH month (month, from_day, last_day) AS (SELECT * FROM ${keyTable(months, rule)}),
  met AS (
    SELECT DISTINCT area_id, team_id, fact, id, month, left(month, 4) AS year
    FROM (${occasions(areas)}) x JOIN month ON x.day BETWEEN month.from_day AND month.last_day
  ),
  first_met AS (
    SELECT area_id, team_id, fact, year, month, count(*) AS n
    FROM (SELECT area_id, team_id, fact, id, year, min(month) AS month FROM met GROUP BY 1, 2, 3, 4, 5) x GROUP BY 1, 2, 3, 4, 5
  )
  SELECT area_id, month AS period, team_id, fact, count(*) AS n FROM met WHERE month = ANY(${[...keys]}::text[]) GROUP BY 1, 2, 3, 4
  UNION ALL
  SELECT f.area_id, 'ytd:' || m.month, f.team_id, f.fact, sum(f.n)::bigint
  FROM first_met f JOIN month m ON left(m.month, 4) = f.year AND m.month >= f.month
  WHERE 'ytd:' || m.month = ANY(${[...keys]}::text[]) GROUP BY 1, 2, 3, 4`
}
