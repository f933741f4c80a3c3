import { Type } from 'typebox'
import { anyone, mayAt } from '#model/access/access.ts'
import { audit } from '#model/access/audited.ts'
import { contract, file } from '#model/kit/contract.ts'
import { AreaIdSchema, DaySchema, IdSchema, nullable, oneOf, UnitIdSchema } from '#model/kit/schema.ts'

const SkillKey = Type.String({ pattern: '^[a-z]+\\.[a-z]+$', maxLength: 40 })
const PosterCode = Type.String({ pattern: '^[2-9A-Za-z]{4,12}$' })

/** A copy of a poster with its own code, as its makers see it. */
export const PosterSchema = Type.Object({
  code: Type.String(),
  skill: Type.String(),
  lessonTitle: Type.String(),
  areaId: nullable(AreaIdSchema),
  village: nullable(Type.String({ description: '"bản Co Chàm"; null for a poster of the whole commune' })),
  madeOn: DaySchema,
  stillRight: Type.Boolean({ description: 'The lesson has not changed since the poster was made' }),
  address: Type.String({ description: 'What the QR code holds' }),
  scans: Type.Integer(),
})

const made = Type.Object({ code: Type.String(), address: Type.String() })

export const makePoster = contract({
  route: 'POST /api/v1/posters',
  summary: 'Makes a copy of a poster for one area, with a code of its own.',
  access: mayAt('poster.make', 'area', 'body.areaId'),
  audit: audit('poster.make', 'skill', 'areaId'),
  body: Type.Object({ skill: SkillKey, areaId: AreaIdSchema }),
  reply: made,
  problems: ['lesson.unknown'],
})
export type MakePoster = typeof makePoster

export const makeCommunePoster = contract({
  route: 'POST /api/v1/units/:communeId/posters',
  summary: 'Makes a copy of a poster for a place that serves the whole commune: a market, a one-stop desk.',
  access: mayAt('poster.make', 'unit', 'params.communeId'),
  audit: audit('poster.make', 'skill'),
  params: Type.Object({ communeId: UnitIdSchema }),
  body: Type.Object({ skill: SkillKey }),
  reply: made,
  problems: ['lesson.unknown', 'unit.unknown'],
})
export type MakeCommunePoster = typeof makeCommunePoster

export const listPosters = contract({
  route: 'GET /api/v1/units/:communeId/posters',
  summary: 'The poster copies of a commune with how often each was scanned, newest first.',
  access: mayAt('poster.make', 'unit', 'params.communeId'),
  params: Type.Object({ communeId: UnitIdSchema }),
  reply: Type.Object({ items: Type.Array(PosterSchema) }),
})
export type ListPosters = typeof listPosters

export const readPoster = contract({
  route: 'GET /api/v1/posters/:code',
  summary:
    'What a scanned poster stands for: its lesson and the team of its village. Counts one scan a visitor and day unless quiet.',
  access: anyone,
  params: Type.Object({ code: PosterCode }),
  query: Type.Object({ quiet: Type.Optional(Type.Boolean()) }),
  reply: Type.Object({
    code: Type.String(),
    skill: Type.String(),
    lessonTitle: Type.String(),
    areaId: nullable(AreaIdSchema),
    village: nullable(Type.Object({ id: UnitIdSchema, name: Type.String() })),
    commune: nullable(Type.Object({ id: UnitIdSchema, name: Type.String() })),
    province: nullable(Type.String()),
    team: nullable(
      Type.Object({
        id: IdSchema,
        name: Type.String({ description: 'Local name and place, "Tổ … bản Co Chàm"' }),
      }),
    ),
    stillRight: Type.Boolean(),
    madeOn: DaySchema,
  }),
  problems: ['poster.unknown'],
})
export type ReadPoster = typeof readPoster

export const printPoster = contract({
  route: 'GET /api/v1/posters/:code/print',
  summary: 'The poster as a PDF to print, A4 or A3.',
  access: anyone,
  params: Type.Object({ code: PosterCode }),
  query: Type.Object({ size: Type.Optional(oneOf(['A4', 'A3'])) }),
  reply: file('application/pdf'),
  problems: ['poster.unknown', 'lesson.unknown', 'auth.too-many'],
})
export type PrintPoster = typeof printPoster
