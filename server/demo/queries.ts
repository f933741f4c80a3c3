import type { Day, Instant } from '@tung-nha/model/kit/day.ts'
import { fold, nameKey, orderKey } from '@tung-nha/model/kit/text.ts'
import { unitSortKey } from '@tung-nha/model/unit/name.ts'
import { type Insertable, sql } from 'kysely'
import type { Db, Tx } from '#db/connect.ts'
import type { DeviceRow, MemberRow, MembershipRow, TeamRow } from '#db/tables.ts'

/** Whether anyone has set anything up here: the demonstration world goes into an empty database only. */
export const isEmpty = async (db: Db): Promise<boolean> => {
  const row = await db.selectFrom('team').select('id').limit(1).executeTakeFirst()
  const officer = await db.selectFrom('officer').select('id').limit(1).executeTakeFirst()
  return row === undefined && officer === undefined
}

/** The unit with an official code on a day. */
export const unitByCode = (db: Db | Tx, level: string, code: string, day: Day) =>
  db
    .selectFrom('unit')
    .where('level', '=', level)
    .where('code', '=', code)
    .where(eb => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>', day)]))
    .where(eb => eb.or([eb('valid_from', 'is', null), eb('valid_from', '<=', day)]))
    .select(['id', 'name', 'path', 'parent_id'])
    .executeTakeFirstOrThrow()

/** A village and, when asked, the area of its ground. */
export const insertVillage = async (
  tx: Tx,
  village: { name: string; kind: string; parent: { id: number; path: number[] }; from: Day; to: Day | null },
): Promise<number> => {
  const { id } = (await sql<{ id: number }>`SELECT nextval('unit_id')::int AS id`.execute(tx)).rows[0]!
  await tx
    .insertInto('unit')
    .values({
      id,
      level: 'village',
      kind: village.kind,
      code: null,
      name: village.name,
      fold: fold(village.name),
      sort_key: unitSortKey(village.kind, village.name),
      parent_id: village.parent.id,
      path: [...village.parent.path, id],
      valid_from: village.from,
      valid_to: village.to,
    })
    .execute()
  return id
}

export const insertArea = async (tx: Tx, name: string): Promise<number> => {
  const { id } = (await sql<{ id: number }>`SELECT nextval('area_id')::int AS id`.execute(tx)).rows[0]!
  await tx
    .insertInto('area')
    .values({ id, name, fold: fold(name), sort_key: orderKey(name) })
    .execute()
  return id
}

export const linkArea = (tx: Tx, areaId: number, villageId: number, from: Day, to: Day | null) =>
  tx
    .insertInto('area_village')
    .values({ area_id: areaId, village_id: villageId, valid_from: from, valid_to: to })
    .execute()

export const insertSuccession = (tx: Tx, fromId: number, toId: number, day: Day) =>
  tx
    .insertInto('succession')
    .values({ from_id: fromId, to_id: toId, kind: 'merge', share: 'all', on_day: day })
    .execute()

export const insertTeam = async (
  tx: Tx,
  team: Omit<Insertable<TeamRow>, 'fold' | 'sort_key'>,
  areaIds: number[],
) => {
  await tx
    .insertInto('team')
    .values({ ...team, fold: fold(team.name), sort_key: orderKey(team.name) })
    .execute()
  const rows = areaIds.map(areaId => ({
    team_id: team.id,
    area_id: areaId,
    valid_from: team.formed_on,
    valid_to: null,
  }))
  if (rows.length > 0) await tx.insertInto('team_area').values(rows).execute()
}

export const insertMembers = async (
  tx: Tx,
  members: Omit<Insertable<MemberRow>, 'fold' | 'sort_key'>[],
  memberships: Insertable<MembershipRow>[],
  devices: Insertable<DeviceRow>[],
) => {
  await tx
    .insertInto('member')
    .values(members.map(row => ({ ...row, fold: fold(row.name), sort_key: nameKey(row.name) })))
    .execute()
  await tx.insertInto('membership').values(memberships).execute()
  await tx.insertInto('device').values(devices).execute()
}

export const insertMemberSkills = (tx: Tx, rows: { member_id: string; skill: string; passed_on: Day }[]) =>
  tx.insertInto('member_skill').values(rows).execute()

/** Every right to guide stands on a check that was passed that day. */
export const insertPassedChecks = (tx: Tx, officerId: string, at: Instant) =>
  sql`INSERT INTO skill_check (id, member_id, skill, day, passed, training_id, made_by, made_at)
    SELECT gen_random_uuid(), member_id, skill, passed_on, true, NULL, ${officerId}, ${at} FROM member_skill`.execute(
    tx,
  )

export const insertDenominators = (
  tx: Tx,
  rows: { unitId: number; name: string; n: number }[],
  day: Day,
  source: string,
  by: string,
  at: Instant,
) =>
  tx
    .insertInto('denominator')
    .values(
      rows.map(row => ({
        unit_id: row.unitId,
        name: row.name,
        n: row.n,
        day,
        source,
        entered_by: by,
        entered_at: at,
      })),
    )
    .execute()

export const insertTargets = (
  tx: Tx,
  rows: { unitId: number; indicator: string; year: number; value: number }[],
  by: string,
  at: Instant,
) =>
  tx
    .insertInto('target')
    .values(
      rows.map(row => ({
        unit_id: row.unitId,
        indicator: row.indicator,
        year: row.year,
        value: row.value,
        set_by: by,
        set_at: at,
      })),
    )
    .execute()

/** The officer or member behind a card of the sign-in page. */
export const officerByEmail = (tx: Tx, email: string) =>
  tx.selectFrom('officer').where('email', '=', email).select(['id', 'name']).executeTakeFirst()

export const memberByName = (tx: Tx, name: string, birthYear: number) =>
  tx
    .selectFrom('member')
    .where('name', '=', name)
    .where('birth_year', '=', birthYear)
    .select(['id', 'name'])
    .executeTakeFirst()
