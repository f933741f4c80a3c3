import type { Audited } from '@tung-nha/model/access/audited.ts'
import { communeOfArea } from '#audit/queries.ts'
import { recordAudit, type Subjects } from '#audit/record.ts'
import type { Caller } from '#http/route.ts'

/**
 * Puts an officer's reading of people's files on record, in the same transaction as the reading. Members read the
 * files of their own homes through sync, which is their daily work and not recorded here.
 */
export const auditReading = async (
  c: Pick<Caller, 'actor' | 'db' | 'now' | 'today'>,
  where: { communeId: number } | { areaId: number },
  what: Audited,
  subjects: Subjects,
): Promise<void> => {
  if (c.actor.kind !== 'officer') return
  const communeId = 'communeId' in where ? where.communeId : await communeOfArea(c.db, where.areaId, c.today)
  if (communeId !== null)
    await recordAudit(c.db, { communeId, actorId: c.actor.id, at: c.now, what, subjects })
}
