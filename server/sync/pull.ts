import type { Pull } from '@tung-nha/model/api/pull.ts'
import type { BodyOf, ReplyOf } from '@tung-nha/model/kit/contract.ts'
import { fieldTables } from '@tung-nha/model/nouns.ts'
import type { Feed } from '@tung-nha/model/sync/accept.ts'
import { canonical } from '@tung-nha/model/sync/hash.ts'
import type { Row } from '@tung-nha/model/sync/op.ts'
import type { Tx } from '#db/connect.ts'
import { chainAt, changedRows, feedHeads, pageEnd, wasHead } from '#sync/queries.ts'

type Asked = BodyOf<Pull>['feeds'][number]
type FeedReply = ReplyOf<Pull>['feeds'][number]

/** About how many rows one page of one area holds. */
const PAGE = 2000

/**
 * What changed in the areas since the caller's place in each. Feeds with nothing new are left out, so an idle pull
 * is one read whatever the number of areas. An area the caller has not asked for begins at 0.
 */
export const pullFeeds = async (
  tx: Tx,
  areaIds: readonly number[],
  asked: readonly Asked[],
): Promise<FeedReply[]> => {
  const heads = await feedHeads(tx, areaIds)
  const replies: FeedReply[] = []
  for (const areaId of areaIds) {
    const head = heads.get(areaId) ?? { revision: 0, chain: '' }
    const from = asked.find(feed => feed.areaId === areaId)
    if (from && !from.acked && from.revision === head.revision && from.chain === head.chain) continue
    replies.push(await pullFeed(tx, areaId, from ?? { revision: 0, chain: '' }, head))
  }
  return replies
}

const pullFeed = async (
  tx: Tx,
  areaId: number,
  from: Feed & { acked?: Feed[] },
  head: Feed,
): Promise<FeedReply> => {
  // What we acknowledged beyond the caller's place must still be there too, or the caller alone holds it.
  let known = await isOurs(tx, areaId, from)
  for (const acked of from.acked ?? []) known &&= await isOurs(tx, areaId, acked)
  const after = known ? from.revision : 0
  const end = await pageEnd(tx, areaId, after, PAGE)
  const more = end !== null && end < head.revision
  const until = more ? end : head.revision
  const rows = await changedRows(tx, areaId, after, until)
  return {
    areaId,
    revision: until,
    chain: more ? await chainAt(tx, areaId, until) : head.chain,
    ...(known ? {} : { reset: true as const }),
    ...(more ? { more: true as const } : {}),
    rows: rows.map(({ table, row, revision }) =>
      row.removed
        ? { table, id: row.id, revision, removed: true as const }
        : { table, id: row.id, revision, row: lean(table, row) },
    ),
  }
}

const isOurs = async (tx: Tx, areaId: number, at: Feed) => at.revision === 0 || wasHead(tx, areaId, at)

/** A row without what a blank row of its table holds anyway, and without its clocks, which stay on the server. */
const lean = (table: string, row: Row): Record<string, unknown> => {
  const blank: Record<string, unknown> = { ...blanks.get(table)!(row.id) }
  return Object.fromEntries(
    Object.entries(row).filter(
      ([key, value]) => key !== 'id' && key !== 'removed' && key !== 'clocks' && !isSame(value, blank[key]),
    ),
  )
}

const isSame = (a: unknown, b: unknown) => a === b || (typeof a === 'object' && canonical(a) === canonical(b))

const blanks = new Map(fieldTables.map(table => [table.name, table.blank]))
