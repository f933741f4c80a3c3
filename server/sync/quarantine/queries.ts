import type { Instant } from '@tung-nha/model/kit/day.ts'
import type { SentOp } from '@tung-nha/model/sync/op.ts'
import { sql } from 'kysely'
import type { Db, Tx } from '#db/connect.ts'

/** The problem under which work of a signed-out phone lies in the inbox table. */
const KEPT_AS = 'op.device-revoked'
/** Most ops kept of one signed-out phone: months of work; more can only be somebody filling the disk. */
export const QUARANTINE_MOST = 5_000

/** A phone that was signed out, and its owner. */
export const signedOutPhone = (tx: Tx, deviceId: string) =>
  tx
    .selectFrom('device')
    .where('id', '=', deviceId)
    .where('revoked_at', 'is not', null)
    .select(['id', 'member_id', 'public_key'])
    .executeTakeFirst()

/** Areas a member has ever served: where work of a phone of theirs may belong. */
export const areasEverServed = async (tx: Tx, memberId: string): Promise<Set<number>> => {
  const rows = await tx
    .selectFrom('membership')
    .innerJoin('team_area', 'team_area.team_id', 'membership.team_id')
    .where('membership.member_id', '=', memberId)
    .select('team_area.area_id')
    .execute()
  return new Set(rows.map(row => row.area_id))
}

export const countKept = async (tx: Tx, deviceId: string): Promise<number> => {
  const row = await tx
    .selectFrom('refused_op')
    .where('device_id', '=', deviceId)
    .where('problem', '=', KEPT_AS)
    .select(sql<number>`count(*)::int`.as('n'))
    .executeTakeFirstOrThrow()
  return row.n
}

/**
 * Keeps ops apart with their content; one that is there already stays as it is. The wall must be open to their areas.
 * @param unfinished their author never saved them
 */
export const keepApart = async (
  tx: Tx,
  phone: { id: string; member_id: string },
  ops: readonly SentOp[],
  now: Instant,
  unfinished?: true,
): Promise<void> => {
  const entries = ops.map(op => ({
    op_id: op.id,
    area_id: op.areaId,
    kind: op.kind,
    body: op.body ?? {},
    details: { deviceAt: op.deviceAt, seq: op.seq, deviceId: op.deviceId, ...(unfinished && { unfinished }) },
  }))
  await sql`INSERT INTO refused_op (device_id, op_id, area_id, actor_id, kind, body, problem, details, refused_at)
    SELECT ${phone.id}::uuid, op_id, area_id, ${phone.member_id}::uuid, kind, body, ${KEPT_AS}, details, ${now}::timestamptz
    FROM jsonb_to_recordset(${JSON.stringify(entries)}::jsonb) AS made (op_id uuid, area_id int, kind text, body jsonb, details jsonb)
    ON CONFLICT DO NOTHING`.execute(tx)
}

/** Whether work of a phone names a file of an activity: what it handed over, judged or not, or had sent before. */
export const namedBy = async (
  tx: Tx,
  phone: { id: string; member_id: string },
  { areaId, of, hash }: { areaId: number; of: string; hash: string },
): Promise<boolean> => {
  const named = JSON.stringify({ evidence: [{ hash }] })
  const kept = await tx
    .selectFrom('refused_op')
    .where('device_id', '=', phone.id)
    .where('area_id', '=', areaId)
    .where('problem', '=', KEPT_AS)
    .where(sql<boolean>`body ->> 'activityId' = ${of} AND body @> ${named}::jsonb`)
    .select('op_id')
    .executeTakeFirst()
  if (kept) return true
  const sent = await tx
    .selectFrom('activity')
    .where('area_id', '=', areaId)
    .where('id', '=', of)
    .where('member_id', '=', phone.member_id)
    .where(sql<boolean>`body @> ${named}::jsonb`)
    .select('id')
    .executeTakeFirst()
  return sent !== undefined
}

const waiting = (tx: Db | Tx, areaIds: readonly number[]) =>
  tx
    .selectFrom('refused_op')
    .leftJoin('member', 'member.id', 'refused_op.actor_id')
    .where('refused_op.area_id', '=', sql<number>`ANY(${sql.val([...areaIds])}::int[])`)
    .where('refused_op.problem', '=', KEPT_AS)
    .where('refused_op.resolved_at', 'is', null)
    .select([
      'refused_op.op_id',
      'refused_op.area_id',
      'refused_op.actor_id',
      'refused_op.kind',
      'refused_op.body',
      'refused_op.details',
      'refused_op.refused_at',
      'member.name as member_name',
    ])

/** What waits to be judged in some areas, in the order in which it was recorded; what was never saved comes last. */
export const keptApart = (tx: Tx, areaIds: readonly number[], most: number) =>
  waiting(tx, areaIds)
    .orderBy('refused_op.device_id')
    .orderBy(sql`refused_op.details ? 'unfinished'`)
    .orderBy(sql`(refused_op.details ->> 'seq')::bigint`)
    .limit(most)
    .execute()

export const keptOne = (tx: Tx, areaIds: readonly number[], opId: string) =>
  waiting(tx, areaIds).where('refused_op.op_id', '=', opId).executeTakeFirst()

export const closeKept = (tx: Tx, areaId: number, opId: string, now: Instant) =>
  tx
    .updateTable('refused_op')
    .set({ resolved_at: now })
    .where('area_id', '=', areaId)
    .where('op_id', '=', opId)
    .where('problem', '=', KEPT_AS)
    .execute()
