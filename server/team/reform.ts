import type { ReformTeams } from '@tung-nha/model/api/team-life.ts'
import type { BodyOf } from '@tung-nha/model/kit/contract.ts'
import type { Day } from '@tung-nha/model/kit/day.ts'
import { tidy } from '@tung-nha/model/kit/text.ts'
import { problem } from '@tung-nha/model/problem.ts'
import type { Tx } from '#db/connect.ts'
import { recountRegistered } from '#network/registered-queries.ts'
import { insertMembership, membersOf } from '#team/member-queries.ts'
import { type Making, refuseDay } from '#team/members.ts'
import { changeTeam, endTeam, insertTeam, serveAreas, type TeamFound, teamsBy } from '#team/queries.ts'

/**
 * Several teams become one: they end on the day, the new one begins with their ground and the people named, and
 * everybody keeps id, phone, card and what was recorded. Answers with the new team's id.
 */
export const joinTeams = async (
  tx: Tx,
  teams: readonly TeamFound[],
  body: BodyOf<ReformTeams>,
  decision: { decision_number: string | null; decision_on: Day | null; decision_signer: string | null },
  making: Making,
): Promise<string> => {
  for (const team of teams) refuseDay(team, body.day)
  if (teams.some(team => team.formed_on === body.day)) throw problem('team.day-outside')
  const held = await membersOf(
    tx,
    teams.map(team => team.id),
    body.day,
  )
  const known = new Set(held.map(one => one.id))
  const wanted = new Map(body.members.map(one => [one.id, one.role]))
  if ([...wanted.keys()].some(id => !known.has(id))) throw problem('member.unknown')
  if ([...wanted.values()].filter(role => role === 'leader').length > 1)
    throw problem('request.invalid', {}, [{ path: 'body.members', message: '' }])

  const id = making.newId()
  const areaIds = [...new Set(teams.flatMap(team => team.areas.map(area => area.id)))]
  await insertTeam(tx, {
    id,
    commune_id: teams[0]!.commune_id,
    level: 'village',
    name: tidy(body.name),
    local_name: tidy(body.localName),
    formed_on: body.day,
    ...decision,
  })
  await serveAreas(tx, id, areaIds, body.day)
  for (const [memberId, role] of wanted)
    await insertMembership(tx, {
      member_id: memberId,
      team_id: id,
      role,
      valid_from: body.day,
      valid_to: null,
    })
  for (const team of teams) {
    await changeTeam(tx, team.id, { dissolved_on: body.day })
    await endTeam(tx, team.id, body.day)
  }
  await recountRegistered(tx, [teams[0]!.commune_id])
  return id
}

/** Teams of one commune by id, still at work; any other is refused as unknown. */
export const workingTeams = async (
  tx: Tx,
  communeId: number,
  teamIds: readonly string[],
  day: Day,
): Promise<TeamFound[]> => {
  const teams = await teamsBy(tx, { communeId, dissolved: false }, day)
  const found = teams.filter(team => teamIds.includes(team.id))
  if (found.length !== teamIds.length) throw problem('team.unknown')
  return found
}
