import { type Stated, type Surroundings, type Target, targetOf } from '@tung-nha/model/indicator/evaluate.ts'
import { flatRows, type Indicator } from '@tung-nha/model/indicator/shape.ts'
import { dueDayOf, type Period, type PeriodRule, spanOf } from '@tung-nha/model/indicator/period.ts'
import type { Day, Instant } from '@tung-nha/model/kit/day.ts'
import { sql } from 'kysely'
import type { Tx } from '#db/connect.ts'

export type UnitRow = { id: number; level: string; kind: string; name: string; path: number[]; parent_id: number | null }

export const unitsOf = async (tx: Tx, ids: readonly number[]): Promise<UnitRow[]> =>
  ids.length === 0 ? [] : tx.selectFrom('unit').where('id', 'in', [...ids]).select(['id', 'level', 'kind', 'name', 'path', 'parent_id']).execute()

/** The units one level down as they are on a day; the nation's are provinces, not the districts of older times. */
export const childrenOf = (tx: Tx, id: number, day: Day): Promise<UnitRow[]> =>
  tx
    .selectFrom('unit')
    .where('parent_id', '=', id)
    .where(eb => eb.and([eb.or([eb('valid_from', 'is', null), eb('valid_from', '<=', day)]), eb.or([eb('valid_to', 'is', null), eb('valid_to', '>', day)])]))
    .select(['id', 'level', 'kind', 'name', 'path', 'parent_id'])
    .orderBy('sort_key')
    .orderBy('id')
    .execute()

/** Targets, stated denominators and other offices' figures around some units. */
export const surroundingsOf = async (tx: Tx, units: readonly UnitRow[], indicators: readonly Indicator[], period: Period, rule: PeriodRule): Promise<Map<number, Surroundings>> => {
  const chain = [...new Set(units.flatMap(unit => unit.path))]
  const ids = units.map(unit => unit.id)
  const year = Number(period.slice(0, 4))
  const { last } = spanOf(period, rule)
  const targets = (await sql<{ unit_id: number; indicator: string; value: number }>`SELECT unit_id, indicator, value FROM target
    WHERE unit_id = ANY(${chain}::int[]) AND year = ${year}`.execute(tx)).rows
  const stated = (await sql<Stated & { unit_id: number; name: string }>`SELECT DISTINCT ON (unit_id, name) unit_id, name, n, source, day FROM denominator
    WHERE unit_id = ANY(${ids}::int[]) AND day <= ${last} ORDER BY unit_id, name, day DESC`.execute(tx)).rows
  const outside = (await sql<Stated & { unit_id: number; indicator: string }>`SELECT DISTINCT ON (unit_id, indicator) unit_id, indicator, value AS n, source, day
    FROM outside_figure WHERE unit_id = ANY(${ids}::int[]) AND day <= ${dueDayOf(period, rule)} ORDER BY unit_id, indicator, day DESC`.execute(tx)).rows
  const above = await homesAbove(tx, units, last, period)

  return new Map(
    units.map(unit => {
      const own = (code: string, id: number) => targets.find(row => row.unit_id === id && row.indicator === code)
      const nearest = (code: string) => [...unit.path].reverse().slice(1).map(id => own(code, id)).find(row => row !== undefined)
      const found = flatRows(indicators).flatMap(({ row }): [string, Target][] => {
        const mine = own(row.code, unit.id)
        const upper = nearest(row.code)
        const target = row.target ? targetOf(row, year, mine ? { value: mine.value, year } : null, upper ? { value: upper.value, year } : null) : null
        return target ? [[row.code, target]] : []
      })
      const mine = stated.filter(row => row.unit_id === unit.id)
      const denominators = Object.fromEntries(mine.map(({ name, n, source, day }) => [name, { n, source, day }]))
      const sum = above.get(unit.id)
      return [unit.id, {
        targets: Object.fromEntries(found),
        denominators: sum && !denominators['homes'] ? { ...denominators, homes: sum } : denominators,
        outside: Object.fromEntries(outside.filter(row => row.unit_id === unit.id).map(({ indicator, n, source, day }) => [indicator, { n, source, day }])),
      }]
    }),
  )
}

/** Homes of a province or the nation: what its communes state, and the system's list for communes that state nothing. */
const homesAbove = async (tx: Tx, units: readonly UnitRow[], last: Day, period: Period): Promise<Map<number, Stated>> => {
  const ids = units.filter(unit => unit.level === 'nation' || unit.level === 'province').map(unit => unit.id)
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ id: number; n: number; communes: number; day: Day }>`
    WITH stated AS (
      SELECT DISTINCT ON (d.unit_id) d.unit_id, d.n, d.day, u.path FROM denominator d JOIN unit u ON u.id = d.unit_id AND u.level = 'commune'
      WHERE d.name = 'homes' AND d.day <= ${last} ORDER BY d.unit_id, d.day DESC
    ),
    kept AS (
      SELECT unit_id, sum(n) AS n FROM unit_distinct WHERE fact = 'homes_total' AND period <= ${period}
        AND (unit_id = ANY(${ids}::int[]) OR unit_id IN (SELECT unit_id FROM stated)) GROUP BY 1
    )
    SELECT w.id, count(*)::int AS communes, max(s.day)::text AS day,
      coalesce((SELECT n FROM kept WHERE unit_id = w.id), 0) + sum(s.n - coalesce(k.n, 0)) AS n
    FROM unnest(${ids}::int[]) w (id) JOIN stated s ON w.id = ANY(s.path) LEFT JOIN kept k ON k.unit_id = s.unit_id GROUP BY w.id`.execute(tx)
  return new Map(rows.map(({ id, n, communes, day }) => [id, { n, source: `${communes} xã, phường, đặc khu`, day }]))
}

export const setTarget = async (tx: Tx, target: { unitId: number; code: string; year: number; value: number | null; by: string; at: Instant }) => {
  const { unitId, code, year, value, by, at } = target
  if (value === null) {
    await tx.deleteFrom('target').where('unit_id', '=', unitId).where('indicator', '=', code).where('year', '=', year).execute()
    return
  }
  await tx
    .insertInto('target')
    .values({ unit_id: unitId, indicator: code, year, value, set_by: by, set_at: at })
    .onConflict(oc => oc.columns(['unit_id', 'indicator', 'year']).doUpdateSet({ value, set_by: by, set_at: at }))
    .execute()
}

export const denominatorsOf = (tx: Tx, unitId: number) =>
  tx.selectFrom('denominator').where('unit_id', '=', unitId).select(['name', 'n', 'source', 'day']).orderBy('day', 'desc').orderBy('name').execute()

export const setDenominator = (tx: Tx, row: { unitId: number; name: string; n: number; source: string; day: Day; by: string; at: Instant }) =>
  tx
    .insertInto('denominator')
    .values({ unit_id: row.unitId, name: row.name, day: row.day, n: row.n, source: row.source, entered_by: row.by, entered_at: row.at })
    .onConflict(oc => oc.columns(['unit_id', 'name', 'day']).doUpdateSet({ n: row.n, source: row.source, entered_by: row.by, entered_at: row.at }))
    .execute()

export const setOutsideFigure = (tx: Tx, row: { unitId: number; code: string; value: number; source: string; day: Day; by: string }) =>
  tx
    .insertInto('outside_figure')
    .values({ unit_id: row.unitId, indicator: row.code, day: row.day, value: row.value, source: row.source, entered_by: row.by })
    .onConflict(oc => oc.columns(['unit_id', 'indicator', 'day']).doUpdateSet({ value: row.value, source: row.source, entered_by: row.by }))
    .execute()

export const isPending = async (tx: Tx, unit: UnitRow): Promise<boolean> => {
  const { rows } = await sql`SELECT 1 FROM dirty d JOIN area_village l ON l.area_id = d.area_id AND l.valid_to IS NULL
    JOIN unit u ON u.id = l.village_id WHERE ${unit.id} = ANY(u.path) LIMIT 1`.execute(tx)
  return rows.length > 0
}

export type TeamRow = { id: string; commune_id: number; level: string; name: string; local_name: string }
export const teamOf = (tx: Tx, id: string): Promise<TeamRow | undefined> =>
  tx.selectFrom('team').where('id', '=', id).select(['id', 'commune_id', 'level', 'name', 'local_name']).executeTakeFirst()

/** The teams of a commune that existed at the end of a period, in the order of lists. */
export const teamsOfCommune = (tx: Tx, communeId: number, day: Day): Promise<TeamRow[]> =>
  tx
    .selectFrom('team')
    .where('commune_id', '=', communeId)
    .where('formed_on', '<=', day)
    .where(eb => eb.or([eb('dissolved_on', 'is', null), eb('dissolved_on', '>', day)]))
    .select(['id', 'commune_id', 'level', 'name', 'local_name'])
    .orderBy('sort_key')
    .orderBy('id')
    .execute()

const REPORT = ['id', 'form', 'period', 'commune_id', 'team_id', 'state', 'version', 'narrative', 'additions', 'answers', 'frozen', 'children', 'hash',
  'remarks', 'submitted_at', 'submitted_by', 'late_days', 'decided_at', 'decided_by', 'signed_at', 'signed_by', 'signer_title'] as const
export type ReportRecord = NonNullable<Awaited<ReturnType<typeof findReport>>>

export type ReportKey = { form: string; period: Period; communeId: number; teamId: string | null }

/** A report, locked for the rest of the transaction when it is about to change. */
export const findReport = (tx: Tx, key: ReportKey, lock = false) => {
  const query = tx
    .selectFrom('report')
    .where('form', '=', key.form)
    .where('period', '=', key.period)
    .where('commune_id', '=', key.communeId)
    .where('team_id', key.teamId === null ? 'is' : '=', key.teamId)
    .select(REPORT)
  return (lock ? query.forUpdate() : query).executeTakeFirst()
}

/** Reports of a commune's teams from one period to another. */
export const teamReports = (tx: Tx, communeId: number, form: string, from: Period, to: Period) =>
  tx
    .selectFrom('report')
    .where('commune_id', '=', communeId)
    .where('team_id', 'is not', null)
    .where('form', '=', form)
    .where('period', '>=', from)
    .where('period', '<=', to)
    .select(['id', 'team_id', 'period', 'state', 'version', 'additions', 'hash', 'submitted_at', 'late_days'])
    .execute()

/** What was added by hand in the earlier reports of the year. */
export const earlierReports = (tx: Tx, key: ReportKey) =>
  tx
    .selectFrom('report')
    .where('form', '=', key.form)
    .where('commune_id', '=', key.communeId)
    .where('team_id', key.teamId === null ? 'is' : '=', key.teamId)
    .where('period', '>=', `${key.period.slice(0, 4)}-01`)
    .where('period', '<', key.period)
    .where('state', '<>', 'draft')
    .select('additions')
    .execute()

export type ReportChange = {
  state: string
  version: number
  narrative: unknown
  additions: unknown
  answers: unknown
  frozen: unknown
  children: unknown
  hash: string | null
  remarks: unknown
  submitted_at: Instant | null
  submitted_by: string | null
  late_days: number | null
  decided_at: Instant | null
  decided_by: string | null
  signed_at: Instant | null
  signed_by: string | null
  signer_title: string | null
}

const json = (value: unknown) => (value === null || value === undefined ? null : JSON.stringify(value))

/** Writes a report; a second first save of the same one breaks its unique index and is told as stale. */
export const writeReport = async (tx: Tx, id: string, key: ReportKey, report: ReportChange, isNew: boolean) => {
  const row = {
    ...report,
    narrative: JSON.stringify(report.narrative),
    additions: JSON.stringify(report.additions),
    answers: JSON.stringify(report.answers),
    remarks: JSON.stringify(report.remarks),
    frozen: json(report.frozen),
    children: json(report.children),
  }
  if (isNew) await tx.insertInto('report').values({ id, form: key.form, period: key.period, commune_id: key.communeId, team_id: key.teamId, ...row }).execute()
  else await tx.updateTable('report').set(row).where('id', '=', id).execute()
}

export const addEvent = async (tx: Tx, event: { reportId: string; at: Instant; actorId: string; actorName: string; what: string; body: unknown }) => {
  await sql`INSERT INTO report_event (report_id, n, at, actor_id, actor_name, what, body)
    SELECT ${event.reportId}::uuid, coalesce(max(n), 0) + 1, ${event.at}::timestamptz, ${event.actorId}::uuid, ${event.actorName}, ${event.what}, ${JSON.stringify(event.body)}::jsonb
    FROM report_event WHERE report_id = ${event.reportId}::uuid`.execute(tx)
}

export const eventsOf = (tx: Tx, reportId: string) =>
  tx.selectFrom('report_event').where('report_id', '=', reportId).select(['at', 'actor_name', 'what']).orderBy('n').execute()

export const officerTitle = async (tx: Tx, id: string): Promise<string> =>
  (await tx.selectFrom('officer').where('id', '=', id).select('title').executeTakeFirst())?.title ?? ''

export const officeOf = async (tx: Tx, unitId: number): Promise<string | null> =>
  (await tx.selectFrom('unit_contact').where('unit_id', '=', unitId).select('office').executeTakeFirst())?.office ?? null

export const leaderOf = async (tx: Tx, teamId: string, day: Day): Promise<string | null> =>
  (
    await tx
      .selectFrom('membership')
      .innerJoin('member', 'member.id', 'membership.member_id')
      .where('team_id', '=', teamId)
      .where('role', '=', 'leader')
      .where('valid_from', '<=', day)
      .where(eb => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>', day)]))
      .select('member.name')
      .executeTakeFirst()
  )?.name ?? null

/** Areas that a team serves on a day. */
export const areasServed = async (tx: Tx, teamId: string, day: Day): Promise<number[]> =>
  (
    await tx
      .selectFrom('team_area')
      .where('team_id', '=', teamId)
      .where('valid_from', '<=', day)
      .where(eb => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>', day)]))
      .select('area_id')
      .execute()
  ).map(row => row.area_id)

/** Last day on which each team did something, up to a day. The areas must be in reach. */
export const lastActivities = async (tx: Tx, areas: readonly number[], last: Day): Promise<Map<string, Day>> => {
  const { rows } = await sql<{ team_id: string; day: Day }>`SELECT team_id, max(day) AS day FROM activity
    WHERE area_id = ANY(${[...areas]}::int[]) AND NOT voided AND body ? 'outcome' AND day <= ${last} GROUP BY 1`.execute(tx)
  return new Map(rows.map(row => [row.team_id, row.day]))
}

/** Members of each team on a day, and how many of them have passed a check. */
export const membersOfTeams = async (tx: Tx, teams: readonly string[], day: Day): Promise<Map<string, { total: number; trained: number }>> => {
  const { rows } = await sql<{ team_id: string; total: number; trained: number }>`SELECT s.team_id, count(*)::int AS total,
      count(*) FILTER (WHERE EXISTS (SELECT 1 FROM member_skill k WHERE k.member_id = s.member_id AND k.passed_on <= ${day}))::int AS trained
    FROM membership s JOIN member m ON m.id = s.member_id
    WHERE s.team_id = ANY(${[...teams]}::uuid[]) AND s.valid_from <= ${day} AND (s.valid_to IS NULL OR ${day} < s.valid_to) AND m.state NOT IN ('applied', 'left')
    GROUP BY 1`.execute(tx)
  return new Map(rows.map(row => [row.team_id, row]))
}

/** Open requests of areas, and those that have waited longer than `days`. The areas must be in reach. */
export const openRequests = async (tx: Tx, areas: readonly number[], today: Day, days: number): Promise<{ open: number; overdue: number }> => {
  const { rows } = await sql<{ open: number; overdue: number }>`SELECT count(*)::int AS open, count(*) FILTER (WHERE ${today}::date - opened_on > ${days}::int)::int AS overdue
    FROM request WHERE area_id = ANY(${[...areas]}::int[]) AND NOT removed AND state <> 'closed'`.execute(tx)
  return rows[0]!
}

/** The reports of the communes under a unit for a period. */
export const communeReports = async (tx: Tx, unitId: number, form: string, period: Period, day: Day) => {
  const { rows } = await sql<{
    id: number; kind: string; name: string; state: string | null; late_days: number | null; signed_at: Instant | null; signed_by: string | null
    signer_title: string | null; hash: string | null; frozen: { rows: { code: string; reported: number | null; reportedYear: number | null; percent: number | null; target: { value: number } | null }[] } | null
  }>`SELECT u.id, u.kind, u.name, r.state, r.late_days, r.signed_at, r.signed_by, r.signer_title, r.hash, CASE WHEN r.state = 'signed' THEN r.frozen END AS frozen
    FROM unit u LEFT JOIN report r ON r.commune_id = u.id AND r.team_id IS NULL AND r.form = ${form} AND r.period = ${period}
    WHERE u.level = 'commune' AND u.path @> ARRAY[${unitId}::int] AND (u.valid_from IS NULL OR u.valid_from <= ${day}) AND (u.valid_to IS NULL OR ${day} < u.valid_to)
    ORDER BY u.sort_key, u.id`.execute(tx)
  return rows
}
