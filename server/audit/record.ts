import type { Audited } from '@tung-nha/model/access/audited.ts'
import { type AuditEntry, chainOf, firstBroken } from '#audit/chain.ts'
import { entriesFrom, insertEntry, lastEntry, lockChain } from '#audit/queries.ts'
import type { Tx } from '#db/connect.ts'

/** Ids, days, keys and counts. */
export type Subjects = Record<string, string | number | boolean | readonly string[] | readonly number[]>

const NOTHING = Buffer.alloc(0)

/**
 * Writes one entry to the chain of a commune, in the transaction of what it tells about: nothing is read or changed
 * without it. A page of a list is one entry. `subjects` holds ids and counts only.
 */
export const recordAudit = async (
  tx: Tx,
  entry: {
    communeId: number
    actorId: string
    at: string
    what: Audited
    subjects: Subjects
  },
): Promise<void> => {
  await lockChain(tx, entry.communeId)
  const last = await lastEntry(tx, entry.communeId)
  const told: AuditEntry = { ...entry, n: (last?.n ?? 0) + 1 }
  await insertEntry(tx, {
    commune_id: told.communeId,
    n: told.n,
    at: told.at,
    actor_id: told.actorId,
    what: told.what,
    subjects: JSON.stringify(told.subjects),
    chain: chainOf(last?.chain ?? NOTHING, told),
  })
}

/** The first entry of a commune's chain that was changed, removed or slipped in, or null when all is as it was written. */
export const verifyChain = async (tx: Tx, communeId: number): Promise<number | null> => {
  let before = { n: 0, chain: NOTHING as Buffer }
  for (;;) {
    const rows = await entriesFrom(tx, communeId, before.n + 1, 2000)
    if (rows.length === 0) return null
    const entries = rows.map(row => ({
      communeId: row.commune_id,
      n: row.n,
      at: row.at,
      actorId: row.actor_id,
      what: row.what,
      subjects: row.subjects,
      chain: row.chain,
    }))
    const broken = firstBroken(before, entries)
    if (broken !== null) return broken
    before = { n: rows.at(-1)!.n, chain: rows.at(-1)!.chain }
  }
}

/** Where a commune's chain stands: printed on its reports, so that paper bears witness to everything before it. */
export const headOf = async (tx: Tx, communeId: number): Promise<{ n: number; head: string } | null> => {
  const last = await lastEntry(tx, communeId)
  return last ? { n: last.n, head: last.chain.toString('hex') } : null
}
