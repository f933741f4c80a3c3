import { STOCKS } from '@tung-nha/model/fact/facts.ts'
import { type DaySpan, type PeriodRule, periodOf } from '@tung-nha/model/indicator/period.ts'
import type { Day, Instant } from '@tung-nha/model/kit/day.ts'
import { sql } from 'kysely'
import type { Tx } from '#db/connect.ts'

/** A change of one area's (or commune's) count; `period` instead of `day` for distinct counts. */
export type DayChange = { area_id: number; day: Day; fact: string; d: number }
export type PeriodChange = { area_id: number; period: string; fact: string; d: number }
export type UnitChange = { unit_id: number; key: string; fact: string; d: number }

/** The links of today's truth, or those along which the tree holds the counts until now. */
export type Links = 'area_village' | 'area_tree'

const stocks = new Set(STOCKS)

/**
 * Adds changes of areas to every unit above them. A flow goes to the units that held the area on its day. A stock is a
 * state, so when the area moves it moves along: out of the old village on the day of the change, into the new one.
 */
export const dayChangesOfUnits = async (
  tx: Tx,
  changes: readonly DayChange[],
  links: Links = 'area_village',
): Promise<UnitChange[]> => {
  if (changes.length === 0) return []
  const { rows } = await sql<UnitChange>`
    WITH change AS (
      SELECT * FROM unnest(${changes.map(c => c.area_id)}::int[], ${changes.map(c => c.day)}::date[], ${changes.map(c => c.fact)}::text[],
        ${changes.map(c => c.d)}::bigint[], ${changes.map(c => stocks.has(c.fact))}::boolean[]) c (area_id, day, fact, d, stock)
    ),
    link AS (
      SELECT l.area_id, l.valid_from, l.valid_to, u.path FROM ${sql.table(links)} l JOIN unit u ON u.id = l.village_id
      WHERE l.area_id = ANY(${[...new Set(changes.map(c => c.area_id))]}::int[])
    ),
    moved AS (
      SELECT l.path, greatest(c.day, CASE WHEN c.stock THEN l.valid_from END) AS day, c.fact, c.d
      FROM change c JOIN link l ON l.area_id = c.area_id AND (l.valid_to IS NULL OR c.day < l.valid_to) AND (l.valid_from <= c.day OR c.stock)
      UNION ALL
      SELECT l.path, l.valid_to, c.fact, -c.d FROM change c JOIN link l ON l.area_id = c.area_id AND c.stock AND c.day < l.valid_to
    )
    SELECT unit_id, day::text AS key, fact, sum(d) AS d FROM moved CROSS JOIN unnest(path) unit_id GROUP BY 1, 2, 3 HAVING sum(d) <> 0`.execute(
    tx,
  )
  return rows.map(row => ({ ...row, d: Number(row.d) }))
}

/** The same for distinct counts: an area counts where it lies on the last day of the period. */
export const periodChangesOfUnits = async (
  tx: Tx,
  changes: readonly PeriodChange[],
  spanOf: (key: string) => DaySpan,
  links: Links = 'area_village',
): Promise<UnitChange[]> => {
  if (changes.length === 0) return []
  const { rows } = await sql<UnitChange>`
    SELECT unit_id, c.period AS key, c.fact, sum(c.d) AS d
    FROM unnest(${changes.map(c => c.area_id)}::int[], ${changes.map(c => c.period)}::text[], ${changes.map(c => spanOf(c.period).last)}::date[],
      ${changes.map(c => c.fact)}::text[], ${changes.map(c => c.d)}::bigint[]) c (area_id, period, last_day, fact, d)
    JOIN ${sql.table(links)} l ON l.area_id = c.area_id AND l.valid_from <= c.last_day AND (l.valid_to IS NULL OR c.last_day < l.valid_to)
    JOIN unit u ON u.id = l.village_id CROSS JOIN unnest(u.path) unit_id
    GROUP BY 1, 2, 3 HAVING sum(c.d) <> 0`.execute(tx)
  return rows.map(row => ({ ...row, d: Number(row.d) }))
}

/** Changes of days summed to reporting months, so that a screen reads a dozen rows a fact and not one for each day. */
export const monthsOf = (changes: readonly UnitChange[], rule: PeriodRule): UnitChange[] => {
  const sums = new Map<string, UnitChange>()
  for (const change of changes) {
    const key = periodOf(change.key, rule)
    const id = `${change.unit_id} ${change.fact} ${key}`
    const held = sums.get(id)
    if (held) held.d += change.d
    else sums.set(id, { ...change, key })
  }
  return [...sums.values()].filter(change => change.d !== 0)
}

// Every writer takes the rows of the tree in this one order, so that two of them wait and never lock each other out.
const inOrder = (changes: readonly UnitChange[]) =>
  [...changes].sort(
    (a, b) => a.unit_id - b.unit_id || (a.fact < b.fact ? -1 : a.fact > b.fact ? 1 : a.key < b.key ? -1 : 1),
  )

const columns = (changes: readonly UnitChange[]) => {
  const sorted = inOrder(changes)
  return sql`unnest(${sorted.map(c => c.unit_id)}::int[], ${sorted.map(c => c.fact)}::text[], ${sorted.map(c => c.key)}::text[], ${sorted.map(c => c.d)}::bigint[])`
}

/** Writes changes of units: by day, by period, and the time of the change. */
export const writeUnits = async (
  tx: Tx,
  days: readonly UnitChange[],
  periods: readonly UnitChange[],
  now: Instant,
): Promise<void> => {
  if (days.length > 0)
    await sql`INSERT INTO unit_fact AS held (unit_id, fact, day, n) SELECT u, f, k::date, d FROM ${columns(days)} c (u, f, k, d)
      ON CONFLICT (unit_id, fact, day) DO UPDATE SET n = held.n + excluded.n`.execute(tx)
  if (periods.length > 0)
    await sql`INSERT INTO unit_distinct AS held (unit_id, fact, period, n) SELECT u, f, k, d FROM ${columns(periods)} c (u, f, k, d)
      ON CONFLICT (unit_id, fact, period) DO UPDATE SET n = held.n + excluded.n`.execute(tx)
  const units = [...new Set([...days, ...periods].map(change => change.unit_id))].sort((a, b) => a - b)
  if (units.length > 0)
    await sql`INSERT INTO unit_figure_time (unit_id, changed_at) SELECT u, ${now}::timestamptz FROM unnest(${units}::int[]) u
      ON CONFLICT (unit_id) DO UPDATE SET changed_at = excluded.changed_at`.execute(tx)
}
