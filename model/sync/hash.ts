import type { Instant } from '#model/kit/day.ts'
import type { Op } from '#model/sync/op.ts'

/** SHA-256 of a text, in lower-case hex. Passed in: the model has no crypto of its own. */
export type Sha256 = (text: string) => string

/** Canonical JSON (RFC 8785): keys in UTF-16 order, no spaces, so that equal values give equal text everywhere. */
export const canonical = (value: unknown): string => {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null'
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  let text = ''
  for (const key of Object.keys(value).sort()) {
    const item = (value as Record<string, unknown>)[key]
    if (item !== undefined) text += `${text && ','}${JSON.stringify(key)}:${canonical(item)}`
  }
  return `{${text}}`
}

/**
 * What an op says, salted. The ledger chains this digest and not the content, so that an erasure may drop content
 * and salt while the chain still verifies, and a short body cannot be guessed from its digest.
 */
export const digestOf = (op: Op, salt: string, sha256: Sha256): string =>
  sha256(salt + canonical([op.id, op.areaId, op.deviceId, op.seq, op.actorId, op.kind, op.body, op.deviceAt]))

/** The next link of an area's chain. */
export const chainOf = (before: string, id: string, stamp: Instant, digest: string, sha256: Sha256): string =>
  sha256(`${before}\n${id}\n${stamp}\n${digest}`)
