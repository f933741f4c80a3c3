import { Type } from 'typebox'
import { signedIn } from '#model/access/access.ts'
import { contract } from '#model/kit/contract.ts'
import { AreaIdSchema, IdSchema, InstantSchema } from '#model/kit/schema.ts'

export const refusedOps = contract({
  route: 'GET /api/v1/sync/refused-ops',
  summary:
    'What the caller sent and could not be taken, with its content and the reason. Newest first, at most 200.',
  access: signedIn,
  reply: Type.Object({
    items: Type.Array(
      Type.Object({
        id: IdSchema,
        areaId: AreaIdSchema,
        kind: Type.String(),
        body: Type.Unknown(),
        problem: Type.String(),
        words: Type.String(),
        refusedAt: InstantSchema,
      }),
    ),
  }),
  problems: ['auth.required'],
})
export type RefusedOps = typeof refusedOps
