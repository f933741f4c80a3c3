import { Type } from 'typebox'
import { mayAt } from '#model/access/access.ts'
import { audit } from '#model/access/audited.ts'
import { GATHERING_KINDS } from '#model/gathering/gathering.ts'
import { contract } from '#model/kit/contract.ts'
import { DaySchema, IdSchema, nullable, oneOf, UnitIdSchema } from '#model/kit/schema.ts'

const OfCommune = Type.Object({ communeId: UnitIdSchema })
const One = Type.Object({ communeId: UnitIdSchema, gatheringId: IdSchema })
const Team = Type.Object({ id: IdSchema, name: Type.String() })

const Gathering = Type.Object({
  id: IdSchema,
  kind: oneOf(GATHERING_KINDS),
  title: Type.String(),
  day: DaySchema,
  hours: Type.String(),
  place: Type.String(),
  topics: Type.Array(Type.String()),
  host: Team,
  helpers: Type.Array(Team),
  announced: Type.Boolean(),
  cancelled: Type.Boolean(),
  /** What the host recorded; null while nothing has come. */
  attendance: nullable(Type.Integer()),
  named: Type.Integer(),
  announcement: Type.String({ description: 'Plain text for a Zalo group, in the language of the call' }),
})

export const listGatherings = contract({
  route: 'GET /api/v1/units/:communeId/gatherings',
  summary:
    'Planned gatherings of a commune around today: meetings, classes, market stalls, booths, walking streets.',
  access: mayAt('household.read', 'unit', 'params.communeId'),
  params: OfCommune,
  query: Type.Object({ past: Type.Optional(Type.Boolean()) }),
  reply: Type.Object({ items: Type.Array(Gathering) }),
  problems: ['unit.unknown'],
})
export type ListGatherings = typeof listGatherings

export const planGathering = contract({
  route: 'POST /api/v1/units/:communeId/gatherings',
  audit: audit('gathering.add'),
  summary:
    'Plans a gathering with the team that hosts it and those that help. It counts once, by the record of the host.',
  access: mayAt('team.write', 'unit', 'params.communeId'),
  params: OfCommune,
  body: Type.Object({
    kind: oneOf(GATHERING_KINDS),
    title: Type.String({ minLength: 1, maxLength: 160 }),
    day: DaySchema,
    hours: Type.String({ maxLength: 40 }),
    place: Type.String({ minLength: 1, maxLength: 160 }),
    topics: Type.Array(Type.String({ maxLength: 60 }), { maxItems: 20, uniqueItems: true }),
    teamId: IdSchema,
    helperIds: Type.Array(IdSchema, { maxItems: 30, uniqueItems: true }),
  }),
  reply: Gathering,
  problems: ['unit.unknown', 'team.unknown', 'op.skill-unknown', 'request.invalid'],
})
export type PlanGathering = typeof planGathering

export const changeGathering = contract({
  route: 'PATCH /api/v1/units/:communeId/gatherings/:gatheringId',
  audit: audit('gathering.change'),
  summary: 'A planned gathering has been announced, or is not held.',
  access: mayAt('team.write', 'unit', 'params.communeId'),
  params: One,
  body: Type.Object({ what: oneOf(['announced', 'cancelled']) }),
  reply: Gathering,
  problems: ['gathering.unknown'],
})
export type ChangeGathering = typeof changeGathering
