import { Dexie, type EntityTable, type Table } from 'dexie'
import type { Sealed } from '#lib/local/seal.ts'

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
}
/** A row of an area, sealed with the *read* key. */
export type SealedRow = { areaId: number; table: string; id: string; revision: number; sealed: Sealed }
export type FeedEntry = { areaId: number; revision: number; chain: string }
/** Something half written, sealed with the *out* key. */
export type Draft = { key: string; at: string; sealed: Sealed }
export type MetaEntry = { key: string; value: unknown }

export type LocalDatabase = Dexie & {
  outbox: EntityTable<OutboxEntry, 'seq'>
  kept: EntityTable<KeptEntry, 'seq'>
  inbox: EntityTable<InboxRecord, 'id'>
  rows: Table<SealedRow, [number, string, string]>
  feeds: EntityTable<FeedEntry, 'areaId'>
  meta: EntityTable<MetaEntry, 'key'>
  drafts: EntityTable<Draft, 'key'>
}

/**
 * Opens the device's database. `strict` waits until the disk has it: for the outbox, where "saved" is a promise. The
 * cache is written relaxed, since it can be fetched again.
 */
export const openDatabase = (durability: 'strict' | 'relaxed', name = 'tung-nha'): LocalDatabase => {
  const db = new Dexie(name, { chromeTransactionDurability: durability }) as LocalDatabase
  db.version(1).stores({
    outbox: 'seq, &id',
    kept: 'seq, &id, areaId, at',
    inbox: 'id',
    rows: '[areaId+table+id], areaId',
    feeds: 'areaId',
    meta: 'key',
    drafts: 'key',
  })
  return db
}
