import type { Feed } from '#model/sync/accept.ts'
import type { HeldFeed } from '#model/sync/storage.ts'

/**
 * All places of a phone in one text, the same whatever the order. Phone and server hash it (SHA-256, the first
 * `DIGEST_LENGTH` hex digits) and compare: mostly nothing is new, and then the places themselves need not travel.
 */
export const placesText = (places: readonly (Feed & { areaId: number })[]): string =>
  [...places]
    .sort((a, b) => a.areaId - b.areaId)
    .map(({ areaId, revision, chain }) => `${areaId} ${revision} ${chain}`)
    .join('\n')

export const DIGEST_LENGTH = 32

/** Whether a digest says as much as the places: an acknowledgement beyond a place has to be named. */
export const canBeBrief = (held: readonly HeldFeed[]): boolean =>
  held.length > 0 && held.every(feed => feed.acked === undefined)
