import { createHmac, hash, timingSafeEqual } from 'node:crypto'
import type { Instant } from '@tung-nha/model/kit/day.ts'
import { digestOf, type Sha256 } from '@tung-nha/model/sync/hash.ts'
import type { SentOp } from '@tung-nha/model/sync/op.ts'

export const sha256: Sha256 = text => hash('sha256', text)

/** Our word that we accepted this op with this stamp: kept by the phone, honoured when it comes again after a restore. */
export const proofOf = (op: SentOp, stamp: Instant, secret: string): string =>
  createHmac('sha256', secret)
    .update(`tung-nha op\n${stamp}\n${digestOf(op, '', sha256)}`)
    .digest('base64url')

export const proves = (op: SentOp, secret: string): boolean => {
  if (op.stamp === undefined || op.proof === undefined) return false
  const given = Buffer.from(op.proof)
  const ours = Buffer.from(proofOf(op, op.stamp, secret))
  return given.length === ours.length && timingSafeEqual(given, ours)
}
