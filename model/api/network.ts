import { Type } from 'typebox'
import { anyone } from '#model/access/access.ts'
import { contract } from '#model/kit/contract.ts'
import { Both, DaySchema, nullable, oneOf, UnitIdSchema } from '#model/kit/schema.ts'
import { MARKS, REACHES } from '#model/network/picture.ts'

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
    'The network of teams on a day: the latest published figures not after it with their sources, restated to the provinces of that day where this is exact, beside what is registered here. Without `on`: today.',
  access: anyone,
  query: Type.Object({ on: Type.Optional(DaySchema) }),
  reply: Type.Object({
    on: DaySchema,
    today: DaySchema,
    ...Numbers,
    ...Coverage,
    provincesNamed: Type.Integer({ description: 'Provinces of which we know by name that they have teams' }),
    asCounted: nullable(
      Type.Object(Coverage, {
        description: 'As the source counted, when its provinces are not those of the day',
      }),
    ),
    source: nullable(SourceSchema),
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
      Type.Object({ ...Numbers, day: DaySchema, estimated: Type.Boolean(), source: Type.String() }),
    ),
    sources: Type.Array(SourceSchema),
  }),
})
export type ReadNetwork = typeof readNetwork
