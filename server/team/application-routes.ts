import {
  apply,
  approveApplication,
  listApplications,
  refuseApplication,
} from '@tung-nha/model/api/applications.ts'
import { addDays } from '@tung-nha/model/kit/day.ts'
import { problem } from '@tung-nha/model/problem.ts'
import { phoneOf, withoutPapers } from '@tung-nha/model/team/application.ts'
import { limitAttempts } from '#auth/limit.ts'
import type { Tx } from '#db/connect.ts'
import { type Route, route } from '#http/route.ts'
import { teamOf } from '#team/describe.ts'
import {
  applicationsOf,
  decideApplication,
  insertApplication,
  lockApplication,
  sameMember,
} from '#team/life-queries.ts'
import { joinTeam, shownMember } from '#team/members.ts'
import { teamsBy } from '#team/queries.ts'
import { makingOf } from '#team/routes.ts'
import { contactOf } from '#unit/queries.ts'
import { communeOf } from '#unit/village.ts'

const KEPT_DAYS = 365

const waiting = async (tx: Tx, communeId: number, id: string) => {
  const row = await lockApplication(tx, communeId, id)
  if (!row) throw problem('application.unknown')
  if (row.state !== 'open') throw problem('application.decided')
  return row
}

/** From an offer on the public page to an approved member, or to nothing kept. */
export const applicationRoutes: Route[] = [
  route(apply, async c => {
    const { body } = c.input
    await limitAttempts(c.setup.db, `apply ${c.address}`, 20, c.wall)
    const name = withoutPapers(body.name)
    const phone = phoneOf(body.phone)
    const wrong = [
      ...(/\p{L}/u.test(name) ? [] : [{ path: 'body.name', message: '' }]),
      ...(phone === null ? [{ path: 'body.phone', message: '' }] : []),
    ]
    if (wrong.length > 0) throw problem('request.invalid', {}, wrong)
    // One phone asks a few times at most, whatever address it comes from.
    await limitAttempts(c.setup.db, `apply phone ${phone}`, 3, c.wall)
    const commune = await communeOf(c.db, body.communeId)
    const teams = await teamsBy(c.db, { communeId: commune.id, dissolved: false }, c.today)
    await insertApplication(c.db, {
      id: c.newId(),
      commune_id: commune.id,
      team_id: teams.find(team => team.id === body.teamId)?.id ?? null,
      name,
      phone,
      birth_year: body.birthYear ?? null,
      affiliation: withoutPapers(body.affiliation ?? '') || null,
      about: withoutPapers(body.about ?? '') || null,
      state: 'open',
      made_on: c.today,
      made_at: c.now,
      decided_at: null,
      decided_by: null,
      member_id: null,
    })
    return { communeName: commune.name, communePhone: (await contactOf(c.db, commune.id))?.phone ?? null }
  }),

  route(listApplications, async c => {
    const commune = await communeOf(c.db, c.input.params.communeId)
    const rows = await applicationsOf(c.db, commune.id, addDays(c.today, -KEPT_DAYS))
    const items = []
    for (const row of rows)
      items.push({
        id: row.id,
        state: row.state as 'open',
        name: row.name,
        phone: row.phone,
        birthYear: row.birth_year,
        affiliation: row.affiliation,
        about: row.about,
        team: row.team_id === null ? null : { id: row.team_id, name: row.team_name ?? '' },
        madeOn: row.made_on,
        memberId: row.member_id,
        sameAs:
          row.state === 'open' && row.name !== null
            ? await sameMember(c.db, commune.id, {
                name: row.name,
                phone: row.phone,
                birthYear: row.birth_year,
              })
            : null,
      })
    return { items }
  }),

  route(approveApplication, async c => {
    const { communeId, applicationId } = c.input.params
    const row = await waiting(c.db, communeId, applicationId)
    const team = await teamOf(c.db, c.input.body.teamId, c.today)
    if (team.commune_id !== communeId) throw problem('team.unknown')
    const making = makingOf(c)
    const memberId = await joinTeam(
      c.db,
      team,
      {
        name: row.name!,
        phone: row.phone,
        birthYear: row.birth_year,
        affiliation: row.affiliation,
        state: 'approved',
        role: 'member',
        from: c.input.body.from,
      },
      making,
      row.made_on,
    )
    await decideApplication(c.db, row.id, {
      state: 'approved',
      decided_at: c.now,
      decided_by: making.actorId,
      member_id: memberId,
    })
    return shownMember(c.db, team.id, memberId, c.today)
  }),

  route(refuseApplication, async c => {
    const row = await waiting(c.db, c.input.params.communeId, c.input.params.applicationId)
    const decided_by = makingOf(c).actorId
    await decideApplication(c.db, row.id, {
      state: 'refused',
      decided_at: c.now,
      decided_by,
      member_id: null,
    })
    return { state: 'refused' as const }
  }),
]
