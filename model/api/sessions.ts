import { Type } from 'typebox'
import { anyone, signedIn } from '#model/access/access.ts'
import { ROLES } from '#model/access/roles.ts'
import { contract } from '#model/kit/contract.ts'
import { IdSchema, InstantSchema, nullable, oneOf } from '#model/kit/schema.ts'

/** The caller as the screens need it: who, which roles where, and what the installation is. */
export const MeSchema = Type.Object({
  kind: oneOf(['visitor', 'officer', 'member']),
  id: nullable(IdSchema),
  name: nullable(Type.String()),
  title: nullable(Type.String()),
  grants: Type.Array(
    Type.Object({
      role: oneOf(ROLES),
      unitId: nullable(Type.Integer()),
      unitName: nullable(Type.String()),
      teamId: nullable(IdSchema),
      teamName: nullable(Type.String()),
    }),
  ),
  demo: Type.Boolean(),
  now: InstantSchema,
})

export const me = contract({
  route: 'GET /api/v1/me',
  summary: 'Who is calling. A visitor gets kind "visitor".',
  access: anyone,
  reply: MeSchema,
})
export type Me = typeof me

export const signIn = contract({
  route: 'POST /api/v1/sessions',
  summary: 'An officer signs in by e-mail and password; the session cookie is set.',
  access: anyone,
  body: Type.Object({
    email: Type.String({ minLength: 3, maxLength: 200 }),
    password: Type.String({ minLength: 1, maxLength: 256 }),
    trusted: Type.Optional(Type.Boolean({ description: 'Keep this computer signed in for 30 days' })),
  }),
  reply: MeSchema,
  problems: ['auth.wrong-password', 'auth.too-many', 'server.busy'],
})
export type SignIn = typeof signIn

export const signOut = contract({
  route: 'DELETE /api/v1/sessions/current',
  summary: 'Ends the caller’s session.',
  access: signedIn,
  reply: Type.Object({ done: Type.Literal(true) }),
})
export type SignOut = typeof signOut
