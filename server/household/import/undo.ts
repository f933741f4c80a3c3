import type { Day, Instant } from '@tung-nha/model/kit/day.ts'
import type { SentOp } from '@tung-nha/model/sync/op.ts'
import type { Db } from '#db/connect.ts'
import { idOf } from '#household/import/preview.ts'
import type { ImportedHome } from '#household/import/queries.ts'
import { pushOps } from '#sync/push.ts'
import { serverSender } from '#sync/sender.ts'

const BATCH = 400
const REASON = 'Hoàn tác lần nhập danh sách'

export type Touched = 'people' | 'visited' | 'edited'

/** What happened to a home since its import, if anything. A home that was removed since is nobody's loss. */
export const touchOf = (home: ImportedHome): Touched | null =>
  home.visited ? 'visited' : home.people ? 'people' : home.edited ? 'edited' : null

/**
 * Takes the homes of an import away again, as ops beside those that made them: phones hear of it like of any change.
 * Ids are derived, so that what stopped halfway is finished by doing it again.
 */
export const removeHomes = async (
  db: Db,
  homes: readonly ImportedHome[],
  spec: {
    jobId: string
    actorId: string
    now: Instant
    today: Day
    skills: ReadonlySet<string>
    secret: string
  },
): Promise<number> => {
  const ops = homes
    .filter(home => !home.removed)
    .map(
      (home, i): SentOp => ({
        id: idOf('undo', spec.jobId, home.id),
        areaId: home.area_id,
        deviceId: spec.jobId,
        seq: 1_000_000 + i,
        actorId: spec.actorId,
        kind: 'household.remove',
        body: { householdId: home.id, reason: REASON },
        deviceAt: spec.now,
      }),
    )
    .toSorted((a, b) => a.areaId - b.areaId || a.seq - b.seq)
  let removed = 0
  for (let from = 0; from < ops.length; from += BATCH) {
    const { now, skills, secret } = spec
    const batch = ops.slice(from, from + BATCH)
    const answers = await pushOps(db, { ops: batch, sender: serverSender, now, offset: 0, skills, secret })
    removed += answers.filter(answer => answer.result !== 'refused').length
  }
  return removed
}
