import { createHash } from 'node:crypto'
import { canonical } from '@tung-nha/model/sync/hash.ts'

/** Who did what to whose file, ids only: an erased person leaves nothing to read here. */
export type AuditEntry = {
  communeId: number
  n: number
  at: string
  actorId: string
  what: string
  subjects: unknown
}

/**
 * The hash of an entry over the hash of the one before it (empty before the first). Canonical JSON, since the database
 * does not keep the order of keys.
 */
export const chainOf = (before: Buffer, entry: AuditEntry): Buffer =>
  createHash('sha256').update(before).update(canonical(entry)).digest()

/** The number of the first entry whose hash does not follow from those before it, or null when all do. */
export const firstBroken = (
  before: { n: number; chain: Buffer },
  entries: readonly (AuditEntry & { chain: Buffer })[],
): number | null => {
  let { n, chain } = before
  for (const entry of entries) {
    const { chain: held, ...told } = entry
    if (told.n !== n + 1 || !chainOf(chain, told).equals(held)) return told.n
    n = told.n
    chain = held
  }
  return null
}
