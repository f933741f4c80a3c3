import type { MemberItem } from '@tung-nha/model/api/members.ts'
import type { TeamItem } from '@tung-nha/model/api/teams.ts'
import type { Day } from '@tung-nha/model/kit/day.ts'
import { problem } from '@tung-nha/model/problem.ts'
import type { Language } from '@tung-nha/model/problem-words/write.ts'
import { type TeamRule, teamWarnings } from '@tung-nha/model/team/rules.ts'
import { warningSentence } from '@tung-nha/model/team/words/write.ts'
import type { Static } from 'typebox'
import type { Tx } from '#db/connect.ts'
import { type MemberFound, membersOf } from '#team/member-queries.ts'
import { homesOfAreas, lastActivities, type TeamFound, teamsBy } from '#team/queries.ts'

export type Seen = {
  today: Day
  lang: Language
  rules: readonly TeamRule[]
  /** Areas whose activities the caller may see. */
  areas: readonly number[]
  /** Whether the caller may see who the members are. */
  names: boolean
}

/** Teams as the contract shows them: who leads, how many, what the rules point out. */
export const teamItems = async (
  tx: Tx,
  teams: readonly TeamFound[],
  seen: Seen,
): Promise<Static<typeof TeamItem>[]> => {
  const ids = teams.map(team => team.id)
  const members = Map.groupBy(await membersOf(tx, ids, seen.today), member => member.team_id)
  const last = await lastActivities(tx, ids, seen.areas)
  const mine = new Set(seen.areas)
  const listed = await homesOfAreas(
    tx,
    [...new Set(teams.flatMap(team => team.areas.map(area => area.id)))].filter(id => mine.has(id)),
  )
  return teams.map(team => {
    const people = (members.get(team.id) ?? []).filter(member => member.valid_from <= seen.today)
    const leader = people.find(member => member.role === 'leader')
    const countable = team.areas.every(area => mine.has(area.id)) && team.areas.length > 0
    const homes = countable ? team.areas.reduce((sum, area) => sum + (listed.get(area.id) ?? 0), 0) : null
    const shape = {
      level: team.level,
      areas: team.areas.length,
      homes,
      groups: team.groups.length,
      decisionNumber: team.decision_number,
      members: people.map(one => ({
        role: one.role,
        state: one.state,
        affiliation: one.affiliation,
        cardUntil: one.card_until,
        skills: one.skills.length,
      })),
    }
    const ended = team.dissolved_on !== null && team.dissolved_on <= seen.today
    return {
      id: team.id,
      communeId: team.commune_id,
      level: team.level,
      name: team.name,
      localName: team.local_name,
      formedOn: team.formed_on,
      dissolvedOn: team.dissolved_on,
      decision: { number: team.decision_number, day: team.decision_on, signer: team.decision_signer },
      leader: leader && seen.names ? { id: leader.id, name: leader.name } : null,
      members: people.filter(one => one.state !== 'left' && one.role !== 'specialist').length,
      groups: team.groups,
      paper: team.paper,
      homes,
      areas: team.areas,
      lastActivityOn: last.get(team.id) ?? null,
      warnings: ended
        ? []
        : teamWarnings(seen.rules, shape, seen.today).map(warning => ({
            rule: warning.rule,
            sentence: warningSentence(warning, seen.lang),
          })),
    }
  })
}

export const teamOf = async (tx: Tx, teamId: string, today: Day): Promise<TeamFound> => {
  const [team] = await teamsBy(tx, { teamId }, today)
  if (!team) throw problem('team.unknown')
  return team
}

export const memberItem = (row: MemberFound): Static<typeof MemberItem> => ({
  id: row.id,
  name: row.name,
  birthYear: row.birth_year,
  sex: row.sex,
  phone: row.phone,
  affiliation: row.affiliation,
  state: row.state,
  role: row.role,
  from: row.valid_from,
  to: row.valid_to,
  groupId: row.group_id,
  cardCode: row.card_code,
  cardUntil: row.card_until,
  cardPath: `/t/${row.card_code}`,
  skills: row.skills,
  devices: row.devices,
  lastHeardAt: row.last_heard_at,
})
