import type { Instant } from '@tung-nha/model/kit/day.ts'
import type { Sender } from '@tung-nha/model/sync/accept.ts'
import type { SyncStore } from '@tung-nha/model/sync/store.ts'
import { type Db, inAreas } from '#db/connect.ts'
import { knownOps, lockFeed, resolveRefused, touchedRows, writeLedger, writeRefused, writeRows } from '#sync/queries.ts'

/** Decisions kept in PostgreSQL: one transaction an area, under the lock of the area's counter row. */
export const postgresStore = (db: Db, sender: Pick<Sender, 'actorId' | 'deviceId'>, now: Instant): SyncStore => ({
  inArea: (areaId, work) =>
    inAreas(db, [areaId], tx =>
      work({
        load: async (opIds, touches) => ({
          feed: await lockFeed(tx, areaId),
          known: await knownOps(tx, areaId, opIds),
          touched: await touchedRows(tx, areaId, touches),
        }),
        save: async decision => {
          if (decision.refused.length > 0) await writeRefused(tx, areaId, decision, sender, now)
          if (decision.ledger.length === 0) return
          await writeRows(tx, areaId, decision.feed.revision, decision.rows)
          await writeLedger(tx, areaId, decision, now)
          await resolveRefused(tx, areaId, decision.ledger.map(entry => entry.op.id), now)
        },
      }),
    ),
})
