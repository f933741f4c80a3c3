import type { Day } from '@tung-nha/model/kit/day.ts'
import { labelInSentence, readVillage } from '@tung-nha/model/unit/name.ts'
import { sql } from 'kysely'
import type { Tx } from '#db/connect.ts'

/** The village an area lies in on a day and the team that serves it, named for a sentence; null when it lies nowhere. */
export const placeOfRequest = async (
  tx: Tx,
  areaId: number,
  day: Day,
): Promise<{ village: string; teamName: string | null } | null> => {
  const { rows } = await sql<{ kind: string; name: string; team: string | null; local_name: string | null }>`
    SELECT unit.kind, unit.name, team.name AS team, team.local_name FROM area_village link
    JOIN unit ON unit.id = link.village_id
    LEFT JOIN (team_area served JOIN team ON team.id = served.team_id AND team.formed_on <= ${day}
        AND (team.dissolved_on IS NULL OR ${day} < team.dissolved_on))
      ON served.area_id = link.area_id AND served.valid_from <= ${day} AND (served.valid_to IS NULL OR ${day} < served.valid_to)
    WHERE link.area_id = ${areaId} AND link.valid_from <= ${day} AND (link.valid_to IS NULL OR ${day} < link.valid_to)
    ORDER BY (team.level = 'village') DESC NULLS LAST, team.sort_key LIMIT 1`.execute(tx)
  const [row] = rows
  if (!row) return null
  const served = row.team === null ? null : readVillage(row.team)
  const team = served?.kind ? labelInSentence(served.kind, served.name) : row.team
  return {
    village: labelInSentence(row.kind, row.name),
    teamName: team === null ? null : `${row.local_name} ${team}`,
  }
}

export const areaOfPoster = async (tx: Tx, code: string): Promise<number | null> =>
  (await tx.selectFrom('poster').where('code', '=', code).select('area_id').executeTakeFirst())?.area_id ??
  null

export const isPoster = async (tx: Tx, code: string): Promise<boolean> =>
  (await tx.selectFrom('poster').where('code', '=', code).select('code').executeTakeFirst()) !== undefined

/** The request that the same person has just sent from the same page: a second tap on the button. */
export const sameToday = (
  tx: Tx,
  areaId: number,
  asked: { name: string; lane: string; phone: string | null; skill: string | null; day: Day },
) =>
  tx
    .selectFrom('request')
    .where('area_id', '=', areaId)
    .where('state', '=', 'open')
    .where('removed', '=', false)
    .where('opened_on', '=', asked.day)
    .where('name', '=', asked.name)
    .where('lane', '=', asked.lane)
    .where(sql<boolean>`phone IS NOT DISTINCT FROM ${asked.phone}`)
    .where(sql<boolean>`skill IS NOT DISTINCT FROM ${asked.skill}`)
    .select('code')
    .executeTakeFirst()

export const requestByCode = (tx: Tx, areaId: number, code: string) =>
  tx
    .selectFrom('request')
    .where('area_id', '=', areaId)
    .where('code', '=', code)
    .where('removed', '=', false)
    .select(['state', 'opened_on', 'closed_on'])
    .executeTakeFirst()

const items = (tx: Tx, areaIds: readonly number[]) =>
  tx
    .selectFrom('request')
    .innerJoin('area', 'area.id', 'request.area_id')
    .leftJoin('member', 'member.id', 'request.taken_by')
    .leftJoin('officer', 'officer.id', 'request.taken_by')
    .where('request.area_id', '=', sql<number>`ANY(${sql.val([...areaIds])}::int[])`)
    .where('request.removed', '=', false)
    .select([
      'request.id',
      'request.code',
      'request.area_id',
      'area.name as area_name',
      'request.name',
      'request.phone',
      'request.lane',
      'request.skill',
      'request.poster',
      'request.state',
      'request.opened_on',
      'request.closed_on',
      'request.result',
      sql<string | null>`coalesce(member.name, officer.name)`.as('taken_by_name'),
    ])
export type RequestFound = Awaited<ReturnType<ReturnType<typeof items>['execute']>>[number]

export const requestById = (
  tx: Tx,
  areaIds: readonly number[],
  id: string,
): Promise<RequestFound | undefined> => items(tx, areaIds).where('request.id', '=', id).executeTakeFirst()

/** Requests of areas, those that wait longest first, closed ones last and newest first. */
export const requestsPage = (
  tx: Tx,
  areaIds: readonly number[],
  asked: { state: string | null; openedBefore: Day | null; from: number; limit: number },
): Promise<RequestFound[]> =>
  items(tx, areaIds)
    .$if(asked.state !== null, query => query.where('request.state', '=', asked.state!))
    .$if(asked.openedBefore !== null, query =>
      query.where('request.state', '<>', 'closed').where('request.opened_on', '<', asked.openedBefore!),
    )
    .orderBy(sql`request.state = 'closed'`)
    .orderBy(sql`CASE WHEN request.state = 'closed' THEN NULL ELSE request.opened_at END`)
    .orderBy('request.closed_on', 'desc')
    .orderBy('request.id')
    .offset(asked.from)
    .limit(asked.limit + 1)
    .execute()

export const countRequests = async (tx: Tx, areaIds: readonly number[], lateBefore: Day) => {
  const row = await tx
    .selectFrom('request')
    .where('area_id', '=', sql<number>`ANY(${sql.val([...areaIds])}::int[])`)
    .where('removed', '=', false)
    .select([
      sql<number>`count(*) FILTER (WHERE state = 'open')::int`.as('open'),
      sql<number>`count(*) FILTER (WHERE state = 'taken')::int`.as('taken'),
      sql<number>`count(*) FILTER (WHERE state = 'closed')::int`.as('closed'),
      sql<number>`count(*) FILTER (WHERE state <> 'closed' AND opened_on < ${lateBefore}::date)::int`.as(
        'late',
      ),
    ])
    .executeTakeFirstOrThrow()
  return row
}
