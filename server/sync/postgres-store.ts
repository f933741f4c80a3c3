import type { Instant } from '@tung-nha/model/kit/day.ts'
import { problem } from '@tung-nha/model/problem.ts'
import { rootsOf } from '@tung-nha/model/resident/one.ts'
import type { Sender } from '@tung-nha/model/sync/accept.ts'
import type { SyncStore } from '@tung-nha/model/sync/store.ts'
import type { Db } from '#db/connect.ts'
import { inLane } from '#db/lane.ts'
import { MERGING, mayRegroup, pointersOf, writeRoots } from '#sync/one/queries.ts'
import { answerOf, decisionOf, lockOf, makeFeed, readOf, refusedOps, refusedSince } from '#sync/queries.ts'

/**
 * Most refused ops kept of one author in a day: far more than a mistake brings, far less than fills a disk. Beyond it
 * the push is turned away and the phone keeps what it has.
 */
export const REFUSED_MOST = 500
const DAY_MS = 86_400_000
const RETRY_SECONDS = 3600

/**
 * Decisions kept in PostgreSQL: one transaction an area, under the lock of the area's counter row. Two trips to the
 * database: there to lock and read, and there to write and commit.
 */
export const postgresStore = (
  db: Db,
  sender: Pick<Sender, 'actorId' | 'deviceId'>,
  now: Instant,
): SyncStore => ({
  inArea: (areaId, work) =>
    inLane(db, [areaId], lane =>
      work({
        // The lock is a statement before the one that reads: one that waited for it would go on to read what was true before.
        load: async (opIds, touches, sent) => {
          const read = readOf(areaId, opIds, touches, sent)
          const [locked, found] = await lane.ask(lockOf(areaId), read)
          if (locked[0]) return answerOf(locked, found)
          // A feed begins with the first push to an area that exists.
          const [, made, anew] = await lane.ask(makeFeed(areaId), lockOf(areaId), read)
          return answerOf(made, anew)
        },
        save: async decision => {
          if (decision.refused.length > 0 && sender.actorId !== null) {
            const since = new Date(Date.parse(now) - DAY_MS).toISOString()
            const [, [kept]] = await lane.ask(...refusedSince(sender.actorId, since))
            if (kept!.n >= REFUSED_MOST) throw problem('server.busy', { retryAfter: RETRY_SECONDS })
          }
          const writes = [
            ...(decision.refused.length > 0 ? [refusedOps(areaId, decision, sender, now)] : []),
            ...(decision.ledger.length > 0 ? [decisionOf(areaId, decision, now)] : []),
          ]
          if (!mayRegroup(decision)) return lane.askLast(...writes)
          await lane.ask(...writes)
          const pointers = await lane.ask(...MERGING.map(table => pointersOf(table, areaId)))
          await lane.askLast(...MERGING.map((table, i) => writeRoots(table, areaId, rootsOf(pointers[i]!))))
        },
      }),
    ),
})
