import type { AddMember, UpdateMember } from '@tung-nha/model/api/members.ts'
import type { BodyOf } from '@tung-nha/model/kit/contract.ts'
import { type Day, type Instant, isDay } from '@tung-nha/model/kit/day.ts'
import { codeFrom } from '@tung-nha/model/kit/id.ts'
import { tidy } from '@tung-nha/model/kit/text.ts'
import { problem } from '@tung-nha/model/problem.ts'
import { type MemberState, mayBecome } from '@tung-nha/model/team/member.ts'
import { recordAudit } from '#audit/record.ts'
import type { Tx } from '#db/connect.ts'
import { recountRegistered } from '#network/registered-queries.ts'
import type { Withdrawn } from '#start/withdrawn.ts'
import { memberItem, teamOf } from '#team/describe.ts'
import {
  changeMember,
  changeRole,
  endMemberships,
  insertMember,
  insertMemberEvent,
  insertMembership,
  memberById,
  membershipsFrom,
  membersOf,
  putIntoGroup,
} from '#team/member-queries.ts'
import { lockTeam, type TeamFound } from '#team/queries.ts'

export type Making = {
  today: Day
  now: Instant
  /** Who does it; for the dated states and the audit chain. */
  actorId: string
  newId: () => string
  random: (bytes: number) => Uint8Array
  withdrawn: Withdrawn
}

/** Writes down that a member is in a state from a day on, with who said so, here and in the commune's audit chain. */
export const recordState = async (
  tx: Tx,
  member: { id: string; communeId: number },
  state: MemberState,
  day: Day,
  making: Making,
) => {
  await insertMemberEvent(tx, { member_id: member.id, state, day, actor_id: making.actorId, at: making.now })
  await recordAudit(tx, {
    communeId: member.communeId,
    actorId: making.actorId,
    at: making.now,
    what: 'member.state',
    subjects: { memberId: member.id, state },
  })
}

/** The day must lie in the life of the team. */
export const refuseDay = (team: { formed_on: Day; dissolved_on: Day | null }, day: Day) => {
  if (!isDay(day) || day < team.formed_on || (team.dissolved_on !== null && team.dissolved_on <= day))
    throw problem('team.day-outside')
}

/** One member of a team, of today or before; refused as unknown when the person was never in it. */
export const memberIn = async (tx: Tx, teamId: string, memberId: string, today: Day) => {
  const [row] = await membersOf(tx, [teamId], today, { memberId, past: true })
  if (!row) throw problem('member.unknown')
  return row
}

export const shownMember = async (tx: Tx, teamId: string, memberId: string, today: Day) =>
  memberItem(await memberIn(tx, teamId, memberId, today))

const clean = (text: string | null | undefined): string | null => (text ? tidy(text) || null : null)

// A card is for a working year and the rest of the running one.
const cardEnd = (today: Day): Day => `${Number(today.slice(0, 4)) + 1}-12-31`
const newCard = (making: Making) => ({
  card_code: codeFrom(making.random(8)),
  card_until: cardEnd(making.today),
})

const become = (from: MemberState, to: MemberState | undefined) => {
  if (to !== undefined && !mayBecome(from, to)) throw problem('member.state')
}

/** A person joins a team: someone new (who applied on a day, when the person did), or a member of the same commune. A new leader takes over from the old one. */
export const joinTeam = async (
  tx: Tx,
  team: TeamFound,
  body: BodyOf<AddMember>,
  making: Making,
  appliedOn?: Day,
): Promise<string> => {
  refuseDay(team, body.from)
  await lockTeam(tx, team.id)
  const memberId = body.memberId ?? making.newId()
  if (body.memberId !== undefined) {
    const member = await memberById(tx, body.memberId)
    if (member?.commune_id !== team.commune_id) throw problem('member.unknown')
    const state = body.state ?? (member.state === 'left' ? 'approved' : undefined)
    become(member.state as MemberState, state)
    if (state !== undefined && state !== member.state) {
      await changeMember(tx, memberId, { state })
      await recordState(tx, { id: memberId, communeId: team.commune_id }, state, body.from, making)
    }
  } else {
    const name = tidy(body.name ?? '')
    if (name === '') throw problem('request.invalid', {}, [{ path: 'body.name', message: '' }])
    await insertMember(tx, {
      id: memberId,
      commune_id: team.commune_id,
      name,
      birth_year: body.birthYear ?? null,
      sex: body.sex ?? null,
      phone: clean(body.phone),
      affiliation: clean(body.affiliation),
      state: body.state ?? 'active',
      joined_on: body.from,
      ...newCard(making),
    })
    const member = { id: memberId, communeId: team.commune_id }
    if (appliedOn) await recordState(tx, member, 'applied', appliedOn, making)
    await recordState(tx, member, body.state ?? 'active', body.from, making)
  }
  const held = await membershipsFrom(tx, team.id, body.from)
  if (held.some(row => row.member_id === memberId)) throw problem('member.in-team')
  await insertMembership(tx, {
    member_id: memberId,
    team_id: team.id,
    role: 'member',
    valid_from: body.from,
    valid_to: null,
  })
  if (body.memberId !== undefined)
    making.withdrawn.append([{ what: 'rejoined', memberId, teamId: team.id, at: making.now }])
  if (body.role === 'leader') await lead(tx, team, memberId, body.from)
  if (body.role === 'deputy' || body.role === 'specialist')
    await changeRole(
      tx,
      { member_id: memberId, team_id: team.id, role: 'member', valid_from: body.from, valid_to: null },
      body.role,
      body.from,
    )
  await recountRegistered(tx, [team.commune_id])
  return memberId
}

/** A member leads from a day on; every other leader of that time becomes a member. */
export const lead = async (tx: Tx, team: TeamFound, memberId: string, from: Day) => {
  refuseDay(team, from)
  await lockTeam(tx, team.id)
  const held = await membershipsFrom(tx, team.id, from)
  if (!held.some(row => row.member_id === memberId)) throw problem('member.unknown')
  for (const row of held) {
    if (row.member_id === memberId) await changeRole(tx, row, 'leader', from)
    else if (row.role === 'leader') await changeRole(tx, row, 'member', from)
  }
}

/** Who leaves for good is in no team from today; what the person recorded stays, and unsent records still arrive with their content kept. */
export const changeProfile = async (
  tx: Tx,
  teamId: string,
  memberId: string,
  body: BodyOf<UpdateMember>,
  making: Making,
) => {
  const member = await memberIn(tx, teamId, memberId, making.today)
  const team = await teamOf(tx, teamId, making.today)
  become(member.state, body.state)
  const on = body.on ?? making.today
  if (!isDay(on) || on > making.today || on < team.formed_on) throw problem('team.day-outside')
  if (
    body.groupId !== undefined &&
    body.groupId !== null &&
    !team.groups.some(group => group.id === body.groupId)
  )
    throw problem('team.group-unknown')
  await changeMember(tx, memberId, {
    ...(body.name === undefined ? {} : { name: tidy(body.name) }),
    ...(body.birthYear === undefined ? {} : { birth_year: body.birthYear }),
    ...(body.sex === undefined ? {} : { sex: body.sex }),
    ...(body.phone === undefined ? {} : { phone: clean(body.phone) }),
    ...(body.affiliation === undefined ? {} : { affiliation: clean(body.affiliation) }),
    ...(body.state === undefined ? {} : { state: body.state }),
    ...(body.newCard ? newCard(making) : {}),
    ...(body.cardUntil === undefined ? {} : { card_until: body.cardUntil }),
  })
  if (body.state !== undefined && body.state !== member.state)
    await recordState(tx, { id: memberId, communeId: team.commune_id }, body.state, on, making)
  if (body.groupId !== undefined) await putIntoGroup(tx, teamId, [memberId], body.groupId, making.today)
  if (body.role !== undefined && body.role !== member.role && member.valid_to === null) {
    await lockTeam(tx, teamId)
    const from = on < member.valid_from ? member.valid_from : on
    const row = (await membershipsFrom(tx, teamId, from)).find(one => one.member_id === memberId)
    if (row) await changeRole(tx, row, body.role, from)
  }
  if (body.state === 'left') await endFor(tx, memberId, null, on, making)
  await recountRegistered(tx, [team.commune_id])
}

/** Ends memberships here and in the file outside the database, so that an older copy does not bring them back. */
const endFor = async (
  tx: Tx,
  memberId: string,
  teamId: string | null,
  day: Day,
  { now, withdrawn }: Pick<Making, 'now' | 'withdrawn'>,
) => {
  const ended = await endMemberships(tx, memberId, teamId, day)
  withdrawn.append(ended.map(row => ({ what: 'membership', memberId, teamId: row.team_id, day, at: now })))
}

export const leaveTeam = async (tx: Tx, teamId: string, memberId: string, day: Day, making: Making) => {
  const member = await memberIn(tx, teamId, memberId, making.today)
  if (!isDay(day) || day < member.valid_from || (member.valid_to !== null && member.valid_to <= day))
    throw problem('team.day-outside')
  await endFor(tx, memberId, teamId, day, making)
  await recountRegistered(tx, [(await teamOf(tx, teamId, making.today)).commune_id])
}
