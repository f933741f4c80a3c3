import { type Static, Type } from 'typebox'
import { DIFFICULTIES } from '#model/activity/difficulty.ts'
import { EVIDENCE_KINDS, EVIDENCE_MOST } from '#model/activity/evidence.ts'
import { AreaIdSchema, DaySchema, IdSchema, nullable, oneOf } from '#model/kit/schema.ts'

export const ACTIVITY_KINDS = ['home_visit', 'class', 'village_meeting', 'market', 'booth', 'other'] as const
export type ActivityKind = (typeof ACTIVITY_KINDS)[number]

/** `nobody_home` and `refused` count as a visit without people; a gathering is `held`. */
export const OUTCOMES = ['guided', 'nobody_home', 'refused', 'held'] as const
export type Outcome = (typeof OUTCOMES)[number]

export const AGE_BANDS = ['under18', '18to59', 'from60'] as const
export type AgeBand = (typeof AGE_BANDS)[number]

const count = Type.Integer({ minimum: 0, maximum: 10000 })

/** One skill and the level seen: 0 to 4, or 'na' when the skill does not apply to this person. */
export const SeenSchema = Type.Object(
  {
    skill: Type.String({ minLength: 1, maxLength: 60 }),
    level: Type.Unsafe<0 | 1 | 2 | 3 | 4 | 'na'>({ enum: [0, 1, 2, 3, 4, 'na'] }),
  },
  { additionalProperties: false },
)
export type Seen = Static<typeof SeenSchema>

/** A guided person. With the `areaId` of another area, the levels travel in that area's own `attainment.record`. */
export const GuidedSchema = Type.Object(
  {
    residentId: IdSchema,
    areaId: Type.Optional(AreaIdSchema),
    observations: Type.Array(SeenSchema, { maxItems: 60 }),
  },
  { additionalProperties: false },
)

/** People guided without a name. */
export const UnnamedSchema = Type.Object(
  {
    count: Type.Integer({ minimum: 1, maximum: 10000 }),
    ageBand: oneOf(AGE_BANDS),
    sex: Type.Optional(oneOf(['female', 'male'])),
    observations: Type.Array(SeenSchema, { maxItems: 60 }),
  },
  { additionalProperties: false },
)

/** Online dossiers: sent by people alone, by themselves under guidance, or by the member on their behalf (its own row). */
export const DossiersSchema = Type.Object(
  { self: count, selfGuided: count, behalf: count },
  { additionalProperties: false },
)

/** SHA-256 of a file's content, in lower-case hex. */
export const HashSchema = Type.String({ pattern: '^[0-9a-f]{64}$' })
export const EvidenceSchema = Type.Object(
  { hash: HashSchema, kind: oneOf(EVIDENCE_KINDS) },
  { additionalProperties: false },
)

/** What of an activity is kept as it was said. */
const content = {
  outcome: oneOf(OUTCOMES),
  guided: Type.Array(GuidedSchema, { maxItems: 500 }),
  unnamed: Type.Array(UnnamedSchema, { maxItems: 50 }),
  /** Head count of a gathering, named and unnamed. */
  attendance: Type.Optional(count),
  /** Skill keys the gathering was about. */
  topics: Type.Optional(Type.Array(Type.String({ maxLength: 60 }), { maxItems: 20 })),
  difficulties: Type.Array(oneOf(DIFFICULTIES), { maxItems: 20 }),
  dossiers: Type.Optional(DossiersSchema),
  nextDay: Type.Optional(nullable(DaySchema)),
  requestId: Type.Optional(IdSchema),
  /** The planned gathering that was held. */
  plannedId: Type.Optional(IdSchema),
  /** Another team hosted it and its record counts the gathering; this one tells who helped and whom they named. */
  helps: Type.Optional(Type.Literal(true)),
  note: Type.Optional(Type.String({ maxLength: 1000 })),
  /** Photos and voice notes, by the hash of their content; the files travel apart (model/api/evidence.ts). */
  evidence: Type.Optional(Type.Array(EvidenceSchema, { maxItems: EVIDENCE_MOST })),
}
export const ActivityContentSchema = Type.Object(content)
export type ActivityContent = Static<typeof ActivityContentSchema>

export const ActivityRecordSchema = Type.Object(
  {
    activityId: IdSchema,
    kind: oneOf(ACTIVITY_KINDS),
    day: DaySchema,
    teamId: IdSchema,
    householdId: Type.Optional(IdSchema),
    /**
     * True: the member set or confirmed the day by hand. False: the phone took it from a clock that it had reason to doubt,
     * and nobody looked. Absent: by the phone's clock.
     */
    daySure: Type.Optional(Type.Boolean()),
    ...content,
  },
  { additionalProperties: false },
)
export type ActivityRecord = Static<typeof ActivityRecordSchema>

export const AttainmentRecordSchema = Type.Object(
  {
    activityId: IdSchema,
    residentId: IdSchema,
    day: DaySchema,
    observations: Type.Array(SeenSchema, { minItems: 1, maxItems: 60 }),
  },
  { additionalProperties: false },
)
export type AttainmentRecord = Static<typeof AttainmentRecordSchema>

export const ActivityVoidSchema = Type.Object(
  { activityId: IdSchema, reason: Type.String({ minLength: 1, maxLength: 200 }) },
  { additionalProperties: false },
)
export type ActivityVoid = Static<typeof ActivityVoidSchema>

/** A person says on which day the activity was: the day that is written, or the right one. The last word counts. */
export const ActivityDaySchema = Type.Object(
  { activityId: IdSchema, day: DaySchema },
  { additionalProperties: false },
)
export type ActivityDay = Static<typeof ActivityDaySchema>
