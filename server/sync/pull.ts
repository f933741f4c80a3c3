import type { Pull } from '@tung-nha/model/api/pull.ts'
import type { BodyOf, ReplyOf } from '@tung-nha/model/kit/contract.ts'
import { fieldTables } from '@tung-nha/model/nouns.ts'
import type { Feed } from '@tung-nha/model/sync/accept.ts'
import { type Clocks, isErased } from '@tung-nha/model/sync/clocks.ts'
import type { Row } from '@tung-nha/model/sync/op.ts'
import { DIGEST_LENGTH, placesText } from '@tung-nha/model/sync/places.ts'
import type { Tx } from '#db/connect.ts'
import { sha256 } from '#sync/proof.ts'
import { chainAt, changedRows, countBeyond, pageEnd, wasHead } from '#sync/queries.ts'

type Asked = NonNullable<BodyOf<Pull>['feeds']>[number]
type FeedReply = ReplyOf<Pull>['feeds'][number]

const START: Feed = { revision: 0, chain: '' }

/** The digest that a phone has when it holds these areas as they are. */
export const digestOfHeads = (areaIds: readonly number[], heads: ReadonlyMap<number, Feed>): string =>
  sha256(placesText(areaIds.map(areaId => ({ areaId, ...(heads.get(areaId) ?? START) })))).slice(
    0,
    DIGEST_LENGTH,
  )

/** About how many rows one page of one area holds: a weak line gets it in seconds, and goes on from there if it breaks. */
const PAGE = 800

/**
 * What changed in the areas since the caller's place in each. Feeds with nothing new are left out and nothing is read
 * for them: their heads were read at once, whatever the number of areas. An area the caller has not asked for begins at 0.
 */
export const pullFeeds = async (
  tx: Tx,
  areaIds: readonly number[],
  asked: readonly Asked[],
  heads: ReadonlyMap<number, Feed>,
): Promise<FeedReply[]> => {
  const replies: FeedReply[] = []
  for (const areaId of areaIds) {
    const head = heads.get(areaId) ?? START
    const from = asked.find(feed => feed.areaId === areaId)
    if (from && !from.acked && from.revision === head.revision && from.chain === head.chain) continue
    replies.push(await pullFeed(tx, areaId, from ?? START, head))
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
    ...(more ? { more: true as const, head, toCome: await countBeyond(tx, areaId, until) } : {}),
    rows: rows.map(({ table, row, revision }) =>
      row.removed || hasLeft(table, row)
        ? { table, id: row.id, revision, removed: true as const, ...erasedMark(row) }
        : { table, id: row.id, revision, row: lean(table, row) },
    ),
  }
}

/** A row without clocks (a visit's, a request's) is never erased: people and homes are. */
const erasedMark = (row: Row) =>
  'clocks' in row && isErased(row as { clocks: Clocks }) ? { erased: true as const } : {}

const isOurs = async (tx: Tx, areaId: number, at: Feed) => at.revision === 0 || wasHead(tx, areaId, at)

/** A row without what a blank row of its table holds anyway, and without its clocks, which stay on the server. */
const lean = (table: string, row: Row): Record<string, unknown> => {
  const blank = blanks.get(table)!
  const kept: Record<string, unknown> = {}
  for (const key in row) {
    const value = row[key as keyof Row] as unknown
    if (!NEVER_TOLD.has(key) && !isSame(value, blank[key])) kept[key] = value
  }
  return kept
}
const NEVER_TOLD = new Set(['id', 'removed', 'clocks'])

// What a blank row holds is plain, or a list without entries.
const isSame = (value: unknown, blank: unknown) =>
  value === blank || (Array.isArray(blank) && Array.isArray(value) && value.length === 0)

/** A row that has gone to another area is told like a removed one. */
const hasLeft = (table: string, row: Row) => tables.get(table)?.left?.(row) ?? false

const tables = new Map(fieldTables.map(table => [table.name, table]))
/** Blank rows differ in their id only, which is told apart. */
const blanks = new Map(
  fieldTables.map(table => [table.name, { ...table.blank('') } as Record<string, unknown>]),
)
