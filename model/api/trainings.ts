import { Type } from 'typebox'
import { mayAt, signedIn } from '#model/access/access.ts'
import { audit } from '#model/access/audited.ts'
import { MemberItem } from '#model/api/members.ts'
import { contract } from '#model/kit/contract.ts'
import { DaySchema, IdSchema, nullable, oneOf, UnitIdSchema } from '#model/kit/schema.ts'
import { ORGANISERS } from '#model/training/training.ts'

const write = mayAt('training.write', 'unit', 'params.unitId')
const OfUnit = Type.Object({ unitId: UnitIdSchema })
const OfTraining = Type.Object({ unitId: UnitIdSchema, trainingId: IdSchema })
const Skill = Type.String({ minLength: 1, maxLength: 60 })

const Training = Type.Object({
  id: IdSchema,
  unitId: UnitIdSchema,
  unitName: Type.String(),
  title: Type.String(),
  organiser: oneOf(ORGANISERS),
  refresher: Type.Boolean(),
  skills: Type.Array(Type.String()),
  place: Type.String(),
  materials: nullable(Type.String()),
  code: Type.String({ description: 'On the QR in the room: /lop/<code>' }),
  sessions: Type.Array(Type.Object({ day: DaySchema, hours: Type.String() })),
  cancelled: Type.Boolean(),
  attended: Type.Integer({ description: 'Members who came at least once' }),
})

export const listTrainings = contract({
  route: 'GET /api/v1/units/:unitId/trainings',
  summary: 'Classes for members, of a unit and of the units above it, newest first.',
  access: write,
  params: OfUnit,
  reply: Type.Object({ items: Type.Array(Training) }),
  problems: ['unit.unknown'],
})
export type ListTrainings = typeof listTrainings

export const createTraining = contract({
  route: 'POST /api/v1/units/:unitId/trainings',
  audit: audit('training.add'),
  summary: 'Plans a class for members: who holds it, where, which days, which skills.',
  access: write,
  params: OfUnit,
  body: Type.Object({
    title: Type.String({ minLength: 1, maxLength: 160 }),
    organiser: oneOf(ORGANISERS),
    refresher: Type.Boolean(),
    skills: Type.Array(Skill, { maxItems: 30, uniqueItems: true }),
    place: Type.String({ minLength: 1, maxLength: 160 }),
    materials: Type.Optional(Type.String({ maxLength: 600 })),
    sessions: Type.Array(Type.Object({ day: DaySchema, hours: Type.String({ maxLength: 40 }) }), {
      minItems: 1,
      maxItems: 20,
    }),
  }),
  reply: Training,
  problems: ['unit.unknown', 'op.skill-unknown', 'request.invalid'],
})
export type CreateTraining = typeof createTraining

export const cancelTraining = contract({
  route: 'DELETE /api/v1/units/:unitId/trainings/:trainingId',
  audit: audit('training.cancel'),
  summary: 'A class is not held. Who came to sessions before stays on record.',
  access: write,
  params: OfTraining,
  reply: Training,
  problems: ['training.unknown'],
})
export type CancelTraining = typeof cancelTraining

const Present = Type.Object({
  memberId: IdSchema,
  name: Type.String(),
  teamId: nullable(IdSchema),
  teamName: nullable(Type.String()),
  days: Type.Array(DaySchema),
  checks: Type.Array(Type.Object({ skill: Skill, passed: Type.Boolean() }), {
    description: 'How the last check of each skill went that was taken at this class',
  }),
})

export const getTraining = contract({
  route: 'GET /api/v1/units/:unitId/trainings/:trainingId',
  summary: 'One class with the members who came.',
  access: write,
  params: OfTraining,
  reply: Type.Object({ training: Training, present: Type.Array(Present) }),
  problems: ['training.unknown'],
})
export type GetTraining = typeof getTraining

export const markPresent = contract({
  route: 'POST /api/v1/units/:unitId/trainings/:trainingId/attendance',
  audit: audit('training.attend'),
  summary: 'The trainer notes a member as present, from the code of the member card.',
  access: write,
  params: OfTraining,
  body: Type.Object({ cardCode: Type.String({ minLength: 1, maxLength: 200 }), day: DaySchema }),
  reply: Type.Object({ name: Type.String(), again: Type.Boolean() }),
  problems: ['training.unknown', 'training.day', 'member.unknown'],
})
export type MarkPresent = typeof markPresent

export const attend = contract({
  route: 'POST /api/v1/trainings/attendance',
  summary: 'A member notes oneself as present today, from the code that hangs in the room.',
  access: signedIn,
  body: Type.Object({ code: Type.String({ minLength: 1, maxLength: 40 }) }),
  reply: Type.Object({ title: Type.String(), day: DaySchema, again: Type.Boolean() }),
  problems: ['training.unknown', 'training.day', 'access.denied'],
})
export type Attend = typeof attend

export const checkSkill = contract({
  route: 'POST /api/v1/teams/:teamId/members/:memberId/checks',
  audit: audit('member.check', 'skill', 'passed', 'day'),
  summary:
    'A member was checked in a skill. Passed: may guide it from that day, and the commune certifies it. Not yet: stays on record, to be tried again.',
  access: mayAt('member.write', 'team', 'params.teamId'),
  params: Type.Object({ teamId: IdSchema, memberId: IdSchema }),
  body: Type.Object({
    skill: Skill,
    passed: Type.Boolean(),
    day: DaySchema,
    /** The class at which it was taken; the member came to it. */
    trainingId: Type.Optional(IdSchema),
  }),
  reply: MemberItem,
  problems: ['member.unknown', 'op.skill-unknown', 'team.day-outside', 'training.unknown'],
})
export type CheckSkill = typeof checkSkill

export const listChecks = contract({
  route: 'GET /api/v1/teams/:teamId/members/:memberId/checks',
  summary: 'Training, self-study, checks and certificates of a member.',
  access: mayAt('member.read', 'team', 'params.teamId'),
  params: Type.Object({ teamId: IdSchema, memberId: IdSchema }),
  reply: Type.Object({
    checks: Type.Array(
      Type.Object({
        skill: Type.String(),
        day: DaySchema,
        passed: Type.Boolean(),
        training: nullable(Type.String({ description: 'Title of the class at which it was taken' })),
      }),
    ),
    studied: Type.Array(Type.Object({ skill: Type.String(), day: DaySchema })),
    trainings: Type.Array(
      Type.Object({ id: IdSchema, title: Type.String(), day: DaySchema, skills: Type.Array(Skill) }),
    ),
    certificates: Type.Array(
      Type.Object({
        code: Type.String(),
        course: Type.String({ description: '"all", a group, or a skill' }),
        issuedOn: DaySchema,
        revokedOn: nullable(DaySchema),
      }),
    ),
  }),
  problems: ['member.unknown'],
})
export type ListChecks = typeof listChecks

export const trainingPlan = contract({
  route: 'GET /api/v1/units/:communeId/training-plan',
  summary: 'Which skills to train first and what teams said they lack.',
  access: mayAt('member.write', 'unit', 'params.communeId'),
  params: Type.Object({ communeId: UnitIdSchema }),
  reply: Type.Object({
    members: Type.Integer(),
    skills: Type.Array(
      Type.Object({
        skill: Type.String(),
        lacking: Type.Integer(),
        studied: Type.Integer(),
        asked: Type.Integer(),
      }),
    ),
    needs: Type.Array(
      Type.Object({
        id: IdSchema,
        team: Type.String(),
        kind: oneOf(['skill', 'equipment']),
        skill: nullable(Type.String()),
        note: Type.String(),
        madeOn: DaySchema,
      }),
    ),
  }),
  problems: ['unit.unknown'],
})
export type TrainingPlan = typeof trainingPlan

export const logNeed = contract({
  route: 'POST /api/v1/teams/:teamId/needs',
  audit: audit('need.add'),
  summary: 'A team lacks a skill or equipment.',
  access: mayAt('need.write', 'team', 'params.teamId'),
  params: Type.Object({ teamId: IdSchema }),
  body: Type.Object({
    kind: oneOf(['skill', 'equipment']),
    skill: Type.Optional(Skill),
    note: Type.String({ maxLength: 300 }),
  }),
  reply: Type.Object({ id: IdSchema }),
  problems: ['team.unknown', 'op.skill-unknown', 'request.invalid'],
})
export type LogNeed = typeof logNeed

export const meetNeed = contract({
  route: 'POST /api/v1/units/:communeId/needs/:needId/met',
  audit: audit('need.met'),
  summary: 'What a team lacked is there now.',
  access: mayAt('member.write', 'unit', 'params.communeId'),
  params: Type.Object({ communeId: UnitIdSchema, needId: IdSchema }),
  reply: Type.Object({ met: Type.Boolean() }),
  problems: ['need.unknown'],
})
export type MeetNeed = typeof meetNeed
