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
  /** Takes a pull: rows, places in the feeds, areas that are left. */
  takePull: (pulled: Pulled) => Promise<void>
  feeds: () => Promise<(Feed & { areaId: number })[]>
  rows: () => Promise<DeviceRow[]>
  /**
   * Ops that the rows do not show yet: unsent, or accepted at a revision not yet pulled, of an area that is held. In
   * the order they were made.
   */
  ahead: () => Promise<SentOp[]>
  inbox: () => Promise<InboxEntry[]>
  /** Takes an entry out of the inbox, after its author has dealt with it. */
  dismiss: (id: string) => Promise<void>
  /** Forgets acknowledged ops settled before an instant. */
  forgetKept: (before: Instant) => Promise<void>
}

export type DeviceAnswer = {
  id: string
  result: 'accepted' | 'repeated' | 'refused'
  stamp?: Instant
  revision?: number
  proof?: string
  problem?: string
  words?: string
}

export type DeviceRow = StoredRow & { areaId: number; revision: number }

export type InboxEntry = { op: Op; problem: string; words: string; refusedAt: Instant }

export type PulledRow = { table: string; id: string; revision: number; removed?: true; row?: unknown }
export type PulledFeed = {
  areaId: number
  revision: number
  chain: string
  reset?: true
  more?: true
  rows: readonly PulledRow[]
}
export type Pulled = { left: readonly number[]; feeds: readonly PulledFeed[] }

/** How long an acknowledged op is kept on the phone: as long as the oldest backup a server may be restored from. */
export const KEPT_DAYS = 35
