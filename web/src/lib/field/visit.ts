import type { Difficulty } from '@tung-nha/model/activity/difficulty.ts'
import type { Evidence } from '@tung-nha/model/activity/evidence.ts'
import { nextDayAfter } from '@tung-nha/model/activity/next-day.ts'
import type { AgeBand, Seen } from '@tung-nha/model/activity/shape.ts'
import type { HouseholdFields } from '@tung-nha/model/household/shape.ts'
import type { Day } from '@tung-nha/model/kit/day.ts'
import type { BodyOf, OpKind } from '@tung-nha/model/nouns.ts'
import type { Level } from '@tung-nha/model/resident/observation.ts'
import type { ResidentFields } from '@tung-nha/model/resident/shape.ts'

export type LevelsSeen = Record<string, Level>
export type Dossiers = { self: number; selfGuided: number; behalf: number }

/** A visit while it is being written. Kept as it is under the home's key, so that a reload loses nothing. */
export type VisitDraft = {
  /** Made when the draft begins: saving twice is the same visit. */
  activityId: string
  day: Day
  /** Whether the member said that this is the day, or the phone doubts it; absent: the phone's day, not doubted (S13). */
  daySure?: boolean | undefined
  /** What was seen, by person. */
  seen: Record<string, LevelsSeen>
  /** Changed particulars of people, by person. */
  fields: Record<string, ResidentFields>
  unnamed: { count: number; ageBand: AgeBand | null; seen: LevelsSeen } | null
  difficulties: Difficulty[]
  /** `rule`: as the levels say; null: not again. */
  nextDay: 'rule' | Day | null
  dossiers: Dossiers
  home: HouseholdFields
  requestId: string | null
  note: string
  /** Photos and voice notes; absent in drafts of older releases. */
  evidence?: Evidence[]
}

export const newDraft = (
  activityId: string,
  day: Day,
  sure: Pick<VisitDraft, 'daySure'> = {},
): VisitDraft => ({
  activityId,
  day,
  ...sure,
  seen: {},
  fields: {},
  unnamed: null,
  difficulties: [],
  nextDay: 'rule',
  dossiers: { self: 0, selfGuided: 0, behalf: 0 },
  home: {},
  requestId: null,
  note: '',
})

/** Whether the member is asked to look at the day: the phone doubted it when it gave it, or does now. */
export const asksForDay = ({ daySure }: Pick<VisitDraft, 'daySure'>, doubtful: boolean): boolean =>
  daySure === false || (doubtful && daySure === undefined)

/**
 * The day as the member has set or confirmed it by hand. One that lies ahead is a slip, unless the phone's own day is in
 * doubt: then nobody but the member knows.
 */
export const dayByHand = (day: Day, today: Day, doubtful: boolean): Pick<VisitDraft, 'day' | 'daySure'> => ({
  day,
  daySure: day <= today || doubtful ? true : undefined,
})

/** Sets what was seen of a skill; `undefined` takes it out again. */
export const setSeen = (levels: LevelsSeen, skill: string, level: Level | undefined): void => {
  if (level === undefined) delete levels[skill]
  else levels[skill] = level
}

const seenOf = (levels: LevelsSeen): Seen[] =>
  Object.entries(levels).map(([skill, level]) => ({ skill, level }))

/** Every skill and level of the draft, named or not. */
export const allSeen = (draft: VisitDraft): Seen[] => [
  ...Object.values(draft.seen).flatMap(seenOf),
  ...(draft.unnamed ? seenOf(draft.unnamed.seen) : []),
]
export const skillCount = (draft: VisitDraft): number => allSeen(draft).length

/** What can be done with the draft: nothing yet, only the particulars, or a visit. */
export const hasVisit = (draft: VisitDraft): boolean =>
  skillCount(draft) > 0 ||
  draft.unnamed !== null ||
  draft.difficulties.length > 0 ||
  draft.note.trim() !== '' ||
  (draft.evidence?.length ?? 0) > 0 ||
  Object.values(draft.dossiers).some(count => count > 0)
export const hasChange = (draft: VisitDraft): boolean =>
  Object.keys(draft.home).length > 0 ||
  Object.values(draft.fields).some(fields => Object.keys(fields).length > 0)
export const isTouched = (draft: VisitDraft): boolean =>
  hasVisit(draft) || hasChange(draft) || draft.nextDay !== 'rule'

/** When to come again, by rule or as chosen. */
export const nextDayOf = (draft: VisitDraft): Day | null =>
  draft.nextDay === 'rule'
    ? nextDayAfter(
        draft.day,
        allSeen(draft).map(item => item.level),
      )
    : draft.nextDay

/** One op to save; `areaId` is the area it belongs to. */
export type Saving = { [K in OpKind]: { kind: K; areaId: number; body: BodyOf<K> } }[OpKind]

type Place = { areaId: number; teamId: string; householdId: string }

/** The ops of a draft, in the order in which they must be made. */
export const opsOfVisit = (draft: VisitDraft, place: Place): Saving[] => {
  const { areaId, teamId, householdId } = place
  const ops: Saving[] = []
  if (Object.keys(draft.home).length > 0)
    ops.push({
      kind: 'household.put',
      areaId,
      body: { householdId, fields: { ...draft.home }, basis: { kind: 'visit', day: draft.day } },
    })
  for (const [residentId, fields] of Object.entries(draft.fields))
    if (Object.keys(fields).length > 0)
      ops.push({ kind: 'resident.put', areaId, body: { residentId, householdId, fields: { ...fields } } })
  if (!hasVisit(draft)) return ops
  const { unnamed } = draft
  ops.push({
    kind: 'activity.record',
    areaId,
    body: {
      activityId: draft.activityId,
      kind: 'home_visit',
      day: draft.day,
      ...(draft.daySure === undefined ? {} : { daySure: draft.daySure }),
      teamId,
      householdId,
      outcome: 'guided',
      guided: Object.entries(draft.seen)
        .filter(([, levels]) => Object.keys(levels).length > 0)
        .map(([residentId, levels]) => ({ residentId, observations: seenOf(levels) })),
      unnamed: unnamed
        ? [{ count: unnamed.count, ageBand: unnamed.ageBand ?? '18to59', observations: seenOf(unnamed.seen) }]
        : [],
      difficulties: [...draft.difficulties],
      ...(Object.values(draft.dossiers).some(count => count > 0) ? { dossiers: { ...draft.dossiers } } : {}),
      nextDay: nextDayOf(draft),
      ...(draft.requestId === null ? {} : { requestId: draft.requestId }),
      ...(draft.note.trim() === '' ? {} : { note: draft.note.trim() }),
      ...(draft.evidence?.length ? { evidence: [...draft.evidence] } : {}),
    },
  })
  return ops
}

/** The draft of a recorded visit that is written again, under a new id, with those of its files that are still here. */
export const draftAgain = (
  activityId: string,
  day: Day,
  body: Pick<
    BodyOf<'activity.record'>,
    'guided' | 'unnamed' | 'difficulties' | 'note' | 'dossiers' | 'requestId'
  > & { doubtfulDay?: true },
  evidence: readonly Evidence[] = [],
): VisitDraft => ({
  ...newDraft(activityId, day, body.doubtfulDay ? { daySure: false } : {}),
  seen: Object.fromEntries(
    body.guided.map(person => [
      person.residentId,
      Object.fromEntries(person.observations.map(item => [item.skill, item.level])),
    ]),
  ),
  unnamed: body.unnamed[0]
    ? {
        count: body.unnamed[0].count,
        ageBand: body.unnamed[0].ageBand,
        seen: Object.fromEntries(body.unnamed[0].observations.map(item => [item.skill, item.level])),
      }
    : null,
  difficulties: [...body.difficulties],
  dossiers: { ...(body.dossiers ?? { self: 0, selfGuided: 0, behalf: 0 }) },
  requestId: body.requestId ?? null,
  note: body.note ?? '',
  ...(evidence.length > 0 ? { evidence: [...evidence] } : {}),
})
