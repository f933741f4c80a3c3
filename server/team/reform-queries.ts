import type { Day, Instant } from '@tung-nha/model/kit/day.ts'
import type { Marks } from '@tung-nha/model/team/reform.ts'
import { type Insertable, sql } from 'kysely'
import type { Tx } from '#db/connect.ts'
import type { ReformingRow } from '#db/tables.ts'

export type MergedVillage = {
  village_id: number
  village: string
  merged_on: Day
  law: string | null
  former: string[]
  team_ids: string[]
}

/** Villages of a commune made by a merge whose ground is still served by two village teams or more. */
export const villagesWithManyTeams = async (
  tx: Tx,
  communeId: number,
  day: Day,
): Promise<MergedVillage[]> => {
  const { rows } = await sql<MergedVillage>`
    SELECT village.id AS village_id, village.name AS village, max(s.on_day)::text AS merged_on, max(s.law) AS law,
      array_agg(DISTINCT former.name) AS former,
      (SELECT array_agg(DISTINCT team.id) FROM area_village link
        JOIN team_area served ON served.area_id = link.area_id AND served.valid_from <= ${day} AND (served.valid_to IS NULL OR ${day} < served.valid_to)
        JOIN team ON team.id = served.team_id AND team.level = 'village' AND (team.dissolved_on IS NULL OR ${day} < team.dissolved_on)
        WHERE link.village_id = village.id AND link.valid_from <= ${day} AND (link.valid_to IS NULL OR ${day} < link.valid_to)) AS team_ids
    FROM unit village JOIN succession s ON s.to_id = village.id AND s.kind = 'merge' JOIN unit former ON former.id = s.from_id
    WHERE village.parent_id = ${communeId} AND village.level = 'village' AND (village.valid_to IS NULL OR ${day} < village.valid_to)
    GROUP BY village.id, village.name, village.sort_key ORDER BY village.sort_key`.execute(tx)
  return rows.filter(row => (row.team_ids?.length ?? 0) > 1)
}

/** Teams with their dated rows as they stand, so that they can be put back. */
export const rowsOfTeams = async (tx: Tx, teamIds: readonly string[]): Promise<string> => {
  const { rows } = await sql<{ kept: string }>`
    SELECT jsonb_build_object(
      'team', (SELECT jsonb_agg(t) FROM team t WHERE id = ANY(${[...teamIds]}::uuid[])),
      'membership', (SELECT jsonb_agg(s) FROM membership s WHERE team_id = ANY(${[...teamIds]}::uuid[])),
      'team_area', (SELECT jsonb_agg(a) FROM team_area a WHERE team_id = ANY(${[...teamIds]}::uuid[])))::text AS kept`.execute(
    tx,
  )
  return rows[0]!.kept
}

/** A mark of every row that makes teams what they are; equal marks mean that nothing was changed. */
export const marksOfTeams = async (tx: Tx, teamIds: readonly string[]): Promise<Marks> => {
  const ids = sql`ANY(${[...teamIds]}::uuid[])`
  const { rows } = await sql<{ key: string; mark: string }>`
    SELECT 'team ' || name AS key, md5(t::text) AS mark FROM team t WHERE id = ${ids}
    UNION ALL SELECT 'membership ' || s.member_id || ' ' || s.team_id || ' ' || s.valid_from, md5(s::text) FROM membership s WHERE s.team_id = ${ids}
    UNION ALL SELECT 'team_area ' || a.area_id || ' ' || a.team_id || ' ' || a.valid_from, md5(a::text) FROM team_area a WHERE a.team_id = ${ids}
    UNION ALL SELECT 'report ' || r.period, md5(r.state) FROM report r WHERE r.team_id = ${ids}
    UNION ALL SELECT 'team_group ' || g.id, md5(g::text) FROM team_group g WHERE g.team_id = ${ids}
    UNION ALL SELECT 'team_paper ' || p.team_id, md5(p.added_at::text) FROM team_paper p WHERE p.team_id = ${ids}
    UNION ALL SELECT 'activity ' || v.id, '' FROM activity v WHERE v.team_id = ${ids} AND v.area_id = ANY(string_to_array(nullif(current_setting('app.areas', true), ''), ',')::int[])`.execute(
    tx,
  )
  return Object.fromEntries(rows.map(row => [row.key, row.mark]))
}

/** Puts teams back as they were kept, and takes away what was made in their place. */
export const putTeamsBack = async (tx: Tx, kept: unknown, madeId: string): Promise<void> => {
  const before = JSON.stringify(kept)
  for (const table of ['membership', 'team_area'] as const) {
    await sql`DELETE FROM ${sql.table(table)} WHERE team_id = ${madeId}
      OR team_id IN (SELECT (t->>'id')::uuid FROM jsonb_array_elements(${before}::jsonb->'team') t)`.execute(
      tx,
    )
    await sql`INSERT INTO ${sql.table(table)}
      SELECT * FROM jsonb_populate_recordset(NULL::${sql.table(table)}, coalesce(nullif(${before}::jsonb->${table}, 'null'), '[]'))`.execute(
      tx,
    )
  }
  await sql`UPDATE team SET dissolved_on = (t->>'dissolved_on')::date FROM jsonb_array_elements(${before}::jsonb->'team') t
    WHERE team.id = (t->>'id')::uuid`.execute(tx)
  await sql`DELETE FROM team WHERE id = ${madeId}`.execute(tx)
}

export const insertReforming = (tx: Tx, row: Insertable<ReformingRow>) =>
  tx.insertInto('reforming').values(row).execute()

export const reformingsOf = (tx: Tx, communeId: number) =>
  tx
    .selectFrom('reforming')
    .leftJoin('officer', 'officer.id', 'reforming.made_by')
    .where('commune_id', '=', communeId)
    .select([
      'reforming.id',
      'reforming.name',
      'team_id',
      'day',
      'made_at',
      'officer.name as made_by_name',
      'undone_at',
    ])
    .orderBy('made_at', 'desc')
    .limit(20)
    .execute()

export const lockReforming = (tx: Tx, communeId: number, id: string) =>
  tx
    .selectFrom('reforming')
    .where('id', '=', id)
    .where('commune_id', '=', communeId)
    .selectAll()
    .forUpdate()
    .executeTakeFirst()

export const closeReforming = (tx: Tx, id: string, at: Instant) =>
  tx
    .updateTable('reforming')
    .set({ undone_at: at, team_id: null, before: null, marks: null })
    .where('id', '=', id)
    .execute()

/** What is done after this may be taken back by `backTo`, within the transaction. */
export const remember = (tx: Tx) => sql`SAVEPOINT here`.execute(tx)
export const backTo = (tx: Tx) => sql`ROLLBACK TO SAVEPOINT here`.execute(tx)
