import {
  attend,
  cancelTraining,
  checkSkill,
  createTraining,
  getTraining,
  listChecks,
  listTrainings,
  logNeed,
  markPresent,
  meetNeed,
  trainingPlan,
} from '@tung-nha/model/api/trainings.ts'
import { type Day, isDay } from '@tung-nha/model/kit/day.ts'
import { codeFrom } from '@tung-nha/model/kit/id.ts'
import { tidy } from '@tung-nha/model/kit/text.ts'
import { problem } from '@tung-nha/model/problem.ts'
import type { Organiser } from '@tung-nha/model/training/training.ts'
import { trainingNeeds } from '@tung-nha/model/training/training.ts'
import { limitAttempts } from '#auth/limit.ts'
import { issueCertificate } from '#certificate/issue.ts'
import { certificatesOfMember } from '#certificate/queries.ts'
import type { Tx } from '#db/connect.ts'
import { type Call, type Route, route } from '#http/route.ts'
import { teamOf } from '#team/describe.ts'
import { putSkill } from '#team/member-queries.ts'
import { memberIn, shownMember } from '#team/members.ts'
import { makingOf } from '#team/routes.ts'
import {
  attendedBy,
  cancelTrainingAt,
  checksOf,
  closeNeed,
  insertAttendance,
  insertCheck,
  insertNeed,
  insertTraining,
  learnersOf,
  memberOfCard,
  openNeeds,
  presentAt,
  studiedBy,
  type TrainingFound,
  trainingByCode,
  trainingsOf,
} from '#training/queries.ts'
import { unitById } from '#unit/queries.ts'
import { communeOf } from '#unit/village.ts'

const shown = ({ unit_id, unit_name, organiser, ...row }: TrainingFound) => ({
  ...row,
  unitId: unit_id,
  unitName: unit_name,
  organiser: organiser as Organiser,
})

const pathOf = async (tx: Tx, unitId: number): Promise<number[]> => {
  const unit = await unitById(tx, unitId)
  if (!unit) throw problem('unit.unknown')
  return unit.path
}

const trainingOf = async (tx: Tx, unitId: number, id: string): Promise<TrainingFound> => {
  const [row] = await trainingsOf(tx, await pathOf(tx, unitId), id)
  if (!row) throw problem('training.unknown')
  return row
}

/** A code as it is scanned: the whole address of a QR, or what a person types. */
const codeIn = (text: string): string =>
  (text.split('/').at(-1) ?? '').toUpperCase().replace(/[^0-9A-Z]/g, '')

/** The one way to the right to guide a skill: its check was passed. The commune certifies it, once. */
const mayGuide = async (c: Call<typeof checkSkill>, memberId: string, skill: string, day: Day) => {
  await putSkill(c.db, memberId, skill, day)
  const held = await certificatesOfMember(c.db, memberId)
  if (held.some(one => one.course === skill && one.revoked_on === null)) return
  const { actorId } = makingOf(c)
  // A person looked on while the skill was done: there were no questions to count.
  await issueCertificate(c, memberId, { course: skill, right: 0, of: 0, issuedBy: actorId })
}

/** Trained before teaching: classes, attendance, checks, and what is still needed. */
export const trainingRoutes: Route[] = [
  route(listTrainings, async c => ({
    items: (await trainingsOf(c.db, await pathOf(c.db, c.input.params.unitId))).map(shown),
  })),

  route(createTraining, async c => {
    const { unitId } = c.input.params
    const { title, organiser, refresher, skills, place, materials, sessions } = c.input.body
    const known = new Set(c.setup.catalogue.skills.map(skill => skill.key))
    const stranger = skills.find(skill => !known.has(skill))
    if (stranger) throw problem('op.skill-unknown', { skill: stranger })
    const days = new Set(sessions.map(session => session.day))
    if (days.size !== sessions.length || sessions.some(session => !isDay(session.day)))
      throw problem('request.invalid', {}, [{ path: 'body.sessions', message: '' }])
    const id = c.newId()
    await insertTraining(
      c.db,
      {
        id,
        unit_id: unitId,
        title: tidy(title),
        organiser,
        refresher,
        skills,
        place: tidy(place),
        materials: tidy(materials ?? '') || null,
        code: codeFrom(c.setup.random(8)),
        cancelled_at: null,
        made_by: makingOf(c).actorId,
        made_at: c.now,
      },
      sessions.map(({ day, hours }) => ({ day, hours: tidy(hours) })),
    )
    return shown(await trainingOf(c.db, unitId, id))
  }),

  route(cancelTraining, async c => {
    const { unitId, trainingId } = c.input.params
    const row = await trainingOf(c.db, unitId, trainingId)
    if (row.unit_id !== unitId) throw problem('training.unknown') // a class of the province is the province's
    await cancelTrainingAt(c.db, row.id, c.now)
    return shown(await trainingOf(c.db, unitId, trainingId))
  }),

  route(getTraining, async c => {
    const { unitId, trainingId } = c.input.params
    const row = await trainingOf(c.db, unitId, trainingId)
    const present = await presentAt(c.db, row.id, unitId, c.today)
    return {
      training: shown(row),
      present: present.map(one => ({
        memberId: one.id,
        name: one.name,
        teamId: one.team_id,
        teamName: one.team_name,
        days: one.days,
        checks: one.checks,
      })),
    }
  }),

  route(markPresent, async c => {
    const { unitId, trainingId } = c.input.params
    const { day, cardCode } = c.input.body
    const row = await trainingOf(c.db, unitId, trainingId)
    if (row.cancelled || !row.sessions.some(session => session.day === day)) throw problem('training.day')
    const member = await memberOfCard(c.db, codeIn(cardCode), unitId)
    if (!member) throw problem('member.unknown')
    const fresh = await insertAttendance(c.db, {
      training_id: row.id,
      member_id: member.id,
      day,
      way: 'card',
      at: c.now,
    })
    return { name: member.name, again: !fresh }
  }),

  route(attend, async c => {
    if (c.actor.kind !== 'member') throw problem('access.denied')
    await limitAttempts(c.setup.db, `attend ${c.actor.id}`, 20, c.wall)
    const row = await trainingByCode(c.db, codeIn(c.input.body.code), c.actor.id)
    if (!row) throw problem('training.unknown')
    if (!row.days.includes(c.today)) throw problem('training.day')
    const fresh = await insertAttendance(c.db, {
      training_id: row.id,
      member_id: c.actor.id,
      day: c.today,
      way: 'class_code',
      at: c.now,
    })
    return { title: row.title, day: c.today, again: !fresh }
  }),

  route(checkSkill, async c => {
    const { teamId, memberId } = c.input.params
    const { skill, passed, day, trainingId } = c.input.body
    await memberIn(c.db, teamId, memberId, c.today)
    if (!c.setup.catalogue.skills.some(one => one.key === skill)) throw problem('op.skill-unknown', { skill })
    if (!isDay(day) || day > c.today) throw problem('team.day-outside')
    if (trainingId && !(await attendedBy(c.db, memberId)).some(one => one.id === trainingId))
      throw problem('training.unknown')
    const { actorId } = makingOf(c)
    await insertCheck(c.db, {
      id: c.newId(),
      member_id: memberId,
      skill,
      day,
      passed,
      training_id: trainingId ?? null,
      made_by: actorId,
      made_at: c.now,
    })
    if (passed) await mayGuide(c, memberId, skill, day)
    return shownMember(c.db, teamId, memberId, c.today)
  }),

  route(listChecks, async c => {
    const { teamId, memberId } = c.input.params
    await memberIn(c.db, teamId, memberId, c.today)
    return {
      checks: await checksOf(c.db, memberId),
      studied: (await studiedBy(c.db, memberId)).map(row => ({ skill: row.skill, day: row.finished_on! })),
      trainings: await attendedBy(c.db, memberId),
      certificates: (await certificatesOfMember(c.db, memberId)).map(row => ({
        code: row.code,
        course: row.course,
        issuedOn: row.issued_on,
        revokedOn: row.revoked_on,
      })),
    }
  }),

  route(trainingPlan, async c => {
    const commune = await communeOf(c.db, c.input.params.communeId)
    const members = await learnersOf(c.db, commune.id)
    const needs = await openNeeds(c.db, commune.id)
    return {
      members: members.length,
      skills: trainingNeeds(
        c.setup.catalogue.skills.map(skill => skill.key),
        members,
        needs.flatMap(need => need.skill ?? []),
      ).slice(0, 12),
      needs: needs.map(({ made_on, kind, ...need }) => ({ ...need, kind: kind as 'skill', madeOn: made_on })),
    }
  }),

  route(logNeed, async c => {
    const { kind, skill, note } = c.input.body
    const team = await teamOf(c.db, c.input.params.teamId, c.today)
    if (skill !== undefined && !c.setup.catalogue.skills.some(one => one.key === skill))
      throw problem('op.skill-unknown', { skill })
    if (kind === 'skill' ? skill === undefined : tidy(note) === '')
      throw problem('request.invalid', {}, [
        { path: kind === 'skill' ? 'body.skill' : 'body.note', message: '' },
      ])
    const id = c.newId()
    await insertNeed(c.db, {
      id,
      commune_id: team.commune_id,
      team_id: team.id,
      kind,
      skill: skill ?? null,
      note: tidy(note),
      made_on: c.today,
      made_by: makingOf(c).actorId,
      met_on: null,
    })
    return { id }
  }),

  route(meetNeed, async c => {
    const { communeId, needId } = c.input.params
    if (!(await closeNeed(c.db, communeId, needId, c.today))) throw problem('need.unknown')
    return { met: true }
  }),
]
