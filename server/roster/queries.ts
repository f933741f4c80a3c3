import type { Day, Instant } from '@tung-nha/model/kit/day.ts'
import { fold, nameKey, orderKey } from '@tung-nha/model/kit/text.ts'
import type { KnownMember, KnownTeam } from '@tung-nha/model/roster/compare.ts'
import type { Marks } from '@tung-nha/model/team/reform.ts'
import { type Insertable, sql } from 'kysely'
import type { Db, Tx } from '#db/connect.ts'
import type { RosterImportRow } from '#db/tables.ts'

/** Communes of today under a unit, or the commune itself. */
export const communesUnder = async (tx: Tx, unitId: number, day: Day) => {
  const { rows } = await sql<{ id: number; name: string }>`
    SELECT id, name FROM unit WHERE level = 'commune' AND ${unitId} = ANY(path) AND (id = ${unitId} OR parent_id = ${unitId})
      AND (valid_to IS NULL OR ${day} < valid_to) ORDER BY sort_key, id`.execute(tx)
  return rows
}

export const teamsUnder = async (tx: Tx, communeIds: readonly number[], day: Day): Promise<KnownTeam[]> => {
  const { rows } = await sql<KnownTeam>`
    SELECT id, commune_id AS "communeId", name FROM team
    WHERE commune_id = ANY(${[...communeIds]}::int[]) AND (dissolved_on IS NULL OR ${day} < dissolved_on)`.execute(
    tx,
  )
  return rows
}

export const membersUnder = async (
  tx: Tx,
  communeIds: readonly number[],
  day: Day,
): Promise<KnownMember[]> => {
  const { rows } = await sql<KnownMember>`
    SELECT m.id, m.commune_id AS "communeId", m.name, m.birth_year AS "birthYear", regexp_replace(m.phone, '\\D', '', 'g') AS phone,
      coalesce((SELECT array_agg(s.team_id) FROM membership s WHERE s.member_id = m.id AND (s.valid_to IS NULL OR ${day} < s.valid_to)), '{}') AS "teamIds"
    FROM member m WHERE m.commune_id = ANY(${[...communeIds]}::int[]) AND m.state <> 'left'`.execute(tx)
  return rows
}

export type NewTeam = {
  id: string
  commune_id: number
  level: 'village' | 'commune'
  name: string
  local_name: string
  formed_on: Day
  decision_number: string | null
  decision_on: Day | null
  decision_signer: string | null
}
export type NewMember = {
  id: string
  commune_id: number
  name: string
  birth_year: number | null
  sex: string | null
  phone: string | null
  affiliation: string | null
  card_code: string
  card_until: Day
  joined_on: Day
}
export type NewMembership = { member_id: string; team_id: string; role: string; valid_from: Day }

/** Everything of an import at once, thousands of rows a statement: people, their first state, and where they serve. */
export const insertRoster = async (
  tx: Tx,
  made: { teams: readonly NewTeam[]; members: readonly NewMember[]; memberships: readonly NewMembership[] },
  by: { actorId: string; now: Instant },
): Promise<void> => {
  const teams = made.teams.map(team => ({ ...team, fold: fold(team.name), sort_key: orderKey(team.name) }))
  await sql`INSERT INTO team (id, commune_id, level, name, local_name, fold, sort_key, formed_on, decision_number, decision_on, decision_signer)
    SELECT id, commune_id, level, name, local_name, fold, sort_key, formed_on, decision_number, decision_on, decision_signer
    FROM jsonb_populate_recordset(NULL::team, ${JSON.stringify(teams)}::jsonb)`.execute(tx)
  // A team named like a village of its commune serves that village's ground.
  await sql`INSERT INTO team_area (team_id, area_id, valid_from)
    SELECT t.id, link.area_id, t.formed_on FROM jsonb_populate_recordset(NULL::team, ${JSON.stringify(teams)}::jsonb) t
    JOIN unit village ON village.parent_id = t.commune_id AND village.level = 'village' AND village.fold = t.fold AND village.valid_to IS NULL
    JOIN area_village link ON link.village_id = village.id AND link.valid_to IS NULL`.execute(tx)
  const members = made.members.map(row => ({ ...row, fold: fold(row.name), sort_key: nameKey(row.name) }))
  await sql`INSERT INTO member (id, commune_id, name, fold, sort_key, birth_year, sex, phone, affiliation, state, card_code, card_until, joined_on)
    SELECT id, commune_id, name, fold, sort_key, birth_year, sex, phone, affiliation, 'active', card_code, card_until, joined_on
    FROM jsonb_populate_recordset(NULL::member, ${JSON.stringify(members)}::jsonb)`.execute(tx)
  await sql`INSERT INTO member_event (member_id, n, state, day, actor_id, at)
    SELECT id, 1, 'active', joined_on, ${by.actorId}, ${by.now}::timestamptz
    FROM jsonb_populate_recordset(NULL::member, ${JSON.stringify(members)}::jsonb)`.execute(tx)
  await sql`INSERT INTO membership (member_id, team_id, role, valid_from)
    SELECT member_id, team_id, role, valid_from FROM jsonb_populate_recordset(NULL::membership, ${JSON.stringify(made.memberships)}::jsonb)`.execute(
    tx,
  )
}

export type Made = { teams: string[]; members: string[]; memberships: [string, string][] }

/** A mark of every row of an import and of all that hangs on it; the name of what has changed is for people to read. */
export const marksOfRoster = async (tx: Tx, made: Made): Promise<Marks> => {
  const teams = sql`ANY(${made.teams}::uuid[])`
  const members = sql`ANY(${made.members}::uuid[])`
  const { rows } = await sql<{ key: string; mark: string }>`
    SELECT 'team ' || t.name || ' ' || t.id AS key, md5(t::text) AS mark FROM team t WHERE t.id = ${teams}
    UNION ALL SELECT 'member ' || m.name || ' ' || m.id, md5(m::text) FROM member m WHERE m.id = ${members}
    UNION ALL SELECT 'membership ' || m.name || ' ' || s.member_id || s.team_id || s.valid_from, md5(s::text)
      FROM membership s JOIN member m ON m.id = s.member_id WHERE s.team_id = ${teams} OR s.member_id = ${members}
      OR (s.member_id, s.team_id) IN (SELECT a, b FROM unnest(${made.memberships.map(one => one[0])}::uuid[], ${made.memberships.map(one => one[1])}::uuid[]) p (a, b))
    UNION ALL SELECT 'team_area ' || t.name || ' ' || a.area_id || a.valid_from, md5(a::text) FROM team_area a JOIN team t ON t.id = a.team_id WHERE a.team_id = ${teams}
    UNION ALL SELECT 'device ' || m.name || ' ' || d.id, '' FROM device d JOIN member m ON m.id = d.member_id WHERE d.member_id = ${members}
    UNION ALL SELECT 'device ' || m.name || ' ' || c.expires_at, '' FROM enrolment_code c JOIN member m ON m.id = c.member_id WHERE c.member_id = ${members}
    UNION ALL SELECT 'skill ' || m.name || ' ' || k.skill, '' FROM member_skill k JOIN member m ON m.id = k.member_id WHERE k.member_id = ${members}
    UNION ALL SELECT 'member ' || m.name || ' ' || e.n, '' FROM member_event e JOIN member m ON m.id = e.member_id WHERE e.member_id = ${members}
    UNION ALL SELECT 'team_group ' || t.name || ' ' || g.id, '' FROM team_group g JOIN team t ON t.id = g.team_id WHERE g.team_id = ${teams}
    UNION ALL SELECT 'team_paper ' || t.name, '' FROM team_paper p JOIN team t ON t.id = p.team_id WHERE p.team_id = ${teams}
    UNION ALL SELECT 'report ' || t.name || ' ' || r.id, '' FROM report r JOIN team t ON t.id = r.team_id WHERE r.team_id = ${teams}`.execute(
    tx,
  )
  return Object.fromEntries(rows.map(row => [row.key, row.mark]))
}

export const removeRoster = async (tx: Tx, made: Made): Promise<void> => {
  await sql`DELETE FROM membership WHERE team_id = ANY(${made.teams}::uuid[]) OR member_id = ANY(${made.members}::uuid[])
    OR (member_id, team_id) IN (SELECT a, b FROM unnest(${made.memberships.map(one => one[0])}::uuid[], ${made.memberships.map(one => one[1])}::uuid[]) p (a, b))`.execute(
    tx,
  )
  await sql`DELETE FROM team_area WHERE team_id = ANY(${made.teams}::uuid[])`.execute(tx)
  await sql`DELETE FROM member_event WHERE member_id = ANY(${made.members}::uuid[])`.execute(tx)
  await sql`DELETE FROM member WHERE id = ANY(${made.members}::uuid[])`.execute(tx)
  await sql`DELETE FROM team WHERE id = ANY(${made.teams}::uuid[])`.execute(tx)
}

export const insertRosterImport = (tx: Tx, row: Insertable<RosterImportRow>) =>
  tx.insertInto('roster_import').values(row).execute()

export const rosterImport = (tx: Tx, unitId: number, id: string, lock = false) =>
  tx
    .selectFrom('roster_import')
    .where('id', '=', id)
    .where('unit_id', '=', unitId)
    .selectAll()
    .$if(lock, query => query.forUpdate())
    .executeTakeFirst()

export const rosterImports = (tx: Tx, unitId: number) =>
  tx
    .selectFrom('roster_import')
    .leftJoin('officer', 'officer.id', 'roster_import.made_by')
    .where('unit_id', '=', unitId)
    .select(['roster_import.id', 'file_name', 'state', 'made_at', 'officer.name as made_by_name', 'result'])
    .orderBy('made_at', 'desc')
    .limit(30)
    .execute()

export const changeRosterImport = (
  tx: Tx,
  id: string,
  set: {
    state?: string
    content?: Buffer
    mapping?: string
    result?: string
    marks?: string | null
    confirmed_at?: Instant
  },
) => tx.updateTable('roster_import').set(set).where('id', '=', id).execute()

/** What has lain for a day: files nobody confirmed, and marks of what may no longer be taken back. */
export const dropOldRosterImports = async (db: Db | Tx, before: Instant): Promise<void> => {
  await sql`UPDATE roster_import SET state = 'cancelled', content = ''::bytea, mapping = '[]'::jsonb
    WHERE state = 'preview' AND made_at < ${before}::timestamptz`.execute(db)
  await sql`UPDATE roster_import SET marks = NULL WHERE marks IS NOT NULL AND confirmed_at < ${before}::timestamptz`.execute(
    db,
  )
}

export type ExportRow = {
  commune_id: number
  commune: string
  team: string
  local_name: string
  decision_number: string | null
  decision_on: Day | null
  decision_signer: string | null
  name: string | null
  role: string | null
  birth_year: number | null
  sex: string | null
  phone: string | null
  affiliation: string | null
}

/** Every team of communes with its members of the day; a team without members has one row. */
export const rosterRows = async (tx: Tx, communeIds: readonly number[], day: Day): Promise<ExportRow[]> => {
  const { rows } = await sql<ExportRow>`
    SELECT commune.id AS commune_id, commune.name AS commune, team.name AS team, team.local_name, team.decision_number, team.decision_on::text, team.decision_signer,
      m.name, m.role, m.birth_year, m.sex, m.phone, m.affiliation
    FROM team JOIN unit commune ON commune.id = team.commune_id
    LEFT JOIN (SELECT s.team_id, s.role, member.* FROM membership s JOIN member ON member.id = s.member_id
      WHERE s.valid_from <= ${day} AND (s.valid_to IS NULL OR ${day} < s.valid_to) AND member.state <> 'left') m ON m.team_id = team.id
    WHERE team.commune_id = ANY(${[...communeIds]}::int[]) AND team.formed_on <= ${day} AND (team.dissolved_on IS NULL OR ${day} < team.dissolved_on)
    ORDER BY commune.sort_key, commune.id, team.level = 'commune', team.sort_key, team.id,
      array_position(ARRAY['leader', 'deputy', 'member', 'specialist'], m.role), m.sort_key`.execute(tx)
  return rows
}

export type DuplicateRow = {
  why: 'phone' | 'birth'
  key: string
  id: string
  name: string
  commune: string
  team: string | null
  team_id: string | null
  since: Day
}

/** People who stand on record more than once. */
export const duplicatePeople = async (
  tx: Tx,
  communeIds: readonly number[],
  day: Day,
): Promise<DuplicateRow[]> => {
  const { rows } = await sql<DuplicateRow>`
    WITH here AS (SELECT m.id, m.commune_id, m.name, m.joined_on::text AS since, m.fold, m.birth_year, nullif(regexp_replace(m.phone, '\\D', '', 'g'), '') AS phone
      FROM member m WHERE m.commune_id = ANY(${[...communeIds]}::int[]) AND m.state <> 'left'),
    keyed AS (
      SELECT 'phone' AS why, phone AS key, h.* FROM here h WHERE phone IS NOT NULL
      UNION ALL SELECT 'birth', commune_id || ' ' || fold || ' ' || birth_year, h.* FROM here h WHERE birth_year IS NOT NULL),
    many AS (SELECT *, count(*) OVER (PARTITION BY why, key) AS n FROM keyed)
    SELECT many.why, many.key, many.id, many.name, commune.name AS commune, team.name AS team, team.id AS team_id, many.since
    FROM many JOIN unit commune ON commune.id = many.commune_id
    LEFT JOIN LATERAL (SELECT team_id FROM membership s WHERE s.member_id = many.id AND (s.valid_to IS NULL OR ${day} < s.valid_to) ORDER BY s.valid_from LIMIT 1) held ON true
    LEFT JOIN team ON team.id = held.team_id
    WHERE many.n > 1 ORDER BY many.why DESC, many.key, many.name, many.id LIMIT 400`.execute(tx)
  return rows
}
