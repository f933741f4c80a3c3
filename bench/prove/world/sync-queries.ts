import type { Feed } from '@tung-nha/model/sync/accept.ts'
import type { StoredRow } from '@tung-nha/model/sync/op.ts'
import type { Database } from './database.ts'

/** In the place of the server's queries of the same names: the same questions, asked of the database in memory. */
export const devicesOf = async (db: Database, memberId: string): Promise<string[]> =>
  [...db.devices].flatMap(([id, device]) => (device.memberId === memberId && !device.revoked ? [id] : []))

export const feedHeads = async (db: Database, areaIds: readonly number[]): Promise<Map<number, Feed>> =>
  new Map(
    areaIds.flatMap((areaId): [number, Feed][] => {
      const area = db.store.areas.get(areaId)
      return area ? [[areaId, area.feed]] : []
    }),
  )

const ledgerOf = (db: Database, areaId: number) => db.store.areas.get(areaId)?.ledger ?? []

export const wasHead = async (db: Database, areaId: number, at: Feed) =>
  ledgerOf(db, areaId).some(entry => entry.revision === at.revision && entry.chain === at.chain)

const rowsAfter = (db: Database, areaId: number, after: number) =>
  [...(db.store.areas.get(areaId)?.rows.values() ?? [])]
    .filter(row => row.revision > after)
    .sort((a, b) => a.revision - b.revision)

export const pageEnd = async (db: Database, areaId: number, after: number, size: number) => {
  const most = Math.min(size, db.page)
  const rows = rowsAfter(db, areaId, after)
  return rows.length < most ? null : rows[most - 1]!.revision
}

export const countBeyond = async (db: Database, areaId: number, revision: number) =>
  rowsAfter(db, areaId, revision).length

export const chainAt = async (db: Database, areaId: number, revision: number) =>
  ledgerOf(db, areaId).find(entry => entry.revision === revision)!.chain

export const changedRows = async (
  db: Database,
  areaId: number,
  after: number,
  until: number,
): Promise<(StoredRow & { revision: number })[]> =>
  rowsAfter(db, areaId, after).filter(({ row, revision }) => revision <= until && (after > 0 || !row.removed))

export const noteHeard = async () => {}
export const refusedOf = async () => []
