import { type Static, Type } from 'typebox'
import { anyone } from '#model/access/access.ts'
import { contract } from '#model/kit/contract.ts'
import { Both, nullable, oneOf } from '#model/kit/schema.ts'

const SkillKey = Type.String({ pattern: '^[a-z]+\\.[a-z]+$', maxLength: 40 })

/** A text of a lesson: plain for reading aloud and printing, and as safe inline HTML (bold, emphasis, links). */
const LessonText = Type.Object({ plain: Type.String(), html: Type.String() })

export const LessonHead = Type.Object({
  skill: Type.String(),
  number: Type.String({ description: '"3.2", the number people print' }),
  name: Type.String({ description: 'Name of the skill' }),
  group: Type.String(),
  groupName: Type.String(),
  core: Type.Boolean(),
  title: Type.String({ description: 'What one gains, as a sentence' }),
  minutes: Type.Integer(),
  steps: Type.Integer(),
  version: Type.Integer(),
  bytes: Type.Integer({ description: 'Text and pictures' }),
  audioBytes: nullable(Type.Integer()),
  picture: nullable(Type.String({ description: 'Address of the first picture' })),
})
export type LessonHead = Static<typeof LessonHead>

export const LessonSchema = Type.Object({
  ...LessonHead.properties,
  lang: oneOf(['vi', 'en']),
  why: LessonText,
  parts: Type.Array(
    Type.Object({
      title: Type.String(),
      text: LessonText,
      picture: nullable(Type.String()),
      alt: Type.String(),
    }),
  ),
  mistakes: Type.Array(LessonText),
  safety: LessonText,
  test: LessonText,
  questions: Type.Array(
    Type.Object({
      text: Type.String(),
      options: Type.Array(
        Type.Object({ text: Type.String(), right: Type.Boolean(), feedback: Type.String() }),
      ),
    }),
  ),
  speech: Type.String({ description: 'What is spoken; paragraphs are divided by an empty line' }),
  audio: nullable(Type.Object({ path: Type.String(), bytes: Type.Integer() })),
})
export type LessonReply = Static<typeof LessonSchema>

export const listLessons = contract({
  route: 'GET /api/v1/lessons',
  summary: 'The lessons of three minutes, in the order of the skills. Language by Accept-Language.',
  access: anyone,
  reply: Type.Object({
    groups: Type.Array(Type.Object({ key: Type.String(), name: Both, icon: Type.String() })),
    items: Type.Array(LessonHead),
  }),
})
export type ListLessons = typeof listLessons

export const readLesson = contract({
  route: 'GET /api/v1/lessons/:skill',
  summary: 'One lesson whole. In Vietnamese where the asked language has none.',
  access: anyone,
  params: Type.Object({ skill: SkillKey }),
  reply: LessonSchema,
  problems: ['lesson.unknown'],
})
export type ReadLesson = typeof readLesson

export const countLesson = contract({
  route: 'POST /api/v1/lessons/:skill/answers',
  summary: 'Counts that a lesson was opened, answered or finished. No identifier is taken or kept.',
  access: anyone,
  params: Type.Object({ skill: SkillKey }),
  body: Type.Object({
    what: oneOf(['opened', 'answered', 'finished']),
    right: Type.Optional(Type.Boolean()),
    poster: Type.Optional(
      Type.String({ maxLength: 12, description: 'Code of the poster it was opened from: gives the place' }),
    ),
  }),
  reply: Type.Object({ counted: Type.Literal(true) }),
  problems: ['lesson.unknown', 'auth.too-many'],
})
export type CountLesson = typeof countLesson
