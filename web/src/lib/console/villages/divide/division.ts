import type { ListDivisions } from '@tung-nha/model/api/divisions.ts'
import type { ListHouseholds } from '@tung-nha/model/api/households.ts'
import type { ReplyOf } from '@tung-nha/model/kit/contract.ts'
import { call } from '#lib/api/call.ts'

export type Home = ReplyOf<ListHouseholds>['items'][number]
export type Division = ReplyOf<ListDivisions>['items'][number]

/** Every home of an area, page by page. */
export const allHomes = async (areaId: number, signal: AbortSignal): Promise<Home[]> => {
  const homes: Home[] = []
  let after: string | null = null
  do {
    const query: { limit: number; after?: string } = { limit: 500, ...(after === null ? {} : { after }) }
    const page: ReplyOf<ListHouseholds> = await call<ListHouseholds>(
      'GET /api/v1/areas/:areaId/households',
      { params: { areaId }, query },
      { signal },
    )
    homes.push(...page.items)
    after = page.next
  } while (after !== null)
  return homes
}
