import { type Grant, LATE_DAYS, type Service } from '@tung-nha/model/access/access.ts'
import type { Role } from '@tung-nha/model/access/roles.ts'
import { addDays, type Day, type Instant } from '@tung-nha/model/kit/day.ts'
import { type Insertable, sql } from 'kysely'
import type { Db, Tx } from '#db/connect.ts'
import { gather } from '#db/gather.ts'
import { ask } from '#db/lane.ts'
import type { DeviceRow, OfficerRow, SessionRow } from '#db/tables.ts'

type SessionFound = {
  token: string
  expires_at: Instant
  officer_id: string | null
  device_id: string | null
  officer_name: string | null
  member_id: string | null
  member_name: string | null
  grants: { role: string; unitId: number | null; teamId: string | null; from: Day; to: Day | null }[]
  served: Service[]
  heard_at: Instant | null
  unsent: number | null
  app_version: string | null
}

const validOn = (day: Day) =>
  sql`valid_from <= ${day}::date AND (valid_to IS NULL OR valid_to > ${day}::date)`

type Finding = { day: Day; find: (hash: string) => Promise<SessionFound | undefined> }
const findings = new WeakMap<Db, Finding>()

/**
 * Whose session it is, the roles of that day, and for a member where it served, back over LATE_DAYS. Every
 * call of everybody begins with it, so those that come at the same moment ask together.
 */
export const findSession = async (
  db: Db,
  hash: string,
  now: Instant,
  day: Day,
): Promise<SessionFound | undefined> => {
  let finding = findings.get(db)
  if (finding?.day !== day) {
    finding = { day, find: gather(hashes => readSessions(db, hashes, day)) }
    findings.set(db, finding)
  }
  const session = await finding.find(hash)
  return session && session.expires_at > now ? session : undefined
}

const readSessions = async (db: Db, hashes: readonly string[], day: Day) => {
  const since = addDays(day, -LATE_DAYS)
  const rows = await ask(
    db,
    sql<SessionFound>`SELECT s.token, s.expires_at, s.officer_id, s.device_id, o.name AS officer_name, m.id AS member_id, m.name AS member_name,
      coalesce(CASE WHEN s.officer_id IS NULL
        THEN (SELECT jsonb_agg(jsonb_build_object('role', role, 'unitId', null, 'teamId', team_id, 'from', valid_from, 'to', valid_to))
          FROM membership WHERE member_id = m.id AND role <> 'specialist' AND ${validOn(day)})
        ELSE (SELECT jsonb_agg(jsonb_build_object('role', role, 'unitId', unit_id, 'teamId', null, 'from', valid_from, 'to', valid_to))
          FROM role_grant WHERE officer_id = s.officer_id AND ${validOn(day)}) END, '[]') AS grants,
      coalesce((SELECT jsonb_agg(jsonb_build_object('teamId', a.team_id, 'areaId', a.area_id,
          'from', greatest(own.valid_from, a.valid_from), 'to', least(own.valid_to, a.valid_to)))
        FROM membership own JOIN team_area a ON a.team_id = own.team_id
        WHERE own.member_id = m.id AND own.role <> 'specialist' AND (own.valid_to IS NULL OR own.valid_to > ${since}::date)
          AND (a.valid_to IS NULL OR a.valid_to > ${since}::date)), '[]') AS served,
      d.last_heard_at AS heard_at, d.unsent, d.app_version
    FROM session s LEFT JOIN officer o ON o.id = s.officer_id LEFT JOIN device d ON d.id = s.device_id
      LEFT JOIN member m ON m.id = d.member_id
    WHERE s.token = ANY(${[...hashes]}::text[]) AND d.revoked_at IS NULL`,
  )
  return new Map(rows.map(row => [row.token, row]))
}

export const insertSession = (db: Db | Tx, row: Insertable<SessionRow>) =>
  db.insertInto('session').values(row).execute()

export const removeSession = (tx: Tx, hash: string) =>
  tx.deleteFrom('session').where('token', '=', hash).execute()

export const grantsOfOfficer = async (tx: Db | Tx, officerId: string, day: Day): Promise<Grant[]> => {
  const rows = await tx
    .selectFrom('role_grant')
    .where('officer_id', '=', officerId)
    .where('valid_from', '<=', day)
    .where(eb => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>', day)]))
    .select(['role', 'unit_id', 'valid_from', 'valid_to'])
    .execute()
  return rows.map(row => ({
    role: row.role as Role,
    unitId: row.unit_id,
    teamId: null,
    from: row.valid_from,
    to: row.valid_to,
  }))
}

export const officerById = (tx: Db | Tx, id: string) =>
  tx.selectFrom('officer').where('id', '=', id).select(['id', 'name', 'title']).executeTakeFirst()

/** better-auth made the session; from here on it is known by the hash of its token, and lasts as we say. */
export const adoptSession = (
  db: Db,
  token: string,
  row: { token: string; expires_at: Instant; ip_address: string; user_agent: string },
) => db.updateTable('session').set(row).where('token', '=', token).execute()

export const namesOfPlaces = async (tx: Db | Tx, unitIds: number[], teamIds: string[]) => {
  const units = unitIds.length
    ? await tx.selectFrom('unit').where('id', 'in', unitIds).select(['id', 'name']).execute()
    : []
  const teams = teamIds.length
    ? await tx.selectFrom('team').where('id', 'in', teamIds).select(['id', 'name']).execute()
    : []
  return { units: new Map(units.map(u => [u.id, u.name])), teams: new Map(teams.map(t => [t.id, t.name])) }
}

/** How many tries of a key there were since an instant. */
export const countAttempts = async (db: Db, key: string, since: Instant): Promise<number> => {
  const row = await db
    .selectFrom('attempt')
    .where('key', '=', key)
    .where('at', '>=', since)
    .select(sql<number>`count(*)`.as('n'))
    .executeTakeFirstOrThrow()
  return Number(row.n)
}

/** Records a try of a key, and forgets those from before an instant. */
export const recordAttempt = async (db: Db, key: string, now: Instant, since: Instant): Promise<void> => {
  await db.insertInto('attempt').values({ key, at: now }).execute()
  await db.deleteFrom('attempt').where('key', '=', key).where('at', '<', since).execute()
}

export const forgetAttempts = (db: Db, key: string) =>
  db.deleteFrom('attempt').where('key', '=', key).execute()

/** Removes tries from before an instant, and what had ended by now. */
export const forgetOutlived = async (db: Db, now: Instant, triesBefore: Instant): Promise<void> => {
  await db.deleteFrom('attempt').where('at', '<', triesBefore).execute()
  await db.deleteFrom('device_challenge').where('expires_at', '<', now).execute()
  await db.deleteFrom('session').where('expires_at', '<', now).execute()
}

/** The phones of a member speak no more, and their sessions end. Answers with their ids. */
export const revokeDevices = async (tx: Tx, memberId: string, now: Instant): Promise<string[]> => {
  const revoked = await tx
    .updateTable('device')
    .set({ revoked_at: now })
    .where('member_id', '=', memberId)
    .where('revoked_at', 'is', null)
    .returning('id')
    .execute()
  const ids = revoked.map(row => row.id)
  if (ids.length > 0) await tx.deleteFrom('session').where('device_id', 'in', ids).execute()
  await tx
    .deleteFrom('enrolment_code')
    .where('member_id', '=', memberId)
    .where('used_at', 'is', null)
    .execute()
  return ids
}

export const memberOfTeam = (tx: Tx, teamId: string, memberId: string, day: Day) =>
  tx
    .selectFrom('membership')
    .innerJoin('member', 'member.id', 'membership.member_id')
    .where('membership.team_id', '=', teamId)
    .where('membership.member_id', '=', memberId)
    .where('membership.valid_from', '<=', day)
    .where(eb => eb.or([eb('membership.valid_to', 'is', null), eb('membership.valid_to', '>', day)]))
    .select(['member.id', 'member.name'])
    .executeTakeFirst()

/** Whether a member serves in another team today. */
export const servesElsewhere = async (
  tx: Tx,
  memberId: string,
  teamId: string,
  day: Day,
): Promise<boolean> => {
  const row = await tx
    .selectFrom('membership')
    .where('member_id', '=', memberId)
    .where('team_id', '<>', teamId)
    .where('valid_from', '<=', day)
    .where(eb => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>', day)]))
    .select('team_id')
    .executeTakeFirst()
  return row !== undefined
}

export const insertCode = (
  tx: Db | Tx,
  row: { code_hash: Buffer; member_id: string; made_by: string; expires_at: Instant },
) => tx.insertInto('enrolment_code').values(row).execute()

/** Marks a code used and returns its member, once only. */
export const useCode = (tx: Tx, codeHash: Buffer, now: Instant) =>
  tx
    .updateTable('enrolment_code')
    .from('member')
    .set({ used_at: now })
    .whereRef('member.id', '=', 'enrolment_code.member_id')
    .where('code_hash', '=', codeHash)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .returning(['member.id', 'member.name'])
    .executeTakeFirst()

export const insertDevice = (tx: Tx, row: Insertable<DeviceRow>) =>
  tx.insertInto('device').values(row).execute()

/** A phone with its key, also one that was signed out: it must be able to learn that, and to hand over its work. */
export const deviceById = (tx: Tx, id: string) =>
  tx.selectFrom('device').where('id', '=', id).select(['id', 'public_key', 'revoked_at']).executeTakeFirst()

export const insertChallenge = (tx: Tx, row: { nonce: string; device_id: string; expires_at: Instant }) =>
  tx.insertInto('device_challenge').values(row).execute()

/** Takes a nonce out of the table; true when it was there and fresh. */
export const takeChallenge = async (
  tx: Tx,
  nonce: string,
  deviceId: string,
  now: Instant,
): Promise<boolean> => {
  const row = await tx
    .deleteFrom('device_challenge')
    .where('nonce', '=', nonce)
    .where('device_id', '=', deviceId)
    .returning('expires_at')
    .executeTakeFirst()
  return row !== undefined && row.expires_at > now
}

/** An officer with a password and one role at a unit. */
export const insertOfficer = async (
  tx: Tx,
  officer: Insertable<OfficerRow>,
  login: { id: string; password: string },
  grant: { id: string; role: string; unitId: number; from: Day },
) => {
  const { created_at, updated_at } = officer
  await tx.insertInto('officer').values(officer).execute()
  await tx
    .insertInto('officer_login')
    .values({
      id: login.id,
      account_id: officer.id,
      provider_id: 'credential',
      officer_id: officer.id,
      password: login.password,
      access_token: null,
      refresh_token: null,
      id_token: null,
      access_token_expires_at: null,
      refresh_token_expires_at: null,
      scope: null,
      created_at,
      updated_at,
    })
    .execute()
  await tx
    .insertInto('role_grant')
    .values({
      id: grant.id,
      officer_id: officer.id,
      role: grant.role,
      unit_id: grant.unitId,
      valid_from: grant.from,
      valid_to: null,
    })
    .execute()
}

/** A province or commune of a day by its official code. */
export const unitOfCode = (tx: Db | Tx, code: string, day: Day) =>
  tx
    .selectFrom('unit')
    .where('code', '=', code)
    .where('level', 'in', ['province', 'commune'])
    .where('valid_from', '<=', day)
    .where(eb => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>', day)]))
    .select(['id', 'name'])
    .executeTakeFirst()
