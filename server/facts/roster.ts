import type { PeriodRule } from '@tung-nha/model/indicator/period.ts'
import { sql } from 'kysely'
import type { Tx } from '#db/connect.ts'
import { activeChanges, type Counting } from '#facts/active-members.ts'
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
export const rosterChanges = async (tx: Tx, counting: Counting, rule: PeriodRule) => {
  const { communes, keys } = counting
  for (const commune of communes) await sql`SELECT pg_advisory_xact_lock(1954, ${commune}::int)`.execute(tx)
  const chains = await chainsOf(tx, communes)
  const totals = await changesOfTotals(tx, communes)
  const days = totals.flatMap(row =>
    upwards(chains, row.commune_id, { key: row.key, fact: 'members_total', d: row.d }),
  )
  const active = keys.length > 0 ? await activeChanges(tx, counting, rule) : []
  const periods = active.flatMap(row =>
    upwards(chains, row.commune_id, { key: row.key, fact: 'members_active', d: row.d }),
  )
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
