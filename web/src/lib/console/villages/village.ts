import type { ListAreas } from '@tung-nha/model/api/units.ts'
import type { ReplyOf } from '@tung-nha/model/kit/contract.ts'
import { KINDS, VILLAGE_KINDS } from '@tung-nha/model/unit/kinds.ts'

export type Area = ReplyOf<ListAreas>['items'][number]
export type VillageRow = { id: number; name: string; kind: string; validFrom: string | null; areas: Area[] }

/** Kinds of villages to choose from, each in its own Vietnamese word whatever the language. */
export const VILLAGE_KIND_OPTIONS = VILLAGE_KINDS.map(value => ({ value, label: KINDS[value].vi }))
