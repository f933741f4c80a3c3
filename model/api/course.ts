import { Type } from 'typebox'
import { anyone, mayAt, signedIn } from '#model/access/access.ts'
import { LessonHead } from '#model/api/lessons.ts'
import { contract, file } from '#model/kit/contract.ts'
import { AreaIdSchema, Both, DaySchema, IdSchema, nullable, oneOf, UnitIdSchema } from '#model/kit/schema.ts'

const SkillKey = Type.String({ pattern: '^[a-z]+\\.[a-z]+$', maxLength: 40 })
const CourseKey = Type.String({
  pattern: '^[a-z]{2,20}$',
  description: '"all" for the whole course, or the key of a group',
})
const PosterCode = Type.String({ pattern: '^[2-9A-Za-z]{4,12}$' })
const Count = Type.Integer({ minimum: 0, maximum: 1_000 })

export const readOutline = contract({
  route: 'GET /api/v1/course',
  summary: 'The course: its groups and lessons, how long it takes, and how much there is to download.',
  access: anyone,
  reply: Type.Object({
    groups: Type.Array(Type.Object({ key: Type.String(), name: Both })),
    items: Type.Array(LessonHead),
    minutes: Type.Integer(),
    file: Type.String({ description: 'Address of all lessons as one JSON file, to keep on a phone' }),
    pictures: Type.Array(Type.String(), { description: 'Addresses of all pictures' }),
    sounds: Type.Array(Type.String(), { description: 'Addresses of all sounds' }),
    bytes: Type.Integer({ description: 'Words and pictures' }),
    audioBytes: Type.Integer(),
    packBytes: Type.Integer({ description: 'The pack of plain files, sound included' }),
  }),
})
export type ReadOutline = typeof readOutline

export const LessonProgressSchema = Type.Object({
  skill: SkillKey,
  at: Type.Integer({ minimum: 0, maximum: 30, description: 'The page to go on with' }),
  startedOn: DaySchema,
  finishedOn: nullable(DaySchema),
  version: Type.Integer({ minimum: 1, maximum: 10_000 }),
  reviews: Type.Array(Type.Object({ day: DaySchema, right: Count, of: Count }), { maxItems: 40 }),
})
const Progress = Type.Object({ items: Type.Array(LessonProgressSchema, { maxItems: 100 }) })

export const readProgress = contract({
  route: 'GET /api/v1/course/progress',
  summary:
    'What the calling member has learnt. Residents have no account: their progress is on their phone only.',
  access: signedIn,
  reply: Progress,
  problems: ['access.denied'],
})
export type ReadProgress = typeof readProgress

export const joinOwnProgress = contract({
  route: 'PUT /api/v1/course/progress',
  summary: 'Joins what a phone of the calling member knows with what is kept; answers with both together.',
  access: signedIn,
  body: Progress,
  reply: Progress,
  problems: ['access.denied', 'lesson.unknown'],
})
export type JoinOwnProgress = typeof joinOwnProgress

export const countLessons = contract({
  route: 'POST /api/v1/course/counts',
  summary:
    'Counts lessons opened and finished without a network, sent later. No identifier is taken or kept.',
  access: anyone,
  body: Type.Object({
    poster: Type.Optional(PosterCode),
    items: Type.Array(Type.Object({ skill: SkillKey, what: oneOf(['opened', 'finished']), day: DaySchema }), {
      minItems: 1,
      maxItems: 100,
    }),
  }),
  reply: Type.Object({ counted: Type.Integer() }),
  problems: ['auth.too-many'],
})
export type CountLessons = typeof countLessons

export const startCheck = contract({
  route: 'POST /api/v1/course/checks',
  summary: 'Questions of a check over the course or a group, without saying which options are right.',
  access: anyone,
  body: Type.Object({ course: CourseKey }),
  reply: Type.Object({
    ticket: Type.String({ description: 'To be sent back with the answers within two hours' }),
    questions: Type.Array(
      Type.Object({ skill: Type.String(), text: Type.String(), options: Type.Array(Type.String()) }),
    ),
  }),
  problems: ['course.unknown', 'auth.too-many'],
})
export type StartCheck = typeof startCheck

export const answerCheck = contract({
  route: 'POST /api/v1/course/certificates',
  summary:
    'Judges the answers of a check; four of five right make a certificate. The name is signed, not stored.',
  access: anyone,
  body: Type.Object({
    ticket: Type.String({ maxLength: 300 }),
    answers: Type.Array(Type.Integer({ minimum: 0, maximum: 20 }), { minItems: 1, maxItems: 30 }),
    name: Type.String({ minLength: 1, maxLength: 60, description: 'A nickname will do' }),
    poster: Type.Optional(PosterCode),
  }),
  reply: Type.Object({
    passed: Type.Boolean(),
    right: Type.Integer(),
    of: Type.Integer(),
    again: Type.Array(Type.String(), { description: 'Lessons to look at again, by skill' }),
    certificate: nullable(Type.Object({ code: Type.String(), token: Type.String(), address: Type.String() })),
  }),
  problems: ['check.expired', 'auth.too-many'],
})
export type AnswerCheck = typeof answerCheck

export const coursePack = contract({
  route: 'GET /api/v1/course/pack',
  summary: 'The whole course as plain files in a ZIP: pages, pictures and sound, to open from a folder.',
  access: anyone,
  query: Type.Object({ lang: Type.Optional(oneOf(['vi', 'en'])) }),
  reply: file('application/zip'),
})
export type CoursePack = typeof coursePack

const LessonCount = Type.Object({
  skill: Type.String(),
  areaId: nullable(AreaIdSchema),
  started: Type.Integer(),
  finished: Type.Integer(),
})

export const readCourse = contract({
  route: 'GET /api/v1/units/:communeId/course',
  summary: 'How often each lesson was started and finished, by village: counts, never persons.',
  access: mayAt('figure.read', 'unit', 'params.communeId'),
  params: Type.Object({ communeId: UnitIdSchema }),
  query: Type.Object({ from: Type.Optional(DaySchema), to: Type.Optional(DaySchema) }),
  reply: Type.Object({
    lessons: Type.Array(
      Type.Object({
        skill: Type.String(),
        number: Type.String(),
        title: Type.String(),
        group: Type.String(),
      }),
    ),
    areas: Type.Array(Type.Object({ areaId: AreaIdSchema, village: Type.String() })),
    items: Type.Array(LessonCount),
  }),
})
export type ReadCourse = typeof readCourse

export const readTeamCourse = contract({
  route: 'GET /api/v1/teams/:teamId/course',
  summary: 'What the members of a team have learnt, by name, and the counts of its villages, without names.',
  access: mayAt('member.read', 'team', 'params.teamId'),
  params: Type.Object({ teamId: IdSchema }),
  reply: Type.Object({
    lessons: Type.Integer(),
    members: Type.Array(
      Type.Object({
        id: IdSchema,
        name: Type.String(),
        started: Type.Integer(),
        finished: Type.Integer(),
        lastOn: nullable(DaySchema),
      }),
    ),
    items: Type.Array(LessonCount),
  }),
})
export type ReadTeamCourse = typeof readTeamCourse
