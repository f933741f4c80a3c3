import { Type } from 'typebox'
import { anyone } from '#model/access/access.ts'
import { contract } from '#model/kit/contract.ts'

export const health = contract({
  route: 'GET /api/v1/health',
  summary: 'Whether the server and its database answer, and which release they run.',
  access: anyone,
  reply: Type.Object({
    status: Type.Literal('ok'),
    version: Type.String(),
    database: Type.String({ description: 'PostgreSQL version' }),
    revision: Type.String({ description: 'Commit of the running code, or "unknown"' }),
  }),
})
export type Health = typeof health
