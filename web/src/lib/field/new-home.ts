import type { Day } from '@tung-nha/model/kit/day.ts'
import { tidy } from '@tung-nha/model/kit/text.ts'
import type { Saving } from '#lib/field/visit.ts'

/** A home that is not in the book yet, while it is being written. */
export type NewHome = {
  /** Made when the draft begins: saving twice is the same home. */
  householdId: string
  head: string
  /** The home wants no name written. */
  nameless: boolean
  lane: string
  address: string
  headcount: number
  /** Null: the first that the member serves. */
  areaId: number | null
}

/** @param head what was looked for and not found */
export const newHome = (householdId: string, head: string): NewHome => ({
  householdId,
  head,
  nameless: false,
  lane: '',
  address: '',
  headcount: 0,
  areaId: null,
})

/** @param head as the draft began */
export const isHomeTouched = (draft: NewHome, head: string): boolean =>
  tidy(draft.head) !== tidy(head) ||
  draft.nameless ||
  tidy(draft.lane) !== '' ||
  tidy(draft.address) !== '' ||
  draft.headcount > 0

/** The op that makes the home; none before it is said who lives there. */
export const opsOfHome = (draft: NewHome, areaId: number, day: Day): Saving[] => {
  const [head, lane, address] = [tidy(draft.head), tidy(draft.lane), tidy(draft.address)]
  if (!draft.nameless && head === '') return []
  return [
    {
      kind: 'household.put',
      areaId,
      body: {
        householdId: draft.householdId,
        fields: {
          ...(draft.nameless ? { namesRefused: true } : { head }),
          ...(lane === '' ? {} : { lane }),
          ...(address === '' ? {} : { address }),
          ...(draft.headcount > 0 ? { headcount: draft.headcount } : {}),
        },
        basis: { kind: 'visit', day },
      },
    },
  ]
}
