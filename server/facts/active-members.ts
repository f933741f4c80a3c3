import { type PeriodRule, yearToDatePeriods } from '@tung-nha/model/indicator/period.ts'
import type { Day } from '@tung-nha/model/kit/day.ts'
import { type RawBuilder, sql } from 'kysely'
import { setReach, type Tx } from '#db/connect.ts'
import { keyTable } from '#facts/distincts.ts'

type Active = { commune_id: number; period: string; member_id: string }
export type ActiveChange = { commune_id: number; key: string; d: number }

/** What is being counted: marked days of areas, their communes, and the keys of distinct counts they take part in. */
export type Counting = {
  marks: readonly { area_id: number; day: Day }[]
  communes: readonly number[]
  keys: readonly string[]
  /** Areas came to these communes or left them: who is active there is asked anew. */
  moved: boolean
}

/**
 * How the members active in communes have changed. Who was active in a month is kept (`active_member`), so that a visit
 * costs a look at its own member and day, and not at all that the commune did in the year. The reach is on the areas of
 * the marks; it is moved where more has to be looked at.
 */
export const activeChanges = async (
  tx: Tx,
  counting: Counting,
  rule: PeriodRule,
): Promise<ActiveChange[]> => {
  const { communes, keys, moved } = counting
  const months = keys.filter(key => !key.startsWith('ytd:'))
  if (moved) await sql`DELETE FROM active_member WHERE commune_id = ANY(${[...communes]}::int[])`.execute(tx)
  const seen = await seenOn(tx, counting, months, rule)
  for (const { commune_id, year } of await unknownYears(tx, communes, months))
    await add(tx, await activeIn(tx, commune_id, yearToDatePeriods(`${year}-12`), rule))
  await add(
    tx,
    seen.filter(one => one.counts),
  )
  // Nothing of theirs counts on the marked days (it was voided): another day of the month may.
  for (const [commune, mine] of Map.groupBy(
    seen.filter(one => !one.counts),
    one => one.commune_id,
  )) {
    const members = mine.map(one => one.member_id)
    const still = await activeIn(tx, commune, months, rule, sql`a.member_id = ANY(${members}::uuid[])`)
    await sql`DELETE FROM active_member held USING unnest(${mine.map(one => one.period)}::text[], ${members}::uuid[]) gone (period, member_id)
      WHERE held.commune_id = ${commune} AND held.period = gone.period AND held.member_id = gone.member_id`.execute(
      tx,
    )
    await add(tx, still)
  }
  return differences(tx, communes, months, keys)
}

/** Everyone who did something on a marked day, and whether it counts. */
const seenOn = async (tx: Tx, { marks }: Counting, months: readonly string[], rule: PeriodRule) => {
  const { rows } = await sql<Active & { counts: boolean }>`
    SELECT u.parent_id AS commune_id, k.key AS period, a.member_id, bool_or(NOT a.voided AND a.body ? 'outcome') AS counts
    FROM unnest(${marks.map(m => m.area_id)}::int[], ${marks.map(m => m.day)}::date[]) mark (area_id, day)
    JOIN activity a ON a.area_id = mark.area_id AND a.day = mark.day
    JOIN ${keyTable(months, rule)} ON a.day BETWEEN k.from_day AND k.last_day
    JOIN area_village l ON l.area_id = a.area_id AND l.valid_from <= a.day AND (l.valid_to IS NULL OR a.day < l.valid_to)
    JOIN unit u ON u.id = l.village_id JOIN member m ON m.id = a.member_id
    WHERE u.parent_id IS NOT NULL GROUP BY 1, 2, 3`.execute(tx)
  return rows
}

/** Who was active in a commune in some months, of everyone or of some; its areas come into reach for it. */
const activeIn = async (
  tx: Tx,
  commune: number,
  months: readonly string[],
  rule: PeriodRule,
  of: RawBuilder<unknown> = sql`true`,
): Promise<Active[]> => {
  const areas = await sql<{
    area_id: number
  }>`SELECT DISTINCT l.area_id FROM area_village l JOIN unit u ON u.id = l.village_id
    WHERE u.parent_id = ${commune}`.execute(tx)
  const ids = areas.rows.map(row => row.area_id)
  await setReach(tx, ids)
  const { rows } =
    await sql<Active>`SELECT DISTINCT ${commune}::int AS commune_id, k.key AS period, a.member_id
    FROM activity a JOIN ${keyTable(months, rule)} ON a.day BETWEEN k.from_day AND k.last_day
    JOIN area_village l ON l.area_id = a.area_id AND l.valid_from <= a.day AND (l.valid_to IS NULL OR a.day < l.valid_to)
    JOIN unit u ON u.id = l.village_id AND u.parent_id = ${commune} JOIN member m ON m.id = a.member_id
    WHERE a.area_id = ANY(${ids}::int[]) AND NOT a.voided AND a.body ? 'outcome' AND ${of}`.execute(tx)
  return rows
}

const add = async (tx: Tx, active: readonly Active[]): Promise<void> => {
  if (active.length === 0) return
  await sql`INSERT INTO active_member (commune_id, period, member_id)
    SELECT * FROM unnest(${active.map(a => a.commune_id)}::int[], ${active.map(a => a.period)}::text[], ${active.map(a => a.member_id)}::uuid[])
    ON CONFLICT DO NOTHING`.execute(tx)
}

/** Communes of which nothing is kept for a year: not counted since this is kept, or nobody was active yet. */
const unknownYears = async (tx: Tx, communes: readonly number[], months: readonly string[]) => {
  const years = [...new Set(months.map(month => month.slice(0, 4)))]
  const { rows } = await sql<{ commune_id: number; year: string }>`
    SELECT commune_id, year FROM unnest(${[...communes]}::int[]) commune_id CROSS JOIN unnest(${years}::text[]) year
    WHERE NOT EXISTS (SELECT 1 FROM active_member a WHERE a.commune_id = commune_id.commune_id
      AND a.period BETWEEN year || '-01' AND year || '-12')`.execute(tx)
  return rows
}

const differences = async (
  tx: Tx,
  communes: readonly number[],
  months: readonly string[],
  keys: readonly string[],
): Promise<ActiveChange[]> => {
  const years = keys.flatMap(key => (key.startsWith('ytd:') ? [key.slice(4)] : []))
  const { rows } = await sql<ActiveChange>`
    WITH fresh AS (
      SELECT commune_id, period AS key, count(*) AS n FROM active_member
      WHERE commune_id = ANY(${[...communes]}::int[]) AND period = ANY(${[...months]}::text[]) GROUP BY 1, 2
      UNION ALL
      SELECT commune_id, 'ytd:' || upto, count(DISTINCT member_id) FROM active_member
      JOIN unnest(${years}::text[]) upto ON period BETWEEN left(upto, 4) || '-01' AND upto
      WHERE commune_id = ANY(${[...communes]}::int[]) GROUP BY 1, 2
    ),
    held AS (SELECT unit_id AS commune_id, period AS key, n FROM unit_distinct
      WHERE unit_id = ANY(${[...communes]}::int[]) AND fact = 'members_active' AND period = ANY(${[...keys]}::text[]) AND n <> 0)
    SELECT commune_id, key, (coalesce(fresh.n, 0) - coalesce(held.n, 0))::int AS d
    FROM fresh FULL JOIN held USING (commune_id, key) WHERE fresh.n IS DISTINCT FROM held.n`.execute(tx)
  return rows
}
