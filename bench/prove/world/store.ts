import { marksOf } from '@tung-nha/model/activity/onward.ts'
import type { Decision } from '@tung-nha/model/sync/accept.ts'
import type { AreaStore, SyncStore } from '@tung-nha/model/sync/store.ts'
import type { Database } from './database.ts'

const fault = (code: string, message: string) => Object.assign(new Error(message), { code })

let version = 0
const mark = (db: Database, areaId: number, { rows }: Decision) => {
  for (const { table, id } of marksOf(rows)) {
    const held = db.onward.get(areaId) ?? new Map<string, number>()
    db.onward.set(areaId, held.set(`${table} ${id}`, ++version))
  }
}

/** In the place of the store on PostgreSQL: the model's memory store inside transactions that can fail. */
export const postgresStore = (db: Database): SyncStore => ({
  inArea: (areaId, work) =>
    db.store.inArea(areaId, async area => {
      const trouble = db.trouble.shift()
      if (trouble === 'down') throw fault('57P03', 'the database is starting up')
      if (trouble === 'cutBefore') throw fault('08006', 'the connection was cut')
      const writes: Decision[] = []
      const transaction: AreaStore = {
        load: area.load,
        save: async decision => {
          writes.push(decision)
        },
      }
      const result = await work(transaction)
      // Rolled back: nothing of it stays.
      if (trouble === 'deadlock') throw fault('40P01', 'deadlock detected')
      for (const decision of writes) {
        await area.save(decision)
        mark(db, areaId, decision)
        db.committed(areaId, db.store.areas.get(areaId)!, decision.days)
      }
      // Committed, but nobody heard of it.
      if (trouble === 'cutAfter') throw fault('08006', 'the connection was cut')
      return result
    }),
})
