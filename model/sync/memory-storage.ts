import type { Instant } from '#model/kit/day.ts'
import type { Feed } from '#model/sync/accept.ts'
import type { Op, Row, SentOp } from '#model/sync/op.ts'
import {
  ackedBeyond,
  continues,
  type DeviceRow,
  type DeviceStorage,
  erasedIn,
  type HeldFeed,
  type InboxEntry,
  speaksOf,
} from '#model/sync/storage.ts'

type Kept = { op: SentOp; revision: number; chain: string | undefined; at: Instant }

/** A device in memory: for the simulator, and the measure of the one on IndexedDB. */
export const memoryStorage = (): DeviceStorage => {
  const outbox = new Map<string, SentOp>()
  const kept = new Map<string, Kept>()
  const inbox = new Map<string, InboxEntry>()
  /** Since when an entry of the inbox has been put away. */
  const dismissed = new Map<string, Instant>()
  const rows = new Map<string, DeviceRow>()
  const feeds = new Map<number, Feed & { head?: Feed }>()
  let seq = 0

  const bySeq = (a: Op, b: Op) => a.seq - b.seq
  const drop = (areaId: number) => {
    for (const [key, row] of rows) if (row.areaId === areaId) rows.delete(key)
  }
  const forgetDismissed = (id: string) => {
    dismissed.delete(id)
    inbox.delete(id)
  }
  const heldFeeds = async (): Promise<HeldFeed[]> =>
    [...feeds].map(([areaId, { head, ...feed }]) => {
      const mine = [...kept.values()].filter(entry => entry.op.areaId === areaId)
      return { areaId, ...feed, ...ackedBeyond(feed.revision, mine, head) }
    })
  return {
    saveOp: async op => {
      const saved = { ...op, seq: ++seq }
      outbox.set(op.id, saved)
      return saved
    },
    unsent: async most => [...outbox.values()].sort(bySeq).slice(0, most),
    countUnsent: async () => ({
      unsent: outbox.size,
      oldestAt: [...outbox.values()].sort(bySeq)[0]?.deviceAt ?? null,
    }),
    settle: async (answers, now) => {
      for (const { id, result, stamp, revision = 0, chain, proof, problem = '', words = '' } of answers) {
        const op = outbox.get(id)
        if (!op) continue
        outbox.delete(id)
        if (result === 'refused') inbox.set(id, { op, problem, words, refusedAt: now })
        else kept.set(id, { op: { ...op, stamp, proof }, revision, chain, at: now })
      }
    },
    takePull: async ({ left, feeds: pulled, asked }) => {
      const places = new Map((await heldFeeds()).map(place => [place.areaId, place]))
      const taken = pulled.filter(feed => continues(feed, places.get(feed.areaId), asked))
      for (const areaId of left) {
        drop(areaId)
        feeds.delete(areaId)
      }
      for (const feed of taken) {
        const erased = erasedIn(feed)
        for (const [id, { op }] of kept)
          if (op.areaId === feed.areaId && speaksOf(op, erased)) kept.delete(id)
        for (const id of dismissed.keys()) {
          const { op } = inbox.get(id)!
          if (op.areaId === feed.areaId && speaksOf(op, erased)) forgetDismissed(id)
        }
        if (feed.reset) drop(feed.areaId)
        if (feed.reset || !feeds.has(feed.areaId)) {
          // The server lost part of its history, or may have while nobody looked; what it had accepted from us goes
          // out again, with its proof.
          for (const [id, { op }] of kept)
            if (op.areaId === feed.areaId) {
              kept.delete(id)
              outbox.set(id, op)
            }
        }
        for (const { table, id, revision, removed, row } of feed.rows) {
          const key = `${feed.areaId} ${table} ${id}`
          if (removed) rows.delete(key)
          else
            rows.set(key, {
              areaId: feed.areaId,
              table,
              revision,
              row: { ...(row as Row), id, removed: false },
            })
        }
        const { revision, chain, head } = feed
        feeds.set(feed.areaId, { revision, chain, ...(head && { head }) })
      }
      return taken
    },
    feeds: heldFeeds,
    rows: async () => [...rows.values()],
    ahead: async () => {
      const unseen = [...kept.values()].filter(
        ({ op, revision }) => revision > (feeds.get(op.areaId)?.revision ?? Infinity),
      )
      return [...outbox.values(), ...unseen.map(entry => entry.op)].sort(bySeq)
    },
    inbox: async () => [...inbox.values()].filter(({ op }) => !dismissed.has(op.id)),
    dismissed: async () => [...inbox.values()].filter(({ op }) => dismissed.has(op.id)),
    dismiss: async (id, now) => {
      if (inbox.has(id)) dismissed.set(id, now)
    },
    takeBack: async id => {
      dismissed.delete(id)
    },
    forgetKept: async before => {
      for (const [id, { at }] of kept) if (at < before) kept.delete(id)
      for (const [id, at] of dismissed) if (at < before) forgetDismissed(id)
    },
  }
}
