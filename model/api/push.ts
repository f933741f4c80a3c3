import { Type } from 'typebox'
import { signedIn } from '#model/access/access.ts'
import { contract } from '#model/kit/contract.ts'
import { AreaIdSchema, IdSchema, InstantSchema } from '#model/kit/schema.ts'

/** Most ops of one push. A phone that holds more sends several, oldest first. */
export const PUSH_MOST = 200

export const OpSchema = Type.Object({
  id: IdSchema,
  areaId: AreaIdSchema,
  deviceId: IdSchema,
  seq: Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }),
  actorId: IdSchema,
  kind: Type.String({ minLength: 1, maxLength: 60 }),
  body: Type.Unknown(),
  deviceAt: Type.String({
    pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?Z$',
    description: 'What the clock of the device said. Never a reason to refuse.',
  }),
  stamp: Type.Optional(InstantSchema),
  proof: Type.Optional(
    Type.String({ maxLength: 100, description: 'From the answer to the first push of this op' }),
  ),
})

/** Anyone signed in may push: what may not be written is refused op by op, with its content kept for its author. */
export const push = contract({
  route: 'POST /api/v1/sync/push',
  summary:
    'Takes changes made in the field. Each is decided alone; sending the same change again is harmless.',
  access: signedIn,
  bodyLimit: 4 * 1_048_576,
  body: Type.Object({
    deviceNow: Type.Optional(InstantSchema),
    appVersion: Type.Optional(Type.String({ maxLength: 60 })),
    unsent: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000 })),
    ops: Type.Array(OpSchema, { maxItems: PUSH_MOST }),
  }),
  reply: Type.Object({
    now: InstantSchema,
    answers: Type.Array(
      Type.Object({
        id: IdSchema,
        result: Type.Unsafe<'accepted' | 'repeated' | 'refused'>(Type.String()),
        stamp: Type.Optional(InstantSchema),
        revision: Type.Optional(Type.Integer()),
        chain: Type.Optional(Type.String()),
        proof: Type.Optional(Type.String()),
        problem: Type.Optional(Type.String()),
        details: Type.Optional(Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()]))),
        words: Type.Optional(Type.String()),
      }),
    ),
  }),
  problems: ['auth.required', 'request.invalid', 'request.too-large', 'server.busy'],
})
export type Push = typeof push
