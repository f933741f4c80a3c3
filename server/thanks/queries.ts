import type { Day, Instant } from '@tung-nha/model/kit/day.ts'
import { type Insertable, sql } from 'kysely'
import type { Tx } from '#db/connect.ts'
import type { CommendationRow, EquipmentRow } from '#db/tables.ts'

export const equipmentOf = (tx: Tx, communeId: number) =>
  tx
    .selectFrom('equipment')
    .innerJoin('team', 'team.id', 'equipment.team_id')
    .where('equipment.commune_id', '=', communeId)
    .select([
      'equipment.id',
      'equipment.team_id',
      'team.name as team',
      'what',
      'source',
      'given_on',
      'returned_on',
    ])
    .orderBy('given_on', 'desc')
    .orderBy('equipment.id')
    .limit(500)
    .execute()

export const insertEquipment = (tx: Tx, row: Insertable<EquipmentRow>) =>
  tx.insertInto('equipment').values(row).execute()

export const returnOn = async (tx: Tx, communeId: number, id: string, day: Day): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('equipment')
    .set({ returned_on: day })
    .where('id', '=', id)
    .where('commune_id', '=', communeId)
    .where('returned_on', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

export type PaidBy = { teamMonth: number; memberMonth: number; day: number; source: string }

/** The rule of the unit of a path that stands furthest down, and whose it is. */
export const allowanceRuleOf = async (
  tx: Tx,
  path: readonly number[],
): Promise<{ unitId: number; unitName: string; rule: PaidBy } | null> => {
  const { rows } = await sql<PaidBy & { unitId: number; unitName: string }>`
    SELECT team_month AS "teamMonth", member_month AS "memberMonth", day, source, unit_id AS "unitId", unit.name AS "unitName"
    FROM allowance_rule JOIN unit ON unit.id = unit_id
    WHERE unit_id = ANY(${[...path]}::int[]) ORDER BY array_position(${[...path]}::int[], unit_id) DESC LIMIT 1`.execute(
    tx,
  )
  if (!rows[0]) return null
  const { unitId, unitName, ...rule } = rows[0]
  return { unitId, unitName, rule }
}

export const removeAllowanceRule = (tx: Tx, unitId: number) =>
  tx.deleteFrom('allowance_rule').where('unit_id', '=', unitId).execute()

export const putAllowanceRule = (tx: Tx, unitId: number, rule: PaidBy, by: string, at: Instant) => {
  const row = {
    team_month: rule.teamMonth,
    member_month: rule.memberMonth,
    day: rule.day,
    source: rule.source,
    set_by: by,
    set_at: at,
  }
  return tx
    .insertInto('allowance_rule')
    .values({ unit_id: unitId, ...row })
    .onConflict(oc => oc.column('unit_id').doUpdateSet(row))
    .execute()
}

export type Worked = { id: string; team_id: string; name: string; team: string; days: number }

/** Members of a commune's teams with the number of days on which each recorded something; the areas must be in reach. */
export const workedDays = async (
  tx: Tx,
  communeId: number,
  areaIds: readonly number[],
  span: { from: Day; last: Day },
): Promise<Worked[]> => {
  const { rows } = await sql<Worked>`
    WITH worked AS (SELECT member_id, count(DISTINCT day)::int AS days FROM activity
      WHERE area_id = ANY(${[...areaIds]}::int[]) AND day BETWEEN ${span.from}::date AND ${span.last}::date AND NOT voided AND body ? 'outcome' GROUP BY member_id)
    SELECT DISTINCT ON (team.sort_key, m.sort_key, m.id) m.id, team.id AS team_id, m.name, team.name AS team, coalesce(worked.days, 0) AS days
    FROM team JOIN membership s ON s.team_id = team.id AND s.role <> 'specialist' AND s.valid_from <= ${span.last} AND (s.valid_to IS NULL OR ${span.from} < s.valid_to)
    JOIN member m ON m.id = s.member_id AND m.state NOT IN ('applied', 'left')
    LEFT JOIN worked ON worked.member_id = m.id
    WHERE team.commune_id = ${communeId}
      AND team.id = (SELECT s2.team_id FROM membership s2 JOIN team t2 ON t2.id = s2.team_id WHERE s2.member_id = m.id AND t2.commune_id = ${communeId}
        AND s2.role <> 'specialist' AND s2.valid_from <= ${span.last} AND (s2.valid_to IS NULL OR ${span.from} < s2.valid_to)
        ORDER BY t2.level = 'commune', s2.valid_from, s2.team_id LIMIT 1)
    ORDER BY team.sort_key, m.sort_key, m.id`.execute(tx)
  return rows
}

export const commendationsOf = async (tx: Tx, communeId: number, year: number) =>
  tx
    .selectFrom('commendation')
    .innerJoin('team', 'team.id', 'commendation.team_id')
    .leftJoin('member', 'member.id', 'commendation.member_id')
    .where('commendation.commune_id', '=', communeId)
    .where('year', '=', year)
    .select([
      'commendation.id',
      'commendation.member_id',
      'member.name',
      'team.name as team',
      'team.local_name',
      'reason',
      'made_on',
      'awarded_on',
      'dropped_on',
    ])
    .orderBy('made_on', 'desc')
    .orderBy('commendation.id')
    .execute()

export const insertCommendation = (tx: Tx, row: Insertable<CommendationRow>) =>
  tx.insertInto('commendation').values(row).execute()

export const decideOn = async (
  tx: Tx,
  communeId: number,
  id: string,
  set: { awarded_on: Day } | { dropped_on: Day },
): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('commendation')
    .set(set)
    .where('id', '=', id)
    .where('commune_id', '=', communeId)
    .where('awarded_on', 'is', null)
    .where('dropped_on', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}
