import type { Day, Instant } from '@tung-nha/model/kit/day.ts'
import type { Learner } from '@tung-nha/model/training/training.ts'
import { type Insertable, sql } from 'kysely'
import type { Tx } from '#db/connect.ts'
import type { NeedRow, SkillCheckRow, TrainingRow } from '#db/tables.ts'

export type TrainingFound = {
  id: string
  unit_id: number
  unit_name: string
  title: string
  organiser: string
  refresher: boolean
  skills: string[]
  place: string
  materials: string | null
  code: string
  cancelled: boolean
  sessions: { day: Day; hours: string }[]
  attended: number
}

/** Classes held by any unit of a path, or one of them. */
export const trainingsOf = async (
  tx: Tx,
  path: readonly number[],
  id: string | null = null,
): Promise<TrainingFound[]> => {
  const { rows } = await sql<TrainingFound>`
    SELECT t.id, t.unit_id, unit.name AS unit_name, t.title, t.organiser, t.refresher, t.skills, t.place, t.materials, t.code,
      t.cancelled_at IS NOT NULL AS cancelled,
      (SELECT json_agg(json_build_object('day', s.day, 'hours', s.hours) ORDER BY s.day) FROM training_session s WHERE s.training_id = t.id) AS sessions,
      (SELECT count(DISTINCT a.member_id)::int FROM training_attendance a WHERE a.training_id = t.id) AS attended
    FROM training t JOIN unit ON unit.id = t.unit_id
    WHERE t.unit_id = ANY(${[...path]}::int[]) ${id === null ? sql`` : sql`AND t.id = ${id}`}
    ORDER BY (SELECT max(day) FROM training_session s WHERE s.training_id = t.id) DESC, t.id LIMIT 100`.execute(
    tx,
  )
  return rows
}

export const insertTraining = async (
  tx: Tx,
  row: Insertable<TrainingRow>,
  sessions: readonly { day: Day; hours: string }[],
) => {
  await tx.insertInto('training').values(row).execute()
  await tx
    .insertInto('training_session')
    .values(sessions.map(session => ({ ...session, training_id: row.id })))
    .execute()
}

export const cancelTrainingAt = (tx: Tx, id: string, at: Instant) =>
  tx.updateTable('training').set({ cancelled_at: at }).where('id', '=', id).execute()

/** Members who came to a class, by given name; within the communes below a unit. */
export const presentAt = async (tx: Tx, trainingId: string, unitId: number, day: Day) => {
  const { rows } = await sql<{
    id: string
    name: string
    team_id: string | null
    team_name: string | null
    days: Day[]
    checks: { skill: string; passed: boolean }[]
  }>`
    SELECT m.id, m.name, team.id AS team_id, team.name AS team_name, came.days,
      (SELECT coalesce(json_agg(json_build_object('skill', k.skill, 'passed', k.passed) ORDER BY k.skill), '[]') FROM (
        SELECT DISTINCT ON (skill) skill, passed FROM skill_check WHERE member_id = m.id AND training_id = ${trainingId}
        ORDER BY skill, made_at DESC, id DESC) k) AS checks
    FROM (
      SELECT member_id, json_agg(day::text ORDER BY day) AS days FROM training_attendance WHERE training_id = ${trainingId} GROUP BY member_id) came
    JOIN member m ON m.id = came.member_id JOIN unit commune ON commune.id = m.commune_id AND ${unitId} = ANY(commune.path)
    LEFT JOIN LATERAL (SELECT s.team_id FROM membership s WHERE s.member_id = m.id AND s.valid_from <= ${day} AND (s.valid_to IS NULL OR ${day} < s.valid_to) LIMIT 1) held ON true
    LEFT JOIN team ON team.id = held.team_id ORDER BY m.sort_key, m.id`.execute(tx)
  return rows
}

/** The class of a code that has a session on a day, when the member's commune lies under its unit. */
export const trainingByCode = async (tx: Tx, code: string, memberId: string) => {
  const { rows } = await sql<{ id: string; title: string; days: Day[] }>`
    SELECT t.id, t.title, (SELECT json_agg(day::text) FROM training_session s WHERE s.training_id = t.id) AS days
    FROM training t JOIN member m ON m.id = ${memberId} JOIN unit commune ON commune.id = m.commune_id
    WHERE t.code = ${code} AND t.cancelled_at IS NULL AND t.unit_id = ANY(commune.path)`.execute(tx)
  return rows[0]
}

export const memberOfCard = async (tx: Tx, cardCode: string, unitId: number) => {
  const { rows } = await sql<{ id: string; name: string }>`
    SELECT m.id, m.name FROM member m JOIN unit commune ON commune.id = m.commune_id
    WHERE m.card_code = ${cardCode} AND ${unitId} = ANY(commune.path) AND m.state <> 'left'`.execute(tx)
  return rows[0]
}

/** False when the member was on record for that day already. */
export const insertAttendance = async (
  tx: Tx,
  row: { training_id: string; member_id: string; day: Day; way: string; at: Instant },
): Promise<boolean> => {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('training_attendance')
    .values(row)
    .onConflict(oc => oc.columns(['training_id', 'member_id', 'day']).doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

export const insertCheck = (tx: Tx, row: Insertable<SkillCheckRow>) =>
  tx.insertInto('skill_check').values(row).execute()

export const checksOf = (tx: Tx, memberId: string) =>
  tx
    .selectFrom('skill_check')
    .leftJoin('training', 'training.id', 'skill_check.training_id')
    .where('member_id', '=', memberId)
    .select(['skill', 'day', 'passed', 'training.title as training'])
    .orderBy('day', 'desc')
    .orderBy('skill_check.made_at', 'desc')
    .orderBy('skill_check.id', 'desc')
    .limit(200)
    .execute()

export const studiedBy = (tx: Tx, memberId: string) =>
  tx
    .selectFrom('member_lesson')
    .where('member_id', '=', memberId)
    .where('finished_on', 'is not', null)
    .select(['skill', 'finished_on'])
    .orderBy('finished_on', 'desc')
    .execute()

export const attendedBy = (tx: Tx, memberId: string) =>
  tx
    .selectFrom('training_attendance')
    .innerJoin('training', 'training.id', 'training_attendance.training_id')
    .where('member_id', '=', memberId)
    .select(['training.id', 'title', 'day', 'skills'])
    .orderBy('day', 'desc')
    .execute()

/** What the working members of a commune may guide and have studied by themselves. */
export const learnersOf = async (tx: Tx, communeId: number): Promise<Learner[]> => {
  const { rows } = await sql<Learner>`
    SELECT coalesce((SELECT array_agg(skill) FROM member_skill k WHERE k.member_id = m.id), '{}') AS skills,
      coalesce((SELECT array_agg(skill) FROM member_lesson l WHERE l.member_id = m.id AND l.finished_on IS NOT NULL), '{}') AS studied
    FROM member m WHERE m.commune_id = ${communeId} AND m.state IN ('approved', 'training', 'active')`.execute(
    tx,
  )
  return rows
}

export const insertNeed = (tx: Tx, row: Insertable<NeedRow>) => tx.insertInto('need').values(row).execute()

export const openNeeds = (tx: Tx, communeId: number) =>
  tx
    .selectFrom('need')
    .innerJoin('team', 'team.id', 'need.team_id')
    .where('need.commune_id', '=', communeId)
    .where('met_on', 'is', null)
    .select(['need.id', 'team.name as team', 'kind', 'skill', 'note', 'made_on'])
    .orderBy('made_on', 'desc')
    .limit(200)
    .execute()

export const closeNeed = async (tx: Tx, communeId: number, id: string, day: Day): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('need')
    .set({ met_on: day })
    .where('id', '=', id)
    .where('commune_id', '=', communeId)
    .where('met_on', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}
