import { type Static, Type } from 'typebox'
import { DaySchema, IdSchema, nullable, oneOf } from '#model/kit/schema.ts'

export const CONSENT_CHANNELS = ['spoken', 'written', 'app'] as const
export const CONSENT_BY = ['self', 'guardian', 'self_and_guardian'] as const

/** A person's consent: which text was read, for what, how, on which day, and who gave it. */
export const ConsentSchema = Type.Object(
  {
    version: Type.String({ minLength: 1, maxLength: 40 }),
    purpose: Type.String({ minLength: 1, maxLength: 60 }),
    channel: oneOf(CONSENT_CHANNELS),
    day: DaySchema,
    /** Left out: the person. */
    by: Type.Optional(oneOf(CONSENT_BY)),
  },
  { additionalProperties: false },
)
export type Consent = Static<typeof ConsentSchema>

const answer = Type.Optional(nullable(Type.Boolean()))

/** Conditions of a person, not levels: true, false, or not known (null). */
export const ResidentFieldsSchema = Type.Object(
  {
    name: Type.Optional(Type.String({ minLength: 1, maxLength: 120 })),
    birthYear: Type.Optional(nullable(Type.Integer({ minimum: 1900, maximum: 2100 }))),
    sex: Type.Optional(nullable(oneOf(['female', 'male']))),
    phone: Type.Optional(nullable(Type.String({ pattern: '^[0-9+]{8,15}$' }))),
    smartphone: answer,
    simOwner: answer,
    networkHome: answer,
    /** Level 2 electronic identity, activated (TN05). */
    eid2: answer,
    /** Payment account (TN06). */
    account: answer,
    /** Digital or personal electronic signature (TN07). */
    signature: answer,
  },
  { additionalProperties: false },
)
export type ResidentFields = Static<typeof ResidentFieldsSchema>

export const ResidentPutSchema = Type.Object(
  {
    residentId: IdSchema,
    householdId: IdSchema,
    fields: ResidentFieldsSchema,
    consent: Type.Optional(ConsentSchema),
  },
  { additionalProperties: false },
)
export type ResidentPut = Static<typeof ResidentPutSchema>

export const ResidentRemoveSchema = Type.Object(
  {
    residentId: IdSchema,
    reason: Type.String({ minLength: 1, maxLength: 200 }),
    /** On request of the people: what was ever recorded of them is dropped too, and never comes back. */
    erase: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
)
export type ResidentRemove = Static<typeof ResidentRemoveSchema>
