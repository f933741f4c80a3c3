import type { ActivityKind } from '@tung-nha/model/activity/shape.ts'
import type { Day } from '@tung-nha/model/kit/day.ts'
import type { Saving } from '#lib/field/visit.ts'

/** A gathering while it is being written. */
export type GatheringDraft = {
  /** Made when the draft begins: saving twice is the same gathering. */
  activityId: string
  /** Of those that were planned, the one that was held. */
  plannedId: string | null
  kind: Gathering['kind'] | null
  topics: string[]
  /** The number as typed; never fewer than are named. */
  count: number
  /** Named people who came. */
  guests: string[]
  /** Null: the first that the member serves. */
  areaId: number | null
  day: Day
  /** As of a visit. */
  daySure?: boolean | undefined
  note: string
}

const COUNT = 10

export const newGathering = (
  activityId: string,
  day: Day,
  sure: Pick<GatheringDraft, 'daySure'> = {},
): GatheringDraft => ({
  ...sure,
  activityId,
  plannedId: null,
  kind: null,
  topics: [],
  count: COUNT,
  guests: [],
  areaId: null,
  day,
  note: '',
})

export const isGatheringTouched = (draft: GatheringDraft): boolean =>
  draft.kind !== null ||
  draft.topics.length > 0 ||
  draft.count !== COUNT ||
  draft.guests.length > 0 ||
  draft.note.trim() !== ''

export type Gathering = {
  activityId: string
  areaId: number
  teamId: string
  kind: Exclude<ActivityKind, 'home_visit'>
  day: Day
  daySure?: boolean | undefined
  /** Null: the team that hosts it counts who came. */
  attendance: number | null
  topics: string[]
  /** Named people who came, with the area each lives in. */
  guests: { residentId: string; areaId: number }[]
  note: string
  /** The planned gathering that was held, and whether another team hosted it. */
  planned?: { id: string; helps: boolean } | undefined
}

/**
 * A gathering as ops. Who was there has heard of the topics (level 1): told or shown, nothing more was seen. A guest
 * of another area gets the level by an op of that area, since an activity lives in its own.
 */
export const opsOfGathering = ({
  activityId,
  areaId,
  teamId,
  kind,
  day,
  daySure,
  attendance,
  topics,
  guests,
  note,
  planned,
}: Gathering): Saving[] => {
  const heard = topics.map(skill => ({ skill, level: 1 as const }))
  const away = heard.length > 0 ? guests.filter(guest => guest.areaId !== areaId) : []
  return [
    {
      kind: 'activity.record',
      areaId,
      body: {
        activityId,
        kind,
        day,
        ...(daySure === undefined ? {} : { daySure }),
        teamId,
        outcome: 'held',
        guided: guests.map(guest => ({
          residentId: guest.residentId,
          ...(guest.areaId === areaId ? {} : { areaId: guest.areaId }),
          observations: guest.areaId === areaId ? heard : [],
        })),
        unnamed: [],
        ...(attendance === null ? {} : { attendance }),
        topics,
        difficulties: [],
        ...(planned ? { plannedId: planned.id, ...(planned.helps ? { helps: true as const } : {}) } : {}),
        ...(note.trim() === '' ? {} : { note: note.trim() }),
      },
    },
    ...away.map(
      (guest): Saving => ({
        kind: 'attainment.record',
        areaId: guest.areaId,
        body: { activityId, residentId: guest.residentId, day, observations: heard },
      }),
    ),
  ]
}
