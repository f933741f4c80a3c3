import type { PeriodRule } from '@tung-nha/model/indicator/period.ts'
import { sql } from 'kysely'
import { setReach, type Tx } from '#db/connect.ts'
import { keyTable } from '#facts/distincts.ts'
import type { UnitChange } from '#facts/tree.ts'

/** Communes that hold or held some areas. */
export const communesOf = async (tx: Tx, areaIds: readonly number[]): Promise<number[]> => {
  const { rows } = await sql<{
    id: number
  }>`SELECT DISTINCT u.parent_id AS id FROM area_village l JOIN unit u ON u.id = l.village_id
    WHERE l.area_id = ANY(${[...areaIds]}::int[]) AND u.parent_id IS NOT NULL ORDER BY 1`.execute(tx)
  return rows.map(row => row.id)
}

// A member who leaves one team of the commune and joins another is one member throughout.
const totals = (communes: readonly number[]) => sql`
  SELECT commune_id, day, sum(n) AS n FROM (
    SELECT commune_id, day, (sum(sum(n)) OVER so_far > 0)::int - coalesce(sum(sum(n)) OVER (so_far ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) > 0, false)::int AS n
    FROM (
      SELECT team.commune_id, s.member_id, e.day, e.n FROM membership s JOIN team ON team.id = s.team_id JOIN member m ON m.id = s.member_id
      CROSS JOIN LATERAL (VALUES (s.valid_from, 1), (s.valid_to, -1)) e (day, n)
      WHERE team.commune_id = ANY(${[...communes]}::int[]) AND m.state NOT IN ('applied', 'left') AND s.role <> 'specialist' AND e.day IS NOT NULL
        AND (s.valid_to IS NULL OR s.valid_from < s.valid_to)) x
    GROUP BY commune_id, member_id, day WINDOW so_far AS (PARTITION BY commune_id, member_id ORDER BY day)) y
  GROUP BY commune_id, day HAVING sum(n) <> 0`

const changesOfTotals = async (tx: Tx, communes: readonly number[]) =>
  (
    await sql<{ commune_id: number; key: string; d: number }>`
      WITH fresh AS (${totals(communes)}),
      held AS (SELECT unit_id AS commune_id, day, n FROM unit_fact WHERE unit_id = ANY(${[...communes]}::int[]) AND fact = 'members_total' AND n <> 0)
      SELECT commune_id, day::text AS key, (coalesce(fresh.n, 0) - coalesce(held.n, 0))::int AS d
      FROM fresh FULL JOIN held USING (commune_id, day) WHERE fresh.n IS DISTINCT FROM held.n`.execute(tx)
  ).rows

/** How many members did something in each period, in one commune; its areas come into reach for it. */
const changesOfActive = async (tx: Tx, commune: number, keys: readonly string[], rule: PeriodRule) => {
  const areas = await sql<{
    area_id: number
  }>`SELECT DISTINCT l.area_id FROM area_village l JOIN unit u ON u.id = l.village_id
    WHERE u.parent_id = ${commune}`.execute(tx)
  const ids = areas.rows.map(row => row.area_id)
  await setReach(tx, ids)
  const { rows } = await sql<{ key: string; d: number }>`
    WITH fresh AS (
      SELECT k.key, count(DISTINCT a.member_id) AS n
      FROM activity a JOIN ${keyTable(keys, rule)} ON a.day BETWEEN k.from_day AND k.last_day
      JOIN area_village l ON l.area_id = a.area_id AND l.valid_from <= a.day AND (l.valid_to IS NULL OR a.day < l.valid_to)
      JOIN unit u ON u.id = l.village_id AND u.parent_id = ${commune}
      WHERE a.area_id = ANY(${ids}::int[]) AND NOT a.voided AND a.body ? 'outcome'
        AND EXISTS (SELECT 1 FROM member m WHERE m.id = a.member_id) GROUP BY k.key
    ),
    held AS (SELECT period AS key, n FROM unit_distinct WHERE unit_id = ${commune} AND fact = 'members_active' AND period = ANY(${[...keys]}::text[]) AND n <> 0)
    SELECT key, (coalesce(fresh.n, 0) - coalesce(held.n, 0))::int AS d FROM fresh FULL JOIN held USING (key) WHERE fresh.n IS DISTINCT FROM held.n`.execute(
    tx,
  )
  return rows
}

type Chains = Map<number, number[]>
const chainsOf = async (tx: Tx, communes: readonly number[]): Promise<Chains> => {
  const { rows } = await sql<{
    id: number
    path: number[]
  }>`SELECT id, path FROM unit WHERE id = ANY(${[...communes]}::int[])`.execute(tx)
  return new Map(rows.map(row => [row.id, row.path]))
}
const upwards = (
  chains: Chains,
  commune: number,
  change: { key: string; fact: string; d: number },
): UnitChange[] => (chains.get(commune) ?? []).map(unit_id => ({ ...change, unit_id }))

/**
 * What the roster facts of some communes have changed by, for them and every unit above. One at a time for each commune:
 * the lock lasts until the transaction ends.
 */
export const rosterChanges = async (
  tx: Tx,
  communes: readonly number[],
  keys: readonly string[],
  rule: PeriodRule,
) => {
  for (const commune of communes) await sql`SELECT pg_advisory_xact_lock(1954, ${commune}::int)`.execute(tx)
  const chains = await chainsOf(tx, communes)
  const totals = await changesOfTotals(tx, communes)
  const days = totals.flatMap(row =>
    upwards(chains, row.commune_id, { key: row.key, fact: 'members_total', d: row.d }),
  )
  const periods: UnitChange[] = []
  for (const commune of keys.length > 0 ? communes : [])
    for (const row of await changesOfActive(tx, commune, keys, rule))
      periods.push(...upwards(chains, commune, { key: row.key, fact: 'members_active', d: row.d }))
  return { days: merge(days), periods: merge(periods) }
}

/** One row for each unit, key and fact. */
export const merge = (changes: readonly UnitChange[]): UnitChange[] => {
  const sums = new Map<string, UnitChange>()
  for (const change of changes) {
    const id = `${change.unit_id} ${change.fact} ${change.key}`
    const held = sums.get(id)
    if (held) held.d += change.d
    else sums.set(id, { ...change })
  }
  return [...sums.values()].filter(change => change.d !== 0)
}
