import type { Instant } from '#model/kit/day.ts'
import type { Feed } from '#model/sync/accept.ts'
import type { Op, SentOp, StoredRow } from '#model/sync/op.ts'

/** What a device holds. Everything in one call happens wholly or not at all. */
export type DeviceStorage = {
  /** Resolves when the op would survive the phone's death; rejects when it would not. Gives the op its number. */
  saveOp: (op: Omit<Op, 'seq'>) => Promise<Op>
  /** Oldest first. */
  unsent: (most: number) => Promise<SentOp[]>
  countUnsent: () => Promise<{ unsent: number; oldestAt: Instant | null }>
  /** Closes outbox entries: what stands is kept, what was refused goes to the inbox. Unknown ids are ignored. */
  settle: (answers: readonly DeviceAnswer[], now: Instant) => Promise<void>
  /**
   * Takes a pull: rows, places in the feeds, areas that are left. Gives back the feeds it took: one that was asked from
   * another place than is held by now (two tabs, a late answer) is passed over, for it would miss what was removed.
   * Of ops about what was erased on request those that are done with are dropped, acknowledged or put away; the unsent
   * ones are not, they still have to be heard.
   */
  takePull: (pulled: Pulled) => Promise<PulledFeed[]>
  /**
   * The place in the feed of each area that is held, and beside it what was acknowledged there beyond this place, and
   * the head that the page at this place was cut from: a server restored from a backup in between would otherwise lose
   * that, or leave rows out, without anyone noticing.
   */
  feeds: () => Promise<HeldFeed[]>
  rows: () => Promise<DeviceRow[]>
  /**
   * Ops that the rows do not show yet: unsent, or accepted at a revision not yet pulled, of an area that is held. In
   * the order they were made.
   */
  ahead: () => Promise<SentOp[]>
  inbox: () => Promise<InboxEntry[]>
  /** Puts an entry of the inbox away, after its author has dealt with it. It can be taken back until it is forgotten. */
  dismiss: (id: string, now: Instant) => Promise<void>
  /** What was put away. */
  dismissed: () => Promise<InboxEntry[]>
  /** Brings back into the inbox what was put away. */
  takeBack: (id: string) => Promise<void>
  /** Forgets what was done with before an instant: ops that were acknowledged, and refused ones that were put away. */
  forgetKept: (before: Instant) => Promise<void>
}

export type HeldFeed = Feed & { areaId: number; acked?: Feed[] }

export type DeviceAnswer = {
  id: string
  result: 'accepted' | 'repeated' | 'refused'
  stamp?: Instant
  revision?: number
  chain?: string
  proof?: string
  problem?: string
  words?: string
}

export type DeviceRow = StoredRow & { areaId: number; revision: number }

export type InboxEntry = { op: Op; problem: string; words: string; refusedAt: Instant }

export type PulledRow = {
  table: string
  id: string
  revision: number
  removed?: true
  erased?: true
  row?: unknown
}
export type PulledFeed = {
  areaId: number
  revision: number
  chain: string
  reset?: true
  more?: true
  /** With `more`: the head that this page was cut from. */
  head?: Feed
  /** With `more`: rows beyond this page. */
  toCome?: number
  rows: readonly PulledRow[]
}
export type Pulled = {
  left: readonly number[]
  feeds: readonly PulledFeed[]
  /** The places the pull was asked from; left out: those that are held. */
  asked?: readonly HeldFeed[]
}

/**
 * Whether an answer continues from the place that is held. An acknowledgement that came to another tab after it was asked
 * for was not named, and the server, which may have lost it since, has not compared it: an answer that goes beyond it
 * would cover the loss.
 */
export const continues = (feed: PulledFeed, held: HeldFeed | undefined, asked: Pulled['asked']): boolean => {
  if (asked === undefined) return true
  const from = asked.find(one => one.areaId === feed.areaId)
  if (from?.revision !== held?.revision || from?.chain !== held?.chain) return false
  const named = new Set(from?.acked?.map(one => one.chain))
  const covered = (held?.acked ?? []).filter(one => one.revision <= feed.revision)
  return feed.reset === true || covered.every(one => named.has(one.chain))
}

/** Rows of a feed that were erased on request, as `table id`. */
export const erasedIn = (feed: PulledFeed): ReadonlySet<string> =>
  new Set(feed.rows.flatMap(({ table, id, erased }) => (erased ? [`${table} ${id}`] : [])))

/**
 * Whether an op is about something erased, which its body names by its table (`residentId`). A visit only names where it
 * was: its count stands, and it may have to be sent again.
 */
export const speaksOf = ({ kind, body }: Pick<Op, 'kind' | 'body'>, erased: ReadonlySet<string>): boolean =>
  !kind.startsWith('activity.') &&
  Object.entries(body as object).some(
    ([field, id]) => field.endsWith('Id') && erased.has(`${field.slice(0, -2)} ${id}`),
  )

/** How long an acknowledged op is kept on the phone: as long as the oldest backup a server may be restored from. */
export const KEPT_DAYS = 35

/** Most acknowledgements named in one pull; a pull follows every round of pushes, so they are few. */
const ACKED_MOST = 50

/**
 * Where the acknowledgements beyond a revision stand in the ledger, once for each push; and the head of a page in
 * between. A server that went back may have lost any of them, the older ones while it has the newer. Where there are more
 * than can be named, the last of each answer is: its chain holds those that were answered with it, as when much that is
 * known already is sent again. If these are too many as well, a place is named that no ledger holds, so that the area
 * begins anew.
 */
export const ackedBeyond = (
  revision: number,
  kept: Iterable<{ revision: number; chain?: string | undefined; at: Instant }>,
  head?: Feed,
): { acked?: Feed[] } => {
  // One push is one revision and stands whole; after a restore another push has the same revision.
  const pushes = new Map<string, Feed>()
  const answers = new Map<string, Feed>()
  for (const { revision: beyond, chain, at } of kept) {
    if (chain === undefined || beyond <= revision) continue
    pushes.set(`${beyond} ${at}`, { revision: beyond, chain })
    if (beyond >= (answers.get(at)?.revision ?? 0)) answers.set(at, { revision: beyond, chain })
  }
  if (head) for (const named of [pushes, answers]) named.set('head', head)
  const acked = pushes.size > ACKED_MOST ? answers : pushes
  if (acked.size > ACKED_MOST) return { acked: [{ revision: revision + 1, chain: '' }] }
  return acked.size === 0 ? {} : { acked: [...acked.values()] }
}
