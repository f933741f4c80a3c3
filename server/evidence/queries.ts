import type { Instant } from '@tung-nha/model/kit/day.ts'
import { type Insertable, sql } from 'kysely'
import type { Tx } from '#db/connect.ts'
import type { EvidenceRow } from '#db/tables.ts'

export const evidenceOf = (tx: Tx, areaId: number, hash: string) =>
  tx
    .selectFrom('evidence')
    .where('area_id', '=', areaId)
    .where('hash', '=', hash)
    .select(['size'])
    .executeTakeFirst()

export const insertEvidence = (tx: Tx, row: Insertable<EvidenceRow>) =>
  tx
    .insertInto('evidence')
    .values(row)
    .onConflict(conflict => conflict.doNothing())
    .execute()

/** Whether an activity may be shown: not withdrawn, its home is there, and nobody it may show has asked to be forgotten. */
const open = sql<boolean>`(NOT activity.voided
  AND NOT EXISTS (SELECT 1 FROM household WHERE household.area_id = activity.area_id
    AND household.id = activity.household_id AND household.removed)
  AND NOT EXISTS (SELECT 1 FROM resident WHERE resident.area_id = activity.area_id AND resident.removed
    AND activity.body -> 'guided' @> jsonb_build_array(jsonb_build_object('residentId', resident.id))))`
const names = sql<boolean>`activity.body -> 'evidence' @> jsonb_build_array(jsonb_build_object('hash', evidence.hash))`

/** Whether the activity of an evidence names it and may be shown. */
const stands = sql<boolean>`EXISTS (SELECT 1 FROM activity
  WHERE activity.area_id = evidence.area_id AND activity.id = evidence.activity_id AND ${names} AND ${open})`

export const standingEvidence = (tx: Tx, areaId: number, hash: string) =>
  tx
    .selectFrom('evidence')
    .where('area_id', '=', areaId)
    .where('hash', '=', hash)
    .where(stands)
    .select(['type', 'kind', 'activity_id'])
    .executeTakeFirst()

/** Whether an activity is known and may be shown no more: what still comes for it is thrown away. */
export const hasFallen = async (tx: Tx, areaId: number, activityId: string): Promise<boolean> =>
  (
    await sql`SELECT 1 FROM activity WHERE area_id = ${areaId} AND id = ${activityId}::uuid
      AND activity.body ? 'outcome' AND NOT ${open}`.execute(tx)
  ).rows.length > 0

/** What the activities of an area name that may be shown no more: some of it may still be coming. */
export const namesOfFallen = async (tx: Tx, areaId: number): Promise<string[]> => {
  const { rows } = await sql<{ hash: string }>`SELECT DISTINCT named ->> 'hash' AS hash
    FROM activity, jsonb_array_elements(activity.body -> 'evidence') named
    WHERE activity.area_id = ${areaId} AND activity.body ? 'evidence' AND NOT ${open}`.execute(tx)
  return rows.map(row => row.hash)
}

/** What another activity of the area names as well, and may still be shown, is from now on that one's: all, or one file. */
export const handOver = (tx: Tx, hash: string | null = null) =>
  sql`UPDATE evidence SET activity_id = activity.id FROM activity
    WHERE activity.area_id = evidence.area_id AND (${hash}::text IS NULL OR evidence.hash = ${hash})
      AND ${names} AND ${open} AND NOT ${stands}`.execute(tx)

/** What does not stand goes: at once when its activity is known, after `orphansBefore` when none ever came. */
export const dropFallen = async (tx: Tx, orphansBefore: Instant): Promise<string[]> => {
  const rows = await tx
    .deleteFrom('evidence')
    .where(sql<boolean>`NOT ${stands}`)
    .where(
      sql<boolean>`(received_at < ${orphansBefore}::timestamptz OR EXISTS (SELECT 1 FROM activity
      WHERE activity.area_id = evidence.area_id AND activity.id = evidence.activity_id AND activity.body ? 'outcome'))`,
    )
    .returning('hash')
    .execute()
  return rows.map(row => row.hash)
}

/** Of some hashes those that a row in reach still names. */
export const stillNamed = async (tx: Tx, hashes: readonly string[]): Promise<Set<string>> => {
  const rows = await tx
    .selectFrom('evidence')
    .where('hash', '=', sql<string>`ANY(${sql.val([...hashes])}::text[])`)
    .select('hash')
    .execute()
  return new Set(rows.map(row => row.hash))
}

export const allAreas = async (tx: Tx): Promise<number[]> =>
  (await tx.selectFrom('area').select('id').orderBy('id').execute()).map(row => row.id)
