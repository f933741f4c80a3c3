import { STOCKS } from '@tung-nha/model/fact/facts.ts'
import { distinctKeys, spanOfKey } from '@tung-nha/model/indicator/period.ts'
import { type Day, dayOf, type Instant } from '@tung-nha/model/kit/day.ts'
import { sql } from 'kysely'
import { type Db, setReach, type Tx } from '#db/connect.ts'
import { distinctCounts } from '#facts/distincts.ts'
import { daysOfAreas, flowRows } from '#facts/flows.ts'
import { markRelinked, relink } from '#facts/relink.ts'
import { communesOf, merge, rosterChanges } from '#facts/roster.ts'
import { type CountRules, NO_TEAM } from '#facts/rules.ts'
import { stockRows } from '#facts/stocks.ts'
import { dayChangesOfUnits, monthsOf, periodChangesOfUnits, writeUnits } from '#facts/tree.ts'
import { recountRegistered } from '#network/registered-queries.ts'

/** Areas in one transaction: few, so that the rows of province and nation are never held for long. */
const CHUNK = 24

type Mark = { area_id: number; day: Day; mark: string }
type FactChange = { area_id: number; day: Day; team_id: string; fact: string; n: number; d: number }
type DistinctChange = { area_id: number; period: string; team_id: string; fact: string; n: number; d: number }

export type Drained = { areas: number; changes: number }

/**
 * Recounts up to `limit` areas that were marked dirty and adds the differences up the tree, each chunk in one
 * transaction. Two workers at once are harmless: an area is counted by one of them. A mark that is renewed while
 * its area is being counted stays for the next time. Workers connect to the same database node (advisory locks).
 */
export const drain = async (db: Db, rules: CountRules, now: Instant, limit = 1000): Promise<Drained> => {
  const total: Drained = { areas: 0, changes: 0 }
  while (total.areas < limit) {
    const chunk = Math.min(CHUNK, limit - total.areas)
    const done = await db.transaction().execute(tx => drainChunk(tx, rules, now, chunk))
    total.areas += done.areas
    total.changes += done.changes
    if (done.areas < chunk) break
  }
  return total
}

const drainChunk = async (tx: Tx, rules: CountRules, now: Instant, limit: number): Promise<Drained> => {
  const marks = await takeMarks(tx, limit)
  const areas = [...new Set(marks.map(mark => mark.area_id))]
  if (areas.length === 0) return { areas: 0, changes: 0 }
  const keys = [...new Set(marks.flatMap(mark => distinctKeys(mark.day, rules.period)))].sort()

  const moved = await relink(tx, areas, rules.period)
  await setReach(tx, areas)
  // After a large import the planner knows nothing of the new rows and would compare everything with everything.
  await sql`SET LOCAL enable_nestloop = off`.execute(tx)
  const facts = await factChanges(tx, areas, marks, rules)
  const distincts = await distinctChanges(tx, areas, keys, rules)
  await sql`SET LOCAL enable_nestloop = on`.execute(tx)
  const communes = await communesOf(tx, areas)
  const roster = await rosterChanges(
    tx,
    { marks, communes, keys, moved: moved.areas.length > 0 },
    rules.period,
  )

  await writeFacts(tx, facts)
  await writeDistincts(tx, distincts)
  const days = [...moved.days, ...(await dayChangesOfUnits(tx, facts)), ...roster.days]
  const whole = distincts.filter(change => change.team_id === NO_TEAM)
  const periods = [
    ...moved.periods,
    ...(await periodChangesOfUnits(tx, whole, key => spanOfKey(key, rules.period))),
    ...roster.periods,
  ]
  await writeUnits(tx, merge(days), merge([...periods, ...monthsOf(days, rules.period)]), now)
  await clearMarks(tx, marks)
  return { areas: areas.length, changes: facts.length + distincts.length }
}

/** Takes areas that nobody else is counting, with all their marks. */
const takeMarks = async (tx: Tx, limit: number): Promise<Mark[]> => {
  const waiting = await sql<{
    area_id: number
  }>`SELECT DISTINCT area_id FROM dirty LIMIT ${limit * 4}`.execute(tx)
  if (waiting.rows.length === 0) return []
  const ids = waiting.rows.map(row => row.area_id)
  const mine = await sql<{
    area_id: number
  }>`SELECT area_id FROM unnest(${ids}::int[]) area_id WHERE pg_try_advisory_xact_lock(1953, area_id) LIMIT ${limit}`.execute(
    tx,
  )
  const areas = mine.rows.map(row => row.area_id)
  const marks =
    await sql<Mark>`SELECT area_id, day, xmin::text AS mark FROM dirty WHERE area_id = ANY(${areas}::int[])`.execute(
      tx,
    )
  return marks.rows
}

/** Takes the marks away that nobody has renewed since they were read: renewing one gives its row another version. */
const clearMarks = (tx: Tx, marks: readonly Mark[]) =>
  sql`DELETE FROM dirty USING unnest(${marks.map(m => m.area_id)}::int[], ${marks.map(m => m.day)}::date[], ${marks.map(m => m.mark)}::text[]) k (area_id, day, mark)
    WHERE dirty.area_id = k.area_id AND dirty.day = k.day AND dirty.xmin::text = k.mark`.execute(tx)

/** What flows of the marked days and stocks of all days should be, against what is kept. */
const factChanges = async (
  tx: Tx,
  areas: readonly number[],
  marks: readonly Mark[],
  rules: CountRules,
): Promise<FactChange[]> => {
  const pick = daysOfAreas(marks)
  const { rows } = await sql<FactChange>`
    WITH fresh AS (
      SELECT area_id, day, team_id, fact, sum(n)::bigint AS n FROM (
        SELECT * FROM (${flowRows(pick, rules)}) flow UNION ALL SELECT * FROM (${stockRows(areas, rules)}) stock) x
      GROUP BY 1, 2, 3, 4 HAVING sum(n) <> 0
    ),
    held AS (
      SELECT t.* FROM area_fact t WHERE t.area_id = ANY(${[...areas]}::int[]) AND (t.fact = ANY(${[...STOCKS]}::text[]) OR ${pick.on(sql`t.day`)})
    )
    SELECT area_id, day, team_id, fact, coalesce(fresh.n, 0) AS n, coalesce(fresh.n, 0) - coalesce(held.n, 0) AS d
    FROM fresh FULL JOIN held USING (area_id, day, team_id, fact) WHERE fresh.n IS DISTINCT FROM held.n`.execute(
    tx,
  )
  return rows
}

const distinctChanges = async (
  tx: Tx,
  areas: readonly number[],
  keys: readonly string[],
  rules: CountRules,
): Promise<DistinctChange[]> => {
  const { rows } = await sql<DistinctChange>`
    WITH fresh AS (${distinctCounts(areas, keys, rules.period)}),
    held AS (SELECT * FROM area_distinct WHERE area_id = ANY(${[...areas]}::int[]) AND period = ANY(${[...keys]}::text[]))
    SELECT area_id, period, team_id, fact, coalesce(fresh.n, 0) AS n, coalesce(fresh.n, 0) - coalesce(held.n, 0) AS d
    FROM fresh FULL JOIN held USING (area_id, period, team_id, fact) WHERE fresh.n IS DISTINCT FROM held.n`.execute(
    tx,
  )
  return rows
}

const writeFacts = async (tx: Tx, changes: readonly FactChange[]) => {
  if (changes.length === 0) return
  const rows = sql`unnest(${changes.map(c => c.area_id)}::int[], ${changes.map(c => c.day)}::date[], ${changes.map(c => c.team_id)}::uuid[],
    ${changes.map(c => c.fact)}::text[], ${changes.map(c => c.n)}::bigint[]) c (area_id, day, team_id, fact, n)`
  await sql`INSERT INTO area_fact (area_id, day, team_id, fact, n) SELECT * FROM ${rows} WHERE n <> 0
    ON CONFLICT (area_id, day, team_id, fact) DO UPDATE SET n = excluded.n`.execute(tx)
  await sql`DELETE FROM area_fact f USING ${rows} WHERE c.n = 0 AND f.area_id = c.area_id AND f.day = c.day AND f.team_id = c.team_id AND f.fact = c.fact`.execute(
    tx,
  )
}

const writeDistincts = async (tx: Tx, changes: readonly DistinctChange[]) => {
  if (changes.length === 0) return
  const rows = sql`unnest(${changes.map(c => c.area_id)}::int[], ${changes.map(c => c.period)}::text[], ${changes.map(c => c.team_id)}::uuid[],
    ${changes.map(c => c.fact)}::text[], ${changes.map(c => c.n)}::bigint[]) c (area_id, period, team_id, fact, n)`
  await sql`INSERT INTO area_distinct (area_id, period, team_id, fact, n) SELECT * FROM ${rows} WHERE n <> 0
    ON CONFLICT (area_id, period, team_id, fact) DO UPDATE SET n = excluded.n`.execute(tx)
  await sql`DELETE FROM area_distinct f USING ${rows} WHERE c.n = 0 AND f.area_id = c.area_id AND f.period = c.period AND f.team_id = c.team_id AND f.fact = c.fact`.execute(
    tx,
  )
}

/** Marks areas whose villages were merged for the next drain, and answers the communes whose rosters may be recounted. */
export const communesWithTeams = (db: Db, now: Instant): Promise<number[]> =>
  db.transaction().execute(async tx => {
    await markRelinked(tx, dayOf(now))
    const { rows } = await sql<{ id: number }>`SELECT DISTINCT commune_id AS id FROM team ORDER BY 1`.execute(
      tx,
    )
    return rows.map(row => row.id)
  })

/** What changes in communes without a field row being written: members who come and go. */
export const recountCommunes = (db: Db, rules: CountRules, communes: number[], now: Instant): Promise<void> =>
  db.transaction().execute(async tx => {
    const { days } = await rosterChanges(tx, { marks: [], communes, keys: [], moved: false }, rules.period)
    await writeUnits(tx, days, monthsOf(days, rules.period), now)
    await recountRegistered(tx, communes) // said by whoever changes a team; this heals what was put in past them
  })

/** The rosters of all communes at once. */
export const recountRosters = async (db: Db, rules: CountRules, now: Instant): Promise<void> => {
  const communes = await communesWithTeams(db, now)
  for (let i = 0; i < communes.length; i += 200)
    await recountCommunes(db, rules, communes.slice(i, i + 200), now)
}
