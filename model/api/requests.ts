import { Type } from 'typebox'
import { anyone, mayAt } from '#model/access/access.ts'
import { contract, page, paging } from '#model/kit/contract.ts'
import { AreaIdSchema, DaySchema, IdSchema, nullable, oneOf, UnitIdSchema } from '#model/kit/schema.ts'
import { REQUEST_RESULTS } from '#model/request/shape.ts'

const STATES = ['open', 'taken', 'closed'] as const

export const askForHelp = contract({
  route: 'POST /api/v1/requests',
  summary: '"Nhờ người đến giúp": a resident asks for help. Name or nickname, phone and lane; nothing more is taken.',
  access: anyone,
  body: Type.Object(
    {
      areaId: Type.Optional(AreaIdSchema),
      poster: Type.Optional(Type.String({ maxLength: 12, description: 'Code of the poster, which knows the area' })),
      name: Type.String({ minLength: 1, maxLength: 80 }),
      phone: Type.Optional(Type.String({ maxLength: 20 })),
      lane: Type.String({ minLength: 1, maxLength: 120 }),
      skill: Type.Optional(Type.String({ maxLength: 60 })),
    },
    { additionalProperties: false },
  ),
  reply: Type.Object({
    code: Type.String({ description: 'What the resident keeps to ask how it stands' }),
    teamName: nullable(Type.String({ description: '"Tổ chuyển đổi số cộng đồng bản Co Chàm"' })),
    villageName: Type.String(),
  }),
  problems: ['request.area-unknown', 'auth.too-many', 'op.skill-unknown'],
})
export type AskForHelp = typeof askForHelp

export const readRequest = contract({
  route: 'GET /api/v1/requests/:code',
  summary: 'How a request stands: state and days, no name.',
  access: anyone,
  params: Type.Object({ code: Type.String({ pattern: '^[2-9A-Za-z-]{4,14}$' }) }),
  reply: Type.Object({
    code: Type.String(),
    state: oneOf(STATES),
    openedOn: DaySchema,
    closedOn: nullable(DaySchema),
    result: nullable(oneOf(REQUEST_RESULTS)),
    villageName: Type.String(),
    teamName: nullable(Type.String()),
  }),
  problems: ['request.unknown', 'auth.too-many'],
})
export type ReadRequest = typeof readRequest

export const RequestItem = Type.Object({
  id: IdSchema,
  areaId: AreaIdSchema,
  villageName: Type.String(),
  name: Type.String(),
  phone: nullable(Type.String()),
  lane: Type.String(),
  skill: nullable(Type.String()),
  state: oneOf(STATES),
  openedOn: DaySchema,
  ageDays: Type.Integer({ description: 'Days since it was opened; until it was closed, when it is' }),
  takenByName: nullable(Type.String()),
  closedOn: nullable(DaySchema),
  result: nullable(oneOf(REQUEST_RESULTS)),
})

export const listRequests = contract({
  route: 'GET /api/v1/units/:communeId/requests',
  summary: 'Requests of a commune, the oldest open one first.',
  access: mayAt('request.read', 'unit', 'params.communeId'),
  params: Type.Object({ communeId: UnitIdSchema }),
  query: Type.Object({ state: Type.Optional(oneOf(STATES)), ...paging }),
  reply: page(RequestItem),
})
export type ListRequests = typeof listRequests

export const closeRequest = contract({
  route: 'POST /api/v1/areas/:areaId/requests/:requestId/close',
  summary: 'An officer closes a request, with a result. Members close theirs by an op from the phone.',
  access: mayAt('request.dispatch', 'area', 'params.areaId'),
  params: Type.Object({ areaId: AreaIdSchema, requestId: IdSchema }),
  body: Type.Object({ result: oneOf(REQUEST_RESULTS), note: Type.Optional(Type.String({ maxLength: 500 })) }),
  reply: Type.Object({ done: Type.Literal(true) }),
  problems: ['request.unknown', 'request.closed'],
})
export type CloseRequest = typeof closeRequest

export const publicAreas = contract({
  route: 'GET /api/v1/communes/:communeId/areas/public',
  summary: 'Villages of a commune for the request form: names only.',
  access: anyone,
  params: Type.Object({ communeId: UnitIdSchema }),
  reply: Type.Object({
    communeName: Type.String(),
    items: Type.Array(Type.Object({ areaId: AreaIdSchema, villageName: Type.String() })),
  }),
  problems: ['unit.unknown'],
})
export type PublicAreas = typeof publicAreas
