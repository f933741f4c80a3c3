import type { Instant } from '#model/kit/day.ts'

/** Milliseconds since 1970 of an instant, or null when the text is no instant. */
export const msOf = (instant: Instant): number | null => {
  const ms = Date.parse(instant)
  return Number.isNaN(ms) ? null : ms
}

/** The instant of a number of milliseconds since 1970, always written with three decimals and Z. */
export const instantOf = (ms: number): Instant => new Date(ms).toISOString()
