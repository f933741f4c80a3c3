import { factOf } from '@tung-nha/model/fact/facts.ts'
import type { Period } from '@tung-nha/model/indicator/period.ts'
import { spanOf } from '@tung-nha/model/indicator/period.ts'
import { sql } from 'kysely'
import type { Tx } from '#db/connect.ts'
import { distinctRows } from '#facts/distincts.ts'
import { flowRows, spanOfAreas } from '#facts/flows.ts'
import { type CountRules, NO_TEAM } from '#facts/rules.ts'
import { stockRows } from '#facts/stocks.ts'

/** Something that counts in a number: an activity, a home, a person, a request or a member. */
export type Part = {
  kind: 'activity' | 'household' | 'resident' | 'request' | 'member'
  areaId: number
  id: string
  day: string | null
  n: number
}

type Asked = {
  facts: readonly string[]
  /** Areas whose flows and distinct counts are asked, and those whose state is. All must be in reach. */
  areas: readonly number[]
  stateAreas: readonly number[]
  /** Only what this team did; null for everyone. */
  teamId: string | null
  period: Period
}

/** The rows behind a number, newest first: the counting SQL itself, not summed. */
export const partsOf = async (tx: Tx, asked: Asked, rules: CountRules): Promise<Part[]> => {
  const fact = factOf(asked.facts[0]!)
  if (!fact || asked.facts[0] === 'members_total') return []
  if (fact.name === 'members_active') return membersActive(tx, asked, rules)
  const { from, last } = spanOf(asked.period, rules.period)
  const facts = sql`ANY(${[...asked.facts]}::text[])`
  const team = asked.teamId === null ? sql`true` : sql`team_id = ${asked.teamId}::uuid`
  const rows =
    fact.kind === 'flow'
      ? await sql<Part>`SELECT area_id AS "areaId", id, day, sum(n)::int AS n FROM (${flowRows(spanOfAreas(asked.areas, from, last), rules)}) x
          WHERE fact = ${facts} AND ${team} GROUP BY area_id, id, day ORDER BY day DESC, id DESC`.execute(tx)
      : fact.kind === 'stock'
        ? await sql<Part>`SELECT area_id AS "areaId", id, max(day) FILTER (WHERE n > 0)::text AS day, sum(n)::int AS n FROM (${stockRows(asked.stateAreas, rules)}) x
            WHERE fact = ${facts} AND day <= ${last} GROUP BY area_id, id HAVING sum(n) > 0 ORDER BY 3 DESC, id`.execute(
            tx,
          )
        : await sql<Part>`SELECT area_id AS "areaId", id, NULL AS day, 1 AS n FROM (${distinctRows(asked.areas, asked.period, rules.period)}) x
            WHERE fact = ${facts} AND team_id = ${asked.teamId ?? NO_TEAM}::uuid ORDER BY area_id, id`.execute(
            tx,
          )
  return rows.rows.map(row => ({ ...row, kind: fact.source }))
}

const membersActive = async (
  tx: Tx,
  { areas, teamId, period }: Asked,
  rules: CountRules,
): Promise<Part[]> => {
  const { from, last } = spanOf(period, rules.period)
  const { rows } = await sql<{
    id: string
    areaId: number
    day: string
    n: number
  }>`SELECT member_id AS id, min(area_id) AS "areaId", max(day) AS day, count(*)::int AS n
    FROM activity WHERE area_id = ANY(${[...areas]}::int[]) AND NOT voided AND body ? 'outcome' AND day BETWEEN ${from} AND ${last}
      AND (${teamId}::uuid IS NULL OR team_id = ${teamId}::uuid) GROUP BY 1 ORDER BY 4 DESC, 1`.execute(tx)
  return rows.map(row => ({ ...row, kind: 'member' }))
}

/** Every activity and request that counts for a team in a period, sorted: what a frozen report rests on. */
export const contributors = async (
  tx: Tx,
  areas: readonly number[],
  teamId: string,
  period: Period,
  rules: CountRules,
): Promise<string[]> => {
  const { from, last } = spanOf(period, rules.period)
  const { rows } = await sql<{
    id: string
  }>`SELECT DISTINCT id FROM (${flowRows(spanOfAreas(areas, from, last), rules)}) x
    WHERE team_id = ${teamId}::uuid ORDER BY id`.execute(tx)
  return rows.map(row => row.id)
}

/** How far each area's feed had come. */
export const feedRevisions = async (tx: Tx, areas: readonly number[]): Promise<Record<string, number>> => {
  const { rows } = await sql<{
    area_id: number
    revision: number
  }>`SELECT area_id, revision FROM area_feed WHERE area_id = ANY(${[...areas]}::int[]) ORDER BY 1`.execute(tx)
  return Object.fromEntries(rows.map(row => [String(row.area_id), row.revision]))
}

export type Described = {
  activityKind: string | null
  householdId: string | null
  head: string | null
  name: string | null
  member: string | null
}

/** What to say of parts of one page, by `areaId id`. */
export const describeParts = async (tx: Tx, parts: readonly Part[]): Promise<Map<string, Described>> => {
  const of = (kind: Part['kind']) => parts.filter(part => part.kind === kind)
  const keys = (kind: Part['kind']) =>
    sql`unnest(${of(kind).map(p => p.areaId)}::int[], ${of(kind).map(p => p.id)}::uuid[]) k (area_id, id)`
  const here = sql`ANY(${[...new Set(parts.map(p => p.areaId))]}::int[])`
  type Row = Described & { key: string }
  const found: Row[] = []
  if (of('activity').length > 0)
    found.push(
      ...(
        await sql<Row>`SELECT a.area_id || ' ' || a.id AS key, a.kind AS "activityKind", a.household_id AS "householdId", h.head, NULL AS name, m.name AS member
      FROM activity a JOIN ${keys('activity')} USING (area_id, id) LEFT JOIN household h ON h.area_id = a.area_id AND h.id = a.household_id AND h.area_id = ${here}
      LEFT JOIN member m ON m.id = a.member_id WHERE a.area_id = ${here}`.execute(tx)
      ).rows,
    )
  if (of('resident').length > 0)
    found.push(
      ...(
        await sql<Row>`SELECT r.area_id || ' ' || r.id AS key, NULL AS "activityKind", r.household_id AS "householdId", h.head, r.name, NULL AS member
      FROM resident r JOIN ${keys('resident')} USING (area_id, id) LEFT JOIN household h ON h.area_id = r.area_id AND h.id = r.household_id AND h.area_id = ${here} WHERE r.area_id = ${here}`.execute(
          tx,
        )
      ).rows,
    )
  if (of('household').length > 0)
    found.push(
      ...(
        await sql<Row>`SELECT h.area_id || ' ' || h.id AS key, NULL AS "activityKind", h.id AS "householdId", h.head, NULL AS name, NULL AS member
      FROM household h JOIN ${keys('household')} USING (area_id, id) WHERE h.area_id = ${here}`.execute(tx)
      ).rows,
    )
  if (of('request').length > 0)
    found.push(
      ...(
        await sql<Row>`SELECT r.area_id || ' ' || r.id AS key, NULL AS "activityKind", NULL AS "householdId", NULL AS head, r.code AS name, m.name AS member
      FROM request r JOIN ${keys('request')} USING (area_id, id) LEFT JOIN member m ON m.id = coalesce(r.closed_by, r.taken_by) WHERE r.area_id = ${here}`.execute(
          tx,
        )
      ).rows,
    )
  if (of('member').length > 0)
    found.push(
      ...(
        await sql<Row>`SELECT k.area_id || ' ' || k.id AS key, NULL AS "activityKind", NULL AS "householdId", NULL AS head, m.name, NULL AS member
      FROM ${keys('member')} JOIN member m ON m.id = k.id`.execute(tx)
      ).rows,
    )
  return new Map(found.map(({ key, ...row }) => [key, row]))
}
