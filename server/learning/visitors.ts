import { createHash, randomBytes } from 'node:crypto'
import type { Day, Instant } from '@tung-nha/model/kit/day.ts'

/** A class or a market scans one poster at once; more than this in a minute is no crowd before a sheet of paper. */
const SCANS_A_MINUTE = 60
/** Some megabytes of memory; beyond that the cap of the minute alone holds. */
const MOST_REMEMBERED = 100_000

export type Visit = { code: string; address: string; userAgent: string; day: Day; wall: Instant }

/**
 * Whether a scan of a poster is counted: once a day for each visitor, and at most sixty a minute for each copy. A
 * visitor is a hash under a salt of the day that exists in memory only; nothing about anyone is written down.
 */
export const scanCounter = (): ((visit: Visit) => boolean) => {
  let day = ''
  let salt = randomBytes(16)
  let seen = new Set<string>()
  let minute = ''
  let scans = new Map<string, number>()
  return ({ code, address, userAgent, day: today, wall }) => {
    if (today !== day) {
      day = today
      salt = randomBytes(16)
      seen = new Set()
    }
    if (wall.slice(0, 16) !== minute) {
      minute = wall.slice(0, 16)
      scans = new Map()
    }
    const visitor = createHash('sha256')
      .update(salt)
      .update(JSON.stringify([code, address, userAgent]))
      .digest('base64url')
      .slice(0, 16)
    if (seen.has(visitor)) return false
    const n = (scans.get(code) ?? 0) + 1
    if (n > SCANS_A_MINUTE) return false
    scans.set(code, n)
    if (seen.size < MOST_REMEMBERED) seen.add(visitor)
    return true
  }
}
