import type { Period } from '@tung-nha/model/indicator/period.ts'
import type { Day, Instant } from '@tung-nha/model/kit/day.ts'
import { FROZEN_STATES } from '@tung-nha/model/report/state.ts'
import { sql } from 'kysely'
import type { Tx } from '#db/connect.ts'

const REPORT = [
  'id',
  'form',
  'period',
  'commune_id',
  'team_id',
  'state',
  'version',
  'narrative',
  'additions',
  'answers',
  'frozen',
  'children',
  'hash',
  'remarks',
  'submitted_at',
  'submitted_by',
  'late_days',
  'decided_at',
  'decided_by',
  'signed_at',
  'signed_by',
  'signer_title',
] as const
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

/**
 * What was added by hand in the earlier reports of the year that stand. A month that was given back counts again when it
 * is sent again: for the team just as for the commune above it, so that their years stay one.
 */
export const earlierReports = (tx: Tx, key: ReportKey) =>
  tx
    .selectFrom('report')
    .where('form', '=', key.form)
    .where('commune_id', '=', key.communeId)
    .where('team_id', key.teamId === null ? 'is' : '=', key.teamId)
    .where('period', '>=', `${key.period.slice(0, 4)}-01`)
    .where('period', '<', key.period)
    .where('state', 'in', FROZEN_STATES)
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

/** What a stored report says, without what it is. */
export const contentOf = (record: ReportRecord): ReportChange => {
  const { id: _id, form: _form, period: _period, commune_id: _commune, team_id: _team, ...content } = record
  return content
}

const json = (value: unknown) => (value === null || value === undefined ? null : JSON.stringify(value))

/** Writes a report; a second first save of the same one breaks its unique index and is told as stale. */
export const writeReport = async (
  tx: Tx,
  id: string,
  key: ReportKey,
  report: ReportChange,
  isNew: boolean,
) => {
  const row = {
    ...report,
    narrative: JSON.stringify(report.narrative),
    additions: JSON.stringify(report.additions),
    answers: JSON.stringify(report.answers),
    remarks: JSON.stringify(report.remarks),
    frozen: json(report.frozen),
    children: json(report.children),
  }
  if (isNew)
    await tx
      .insertInto('report')
      .values({
        id,
        form: key.form,
        period: key.period,
        commune_id: key.communeId,
        team_id: key.teamId,
        ...row,
      })
      .execute()
  else await tx.updateTable('report').set(row).where('id', '=', id).execute()
}

export const addEvent = async (
  tx: Tx,
  event: { reportId: string; at: Instant; actorId: string; actorName: string; what: string; body: unknown },
) => {
  await sql`INSERT INTO report_event (report_id, n, at, actor_id, actor_name, what, body)
    SELECT ${event.reportId}::uuid, coalesce(max(n), 0) + 1, ${event.at}::timestamptz, ${event.actorId}::uuid, ${event.actorName}, ${event.what}, ${JSON.stringify(event.body)}::jsonb
    FROM report_event WHERE report_id = ${event.reportId}::uuid`.execute(tx)
}

export const eventsOf = (tx: Tx, reportId: string) =>
  tx
    .selectFrom('report_event')
    .where('report_id', '=', reportId)
    .select(['at', 'actor_name', 'what'])
    .orderBy('n')
    .execute()

export const officerTitle = async (tx: Tx, id: string): Promise<string> =>
  (await tx.selectFrom('officer').where('id', '=', id).select('title').executeTakeFirst())?.title ?? ''

export const officeOf = async (tx: Tx, unitId: number): Promise<string | null> =>
  (await tx.selectFrom('unit_contact').where('unit_id', '=', unitId).select('office').executeTakeFirst())
    ?.office ?? null

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
export const lastActivities = async (
  tx: Tx,
  areas: readonly number[],
  last: Day,
): Promise<Map<string, Day>> => {
  const { rows } = await sql<{ team_id: string; day: Day }>`SELECT team_id, max(day) AS day FROM activity
    WHERE area_id = ANY(${[...areas]}::int[]) AND NOT voided AND body ? 'outcome' AND day <= ${last} GROUP BY 1`.execute(
    tx,
  )
  return new Map(rows.map(row => [row.team_id, row.day]))
}

/** Activities of a span whose day is hard to believe: of one team, or of all when none is named. */
export const doubtfulDaysIn = async (
  tx: Tx,
  areas: readonly number[],
  teamId: string | null,
  { from, last }: { from: Day; last: Day },
): Promise<number> => {
  const { rows } = await sql<{ n: number }>`SELECT count(*)::int AS n FROM activity
    WHERE area_id = ANY(${[...areas]}::int[]) AND day BETWEEN ${from} AND ${last} AND NOT voided
      AND body ? 'outcome' AND body ? 'doubtfulDay' AND team_id = coalesce(${teamId}::uuid, team_id)`.execute(
    tx,
  )
  return rows[0]!.n
}

/** Members of each team on a day, and how many of them have passed a check. */
export const membersOfTeams = async (
  tx: Tx,
  teams: readonly string[],
  day: Day,
): Promise<Map<string, { total: number; trained: number }>> => {
  const { rows } = await sql<{
    team_id: string
    total: number
    trained: number
  }>`SELECT s.team_id, count(*)::int AS total,
      count(*) FILTER (WHERE EXISTS (SELECT 1 FROM member_skill k WHERE k.member_id = s.member_id AND k.passed_on <= ${day}))::int AS trained
    FROM membership s JOIN member m ON m.id = s.member_id
    WHERE s.team_id = ANY(${[...teams]}::uuid[]) AND s.valid_from <= ${day} AND (s.valid_to IS NULL OR ${day} < s.valid_to) AND m.state NOT IN ('applied', 'left') AND s.role <> 'specialist'
    GROUP BY 1`.execute(tx)
  return new Map(rows.map(row => [row.team_id, row]))
}

/** Open requests of areas, and those that have waited longer than `days`. The areas must be in reach. */
export const openRequests = async (
  tx: Tx,
  areas: readonly number[],
  today: Day,
  days: number,
): Promise<{ open: number; overdue: number }> => {
  const { rows } = await sql<{
    open: number
    overdue: number
  }>`SELECT count(*)::int AS open, count(*) FILTER (WHERE ${today}::date - opened_on > ${days}::int)::int AS overdue
    FROM request WHERE area_id = ANY(${[...areas]}::int[]) AND NOT removed AND state <> 'closed'`.execute(tx)
  return rows[0]!
}

/** The reports of the communes under a unit for a period. */
export const communeReports = async (tx: Tx, unitId: number, form: string, period: Period, day: Day) => {
  const { rows } = await sql<{
    id: number
    kind: string
    name: string
    state: string | null
    late_days: number | null
    signed_at: Instant | null
    signed_by: string | null
    signer_title: string | null
    hash: string | null
    frozen: {
      rows: {
        code: string
        reported: number | null
        reportedYear: number | null
        percent: number | null
        target: { value: number } | null
      }[]
    } | null
  }>`SELECT u.id, u.kind, u.name, r.state, r.late_days, r.signed_at, r.signed_by, r.signer_title, r.hash, CASE WHEN r.state = 'signed' THEN r.frozen END AS frozen
    FROM unit u LEFT JOIN report r ON r.commune_id = u.id AND r.team_id IS NULL AND r.form = ${form} AND r.period = ${period}
    WHERE u.level = 'commune' AND u.path @> ARRAY[${unitId}::int] AND (u.valid_from IS NULL OR u.valid_from <= ${day}) AND (u.valid_to IS NULL OR ${day} < u.valid_to)
    ORDER BY u.sort_key, u.id`.execute(tx)
  return rows
}
