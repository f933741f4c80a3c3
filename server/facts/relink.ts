import { type PeriodRule, spanOfKey } from '@tung-nha/model/indicator/period.ts'
import { sql } from 'kysely'
import type { Tx } from '#db/connect.ts'
import { NO_TEAM } from '#facts/rules.ts'
import {
  type DayChange,
  dayChangesOfUnits,
  type PeriodChange,
  periodChangesOfUnits,
  type UnitChange,
} from '#facts/tree.ts'

const LINK = sql`area_id, village_id, valid_from, valid_to`

/** Areas whose counts lie in the tree along other links than today's truth. */
const relinked = async (tx: Tx, areas: readonly number[]): Promise<number[]> => {
  const { rows } = await sql<{ area_id: number }>`SELECT DISTINCT area_id FROM (
      (SELECT ${LINK} FROM area_village WHERE area_id = ANY(${[...areas]}::int[]) EXCEPT SELECT ${LINK} FROM area_tree WHERE area_id = ANY(${[...areas]}::int[]))
      UNION ALL
      (SELECT ${LINK} FROM area_tree WHERE area_id = ANY(${[...areas]}::int[]) EXCEPT SELECT ${LINK} FROM area_village WHERE area_id = ANY(${[...areas]}::int[]))
    ) x`.execute(tx)
  return rows.map(row => row.area_id)
}

/**
 * Takes the counts of areas whose villages were merged or corrected out along the old links and in along the new ones.
 * Their field rows and facts stay as they are. Called with the areas' locks, before their new counts are written.
 */
export const relink = async (
  tx: Tx,
  areas: readonly number[],
  rule: PeriodRule,
): Promise<{ areas: number[]; days: UnitChange[]; periods: UnitChange[] }> => {
  const moved = await relinked(tx, areas)
  if (moved.length === 0) return { areas: [], days: [], periods: [] }
  const facts =
    await sql<DayChange>`SELECT area_id, day, fact, sum(n) AS d FROM area_fact WHERE area_id = ANY(${moved}::int[]) GROUP BY 1, 2, 3`.execute(
      tx,
    )
  const distincts = await sql<PeriodChange>`SELECT area_id, period, fact, n AS d FROM area_distinct
    WHERE area_id = ANY(${moved}::int[]) AND team_id = ${NO_TEAM}::uuid`.execute(tx)
  const spanOf = (key: string) => spanOfKey(key, rule)
  const negative = <C extends { d: number }>(changes: C[]) =>
    changes.map(change => ({ ...change, d: -change.d }))
  const days = [
    ...(await dayChangesOfUnits(tx, negative(facts.rows), 'area_tree')),
    ...(await dayChangesOfUnits(tx, facts.rows)),
  ]
  const periods = [
    ...(await periodChangesOfUnits(tx, negative(distincts.rows), spanOf, 'area_tree')),
    ...(await periodChangesOfUnits(tx, distincts.rows, spanOf)),
  ]
  await sql`DELETE FROM area_tree WHERE area_id = ANY(${moved}::int[])`.execute(tx)
  await sql`INSERT INTO area_tree (${LINK}) SELECT ${LINK} FROM area_village WHERE area_id = ANY(${moved}::int[])`.execute(
    tx,
  )
  return { areas: moved, days, periods }
}

/** Marks areas whose links have changed since they were counted, so that the next round moves their counts. */
export const markRelinked = (tx: Tx, day: string) =>
  sql`INSERT INTO dirty (area_id, day) SELECT DISTINCT area_id, ${day}::date FROM (
      (SELECT ${LINK} FROM area_village EXCEPT SELECT ${LINK} FROM area_tree)
      UNION ALL (SELECT ${LINK} FROM area_tree EXCEPT SELECT ${LINK} FROM area_village)) x
    WHERE EXISTS (SELECT 1 FROM area_tree t WHERE t.area_id = x.area_id)
    ON CONFLICT (area_id, day) DO UPDATE SET day = excluded.day`.execute(tx)
