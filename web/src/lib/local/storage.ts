import type { Op, Row, SentOp } from '@tung-nha/model/sync/op.ts'
import {
  ackedBeyond,
  continues,
  type DeviceRow,
  type DeviceStorage,
  erasedIn,
  type HeldFeed,
  type InboxEntry,
  type PulledFeed,
  speaksOf,
} from '@tung-nha/model/sync/storage.ts'
import type { InboxRecord, LocalDatabase, LocalTables, OutboxEntry } from '#lib/local/database.ts'
import type { Tx } from '#lib/local/idb.ts'
import { seal, unseal } from '#lib/local/seal.ts'

/** The keys a storage works with. `read` is null while the phone is locked: ops can be saved and sent, rows not read. */
export type StorageKeys = { out: CryptoKey; read: () => CryptoKey | null }

/** Places in feeds as a pull names them, with what was acknowledged beyond each. */
const heldFeeds = async (tx: Tx<LocalTables>): Promise<HeldFeed[]> =>
  Promise.all(
    (await tx.all('feeds')).map(async ({ head, toCome: _toCome, ...feed }) => {
      const { areaId, revision } = feed
      const value = IDBKeyRange.bound([areaId, revision], [areaId, Infinity], true)
      return { ...feed, ...ackedBeyond(revision, await tx.all('kept', { index: 'place', value }), head) }
    }),
  )

const isDismissed = (entry: InboxRecord): boolean => entry.dismissedAt !== undefined

/** The cache was asked for while the phone is locked. */
export class Locked extends Error {}

/**
 * The device's storage on IndexedDB. Values are sealed before a transaction begins: a transaction of IndexedDB ends
 * by itself when something else is awaited inside.
 * @param strict the database with durable commits, for what must never be lost
 * @param relaxed the same database with quick commits, for the cache
 */
export const deviceStorage = (
  strict: LocalDatabase,
  relaxed: LocalDatabase,
  keys: StorageKeys,
): DeviceStorage => {
  const readKey = () => {
    const key = keys.read()
    if (key === null) throw new Locked()
    return key
  }
  const open = async ({ seq, sealed, stamp, proof }: OutboxEntry): Promise<SentOp> => ({
    ...(await unseal<Omit<Op, 'seq'>>(keys.out, sealed)),
    seq,
    ...(stamp === undefined ? {} : { stamp }),
    ...(proof === undefined ? {} : { proof }),
  })

  const openInbox = async ({ seq, sealed, problem, words, refusedAt }: InboxRecord): Promise<InboxEntry> => ({
    op: { ...(await unseal<Omit<Op, 'seq'>>(keys.out, sealed)), seq },
    problem,
    words,
    refusedAt,
  })
  const inInbox = async (wanted: (entry: InboxRecord) => boolean): Promise<InboxEntry[]> => {
    const entries = await strict.read(['inbox'], tx => tx.all('inbox'))
    return Promise.all(entries.filter(wanted).map(openInbox))
  }

  /** What is done with and speaks of what a feed says was erased; it is opened only for that. */
  const doneOfErased = async (feed: PulledFeed): Promise<{ kept: number[]; inbox: string[] }> => {
    const erased = erasedIn(feed)
    if (erased.size === 0) return { kept: [], inbox: [] }
    const entries = await relaxed.read(['kept'], tx =>
      tx.all('kept', { index: 'areaId', value: feed.areaId }),
    )
    const kept = await Promise.all(entries.map(open))
    const away = (await inInbox(isDismissed)).map(entry => entry.op)
    return {
      kept: kept.filter(op => speaksOf(op, erased)).map(op => op.seq),
      inbox: away.filter(op => op.areaId === feed.areaId && speaksOf(op, erased)).map(op => op.id),
    }
  }

  return {
    saveOp: async op => {
      const sealed = await seal(keys.out, op)
      const seq = await strict.write(['outbox', 'meta'], async tx => {
        const next = (((await tx.get('meta', 'seq'))?.value as number | undefined) ?? 0) + 1
        tx.put('meta', { key: 'seq', value: next })
        tx.put('meta', { key: 'lastId', value: op.id })
        tx.add('outbox', { seq: next, id: op.id, areaId: op.areaId, deviceAt: op.deviceAt, sealed })
        return next
      })
      return { ...op, seq }
    },

    unsent: async most =>
      Promise.all((await strict.read(['outbox'], tx => tx.all('outbox', { most }))).map(open)),

    countUnsent: () =>
      strict.read(['outbox'], async tx => {
        const [unsent, [oldest]] = await Promise.all([tx.count('outbox'), tx.all('outbox', { most: 1 })])
        return { unsent, oldestAt: oldest?.deviceAt ?? null }
      }),

    settle: (answers, now) =>
      strict.write(['outbox', 'kept', 'inbox'], async tx => {
        for (const { id, result, stamp, revision = 0, chain, proof, problem = '', words = '' } of answers) {
          const [entry] = await tx.all('outbox', { index: 'id', value: id })
          if (!entry) continue
          const { seq, sealed } = entry
          if (result === 'refused') tx.put('inbox', { id, seq, sealed, problem, words, refusedAt: now })
          else
            tx.put('kept', {
              ...entry,
              ...(stamp === undefined ? {} : { stamp }),
              ...(proof === undefined ? {} : { proof }),
              ...(chain === undefined ? {} : { chain }),
              revision,
              at: now,
            })
          tx.delete('outbox', seq)
        }
      }),

    takePull: async ({ left, feeds, asked }) => {
      const key = readKey()
      const sealed = await Promise.all(
        feeds.map(async feed => {
          const present = feed.rows.filter(row => !row.removed)
          return Promise.all(
            present.map(async ({ table, id, revision, row }) => ({
              areaId: feed.areaId,
              table,
              id,
              revision,
              sealed: await seal(key, row),
            })),
          )
        }),
      )
      const ofErased = await Promise.all(feeds.map(doneOfErased))
      return relaxed.write(['rows', 'feeds', 'kept', 'outbox', 'inbox'], async tx => {
        const dropRows = async (areaId: number) => {
          for (const id of await tx.keys('rows', { index: 'areaId', value: areaId })) tx.delete('rows', id)
        }
        const taken: PulledFeed[] = []
        const held = new Map((await heldFeeds(tx)).map(place => [place.areaId, place]))
        for (const areaId of left) {
          await dropRows(areaId)
          tx.delete('feeds', areaId)
        }
        for (const [i, feed] of feeds.entries()) {
          const { areaId, revision, chain, reset, rows, head, toCome = 0 } = feed
          if (!continues(feed, held.get(areaId), asked)) continue
          taken.push(feed)
          for (const seq of ofErased[i]!.kept) tx.delete('kept', seq)
          for (const id of ofErased[i]!.inbox) tx.delete('inbox', id)
          if (reset) await dropRows(areaId)
          if (reset || !held.has(areaId)) {
            // The server lost part of its history, or may have while nobody looked; what it had accepted from us goes
            // out again, with its proof.
            for (const { revision: _revision, chain: _chain, at: _at, ...entry } of await tx.all('kept', {
              index: 'areaId',
              value: areaId,
            })) {
              tx.delete('kept', entry.seq)
              tx.put('outbox', entry)
            }
          }
          for (const { table, id, removed } of rows) if (removed) tx.delete('rows', [areaId, table, id])
          for (const row of sealed[i]!) tx.put('rows', row)
          tx.put('feeds', { areaId, revision, chain, ...(head && { head, toCome }) })
        }
        return taken
      })
    },

    feeds: () => relaxed.read(['feeds', 'kept'], heldFeeds),

    rows: async () => {
      const key = readKey()
      const all = await relaxed.read(['rows'], tx => tx.all('rows'))
      return Promise.all(
        all.map(
          async ({ areaId, table, id, revision, sealed }): Promise<DeviceRow> => ({
            areaId,
            table,
            revision,
            row: { ...(await unseal<Row>(key, sealed)), id, removed: false },
          }),
        ),
      )
    },

    ahead: async () => {
      const [outbox, kept, feeds] = await strict.read(['outbox', 'kept', 'feeds'], tx =>
        Promise.all([tx.all('outbox'), tx.all('kept'), tx.all('feeds')]),
      )
      const pulled = new Map(feeds.map(feed => [feed.areaId, feed.revision]))
      const unseen = kept.filter(entry => entry.revision > (pulled.get(entry.areaId) ?? Infinity))
      return Promise.all([...outbox, ...unseen].sort((a, b) => a.seq - b.seq).map(open))
    },

    inbox: () => inInbox(entry => !isDismissed(entry)),
    dismissed: () => inInbox(isDismissed),

    dismiss: (id, now) =>
      strict.write(['inbox'], async tx => {
        const entry = await tx.get('inbox', id)
        if (entry) tx.put('inbox', { ...entry, dismissedAt: now })
      }),

    takeBack: id =>
      strict.write(['inbox'], async tx => {
        const entry = await tx.get('inbox', id)
        if (!entry) return
        const { dismissedAt: _, ...back } = entry
        tx.put('inbox', back)
      }),

    forgetKept: before =>
      relaxed.write(['kept', 'inbox'], async tx => {
        const [old, inbox] = await Promise.all([
          tx.keys('kept', { index: 'at', value: IDBKeyRange.upperBound(before, true) }),
          tx.all('inbox'),
        ])
        for (const seq of old) tx.delete('kept', seq)
        for (const { id, dismissedAt } of inbox)
          if (dismissedAt !== undefined && dismissedAt < before) tx.delete('inbox', id)
      }),
  }
}
