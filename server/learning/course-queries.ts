import type { LessonProgress } from '@tung-nha/model/course/progress.ts'
import type { Day } from '@tung-nha/model/kit/day.ts'
import { sql } from 'kysely'
import type { Tx } from '#db/connect.ts'

/** What members have learnt, by member and skill. */
export const lessonsOfMembers = async (
  tx: Tx,
  memberIds: readonly string[],
): Promise<Map<string, Record<string, LessonProgress>>> => {
  const found = new Map<string, Record<string, LessonProgress>>(memberIds.map(id => [id, {}]))
  if (memberIds.length === 0) return found
  const rows = await tx
    .selectFrom('member_lesson')
    .where('member_id', 'in', memberIds)
    .orderBy('skill')
    .selectAll()
    .execute()
  for (const row of rows)
    found.get(row.member_id)![row.skill] = {
      at: row.reached,
      startedOn: row.started_on,
      finishedOn: row.finished_on,
      version: row.version,
      reviews: row.reviews,
    }
  return found
}

/** Keeps a member's lock until the transaction ends, so that two phones join one after the other. */
export const lockMember = (tx: Tx, memberId: string) =>
  tx.selectFrom('member').where('id', '=', memberId).select('id').forUpdate().execute()

export const putMemberLessons = async (
  tx: Tx,
  memberId: string,
  progress: Readonly<Record<string, LessonProgress>>,
) => {
  const lessons = Object.entries(progress)
  if (lessons.length === 0) return
  await tx
    .insertInto('member_lesson')
    .values(
      lessons.map(([skill, one]) => ({
        member_id: memberId,
        skill,
        version: one.version,
        reached: one.at,
        started_on: one.startedOn,
        finished_on: one.finishedOn,
        reviews: JSON.stringify(one.reviews),
      })),
    )
    .onConflict(conflict =>
      conflict.columns(['member_id', 'skill']).doUpdateSet(eb => ({
        version: eb.ref('excluded.version'),
        reached: eb.ref('excluded.reached'),
        started_on: eb.ref('excluded.started_on'),
        finished_on: eb.ref('excluded.finished_on'),
        reviews: eb.ref('excluded.reviews'),
      })),
    )
    .execute()
}

/** Members of a team on a day with their names. */
export const namesInTeam = (tx: Tx, teamId: string, day: Day) =>
  tx
    .selectFrom('membership')
    .innerJoin('member', 'member.id', 'membership.member_id')
    .where('membership.team_id', '=', teamId)
    .where('membership.valid_from', '<=', day)
    .where(eb => eb.or([eb('membership.valid_to', 'is', null), eb('membership.valid_to', '>', day)]))
    .where('member.state', '<>', 'left')
    .orderBy('member.sort_key')
    .orderBy('member.id')
    .select(['member.id', 'member.name'])
    .execute()

export const areasOfTeam = async (tx: Tx, teamId: string, day: Day): Promise<number[]> =>
  (
    await tx
      .selectFrom('team_area')
      .where('team_id', '=', teamId)
      .where('valid_from', '<=', day)
      .where(eb => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>', day)]))
      .select('area_id')
      .execute()
  ).map(row => row.area_id)

/** Areas whose village lies in a commune on a day. */
export const areasOfCommune = async (tx: Tx, communeId: number, day: Day): Promise<number[]> =>
  (
    await tx
      .selectFrom('area_village')
      .innerJoin('unit', 'unit.id', 'area_village.village_id')
      .where('unit.parent_id', '=', communeId)
      .where('area_village.valid_from', '<=', day)
      .where(eb => eb.or([eb('area_village.valid_to', 'is', null), eb('area_village.valid_to', '>', day)]))
      .orderBy('unit.sort_key')
      .orderBy('area_village.area_id')
      .select('area_village.area_id')
      .execute()
  ).map(row => row.area_id)

/** Lessons started and finished in areas between two days, both included. */
export const lessonCounts = (tx: Tx, areaIds: readonly number[], from: Day, to: Day) =>
  areaIds.length === 0
    ? Promise.resolve([])
    : tx
        .selectFrom('lesson_day')
        .where('area_id', 'in', areaIds)
        .where('day', '>=', from)
        .where('day', '<=', to)
        .groupBy(['skill', 'area_id'])
        .orderBy('skill')
        .orderBy('area_id')
        .select(['skill', 'area_id'])
        .select([sql<number>`sum(opened)::int`.as('started'), sql<number>`sum(finished)::int`.as('finished')])
        .execute()
