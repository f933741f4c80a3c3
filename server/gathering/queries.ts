import type { Day, Instant } from '@tung-nha/model/kit/day.ts'
import { type Insertable, sql } from 'kysely'
import type { Tx } from '#db/connect.ts'
import type { GatheringRow } from '#db/tables.ts'

type Team = { id: string; name: string }
export type GatheringFound = {
  id: string
  kind: string
  title: string
  day: Day
  hours: string
  place: string
  topics: string[]
  host: Team
  helpers: Team[]
  announced: boolean
  cancelled: boolean
  attendance: number | null
  named: number
}

/** Gatherings of a commune between two days, with what the host recorded in the areas in reach. */
export const gatheringsOf = async (
  tx: Tx,
  communeId: number,
  span: { from: Day; to: Day },
  areaIds: readonly number[],
  id: string | null = null,
): Promise<GatheringFound[]> => {
  const { rows } = await sql<GatheringFound>`
    SELECT g.id, g.kind, g.title, g.day::text, g.hours, g.place, g.topics, json_build_object('id', host.id, 'name', host.name) AS host,
      coalesce((SELECT json_agg(json_build_object('id', t.id, 'name', t.name) ORDER BY t.sort_key) FROM team t WHERE t.id = ANY(g.helper_ids)), '[]') AS helpers,
      g.announced_at IS NOT NULL AS announced, g.cancelled_at IS NOT NULL AS cancelled, held.attendance, coalesce(held.named, 0) AS named
    FROM gathering g JOIN team host ON host.id = g.team_id
    LEFT JOIN LATERAL (SELECT max((a.body->>'attendance')::int) FILTER (WHERE NOT a.body ? 'helps') AS attendance, sum(jsonb_array_length(a.body->'guided'))::int AS named
      FROM activity a WHERE a.area_id = ANY(${[...areaIds]}::int[]) AND a.day = g.day AND a.body->>'plannedId' = g.id::text AND NOT a.voided) held ON true
    WHERE g.commune_id = ${communeId} AND ${id === null ? sql`g.day BETWEEN ${span.from}::date AND ${span.to}::date` : sql`g.id = ${id}`}
    ORDER BY g.day, g.hours, g.id LIMIT 200`.execute(tx)
  return rows
}

export const insertGathering = (tx: Tx, row: Insertable<GatheringRow>) =>
  tx.insertInto('gathering').values(row).execute()

export const markGathering = async (
  tx: Tx,
  communeId: number,
  id: string,
  set: { announced_at?: Instant; cancelled_at?: Instant },
): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('gathering')
    .set(set)
    .where('id', '=', id)
    .where('commune_id', '=', communeId)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}
