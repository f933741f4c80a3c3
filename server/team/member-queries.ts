import type { Day, Instant } from '@tung-nha/model/kit/day.ts'
import { fold, nameKey } from '@tung-nha/model/kit/text.ts'
import type { MemberRole, MemberState } from '@tung-nha/model/team/member.ts'
import { type Insertable, sql } from 'kysely'
import type { Tx } from '#db/connect.ts'
import type { MemberRow } from '#db/tables.ts'

export type MemberFound = {
  id: string
  team_id: string
  name: string
  birth_year: number | null
  sex: 'female' | 'male' | null
  phone: string | null
  affiliation: string | null
  state: MemberState
  role: MemberRole
  valid_from: Day
  valid_to: Day | null
  group_id: string | null
  card_code: string
  card_until: Day
  skills: { skill: string; passedOn: Day }[]
  devices: number
  last_heard_at: Instant | null
}

/** Members of teams, leader first, then by given name. One row for a person and team: the membership of the day, else the next, else the last. */
export const membersOf = async (
  tx: Tx,
  teamIds: string[],
  day: Day,
  which: { past?: boolean; memberId?: string } = {},
): Promise<MemberFound[]> => {
  const { rows } = await sql<MemberFound>`
    SELECT member.id, held.team_id, member.name, member.birth_year, member.sex, member.phone, member.affiliation, member.state,
      held.role, held.valid_from::text, held.valid_to::text, held.group_id, member.card_code, member.card_until::text,
      coalesce((SELECT json_agg(json_build_object('skill', skill, 'passedOn', passed_on) ORDER BY skill) FROM member_skill WHERE member_id = member.id), '[]') AS skills,
      phones.n AS devices, phones.last_heard_at
    FROM (
      SELECT DISTINCT ON (member_id, team_id) * FROM membership
      WHERE team_id = ANY (${teamIds}::uuid[])
        ${which.memberId === undefined ? sql`` : sql`AND member_id = ${which.memberId}`}
        ${which.past ? sql`` : sql`AND (valid_to IS NULL OR ${day} < valid_to)`}
      ORDER BY member_id, team_id, (valid_from <= ${day} AND (valid_to IS NULL OR ${day} < valid_to)) DESC, (valid_to IS NULL OR ${day} < valid_to) DESC, valid_from DESC
    ) held
    JOIN member ON member.id = held.member_id
    CROSS JOIN LATERAL (
      SELECT count(*)::int AS n, max(device.last_heard_at) AS last_heard_at FROM device WHERE device.member_id = member.id AND device.revoked_at IS NULL
    ) phones
    ORDER BY array_position(ARRAY['leader', 'deputy', 'member', 'specialist'], held.role), member.sort_key, member.id`.execute(
    tx,
  )
  return rows
}

export const memberById = (tx: Tx, id: string) =>
  tx.selectFrom('member').where('id', '=', id).select(['id', 'commune_id', 'state']).executeTakeFirst()

export const insertMember = (tx: Tx, row: Omit<Insertable<MemberRow>, 'fold' | 'sort_key'>) =>
  tx
    .insertInto('member')
    .values({ ...row, fold: fold(row.name), sort_key: nameKey(row.name) })
    .execute()

export const changeMember = (
  tx: Tx,
  id: string,
  change: {
    name?: string
    birth_year?: number | null
    sex?: string | null
    phone?: string | null
    affiliation?: string | null
    state?: MemberState
    card_code?: string
    card_until?: Day
  },
) =>
  Object.keys(change).length === 0
    ? Promise.resolve()
    : tx
        .updateTable('member')
        .set({
          ...change,
          ...(change.name === undefined ? {} : { fold: fold(change.name), sort_key: nameKey(change.name) }),
        })
        .where('id', '=', id)
        .execute()

/** Memberships of a team that hold on or after a day. */
export const membershipsFrom = (tx: Tx, teamId: string, day: Day) =>
  tx
    .selectFrom('membership')
    .where('team_id', '=', teamId)
    .where(eb => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>', day)]))
    .selectAll()
    .orderBy('valid_from')
    .execute()

type Membership = Omit<Awaited<ReturnType<typeof membershipsFrom>>[number], 'group_id'> & {
  group_id?: string | null
}
const exactly = (row: Pick<Membership, 'member_id' | 'team_id' | 'valid_from'>) =>
  sql<boolean>`member_id = ${row.member_id} AND team_id = ${row.team_id} AND valid_from = ${row.valid_from}`

export const insertMembership = (tx: Tx, row: Membership) => tx.insertInto('membership').values(row).execute()

/** A membership has another role from a day on; a row that begins then or later is changed, an older one is continued by a new one. */
export const changeRole = async (tx: Tx, row: Membership, role: MemberRole, from: Day) => {
  if (row.role === role) return
  if (row.valid_from >= from) await tx.updateTable('membership').set({ role }).where(exactly(row)).execute()
  else {
    await tx.updateTable('membership').set({ valid_to: from }).where(exactly(row)).execute()
    await insertMembership(tx, { ...row, role, valid_from: from })
  }
}

/** Ends memberships on a day; one that had not begun by then never holds. */
export const endMemberships = (tx: Tx, memberId: string, teamId: string | null, day: Day) =>
  tx
    .updateTable('membership')
    .set({ valid_to: sql`greatest(valid_from, ${day}::date)` })
    .where('member_id', '=', memberId)
    .where(eb => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>', day)]))
    .$if(teamId !== null, query => query.where('team_id', '=', teamId!))
    .returning('team_id')
    .execute()

/** The next state in a member's history. */
export const insertMemberEvent = (
  tx: Tx,
  row: { member_id: string; state: string; day: Day; actor_id: string; at: Instant },
) =>
  sql`INSERT INTO member_event (member_id, n, state, day, actor_id, at)
    SELECT ${row.member_id}, coalesce(max(n), 0) + 1, ${row.state}, ${row.day}, ${row.actor_id}, ${row.at}
    FROM member_event WHERE member_id = ${row.member_id}`.execute(tx)

/** A member's states, newest first, with the name of who recorded each. */
export const eventsOf = (tx: Tx, memberId: string) =>
  tx
    .selectFrom('member_event')
    .leftJoin('officer', 'officer.id', 'member_event.actor_id')
    .leftJoin('member', 'member.id', 'member_event.actor_id')
    .where('member_event.member_id', '=', memberId)
    .select(['member_event.state', 'day', 'at', 'officer.name as officer_name', 'member.name as member_name'])
    .orderBy('n', 'desc')
    .execute()

/** Members of a team stand in a group, or in none, from now on. */
export const putIntoGroup = (
  tx: Tx,
  teamId: string,
  memberIds: string[],
  groupId: string | null,
  day: Day,
) =>
  memberIds.length === 0
    ? Promise.resolve()
    : tx
        .updateTable('membership')
        .set({ group_id: groupId })
        .where('team_id', '=', teamId)
        .where('member_id', 'in', memberIds)
        .where(eb => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>', day)]))
        .execute()

export const putSkill = (tx: Tx, memberId: string, skill: string, passedOn: Day) =>
  tx
    .insertInto('member_skill')
    .values({ member_id: memberId, skill, passed_on: passedOn })
    .onConflict(oc => oc.columns(['member_id', 'skill']).doUpdateSet({ passed_on: passedOn }))
    .execute()

export const removeSkill = (tx: Tx, memberId: string, skill: string) =>
  tx.deleteFrom('member_skill').where('member_id', '=', memberId).where('skill', '=', skill).execute()

export type Card = {
  name: string
  state: MemberState
  card_until: Day
  team_name: string | null
  local_name: string | null
  commune_name: string
  commune_phone: string | null
}

/** Whose card carries a code, with the team of the day. */
export const cardByCode = async (tx: Tx, code: string, day: Day): Promise<Card | undefined> => {
  const { rows } = await sql<Card>`
    SELECT member.name, member.state, member.card_until::text, team.name AS team_name, team.local_name, commune.name AS commune_name, contact.phone AS commune_phone
    FROM member
    JOIN unit commune ON commune.id = member.commune_id
    LEFT JOIN unit_contact contact ON contact.unit_id = commune.id
    LEFT JOIN (
      membership held JOIN team ON team.id = held.team_id AND (team.dissolved_on IS NULL OR ${day} < team.dissolved_on)
    ) ON held.member_id = member.id AND held.valid_from <= ${day} AND (held.valid_to IS NULL OR ${day} < held.valid_to)
    WHERE member.card_code = ${code} ORDER BY team.level = 'village' DESC NULLS LAST, team.sort_key LIMIT 1`.execute(
    tx,
  )
  return rows[0]
}
