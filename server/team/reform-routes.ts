import { listReformings, reformTeams, undoReforming } from '@tung-nha/model/api/team-life.ts'
import { problem } from '@tung-nha/model/problem.ts'
import { mayUndo, proposeJoined, touchedSince } from '@tung-nha/model/team/reform.ts'
import { recordAudit } from '#audit/record.ts'
import { type Route, route } from '#http/route.ts'
import { recountRegistered } from '#network/registered-queries.ts'
import { memberItem } from '#team/describe.ts'
import { membersOf } from '#team/member-queries.ts'
import { lockTeam, teamsBy } from '#team/queries.ts'
import { joinTeams, workingTeams } from '#team/reform.ts'
import {
  backTo,
  closeReforming,
  insertReforming,
  lockReforming,
  marksOfTeams,
  putTeamsBack,
  reformingsOf,
  remember,
  rowsOfTeams,
  villagesWithManyTeams,
} from '#team/reform-queries.ts'
import { decisionOf, makingOf, shownTeam } from '#team/routes.ts'
import { communeOf } from '#unit/village.ts'

/** Villages merge, their teams are joined in one form: seen before, done at once, taken back for a day. */
export const reformRoutes: Route[] = [
  route(listReformings, async c => {
    const commune = await communeOf(c.db, c.input.params.communeId)
    const villages = await villagesWithManyTeams(c.db, commune.id, c.today)
    const teams = await teamsBy(c.db, { communeId: commune.id, dissolved: false }, c.today)
    const people = Map.groupBy(
      await membersOf(
        c.db,
        villages.flatMap(village => village.team_ids),
        c.today,
      ),
      member => member.team_id,
    )
    return {
      proposals: villages.map(village => {
        const old = teams.filter(team => village.team_ids.includes(team.id))
        const joined = proposeJoined(
          old.map(team => ({
            id: team.id,
            name: team.name,
            areaIds: team.areas.map(area => area.id),
            members: people.get(team.id) ?? [],
          })),
        )
        return {
          villageId: village.village_id,
          village: village.village,
          mergedOn: village.merged_on,
          law: village.law,
          formerVillages: village.former,
          teams: old.map(({ id, name }) => ({ id, name, members: people.get(id)?.length ?? 0 })),
          localName: old[0]?.local_name ?? '',
          areas: old
            .flatMap(team => team.areas)
            .filter((area, i, all) => all.findIndex(one => one.id === area.id) === i),
          members: joined.members,
        }
      }),
      done: (await reformingsOf(c.db, commune.id)).map(row => ({
        id: row.id,
        name: row.name,
        teamId: row.team_id,
        day: row.day,
        madeAt: row.made_at,
        madeBy: row.made_by_name,
        undone: row.undone_at !== null,
        mayUndo: row.undone_at === null && mayUndo(row.made_at, c.now),
      })),
    }
  }),

  route(reformTeams, async c => {
    const { body } = c.input
    const commune = await communeOf(c.db, c.input.params.communeId)
    const making = makingOf(c)
    if (body.teamIds.length < 2) throw problem('request.invalid', {}, [{ path: 'body.teamIds', message: '' }])
    const ids = [...body.teamIds].sort()
    for (const id of ids) await lockTeam(c.db, id)
    const teams = await workingTeams(c.db, commune.id, ids, c.today)
    if (body.preview) await remember(c.db)
    const before = await rowsOfTeams(c.db, ids)
    const teamId = await joinTeams(c.db, teams, body, decisionOf(body.decision), making)
    // Looked at on the day it begins: a joining prepared for next month is shown as it will be.
    const on = { ...c, today: body.day > c.today ? body.day : c.today }
    const shown = {
      team: await shownTeam(on, teamId),
      members: (await membersOf(c.db, [teamId], on.today)).map(memberItem),
    }
    if (body.preview) {
      await backTo(c.db)
      return { id: null, ...shown }
    }
    const id = c.newId()
    await insertReforming(c.db, {
      id,
      commune_id: commune.id,
      name: shown.team.name,
      team_id: teamId,
      day: body.day,
      made_by: making.actorId,
      made_at: c.now,
      before,
      marks: JSON.stringify(await marksOfTeams(c.db, [...ids, teamId])),
      undone_at: null,
    })
    const subjects = { teamId, teams: ids.length, members: shown.members.length }
    await recordAudit(c.db, {
      communeId: commune.id,
      actorId: making.actorId,
      at: c.now,
      what: 'team.reform',
      subjects,
    })
    return { id, ...shown }
  }),

  route(undoReforming, async c => {
    const { communeId, reformingId } = c.input.params
    const row = await lockReforming(c.db, communeId, reformingId)
    if (!row || row.undone_at !== null || row.team_id === null) throw problem('undo.unknown')
    if (!mayUndo(row.made_at, c.now)) throw problem('undo.late')
    const old = (row.before as { team: { id: string }[] }).team.map(team => team.id)
    const touched = touchedSince(row.marks, await marksOfTeams(c.db, [...old, row.team_id]))
    if (touched.length > 0)
      return { undone: false, touched: [...new Set(touched.map(key => key.split(' ')[0]!))] }
    await putTeamsBack(c.db, row.before, row.team_id)
    await recountRegistered(c.db, [communeId])
    await closeReforming(c.db, row.id, c.now)
    await recordAudit(c.db, {
      communeId,
      actorId: makingOf(c).actorId,
      at: c.now,
      what: 'team.reform-undo',
      subjects: { teams: old.length },
    })
    return { undone: true, touched: [] }
  }),
]
