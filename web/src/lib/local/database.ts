import type { Idb, Tx } from '#lib/local/idb.ts'
import type { Sealed } from '#lib/local/seal.ts'
import { writtenTwice } from '#lib/local/twice.ts'

/** An op that still has to be sent, sealed with the *out* key. */
export type OutboxEntry = {
  seq: number
  id: string
  areaId: number
  deviceAt: string
  sealed: Sealed
  stamp?: string
  proof?: string
}
/** An op the server has taken, kept in case the server loses it. */
export type KeptEntry = OutboxEntry & { revision: number; chain?: string; at: string }
/** An op the server has refused, until its author has dealt with it. */
export type InboxRecord = {
  id: string
  seq: number
  sealed: Sealed
  problem: string
  words: string
  refusedAt: string
  /** Its author has put it away. */
  dismissedAt?: string
}
/** A row of an area, sealed with the *read* key. */
export type SealedRow = { areaId: number; table: string; id: string; revision: number; sealed: Sealed }
/** A place in a feed; after a page in between, with the head that the page was cut from and the rows still to come. */
export type FeedEntry = {
  areaId: number
  revision: number
  chain: string
  head?: { revision: number; chain: string }
  toCome?: number
}
/** Something half written, sealed with the *out* key. */
export type Draft = { key: string; at: string; sealed: Sealed }
export type MetaEntry = { key: string; value: unknown }
/** A photo or voice note, sealed with the *out* key until some days after the server has it. */
export type KeptEvidence = {
  hash: string
  areaId: number
  activityId: string
  kind: 'photo' | 'voice'
  type: string
  size: number
  at: string
  sealed: Sealed
  /** Its visit is still being written: not to be sent. */
  held?: true
  /** How much the server has; the whole once it was acknowledged. */
  sent: number
  sentAt?: string
  /** Why the server does not want it: it is kept, and not sent again. */
  problem?: string
}

export type LocalTables = {
  outbox: OutboxEntry
  kept: KeptEntry
  inbox: InboxRecord
  rows: SealedRow
  feeds: FeedEntry
  meta: MetaEntry
  drafts: Draft
  evidence: KeptEvidence
}
export type LocalDatabase = Idb<LocalTables>

const plain = { unique: false }
/** Grows whenever a store or an index is added; 10 was the first release's. */
const VERSION = 21

/** Numbers that may have been given before the copy was made are not given again; one that is missing is waited for by nobody (S30). */
const SKIPPED = 1000
const numberOn = async (tx: Tx<LocalTables>): Promise<void> => {
  const [held, [last]] = await Promise.all([tx.get('meta', 'seq'), tx.newest('outbox', 1)])
  const seq = Math.max((held?.value as number | undefined) ?? 0, last?.seq ?? 0)
  tx.put('meta', { key: 'seq', value: seq + SKIPPED })
}

/**
 * Declares the device's database. What has to be sent, what came back, and the keys they are sealed with are written twice (SPEC D24). `strict` waits until the disk has it: for the outbox, where "saved" is a promise. The
 * cache is written relaxed, since it can be fetched again.
 */
export const openDatabase = (name = 'tung-nha'): { strict: LocalDatabase; relaxed: LocalDatabase } => {
  const stores = {
    outbox: { key: 'seq', indexes: { id: { unique: true } } },
    kept: {
      key: 'seq',
      indexes: {
        id: { unique: true },
        areaId: plain,
        at: plain,
        place: { unique: false, of: ['areaId', 'revision'] },
      },
    },
    inbox: { key: 'id' },
    rows: { key: ['areaId', 'table', 'id'], indexes: { areaId: plain } },
    feeds: { key: 'areaId' },
    meta: { key: 'key' },
    drafts: { key: 'key' },
    evidence: { key: 'hash', indexes: { activityId: plain } },
  }
  const db = writtenTwice<LocalTables>(name, VERSION, stores, ['outbox', 'inbox', 'meta'], numberOn)
  return { strict: db.durable('strict'), relaxed: db }
}

export const readMeta = async <T>(db: LocalDatabase, key: string): Promise<T | undefined> =>
  (await db.read(['meta'], tx => tx.get('meta', key)))?.value as T | undefined
export const writeMeta = (db: LocalDatabase, key: string, value: unknown): Promise<void> =>
  db.write(['meta'], tx => tx.put('meta', { key, value }))
