import type { Op, Row, SentOp } from '@tung-nha/model/sync/op.ts'
import {
  ackedBeyond,
  continues,
  type DeviceRow,
  type DeviceStorage,
  type PulledFeed,
} from '@tung-nha/model/sync/storage.ts'
import type { LocalDatabase, OutboxEntry } from '#lib/local/database.ts'
import { seal, unseal } from '#lib/local/seal.ts'

/** The keys a storage works with. `read` is null while the phone is locked: ops can be saved and sent, rows not read. */
export type StorageKeys = { out: CryptoKey; read: () => CryptoKey | null }

/** Where acknowledgements are looked for; a pull follows every push, so they are never far back. */
const RECENT = 500

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

  return {
    saveOp: async op => {
      const sealed = await seal(keys.out, op)
      const seq = await strict.transaction('rw', strict.outbox, strict.meta, async () => {
        const next = (((await strict.meta.get('seq'))?.value as number | undefined) ?? 0) + 1
        await strict.meta.put({ key: 'seq', value: next })
        await strict.outbox.add({ seq: next, id: op.id, areaId: op.areaId, deviceAt: op.deviceAt, sealed })
        return next
      })
      return { ...op, seq }
    },

    unsent: async most => Promise.all((await strict.outbox.orderBy('seq').limit(most).toArray()).map(open)),

    countUnsent: async () => {
      const [unsent, oldest] = await Promise.all([
        strict.outbox.count(),
        strict.outbox.orderBy('seq').first(),
      ])
      return { unsent, oldestAt: oldest?.deviceAt ?? null }
    },

    settle: (answers, now) =>
      strict.transaction('rw', strict.outbox, strict.kept, strict.inbox, async () => {
        for (const { id, result, stamp, revision = 0, chain, proof, problem = '', words = '' } of answers) {
          const entry = await strict.outbox.get({ id })
          if (!entry) continue
          if (result === 'refused')
            await strict.inbox.put({
              id,
              seq: entry.seq,
              sealed: entry.sealed,
              problem,
              words,
              refusedAt: now,
            })
          else await strict.kept.put({ ...entry, stamp, proof, revision, chain, at: now })
          await strict.outbox.delete(entry.seq)
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
      return relaxed.transaction(
        'rw',
        relaxed.rows,
        relaxed.feeds,
        relaxed.kept,
        relaxed.outbox,
        async () => {
          const taken: PulledFeed[] = []
          for (const areaId of left) {
            await relaxed.rows.where({ areaId }).delete()
            await relaxed.feeds.delete(areaId)
          }
          for (const [i, feed] of feeds.entries()) {
            const { areaId, revision, chain, reset, rows } = feed
            const held = await relaxed.feeds.get(areaId)
            if (!continues(areaId, held, asked)) continue
            taken.push(feed)
            if (reset) await relaxed.rows.where({ areaId }).delete()
            if (reset || !held) {
              // The server lost part of its history, or may have while nobody looked; what it had accepted from us goes
              // out again, with its proof.
              for (const { revision: _revision, chain: _chain, at: _at, ...entry } of await relaxed.kept
                .where({ areaId })
                .toArray()) {
                await relaxed.kept.delete(entry.seq)
                await relaxed.outbox.put(entry)
              }
            }
            await relaxed.rows.bulkDelete(
              rows
                .filter(row => row.removed)
                .map(({ table, id }) => [areaId, table, id] as [number, string, string]),
            )
            await relaxed.rows.bulkPut(sealed[i]!)
            await relaxed.feeds.put({ areaId, revision, chain })
          }
          return taken
        },
      )
    },

    feeds: async () => {
      const [places, recent] = await relaxed.transaction('r', relaxed.feeds, relaxed.kept, () =>
        Promise.all([relaxed.feeds.toArray(), relaxed.kept.orderBy('seq').reverse().limit(RECENT).toArray()]),
      )
      return places.map(feed => {
        const mine = recent.filter(entry => entry.areaId === feed.areaId).reverse()
        return { ...feed, ...ackedBeyond(feed.revision, mine) }
      })
    },

    rows: async () => {
      const key = readKey()
      const all = await relaxed.rows.toArray()
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
      const [outbox, kept, feeds] = await strict.transaction(
        'r',
        strict.outbox,
        strict.kept,
        strict.feeds,
        () => Promise.all([strict.outbox.toArray(), strict.kept.toArray(), strict.feeds.toArray()]),
      )
      const pulled = new Map(feeds.map(feed => [feed.areaId, feed.revision]))
      const unseen = kept.filter(entry => entry.revision > (pulled.get(entry.areaId) ?? Infinity))
      return Promise.all([...outbox, ...unseen].sort((a, b) => a.seq - b.seq).map(open))
    },

    inbox: async () =>
      Promise.all(
        (await strict.inbox.toArray()).map(async ({ seq, sealed, problem, words, refusedAt }) => ({
          op: { ...(await unseal<Omit<Op, 'seq'>>(keys.out, sealed)), seq },
          problem,
          words,
          refusedAt,
        })),
      ),

    dismiss: id => strict.inbox.delete(id),

    forgetKept: async before => {
      await relaxed.kept.where('at').below(before).delete()
    },
  }
}
