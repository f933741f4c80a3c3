import { Type } from 'typebox'
import { demoOnly } from '#model/access/access.ts'
import { MeSchema } from '#model/api/sessions.ts'
import { contract } from '#model/kit/contract.ts'
import { Both, DaySchema, nullable, oneOf } from '#model/kit/schema.ts'

/** A person of the demonstration world, shown as a card with one sentence. */
export const DemoAccount = Type.Object({
  key: Type.String(),
  kind: oneOf(['visitor', 'officer', 'member']),
  name: Type.String(),
  position: Both,
  sentence: Both,
  home: Type.String({ description: 'Path of the first page for this person' }),
})

export const demoAccounts = contract({
  route: 'GET /api/v1/demo/accounts',
  summary: 'The people of the demonstration world. Exists in demo mode only.',
  access: demoOnly,
  reply: Type.Object({ items: Type.Array(DemoAccount), day: DaySchema, chosenDay: nullable(DaySchema) }),
  problems: ['demo.off'],
})
export type DemoAccounts = typeof demoAccounts

export const demoSignIn = contract({
  route: 'POST /api/v1/demo/accounts/:key/session',
  summary: 'Signs in as an officer of the demonstration world in one step.',
  access: demoOnly,
  params: Type.Object({ key: Type.String({ maxLength: 40 }) }),
  reply: MeSchema,
  problems: ['demo.off', 'not-found'],
})
export type DemoSignIn = typeof demoSignIn

export const demoEnrolmentCode = contract({
  route: 'POST /api/v1/demo/accounts/:key/enrolment-code',
  summary: 'A fresh team code for a member of the demonstration world.',
  access: demoOnly,
  params: Type.Object({ key: Type.String({ maxLength: 40 }) }),
  reply: Type.Object({ code: Type.String() }),
  problems: ['demo.off', 'not-found'],
})
export type DemoEnrolmentCode = typeof demoEnrolmentCode

export const setDemoDay = contract({
  route: 'PUT /api/v1/demo/day',
  summary: 'Sets the day of the demonstration ("Đặt ngày trình diễn"); null goes back to today.',
  access: demoOnly,
  body: Type.Object({ day: nullable(DaySchema) }),
  reply: Type.Object({ day: DaySchema, chosenDay: nullable(DaySchema) }),
  problems: ['demo.off'],
})
export type SetDemoDay = typeof setDemoDay
