import { Type } from 'typebox'
import { anyone, mayOwn } from '#model/access/access.ts'
import { audit } from '#model/access/audited.ts'
import { contract } from '#model/kit/contract.ts'
import { Both, DaySchema, nullable, oneOf, UnitIdSchema } from '#model/kit/schema.ts'
import { MARKS, MEASURES, REACHES, STATEMENTS } from '#model/network/picture.ts'

const count = nullable(Type.Integer({ minimum: 0 }))
const Numbers = {
  teams: count,
  teamsMark: nullable(oneOf(MARKS)),
  members: count,
  membersMark: nullable(oneOf(MARKS)),
}
const Dated = {
  day: DaySchema,
  estimated: Type.Boolean({ description: 'The source does not give the day' }),
  note: nullable(Both),
}
const SourceSchema = Type.Object({
  key: Type.String(),
  organ: Type.String(),
  title: Type.String(),
  address: nullable(Type.String({ description: 'Site, where one is known' })),
  weak: Type.Boolean({ description: 'Read in a reprint or a round number nobody else has' }),
  statements: Type.Array(
    Type.Object({
      what: oneOf(STATEMENTS),
      from: Type.Number(),
      to: Type.Number(),
      measure: oneOf(MEASURES),
      text: Both,
    }),
    { description: 'What it says besides its counts; used in no sum' },
  ),
  ...Dated,
})
const Coverage = { provincesWithTeams: count, provincesComplete: count, provincesTotal: Type.Integer() }
const Registered = Type.Object(
  { teams: Type.Integer(), members: Type.Integer() },
  { description: 'Teams and active members of this installation on that day' },
)
const reach = nullable(oneOf(REACHES))

export const readNetwork = contract({
  route: 'GET /api/v1/network',
  summary:
    'The network of teams on a day: the latest figures of strong sources not after it, restated to the provinces of that day, or of today where `provinces=today` asks so, where this is exact, beside what is registered here. Without `on`: today.',
  access: anyone,
  query: Type.Object({
    on: Type.Optional(DaySchema),
    /** Restates to the provinces of today, whatever the day. */
    provinces: Type.Optional(oneOf(['today'])),
  }),
  reply: Type.Object({
    on: DaySchema,
    today: DaySchema,
    drawnOn: Type.String({ description: 'The day whose provinces are shown' }),
    ...Numbers,
    ...Coverage,
    provincesNamed: Type.Integer({ description: 'Provinces of which we know by name that they have teams' }),
    asCounted: nullable(
      Type.Object(Coverage, {
        description: 'As the source counted, when its provinces are not those of the day',
      }),
    ),
    source: nullable(SourceSchema),
    claims: Type.Array(Type.Object({ ...Numbers, source: SourceSchema }), {
      description: 'Later figures of weak sources, not used as the figure of the day',
    }),
    registered: Registered,
    provinces: Type.Array(
      Type.Object({
        unit: Type.Object({
          id: UnitIdSchema,
          kind: Type.String(),
          code: nullable(Type.String()),
          name: Type.String(),
        }),
        ...Numbers,
        hasTeams: nullable(Type.Boolean({ description: 'Null: no source names it' })),
        complete: nullable(Type.Boolean({ description: 'Teams in every commune; null: no source says so' })),
        reach,
        basis: oneOf(['own', 'sum', 'partial', 'none']),
        parts: Type.Object({ known: Type.Integer(), of: Type.Integer() }),
        figures: Type.Array(
          Type.Object({
            unitId: UnitIdSchema,
            unitName: Type.String(),
            level: Type.String(),
            ...Numbers,
            communeTeams: count,
            villageTeams: count,
            reach,
            ...Dated,
            source: Type.String({ description: 'Key into `sources`' }),
          }),
        ),
        registered: Registered,
      }),
    ),
    series: Type.Array(
      Type.Object({
        ...Numbers,
        day: DaySchema,
        estimated: Type.Boolean(),
        weak: Type.Boolean(),
        source: Type.String(),
      }),
    ),
    sources: Type.Array(SourceSchema),
  }),
})
export type ReadNetwork = typeof readNetwork

export const readBorders = contract({
  route: 'GET /api/v1/network/borders',
  summary:
    'Real borders of the provinces of a day as paths of one SVG picture; empty until an operator imports them.',
  access: anyone,
  query: Type.Object({ on: Type.Optional(DaySchema) }),
  reply: Type.Object({
    width: Type.Integer(),
    height: Type.Integer(),
    items: Type.Array(Type.Object({ unitId: UnitIdSchema, path: Type.String() })),
    missing: Type.Array(Type.String(), { description: 'Provinces of that day without a border' }),
    source: nullable(Type.String()),
  }),
})
export type ReadBorders = typeof readBorders

export const importBorders = contract({
  route: 'POST /api/v1/network/borders',
  audit: audit('network.borders'),
  summary:
    'Takes in a GeoJSON of provinces, makes it small, and says which areas and provinces found no match.',
  access: mayOwn('border.write'),
  body: Type.Object({
    geojson: Type.String({ maxLength: 8_000_000 }),
    on: Type.Optional(DaySchema),
    source: Type.String({ minLength: 1, maxLength: 200 }),
  }),
  bodyLimit: 8_400_000,
  reply: Type.Object({
    matched: Type.Integer(),
    unmatched: Type.Array(Type.String(), { description: 'Areas of the file no province was found for' }),
    missing: Type.Array(Type.String(), { description: 'Provinces the file does not have' }),
    bytes: Type.Integer({ description: 'All paths together' }),
  }),
  problems: ['border.unreadable'],
})
export type ImportBorders = typeof importBorders
