import type { Instant } from '@tung-nha/model/kit/day.ts'
import type { Sender } from '@tung-nha/model/sync/accept.ts'
import type { SyncStore } from '@tung-nha/model/sync/store.ts'
import { type Db, inAreas } from '#db/connect.ts'
import { lockFeed, readArea, writeDecision, writeRefused } from '#sync/queries.ts'

/** Decisions kept in PostgreSQL: one transaction an area, under the lock of the area's counter row. */
export const postgresStore = (
  db: Db,
  sender: Pick<Sender, 'actorId' | 'deviceId'>,
  now: Instant,
): SyncStore => ({
  inArea: (areaId, work) =>
    inAreas(db, [areaId], tx =>
      work({
        // The lock comes first and alone: a statement that waits for it would go on to read what was true before.
        load: async (opIds, touches) => {
          const feed = await lockFeed(tx, areaId)
          return { feed, ...(await readArea(tx, areaId, opIds, touches)) }
        },
        save: async decision => {
          if (decision.refused.length > 0) await writeRefused(tx, areaId, decision, sender, now)
          if (decision.ledger.length > 0) await writeDecision(tx, areaId, decision, now)
        },
      }),
    ),
})
