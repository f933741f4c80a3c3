import { createHash } from 'node:crypto'

/** Who did what to whose file, ids only: an erased person leaves nothing to read here. */
export type AuditEntry = {
  communeId: number
  n: number
  at: string
  actorId: string
  what: string
  subjects: unknown
}

/** JSON with its keys in order: the database does not keep the order in which they were written. */
const canonical = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${fields.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join(',')}}`
}

/** The hash of an entry over the hash of the one before it (empty before the first). */
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
