import type { Instant } from '#model/kit/day.ts'
import { msOf } from '#model/kit/instant.ts'
import { leaseIsOver } from '#model/sync/lock.ts'

/** Less than this is the network's delay, or a clock set right; it puts a visit on another day around midnight only. */
const BACK_MS = 3_600_000

/** What a phone knows of its own clock: when it stood at the last answer of the server, and at its last op. */
export type ClockKnown = { heardAt: Instant | null; lastAt: Instant | null }

/**
 * Whether a phone has reason to doubt its clock, so that a day taken from it has to be looked at (S13): it stands before a
 * time it has shown already, or the server was not heard for so long that it may as well have run ahead.
 */
export const isClockDoubtful = ({ heardAt, lastAt }: ClockKnown, now: Instant): boolean => {
  const at = msOf(now)
  const wentBack = (known: Instant | null) =>
    known !== null && at !== null && at < (msOf(known) ?? at) - BACK_MS
  return wentBack(heardAt) || wentBack(lastAt) || leaseIsOver(heardAt, now)
}
