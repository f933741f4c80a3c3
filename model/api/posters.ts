import { Type } from 'typebox'
import { anyone, mayAt } from '#model/access/access.ts'
import { audit } from '#model/access/audited.ts'
import { contract, file } from '#model/kit/contract.ts'
import { AreaIdSchema, DaySchema, IdSchema, nullable, oneOf, UnitIdSchema } from '#model/kit/schema.ts'

const SkillKey = Type.String({ pattern: '^[a-z]+\\.[a-z]+$', maxLength: 40 })
const Size = oneOf(['A5', 'A4', 'A3'])
const PosterCode = Type.String({ pattern: '^[2-9A-Za-z]{4,12}$' })

/** What may be wrong with a paper: another code pasted over it, words that are no longer right, torn or faded. */
export const REPORT_KINDS = ['covered', 'wrong', 'torn'] as const

/** A copy of a poster with its own code, as its makers see it. */
export const PosterSchema = Type.Object({
  code: Type.String(),
  skill: Type.String(),
  lessonTitle: Type.String(),
  areaId: nullable(AreaIdSchema),
  village: nullable(Type.String({ description: '"bản Co Chàm"; null for a poster of the whole commune' })),
  madeOn: DaySchema,
  stillRight: Type.Boolean({ description: 'The lesson has not changed since the poster was made' }),
  printedVersion: Type.Integer(),
  currentVersion: Type.Integer({ description: 'Of the lesson today; 0 when it is gone' }),
  goneOn: nullable(DaySchema),
  replacedBy: nullable(Type.String()),
  reports: Type.Array(Type.Object({ kind: oneOf(REPORT_KINDS), n: Type.Integer() }), {
    description: 'What passers-by have said and nobody has settled',
  }),
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
    printedVersion: Type.Integer(),
    currentVersion: Type.Integer(),
    goneOn: nullable(DaySchema),
    madeOn: DaySchema,
  }),
  problems: ['poster.unknown'],
})
export type ReadPoster = typeof readPoster

export const printPoster = contract({
  route: 'GET /api/v1/posters/:code/print',
  summary: 'The poster as a PDF to print.',
  access: anyone,
  params: Type.Object({ code: PosterCode }),
  query: Type.Object({ size: Type.Optional(Size) }),
  reply: file('application/pdf'),
  problems: ['poster.unknown', 'lesson.unknown', 'auth.too-many'],
})
export type PrintPoster = typeof printPoster

export const makePosterCopies = contract({
  route: 'POST /api/v1/units/:communeId/poster-copies',
  audit: audit('poster.print'),
  summary: 'Makes many copies of a poster at once, each with a code of its own: so many for each village.',
  access: mayAt('poster.make', 'unit', 'params.communeId'),
  params: Type.Object({ communeId: UnitIdSchema }),
  body: Type.Object({
    skill: SkillKey,
    copies: Type.Array(
      Type.Object({
        areaId: nullable(AreaIdSchema),
        n: Type.Integer({ minimum: 1, maximum: 60 }),
      }),
      { minItems: 1, maxItems: 60 },
    ),
  }),
  reply: Type.Object({ codes: Type.Array(Type.String()) }),
  problems: ['lesson.unknown', 'unit.unknown', 'poster.too-many'],
})
export type MakePosterCopies = typeof makePosterCopies

export const printPosters = contract({
  route: 'GET /api/v1/units/:communeId/posters/print',
  summary: 'Copies of a commune as one PDF, a page each.',
  access: mayAt('poster.make', 'unit', 'params.communeId'),
  params: Type.Object({ communeId: UnitIdSchema }),
  query: Type.Object({
    codes: Type.String({ pattern: '^[2-9A-Za-z,]{4,800}$', description: 'Divided by commas, at most 60' }),
    size: Type.Optional(Size),
  }),
  reply: file('application/pdf'),
  problems: ['poster.unknown', 'lesson.unknown', 'poster.too-many'],
})
export type PrintPosters = typeof printPosters

export const posterScans = contract({
  route: 'GET /api/v1/units/:communeId/poster-scans',
  summary: 'How often the posters of a commune were scanned, by day and village.',
  access: mayAt('poster.make', 'unit', 'params.communeId'),
  params: Type.Object({ communeId: UnitIdSchema }),
  query: Type.Object({ from: Type.Optional(DaySchema), to: Type.Optional(DaySchema) }),
  reply: Type.Object({
    from: DaySchema,
    to: DaySchema,
    items: Type.Array(
      Type.Object({
        day: DaySchema,
        areaId: nullable(AreaIdSchema),
        village: nullable(Type.String()),
        n: Type.Integer(),
      }),
    ),
  }),
})
export type PosterScans = typeof posterScans

export const reportPoster = contract({
  route: 'POST /api/v1/posters/:code/reports',
  summary: 'A passer-by says what is wrong with a poster. No words and no identifier are taken.',
  access: anyone,
  params: Type.Object({ code: PosterCode }),
  body: Type.Object({ kind: oneOf(REPORT_KINDS) }),
  reply: Type.Object({ told: Type.Literal(true) }),
  problems: ['poster.unknown', 'auth.too-many'],
})
export type ReportPoster = typeof reportPoster

export const settlePoster = contract({
  route: 'POST /api/v1/units/:communeId/posters/:code/settle',
  audit: audit('poster.settle'),
  summary:
    'After looking: the poster is in order, was taken down, or was replaced by a new copy for the same place.',
  access: mayAt('poster.make', 'unit', 'params.communeId'),
  params: Type.Object({ communeId: UnitIdSchema, code: PosterCode }),
  body: Type.Object({ how: oneOf(['fine', 'gone', 'replaced']) }),
  reply: Type.Object({ replacedBy: nullable(Type.String()) }),
  problems: ['poster.unknown', 'lesson.unknown'],
})
export type SettlePoster = typeof settlePoster
