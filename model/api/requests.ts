import { Type } from 'typebox'
import { anyone, mayAt } from '#model/access/access.ts'
import { contract, page, paging } from '#model/kit/contract.ts'
import { AreaIdSchema, DaySchema, IdSchema, nullable, oneOf, UnitIdSchema } from '#model/kit/schema.ts'
import { REQUEST_RESULTS } from '#model/request/shape.ts'

const STATES = ['open', 'taken', 'closed'] as const

export const openRequest = contract({
  route: 'POST /api/v1/requests',
  summary:
    'A resident asks for someone to come. Nothing more than this is asked, and never a number of a paper or a code.',
  access: anyone,
  body: Type.Object(
    {
      areaId: Type.Optional(AreaIdSchema),
      poster: Type.Optional(
        Type.String({
          minLength: 4,
          maxLength: 20,
          description: 'Code of the poster the page was opened from; names the village when it has one',
        }),
      ),
      name: Type.String({ minLength: 1, maxLength: 80, pattern: '\\S', description: 'Name or nickname' }),
      phone: Type.Optional(Type.String({ maxLength: 20, pattern: '^[0-9+ .()-]{8,20}$' })),
      lane: Type.String({
        minLength: 1,
        maxLength: 120,
        pattern: '\\S',
        description: 'Lane, hamlet, or how to find the home',
      }),
      skill: Type.Optional(Type.String({ maxLength: 60 })),
    },
    { additionalProperties: false },
  ),
  reply: Type.Object({
    code: Type.String({ description: 'To look the request up later' }),
    village: Type.String(),
    teamName: nullable(Type.String()),
    promise: Type.String({ description: 'What happens now, in the language of the caller' }),
  }),
  problems: ['request.area-unknown', 'request.invalid', 'auth.too-many'],
})
export type OpenRequest = typeof openRequest

export const requestStatus = contract({
  route: 'GET /api/v1/requests/:code',
  summary: 'What became of a request, by its code: state and days only.',
  access: anyone,
  params: Type.Object({ code: Type.String({ minLength: 4, maxLength: 20 }) }),
  reply: Type.Object({
    state: oneOf(STATES),
    openedOn: DaySchema,
    closedOn: nullable(DaySchema),
    words: Type.String(),
  }),
  problems: ['request.unknown', 'auth.too-many'],
})
export type RequestStatus = typeof requestStatus

export const RequestItem = Type.Object({
  id: IdSchema,
  code: Type.String(),
  areaId: AreaIdSchema,
  village: Type.String(),
  teamName: nullable(Type.String()),
  name: Type.String(),
  phone: nullable(Type.String()),
  lane: Type.String(),
  skill: nullable(Type.String()),
  fromPoster: Type.Boolean(),
  state: oneOf(STATES),
  openedOn: DaySchema,
  days: Type.Integer({ description: 'Whole days it has waited, or took until it was closed' }),
  late: Type.Boolean({ description: 'Not closed after more than three days' }),
  takenBy: nullable(Type.String()),
  closedOn: nullable(DaySchema),
  result: nullable(oneOf(REQUEST_RESULTS)),
})

export const listRequests = contract({
  route: 'GET /api/v1/units/:communeId/requests',
  summary: 'Requests of a commune: those that wait longest first, closed ones last.',
  access: mayAt('request.read', 'unit', 'params.communeId'),
  params: Type.Object({ communeId: UnitIdSchema }),
  query: Type.Object({ state: Type.Optional(oneOf([...STATES, 'late'])), ...paging }),
  reply: Type.Object({
    ...page(RequestItem).properties,
    counts: Type.Object({
      open: Type.Integer(),
      taken: Type.Integer(),
      closed: Type.Integer(),
      late: Type.Integer(),
    }),
  }),
  problems: ['unit.unknown'],
})
export type ListRequests = typeof listRequests

export const closeRequest = contract({
  route: 'POST /api/v1/units/:communeId/requests/:requestId/close',
  summary:
    'An officer closes a request with its result; sent as an op of the officer, so the team’s phones hear of it.',
  access: mayAt('request.dispatch', 'unit', 'params.communeId'),
  params: Type.Object({ communeId: UnitIdSchema, requestId: IdSchema }),
  body: Type.Object(
    { result: oneOf(REQUEST_RESULTS), note: Type.Optional(Type.String({ maxLength: 500 })) },
    { additionalProperties: false },
  ),
  reply: RequestItem,
  problems: ['request.unknown', 'request.closed'],
})
export type CloseRequest = typeof closeRequest

export const publicAreas = contract({
  route: 'GET /api/v1/communes/:communeId/areas/public',
  summary: 'Villages of a commune to choose from when asking for help: names only.',
  access: anyone,
  params: Type.Object({ communeId: UnitIdSchema }),
  reply: Type.Object({ items: Type.Array(Type.Object({ areaId: AreaIdSchema, village: Type.String() })) }),
  problems: ['unit.unknown'],
})
export type PublicAreas = typeof publicAreas
