import { DISTINCTS, FLOWS, STOCKS } from '@tung-nha/model/fact/facts.ts'
import type { Sheet } from '@tung-nha/model/indicator/evaluate.ts'
import {
  type Period,
  type PeriodRule,
  spanOf,
  yearKey,
  yearToDateSpan,
} from '@tung-nha/model/indicator/period.ts'
import type { Day } from '@tung-nha/model/kit/day.ts'
import { sql } from 'kysely'
import type { Tx } from '#db/connect.ts'
import { NO_TEAM } from '#facts/rules.ts'

type Cell<K> = { id: K; fact: string; month: number | null; year: number | null; stock: number | null }

const kindOf = new Map([
  ...FLOWS.map(f => [f, 'flow'] as const),
  ...STOCKS.map(f => [f, 'stock'] as const),
  ...DISTINCTS.map(f => [f, 'distinct'] as const),
])

type Counts = Record<string, number>
const blank = () => ({
  known: false,
  month: {} as Counts,
  year: {} as Counts,
  stock: {} as Counts,
  distinct: {} as Counts,
  distinctYear: {} as Counts,
})

/** Lays cells out as sheets; asking for an id without any cell gives a sheet on which nothing is known. */
const sheetsOf = <K>(ids: readonly K[], cells: readonly Cell<K>[]): Map<K, Sheet> => {
  const sheets = new Map(ids.map(id => [id, blank()]))
  for (const { id, fact, month, year, stock } of cells) {
    const sheet = sheets.get(id)
    if (!sheet) continue
    if (month || year || stock) sheet.known = true
    const kind = kindOf.get(fact)
    if (kind === 'stock') sheet.stock[fact] = stock ?? 0
    if (kind === 'flow') {
      sheet.month[fact] = month ?? 0
      sheet.year[fact] = year ?? 0
    }
    if (kind === 'distinct') {
      sheet.distinct[fact] = month ?? 0
      sheet.distinctYear[fact] = year ?? 0
    }
  }
  return sheets
}

/**
 * The facts of units, as they were at the time. Several units may count as one (`as`): a unit and those that went over
 * into it. Reads about a dozen rows a fact, whatever the size of the unit.
 */
export const unitSheets = async (
  tx: Tx,
  ids: readonly number[],
  period: Period,
  as: ReadonlyMap<number, number> = new Map(),
): Promise<Map<number, Sheet>> => {
  const read = [...new Set([...ids, ...as.keys()])]
  const first = `${period.slice(0, 4)}-01`
  const { rows } = await sql<Cell<number>>`
    SELECT w.id, f.fact, sum(n) FILTER (WHERE period = ${period}) AS month,
      sum(n) FILTER (WHERE CASE WHEN f.fact = ANY(${[...DISTINCTS]}::text[]) THEN period = ${yearKey(period)} ELSE period BETWEEN ${first} AND ${period} END) AS year,
      sum(n) FILTER (WHERE period <= ${period}) AS stock
    FROM unit_distinct f JOIN unnest(${read}::int[], ${read.map(id => as.get(id) ?? id)}::int[]) w (unit_id, id) USING (unit_id)
    WHERE f.unit_id = ANY(${read}::int[]) AND (period <= ${period} OR period = ${yearKey(period)}) GROUP BY 1, 2`.execute(
    tx,
  )
  return sheetsOf(ids, rows)
}

/** Units that wholly went over into others, step by step, as `old -> new`. */
export const becameOf = async (tx: Tx, ids: readonly number[]): Promise<Map<number, number>> => {
  const { rows } = await sql<{ from_id: number; to_id: number }>`
    WITH RECURSIVE became (from_id, to_id) AS (
      SELECT from_id, to_id FROM succession WHERE to_id = ANY(${[...ids]}::int[]) AND share = 'all' AND from_id <> to_id
      UNION
      SELECT s.from_id, b.to_id FROM succession s JOIN became b ON s.to_id = b.from_id WHERE s.share = 'all' AND s.from_id <> s.to_id
    ) SELECT from_id, min(to_id) AS to_id FROM became WHERE NOT from_id = ANY(${[...ids]}::int[]) GROUP BY 1`.execute(
    tx,
  )
  return new Map(rows.map(row => [row.from_id, row.to_id]))
}

/** Of some communes and villages, those whose areas have always been theirs: then and now they have the same figures. */
export const steadyUnits = async (tx: Tx, ids: readonly number[]): Promise<Set<number>> => {
  const { rows } = await sql<{ id: number }>`
    WITH link AS (
      SELECT l.area_id, w.id FROM unnest(${[...ids]}::int[]) w (id) JOIN unit v ON v.id = w.id OR v.parent_id = w.id
      JOIN area_village l ON l.village_id = v.id
    )
    SELECT DISTINCT k.id FROM link k JOIN area_village l ON l.area_id = k.area_id JOIN unit v ON v.id = l.village_id
    WHERE v.id <> k.id AND v.parent_id IS DISTINCT FROM k.id`.execute(tx)
  const moved = new Set(rows.map(row => row.id))
  return new Set(ids.filter(id => !moved.has(id)))
}

/** The areas of communes and villages as they lie on a day. */
export const areasOfUnits = async (
  tx: Tx,
  ids: readonly number[],
  day: Day,
): Promise<{ id: number; area_id: number }[]> =>
  (
    await sql<{ id: number; area_id: number }>`SELECT w.id, l.area_id FROM unnest(${[...ids]}::int[]) w (id)
      JOIN unit v ON v.id = w.id OR v.parent_id = w.id JOIN area_village l ON l.village_id = v.id
      WHERE v.level = 'village' AND l.valid_from <= ${day} AND (l.valid_to IS NULL OR ${day} < l.valid_to)`.execute(
      tx,
    )
  ).rows

/** The facts of units as if they had always held the areas that are theirs today; for communes and villages. */
export const sheetsOfAreas = async (
  tx: Tx,
  ids: readonly number[],
  areas: readonly { id: number; area_id: number }[],
  period: Period,
  rule: PeriodRule,
): Promise<Map<number, Sheet>> => {
  const month = spanOf(period, rule)
  const year = yearToDateSpan(period, rule)
  const where = sql`unnest(${areas.map(a => a.id)}::int[], ${areas.map(a => a.area_id)}::int[]) w (id, area_id)`
  const facts = await sql<Cell<number>>`
    SELECT w.id, f.fact, sum(n) FILTER (WHERE day >= ${month.from}) AS month, sum(n) FILTER (WHERE day >= ${year.from}) AS year, sum(n) AS stock
    FROM area_fact f JOIN ${where} USING (area_id)
    WHERE f.area_id = ANY(${areas.map(a => a.area_id)}::int[]) AND day <= ${month.last} GROUP BY 1, 2`.execute(
    tx,
  )
  const distincts = await sql<Cell<number>>`
    SELECT w.id, f.fact, sum(n) FILTER (WHERE period = ${period}) AS month, sum(n) FILTER (WHERE period = ${yearKey(period)}) AS year, NULL AS stock
    FROM area_distinct f JOIN ${where} USING (area_id)
    WHERE f.area_id = ANY(${areas.map(a => a.area_id)}::int[]) AND team_id = ${NO_TEAM}::uuid AND period IN (${period}, ${yearKey(period)}) GROUP BY 1, 2`.execute(
    tx,
  )
  const roster = await sql<Cell<number>>`
    SELECT unit_id AS id, fact, sum(n) FILTER (WHERE period = ${period}) AS month, sum(n) FILTER (WHERE period = ${yearKey(period)}) AS year,
      sum(n) FILTER (WHERE period <= ${period}) AS stock
    FROM unit_distinct WHERE unit_id = ANY(${[...ids]}::int[]) AND fact IN ('members_total', 'members_active') GROUP BY 1, 2`.execute(
    tx,
  )
  return sheetsOf(ids, [...facts.rows, ...distincts.rows, ...roster.rows])
}

/**
 * The facts of teams of one commune: each team's own flows anywhere in the commune's areas, and the state of the areas it
 * serves at the end of the period. Who was active is read from the activities, so these areas must be in reach.
 */
export const teamSheets = async (
  tx: Tx,
  teams: readonly string[],
  areas: readonly number[],
  period: Period,
  rule: PeriodRule,
): Promise<Map<string, Sheet>> => {
  const month = spanOf(period, rule)
  const year = yearToDateSpan(period, rule)
  const here = sql`ANY(${[...areas]}::int[])`
  const these = sql`ANY(${[...teams]}::uuid[])`
  const flows = await sql<Cell<string>>`
    SELECT team_id AS id, fact, sum(n) FILTER (WHERE day >= ${month.from}) AS month, sum(n) AS year, NULL AS stock
    FROM area_fact WHERE area_id = ${here} AND team_id = ${these} AND day BETWEEN ${year.from} AND ${month.last} GROUP BY 1, 2`.execute(
    tx,
  )
  const stocks = await sql<Cell<string>>`
    SELECT l.team_id AS id, f.fact, NULL AS month, NULL AS year, sum(n) AS stock FROM area_fact f JOIN team_area l ON l.area_id = f.area_id
    WHERE f.area_id = ${here} AND l.team_id = ${these} AND l.valid_from <= ${month.last} AND (l.valid_to IS NULL OR ${month.last} < l.valid_to)
      AND f.team_id = ${NO_TEAM}::uuid AND f.fact = ANY(${[...STOCKS]}::text[]) AND day <= ${month.last} GROUP BY 1, 2`.execute(
    tx,
  )
  const distincts = await sql<Cell<string>>`
    SELECT team_id AS id, fact, sum(n) FILTER (WHERE period = ${period}) AS month, sum(n) FILTER (WHERE period = ${yearKey(period)}) AS year, NULL AS stock
    FROM area_distinct WHERE area_id = ${here} AND team_id = ${these} AND period IN (${period}, ${yearKey(period)}) GROUP BY 1, 2`.execute(
    tx,
  )
  const active = await sql<Cell<string>>`
    SELECT team_id AS id, 'members_active' AS fact, count(DISTINCT member_id) FILTER (WHERE day >= ${month.from}) AS month,
      count(DISTINCT member_id) AS year, NULL AS stock
    FROM activity WHERE area_id = ${here} AND team_id = ${these} AND NOT voided AND body ? 'outcome' AND day BETWEEN ${year.from} AND ${month.last} GROUP BY 1`.execute(
    tx,
  )
  const total = await sql<Cell<string>>`
    SELECT s.team_id AS id, 'members_total' AS fact, NULL AS month, NULL AS year, count(DISTINCT s.member_id) AS stock
    FROM membership s JOIN member m ON m.id = s.member_id
    WHERE s.team_id = ${these} AND s.valid_from <= ${month.last} AND (s.valid_to IS NULL OR ${month.last} < s.valid_to) AND m.state NOT IN ('applied', 'left') AND s.role <> 'specialist' GROUP BY 1`.execute(
    tx,
  )
  return sheetsOf(teams, [...flows.rows, ...stocks.rows, ...distincts.rows, ...active.rows, ...total.rows])
}

/** When the figures of units last changed, and whether something waits to be counted. */
export const figureTimes = async (tx: Tx, ids: readonly number[]): Promise<Map<number, string>> => {
  const rows = await tx
    .selectFrom('unit_figure_time')
    .where('unit_id', 'in', [...ids, 0])
    .selectAll()
    .execute()
  return new Map(rows.map(row => [row.unit_id, row.changed_at]))
}
