import type { FindTeam } from '@tung-nha/model/api/find-team.ts'
import type { ReplyOf } from '@tung-nha/model/kit/contract.ts'
import type { Day } from '@tung-nha/model/kit/day.ts'
import { givenName } from '@tung-nha/model/team/member.ts'
import type { Tx } from '#db/connect.ts'
import { publicTeams } from '#team/queries.ts'
import { unitItems } from '#unit/describe.ts'
import { contactOf, unitsById, unitsNamed } from '#unit/queries.ts'

/**
 * The teams a resident may mean: those of villages of that name first, then those of communes of that name. Names of
 * before count for what became of them. `q` is folded. Of persons only the leader's given name is told.
 */
export const findTeams = async (
  tx: Tx,
  ask: { q: string; communeId: number | null; today: Day },
): Promise<ReplyOf<FindTeam>> => {
  const { q, communeId, today } = ask
  const question = { on: today, today, q, after: null, parents: communeId === null ? [] : [communeId] }
  const villages = q === '' ? [] : await unitsNamed(tx, { ...question, level: 'village', limit: 30 })
  const named =
    q === '' || communeId !== null ? [] : await unitsNamed(tx, { ...question, level: 'commune', limit: 10 })
  const whole = q === '' && communeId !== null ? [communeId] : named.slice(0, 10).map(unit => unit.id)
  const teams = await publicTeams(
    tx,
    villages.slice(0, 30).map(unit => unit.id),
    whole,
    today,
  )

  const formerly = new Map(named.map(unit => [unit.id, unit.formerly]))
  const ids = [
    ...new Set([
      ...teams.map(team => team.commune_id),
      ...villages.flatMap(unit => unit.parent_id ?? []),
      ...whole,
    ]),
  ]
  const known = new Map(
    (await unitsById(tx, ids)).filter(unit => unit.level === 'commune').map(unit => [unit.id, unit]),
  )
  const communes = await unitItems(
    tx,
    ids
      .flatMap(id => known.get(id) ?? [])
      .map(unit => ({ ...unit, formerly: formerly.get(unit.id) ?? null })),
    today,
    today,
  )
  return {
    items: teams.map(team => ({
      teamId: team.id,
      level: team.level,
      name: team.name,
      localName: team.local_name,
      villages: team.villages,
      leaderFirstName: team.leader === null ? null : givenName(team.leader),
      communeId: team.commune_id,
    })),
    communes: await Promise.all(
      communes.map(async unit => ({
        id: unit.id,
        name: unit.name,
        parentName: unit.parentName,
        formerly: unit.formerly,
        contact: (await contactOf(tx, unit.id)) ?? null,
      })),
    ),
  }
}
