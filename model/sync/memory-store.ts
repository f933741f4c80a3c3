import type { Feed, KnownOp, LedgerEntry, Refused } from '#model/sync/accept.ts'
import type { Row, StoredRow, Table, Touch } from '#model/sync/op.ts'
import type { AreaStore, SyncStore } from '#model/sync/store.ts'

/** One area in memory: what the PostgreSQL store keeps in its tables. */
export type MemoryArea = {
  feed: Feed
  rows: Map<string, StoredRow & { revision: number }>
  ledger: LedgerEntry[]
  refused: Refused[]
}

/** The store of the simulator and of the contract suite. Areas do not wait for one another; pushes of one area do. */
export const memoryStore = (
  tables: readonly Table<Row>[],
): SyncStore & { areas: Map<number, MemoryArea> } => {
  const areas = new Map<number, MemoryArea>()
  const turns = new Map<number, Promise<unknown>>()

  const areaOf = (id: number): MemoryArea => {
    const area = areas.get(id) ?? {
      feed: { revision: 0, chain: '' },
      rows: new Map(),
      ledger: [],
      refused: [],
    }
    areas.set(id, area)
    return area
  }
  const inArea: SyncStore['inArea'] = (areaId, work) => {
    const turn = (turns.get(areaId) ?? Promise.resolve()).then(() => work(storeOf(areaOf(areaId), tables)))
    turns.set(
      areaId,
      turn.catch(() => {}),
    )
    return turn
  }
  return { areas, inArea }
}

const storeOf = (area: MemoryArea, tables: readonly Table<Row>[]): AreaStore => ({
  load: async (opIds, touches, sent) => {
    const ids = new Set(opIds)
    const known = new Map<string, KnownOp>()
    for (const { op, revision, salt, digest, chain } of area.ledger)
      if (ids.has(op.id))
        known.set(op.id, { actorId: op.actorId, stamp: op.stamp, revision, salt, digest, chain })
    const earlier = sent.flatMap(({ deviceId, first, last }) => {
      const own = area.ledger.map(entry => entry.op).filter(op => op.deviceId === deviceId && op.seq < last)
      const from = Math.max(0, ...own.filter(op => op.seq < first).map(op => op.seq))
      return own.filter(op => op.seq >= from).map(({ seq, stamp }) => ({ deviceId, seq, stamp }))
    })
    return { feed: area.feed, known, earlier, touched: touchedOf(area, tables, touches) }
  },
  save: async decision => {
    const ids = [...area.ledger, ...decision.ledger].map(entry => entry.op.id)
    if (new Set(ids).size < ids.length) throw new Error('the ledger would hold an op twice')
    area.feed = decision.feed
    area.ledger.push(...decision.ledger)
    area.refused.push(...decision.refused)
    for (const stored of decision.rows)
      area.rows.set(`${stored.table} ${stored.row.id}`, { ...stored, revision: decision.feed.revision })
  },
})

const touchedOf = (
  area: MemoryArea,
  tables: readonly Table<Row>[],
  touches: readonly Touch[],
): StoredRow[] => {
  const found = new Map<string, StoredRow>()
  for (const touch of touches) {
    if ('id' in touch) {
      const key = `${touch.table} ${touch.id}`
      const stored = area.rows.get(key)
      if (stored) found.set(key, stored)
      continue
    }
    const link = tables.find(table => table.name === touch.table)!.links![touch.by]!
    for (const [key, stored] of area.rows)
      if (stored.table === touch.table && link(stored.row, touch.value)) found.set(key, stored)
  }
  return [...found.values()].map(({ table, row }) => ({ table, row }))
}
