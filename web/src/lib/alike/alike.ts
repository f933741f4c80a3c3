import type {
  KeepResidentsApart,
  ListDuplicates,
  MergeHouseholds,
  MergeResidents,
  UnmergeHouseholds,
  UnmergeResidents,
} from '@tung-nha/model/api/duplicates.ts'
import type { ReplyOf } from '@tung-nha/model/kit/contract.ts'
import type { LikeReason } from '@tung-nha/model/resident/likeness.ts'
import { call } from '#lib/api/call.ts'

type Found = ReplyOf<ListDuplicates>
/** One of two records that may be one person, as it is laid beside the other. */
export type Side = Found['items'][number]['a']
export type AlikePair = { a: Side; b: Side; reasons: readonly LikeReason[] }

/** Which record stands for both: the one with more history, else the older one (ids grow with time). */
export const standing = ({ a, b }: Pick<AlikePair, 'a' | 'b'>): { keep: Side; other: Side } =>
  a.seen > b.seen || (a.seen === b.seen && a.id < b.id) ? { keep: a, other: b } : { keep: b, other: a }

/** Two homes of one area: only these can be said to be one at once. */
export const haveTwoHomes = ({ a, b }: Pick<AlikePair, 'a' | 'b'>): boolean =>
  a.areaId === b.areaId && a.householdId !== b.householdId

/** "Là một người", and with `homesToo` their homes as well. */
export const mergePair = async (pair: AlikePair, homesToo: boolean): Promise<void> => {
  const { keep, other } = standing(pair)
  await call<MergeResidents>('POST /api/v1/areas/:areaId/residents/:residentId/merge', {
    params: { areaId: other.areaId, residentId: other.id },
    body: { intoId: keep.id, intoAreaId: keep.areaId },
  })
  if (homesToo && haveTwoHomes(pair))
    await call<MergeHouseholds>('POST /api/v1/areas/:areaId/households/:householdId/merge', {
      params: { areaId: other.areaId, householdId: other.householdId },
      body: { intoId: keep.householdId },
    })
}

/** "Là hai người". */
export const keepApart = ({ a, b }: AlikePair): Promise<unknown> =>
  call<KeepResidentsApart>('POST /api/v1/areas/:areaId/residents/:residentId/apart', {
    params: { areaId: a.areaId, residentId: a.id },
    body: { otherId: b.id },
  })

/** A record that is shown in another one now. */
export type MergedRecord = Found['merged'][number]

/** What of it says which two they are. */
type Merging = Pick<MergedRecord, 'what' | 'areaId' | 'id' | 'intoId'>

/** "Tách lại". */
export const part = ({ what, areaId, id, intoId }: Merging): Promise<unknown> =>
  what === 'resident'
    ? call<UnmergeResidents>('POST /api/v1/areas/:areaId/residents/:residentId/unmerge', {
        params: { areaId, residentId: id },
        body: { intoId },
      })
    : call<UnmergeHouseholds>('POST /api/v1/areas/:areaId/households/:householdId/unmerge', {
        params: { areaId, householdId: id },
        body: { intoId },
      })

/** Takes back what `mergePair` did. */
export const partPair = async (pair: AlikePair, homesToo: boolean): Promise<void> => {
  const { keep, other } = standing(pair)
  const { areaId } = keep
  if (homesToo && haveTwoHomes(pair))
    await part({ what: 'household', areaId, id: other.householdId, intoId: keep.householdId })
  await part({ what: 'resident', areaId, id: other.id, intoId: keep.id })
}
