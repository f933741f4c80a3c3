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

/**
 * Whether what an evidence shows still stands: its activity names it and was not withdrawn, its home is there, and
 * nobody it may show has asked to be forgotten.
 */
const stands = sql<boolean>`EXISTS (SELECT 1 FROM activity
  WHERE activity.area_id = evidence.area_id AND activity.id = evidence.activity_id AND NOT activity.voided
    AND activity.body -> 'evidence' @> jsonb_build_array(jsonb_build_object('hash', evidence.hash))
    AND NOT EXISTS (SELECT 1 FROM household WHERE household.area_id = activity.area_id
      AND household.id = activity.household_id AND household.removed)
    AND NOT EXISTS (SELECT 1 FROM resident WHERE resident.area_id = activity.area_id AND resident.removed
      AND activity.body -> 'guided' @> jsonb_build_array(jsonb_build_object('residentId', resident.id))))`

export const standingEvidence = (tx: Tx, areaId: number, hash: string) =>
  tx
    .selectFrom('evidence')
    .where('area_id', '=', areaId)
    .where('hash', '=', hash)
    .where(stands)
    .select(['type', 'kind', 'activity_id'])
    .executeTakeFirst()

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
