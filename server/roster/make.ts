import type { Day, Instant } from '@tung-nha/model/kit/day.ts'
import { codeFrom } from '@tung-nha/model/kit/id.ts'
import { fold } from '@tung-nha/model/kit/text.ts'
import type { ComparedRow } from '@tung-nha/model/roster/compare.ts'
import type { Tx } from '#db/connect.ts'
import { recountRegistered } from '#network/registered-queries.ts'
import { insertRoster, type Made, type NewMember, type NewMembership, type NewTeam } from '#roster/queries.ts'

const LOCAL_NAME = 'Tổ công nghệ số cộng đồng'

export type MadeRoster = {
  summary: { teams: number; members: number; joined: number }
  made: Made & { communes: number[] }
  /** Members made in each commune. */
  communes: Map<number, number>
}
type Making = {
  today: Day
  now: Instant
  actorId: string
  newId: () => string
  random: (bytes: number) => Uint8Array
}

/** Writes the rows of a preview that bring something: teams, people, memberships, in one transaction of the caller. */
export const makeRoster = async (
  tx: Tx,
  rows: readonly ComparedRow[],
  making: Making,
): Promise<MadeRoster> => {
  const taken = rows.filter(row => row.state === 'new' || row.state === 'joins')
  const teams = new Map<string, NewTeam>()
  const teamIdOf = (row: ComparedRow): string => {
    if (row.teamId !== null) return row.teamId
    const held = teams.get(row.teamKey)
    if (held) return held.id
    const formed =
      row.decisionDay !== null && row.decisionDay <= making.today ? row.decisionDay : making.today
    const ofCommune = row.commune !== null && fold(row.team!) === fold(row.commune)
    const team: NewTeam = {
      id: making.newId(),
      commune_id: row.communeId!,
      level: ofCommune ? 'commune' : 'village',
      name: row.team!,
      local_name: LOCAL_NAME,
      formed_on: formed,
      decision_number: row.decisionNumber,
      decision_on: row.decisionDay,
      decision_signer: row.signer,
    }
    teams.set(row.teamKey, team)
    return team.id
  }
  const ids = new Map<string, string>()
  const members: NewMember[] = []
  const memberships: NewMembership[] = []
  const led = new Set<string>()
  const communes = new Map<number, number>()
  for (const row of taken) {
    const teamId = teamIdOf(row)
    const from = teams.get(row.teamKey)?.formed_on ?? making.today
    let memberId = row.memberId ?? ids.get(row.personKey)
    if (memberId === undefined) {
      memberId = making.newId()
      ids.set(row.personKey, memberId)
      members.push({
        id: memberId,
        commune_id: row.communeId!,
        name: row.name,
        birth_year: row.birthYear,
        sex: row.sex,
        phone: row.phone,
        affiliation: row.affiliation,
        card_code: codeFrom(making.random(8)),
        card_until: `${Number(making.today.slice(0, 4)) + 1}-12-31`,
        joined_on: from,
      })
      communes.set(row.communeId!, (communes.get(row.communeId!) ?? 0) + 1)
    }
    // A new team has one leader, the first named; a team that works already keeps its own.
    const leads = row.role === 'leader' && row.teamId === null && !led.has(teamId)
    if (leads) led.add(teamId)
    const role = row.role === 'leader' && !leads ? 'member' : row.role
    memberships.push({ member_id: memberId, team_id: teamId, role, valid_from: from })
  }
  await insertRoster(tx, { teams: [...teams.values()], members, memberships }, making)
  await recountRegistered(
    tx,
    taken.map(row => row.communeId!),
  )
  return {
    summary: {
      teams: teams.size,
      members: members.length,
      joined: memberships.length - members.length,
    },
    made: {
      teams: [...teams.values()].map(team => team.id),
      members: members.map(member => member.id),
      memberships: memberships.map(one => [one.member_id, one.team_id]),
      communes: [...new Set(taken.map(row => row.communeId!))],
    },
    communes,
  }
}
