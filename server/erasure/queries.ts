import type { Instant } from '@tung-nha/model/kit/day.ts'
import { sql } from 'kysely'
import type { Db, Tx } from '#db/connect.ts'

/** A row that has to go with another, and the areas in which it was before. */
export type Kin = { id: string; cameFrom: readonly number[] | null }

/** A home or a person under every id they were entered with, with where each has been; none when it does not exist. */
export const kinOf = async (
  tx: Tx,
  table: 'household' | 'resident',
  areaId: number,
  ids: readonly string[],
): Promise<Kin[]> => {
  const { rows } = await sql<Kin>`
    WITH asked AS (SELECT coalesce(one_id, id) AS id FROM ${sql.table(table)} WHERE area_id = ${areaId} AND id = ANY(${[...ids]}::uuid[]) AND NOT removed)
    SELECT id, came_from AS "cameFrom" FROM ${sql.table(table)} WHERE area_id = ${areaId} AND NOT removed
      AND (id IN (SELECT id FROM asked) OR one_id IN (SELECT id FROM asked)) ORDER BY id`.execute(tx)
  return rows
}

/** Who lives in homes, each under every id. */
export const peopleOf = async (tx: Tx, areaId: number, householdIds: readonly string[]): Promise<Kin[]> => {
  const { rows } = await sql<{ id: string }>`SELECT id FROM resident
    WHERE area_id = ${areaId} AND household_id = ANY(${[...householdIds]}::uuid[]) AND NOT removed`.execute(
    tx,
  )
  return kinOf(
    tx,
    'resident',
    areaId,
    rows.map(row => row.id),
  )
}

const aboutAny = (ids: readonly string[]) =>
  sql`(body ->> 'residentId' = ANY(${[...ids]}::text[])
    OR (kind LIKE 'household.%' AND body ->> 'householdId' = ANY(${[...ids]}::text[])))`
const visitOfAny = (ids: readonly string[]) =>
  sql`EXISTS (SELECT 1 FROM jsonb_array_elements(body -> 'guided') who WHERE who ->> 'residentId' = ANY(${[...ids]}::text[]))`

/**
 * Takes the free words out of the visits of homes and people. The rows get the area's next revision, which the removal
 * that follows will be: a phone that asks in between has not passed it.
 */
export const dropNotes = async (tx: Tx, areaId: number, ids: readonly string[]): Promise<void> => {
  await sql`SELECT 1 FROM area_feed WHERE area_id = ${areaId} FOR UPDATE`.execute(tx)
  await sql`UPDATE activity SET body = body - 'note', revision = (SELECT revision + 1 FROM area_feed WHERE area_id = ${areaId})
    WHERE area_id = ${areaId} AND body ? 'note' AND (household_id = ANY(${[...ids]}::uuid[]) OR ${visitOfAny(ids)})`.execute(
    tx,
  )
}

/**
 * Drops what the ledger and the inbox of refusals say of homes and people, all but their removals (`keep`). Digests and
 * chain stay, so the ledger still verifies.
 */
export const dropContent = async (
  tx: Tx,
  areaId: number,
  ids: readonly string[],
  keep: readonly string[],
): Promise<void> => {
  await sql`UPDATE op SET body = NULL, salt = NULL WHERE area_id = ${areaId} AND body IS NOT NULL
    AND id <> ALL(${[...keep]}::uuid[]) AND (${aboutAny(ids)} OR (kind = 'activity.record' AND body ? 'note'
      AND (body ->> 'householdId' = ANY(${[...ids]}::text[]) OR ${visitOfAny(ids)})))`.execute(tx)
  await sql`UPDATE refused_op SET body = '{}' WHERE area_id = ${areaId} AND ${aboutAny(ids)}`.execute(tx)
}

/** Phones that were revoked stay so, whatever the database remembers. */
export const revokeAgain = async (db: Db, devices: readonly { id: string; at: Instant }[]): Promise<void> => {
  const [ids, ats] = [devices.map(one => one.id), devices.map(one => one.at)]
  await sql`UPDATE device SET revoked_at = told.at FROM unnest(${ids}::uuid[], ${ats}::timestamptz[]) told (id, at)
    WHERE device.id = told.id AND device.revoked_at IS NULL`.execute(db)
  await sql`DELETE FROM session WHERE device_id = ANY(${ids}::uuid[])`.execute(db)
}

/** Memberships that were ended stay so; one that begins on that day or later is another one. */
export const endAgain = async (
  db: Db,
  ends: readonly { memberId: string; teamId: string; day: string }[],
): Promise<void> => {
  await sql`UPDATE membership SET valid_to = told.day
    FROM unnest(${ends.map(one => one.memberId)}::uuid[], ${ends.map(one => one.teamId)}::uuid[], ${ends.map(one => one.day)}::date[]) told (member_id, team_id, day)
    WHERE membership.member_id = told.member_id AND membership.team_id = told.team_id
      AND membership.valid_from < told.day AND (membership.valid_to IS NULL OR membership.valid_to > told.day)`.execute(
    db,
  )
}

export const areasThatExist = async (db: Db, ids: readonly number[]): Promise<Set<number>> =>
  new Set(
    (await sql<{ id: number }>`SELECT id FROM area WHERE id = ANY(${[...ids]}::int[])`.execute(db)).rows.map(
      row => row.id,
    ),
  )

/** Which of these ops the ledger of an area holds. */
export const opsHeld = async (tx: Tx, areaId: number, ids: readonly string[]): Promise<Set<string>> =>
  new Set(
    (
      await sql<{
        id: string
      }>`SELECT id FROM op WHERE area_id = ${areaId} AND id = ANY(${[...ids]}::uuid[])`.execute(tx)
    ).rows.map(row => row.id),
  )

type Found = { record: Record<string, unknown> }

/** Everything held of a home and its people, as it is kept: each row that was entered of them by itself. */
export const heldOf = async (tx: Tx, areaId: number, householdIds: readonly string[]) => {
  const rows = async (query: ReturnType<typeof sql<Found>>) =>
    (await query.execute(tx)).rows.map(row => row.record)
  const households = await rows(
    sql`SELECT to_jsonb(h) - 'clocks' - 'fold' - 'sort_key' AS record FROM household h
      WHERE area_id = ${areaId} AND id = ANY(${[...householdIds]}::uuid[]) ORDER BY coalesce(one_id = id, true) DESC, id`,
  )
  const people = (await peopleOf(tx, areaId, householdIds)).map(row => row.id)
  const residents = await rows(
    sql`SELECT to_jsonb(r) - 'clocks' - 'fold' - 'sort_key' AS record FROM resident r
      WHERE area_id = ${areaId} AND id = ANY(${people}::uuid[]) ORDER BY id`,
  )
  const ids = [...householdIds, ...people]
  const visits = await rows(
    sql`SELECT to_jsonb(a) AS record FROM activity a
      WHERE area_id = ${areaId} AND (household_id = ANY(${[...householdIds]}::uuid[]) OR ${visitOfAny(ids)}) ORDER BY day, id`,
  )
  const ledger = await rows(
    sql`SELECT jsonb_build_object('id', id, 'kind', kind, 'actorId', actor_id, 'stamp', stamp, 'body', body) AS record FROM op
      WHERE area_id = ${areaId} AND body IS NOT NULL AND ${aboutAny(ids)} ORDER BY revision, id`,
  )
  const [household, ...merged] = households
  return { household: household ?? null, ...(merged.length > 0 ? { merged } : {}), residents, visits, ledger }
}
