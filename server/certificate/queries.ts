import type { Day } from '@tung-nha/model/kit/day.ts'
import { fold } from '@tung-nha/model/kit/text.ts'
import { labelInSentence } from '@tung-nha/model/unit/name.ts'
import { sql } from 'kysely'
import type { Tx } from '#db/connect.ts'

/** One key maker at a time; the lock ends with the transaction. */
export const lockKeys = (tx: Tx) => sql`SELECT pg_advisory_xact_lock(25519)`.execute(tx)

export const allKeys = (tx: Tx) =>
  tx.selectFrom('certificate_key').selectAll().orderBy('made_on').orderBy('key').execute()

export const insertKey = (tx: Tx, key: { key: string; public_key: string; made_on: Day }) =>
  tx.insertInto('certificate_key').values(key).execute()

export const retireKeys = (tx: Tx, except: string, day: Day) =>
  tx
    .updateTable('certificate_key')
    .set({ retired_on: day })
    .where('key', '<>', except)
    .where('retired_on', 'is', null)
    .execute()

/** False when there is no such key. */
export const revokeKeyRow = async (tx: Tx, key: string, day: Day): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('certificate_key')
    .set(eb => ({ revoked_on: day, retired_on: eb.fn.coalesce('retired_on', eb.val(day)) }))
    .where('key', '=', key)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

export type NewCertificate = {
  code: string
  kind: 'learner' | 'member'
  course: string
  right_count: number
  of_count: number
  issued_on: Day
  unit_id: number
  member_id: string | null
  issued_by: string | null
}

/** False when the code is taken and another must be drawn. */
export const insertCertificate = async (tx: Tx, one: NewCertificate): Promise<boolean> => {
  const rows = await tx
    .insertInto('certificate')
    .values(one)
    .onConflict(conflict => conflict.column('code').doNothing())
    .returning('code')
    .execute()
  return rows.length === 1
}

/** A certificate with the name of the member it belongs to; a learner's name is nowhere. */
export const certificateByCode = (tx: Tx, code: string) =>
  tx
    .selectFrom('certificate')
    .leftJoin('member', 'member.id', 'certificate.member_id')
    .innerJoin('unit', 'unit.id', 'certificate.unit_id')
    .where('certificate.code', '=', code)
    .selectAll('certificate')
    .select(['member.name as member_name', 'unit.path as unit_path', 'unit.level as unit_level'])
    .executeTakeFirst()
export type CertificateFound = NonNullable<Awaited<ReturnType<typeof certificateByCode>>>

/** Certificates that a unit and those below stand for, newest first, after a day and number; and how many there are. */
export const certificatesUnder = async (
  tx: Tx,
  unitId: number,
  {
    q,
    names,
    after,
    limit,
  }: { q: string; names: boolean; after: { day: string; code: string } | null; limit: number },
) => {
  const found = tx
    .selectFrom('certificate')
    .innerJoin('unit', 'unit.id', 'certificate.unit_id')
    .leftJoin('member', 'member.id', 'certificate.member_id')
    .where(sql<boolean>`${unitId} = ANY (unit.path)`)
    .$if(q !== '', query =>
      query.where(eb =>
        eb.or([
          eb('certificate.code', '=', q.toUpperCase()),
          ...(names ? [eb('member.fold', 'like', `%${fold(q)}%`)] : []),
        ]),
      ),
    )
  const { total } = await found.select(eb => eb.fn.countAll<string>().as('total')).executeTakeFirstOrThrow()
  const rows = await found
    .$if(after !== null, query =>
      query.where(
        sql<boolean>`(certificate.issued_on, ${sql.ref('certificate.code')}) < (${after?.day}::date, ${after?.code})`,
      ),
    )
    .orderBy('certificate.issued_on', 'desc')
    .orderBy('certificate.code', 'desc')
    .limit(limit)
    .selectAll('certificate')
    .select(['member.name as member_name', 'unit.name as unit_name'])
    .execute()
  return { rows, total: Number(total) }
}

export const revokeCertificateRow = (tx: Tx, code: string, by: string, day: Day, reason: string) =>
  tx
    .updateTable('certificate')
    .set({ revoked_on: day, revoked_by: by, reason })
    .where('code', '=', code)
    .where('revoked_on', 'is', null)
    .execute()

/** What a member may guide no more is certified no more; the list of trust tells phones so. */
export const revokeOfMember = (tx: Tx, memberId: string, course: string, by: string, day: Day) =>
  tx
    .updateTable('certificate')
    .set({ revoked_on: day, revoked_by: by, reason: 'Không còn được hướng dẫn kỹ năng này' })
    .where('member_id', '=', memberId)
    .where('course', '=', course)
    .where('revoked_on', 'is', null)
    .execute()

/** Certificates of a member, newest first. */
export const certificatesOfMember = (tx: Tx, memberId: string) =>
  tx
    .selectFrom('certificate')
    .where('member_id', '=', memberId)
    .orderBy('issued_on', 'desc')
    .orderBy('code')
    .select(['code', 'course', 'issued_on', 'revoked_on'])
    .execute()

export const revokedCodes = async (tx: Tx): Promise<string[]> =>
  (
    await tx
      .selectFrom('certificate')
      .where('revoked_on', 'is not', null)
      .orderBy('code')
      .select('code')
      .execute()
  ).map(row => row.code)

/** "xã Vân Hồ, tỉnh Sơn La": the place that stands for a certificate; empty for the nation. */
export const placeOfUnit = async (tx: Tx, unitId: number): Promise<string> => {
  const units = await tx
    .selectFrom('unit')
    .where(eb =>
      eb('id', '=', sql<number>`ANY ((SELECT path FROM unit AS own WHERE own.id = ${unitId})::int[])`),
    )
    .where('level', 'in', ['province', 'commune', 'village'])
    .select(['kind', 'name', 'path'])
    .execute()
  return units
    .sort((a, b) => b.path.length - a.path.length)
    .map(unit => labelInSentence(unit.kind, unit.name))
    .join(', ')
}

/** The team a member was in on a day, a village team before the commune's: its place and what such a team is called there. */
export const teamOfMember = (tx: Tx, memberId: string, day: Day) =>
  tx
    .selectFrom('membership')
    .innerJoin('team', 'team.id', 'membership.team_id')
    .where('membership.member_id', '=', memberId)
    .where('membership.valid_from', '<=', day)
    .where(eb => eb.or([eb('membership.valid_to', 'is', null), eb('membership.valid_to', '>', day)]))
    .orderBy(sql`(team.level = 'village')`, 'desc')
    .orderBy('membership.valid_from')
    .orderBy('team.id')
    .select(['team.name as place', 'team.local_name as localName'])
    .executeTakeFirst()

/** The name of a member and the commune of its teams; null when there is none. */
export const memberForCertificate = (tx: Tx, memberId: string) =>
  tx.selectFrom('member').where('id', '=', memberId).select(['name', 'commune_id']).executeTakeFirst()
