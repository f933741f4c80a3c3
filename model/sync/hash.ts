import type { Instant } from '#model/kit/day.ts'
import type { Op } from '#model/sync/op.ts'

/** SHA-256 of a text, in lower-case hex. Passed in: the model has no crypto of its own. */
export type Sha256 = (text: string) => string

/** Text that JSON writes as it is: most of it, for keys, ids, days and instants. */
const BARE = /^[ !#-[\]-~]*$/
const quoted = (text: string): string => (BARE.test(text) ? `"${text}"` : JSON.stringify(text))

/** Canonical JSON (RFC 8785): keys in UTF-16 order, no spaces, so that equal values give equal text everywhere. */
export const canonical = (value: unknown): string => {
  if (typeof value === 'string') return quoted(value)
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null'
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  let text = ''
  for (const key of Object.keys(value).sort()) {
    const item = (value as Record<string, unknown>)[key]
    if (item !== undefined) text += `${text && ','}${quoted(key)}:${canonical(item)}`
  }
  return `{${text}}`
}

/** An op is hashed for the ledger and again for the proof; written out once, it serves both. */
const written = new WeakMap<Op, string>()
const writtenOut = (op: Op): string => {
  const known = written.get(op)
  if (known !== undefined) return known
  const text = canonical([op.id, op.areaId, op.deviceId, op.seq, op.actorId, op.kind, op.body, op.deviceAt])
  written.set(op, text)
  return text
}

/**
 * What an op says, salted. The ledger chains this digest and not the content, so that an erasure may drop content
 * and salt while the chain still verifies, and a short body cannot be guessed from its digest.
 */
export const digestOf = (op: Op, salt: string, sha256: Sha256): string => sha256(salt + writtenOut(op))

/** The next link of an area's chain. */
export const chainOf = (before: string, id: string, stamp: Instant, digest: string, sha256: Sha256): string =>
  sha256(`${before}\n${id}\n${stamp}\n${digest}`)
