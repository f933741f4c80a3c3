import type { Day, Instant } from '@tung-nha/model/kit/day.ts'
import { fold } from '@tung-nha/model/kit/text.ts'
import type { OwnRule } from '@tung-nha/model/team/rules.ts'
import { type Insertable, sql } from 'kysely'
import type { Tx } from '#db/connect.ts'
import type { ApplicationRow } from '#db/tables.ts'

/** What the units of a path say of the rules; a unit further down has the last word. */
export const ownRulesOf = async (tx: Tx, path: readonly number[]): Promise<OwnRule[]> => {
  const rows = await tx
    .selectFrom('team_rule')
    .where('unit_id', 'in', [...path])
    .select(['unit_id', 'key', 'level', 'value', 'source'])
    .execute()
  return rows
    .sort((a, b) => path.indexOf(b.unit_id) - path.indexOf(a.unit_id))
    .map(({ key, level, value, source }) => ({ key, level, value, source }) as OwnRule)
}

export const putRule = (
  tx: Tx,
  row: {
    unit_id: number
    key: string
    level: string
    value: string
    source: string
    set_by: string
    set_at: Instant
  },
) =>
  tx
    .insertInto('team_rule')
    .values(row)
    .onConflict(oc =>
      oc
        .columns(['unit_id', 'key', 'level'])
        .doUpdateSet({ value: row.value, source: row.source, set_by: row.set_by, set_at: row.set_at }),
    )
    .execute()

export const dropRule = (tx: Tx, unitId: number, key: string, level: string) =>
  tx
    .deleteFrom('team_rule')
    .where('unit_id', '=', unitId)
    .where('key', '=', key)
    .where('level', '=', level)
    .execute()

export const paperOf = (tx: Tx, teamId: string) =>
  tx.selectFrom('team_paper').where('team_id', '=', teamId).select(['name', 'content']).executeTakeFirst()

export const putPaper = (
  tx: Tx,
  row: { team_id: string; name: string; content: Buffer; added_by: string; added_at: Instant },
) =>
  tx
    .insertInto('team_paper')
    .values(row)
    .onConflict(oc =>
      oc.column('team_id').doUpdateSet({
        name: row.name,
        content: row.content,
        added_by: row.added_by,
        added_at: row.added_at,
      }),
    )
    .execute()

export const dropPaper = (tx: Tx, teamId: string) =>
  tx.deleteFrom('team_paper').where('team_id', '=', teamId).execute()

export const insertGroup = (tx: Tx, row: { id: string; team_id: string; name: string; valid_from: Day }) =>
  tx
    .insertInto('team_group')
    .values({ ...row, valid_to: null })
    .execute()

/** Ends a group and takes its members out of it; false when the team has no such group. */
export const endGroupOn = async (tx: Tx, teamId: string, groupId: string, day: Day): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('team_group')
    .set({ valid_to: sql<Day>`greatest(valid_from, ${day}::date)` })
    .where('id', '=', groupId)
    .where('team_id', '=', teamId)
    .where('valid_to', 'is', null)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) return false
  await tx
    .updateTable('membership')
    .set({ group_id: null })
    .where('group_id', '=', groupId)
    .where(eb => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>', day)]))
    .execute()
  return true
}

export const insertApplication = (tx: Tx, row: Insertable<ApplicationRow>) =>
  tx.insertInto('application').values(row).execute()

/** Offers of a commune: open ones first, then the answered of the last year. */
export const applicationsOf = (tx: Tx, communeId: number, since: Day) =>
  tx
    .selectFrom('application')
    .leftJoin('team', 'team.id', 'application.team_id')
    .where('application.commune_id', '=', communeId)
    .where(eb => eb.or([eb('application.state', '=', 'open'), eb('made_on', '>=', since)]))
    .select([
      'application.id',
      'application.state',
      'application.name',
      'application.phone',
      'application.birth_year',
      'application.affiliation',
      'about',
      'application.team_id',
      'team.name as team_name',
      'made_on',
      'application.member_id',
    ])
    .orderBy(sql`application.state <> 'open'`)
    .orderBy('made_at', 'desc')
    .limit(200)
    .execute()

/** One offer under a lock that ends with the transaction. */
export const lockApplication = (tx: Tx, communeId: number, id: string) =>
  tx
    .selectFrom('application')
    .where('id', '=', id)
    .where('commune_id', '=', communeId)
    .selectAll()
    .forUpdate()
    .executeTakeFirst()

export const decideApplication = (
  tx: Tx,
  id: string,
  set: { state: 'approved' | 'refused'; decided_at: Instant; decided_by: string; member_id: string | null },
) =>
  tx
    .updateTable('application')
    .set(
      set.state === 'refused'
        ? { ...set, name: null, phone: null, birth_year: null, affiliation: null, about: null }
        : set,
    )
    .where('id', '=', id)
    .execute()

/** A member of the commune with this phone, or this name and year of birth. */
export const sameMember = async (
  tx: Tx,
  communeId: number,
  who: { name: string; phone: string | null; birthYear: number | null },
): Promise<string | null> => {
  const { rows } = await sql<{ name: string }>`
    SELECT name FROM member WHERE commune_id = ${communeId} AND state <> 'left'
      AND (regexp_replace(phone, '\\D', '', 'g') = ${who.phone} OR (fold = ${fold(who.name)} AND birth_year = ${who.birthYear}))
    ORDER BY id LIMIT 1`.execute(tx)
  return rows[0]?.name ?? null
}
