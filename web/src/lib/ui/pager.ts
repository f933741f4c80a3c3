/**
 * The way through a list read by key: the key each page began after, null for the first. A list by key has no page
 * numbers, so going back means remembering where we came from.
 */
export type KeyTrail = readonly (string | null)[]

export const startOfList: KeyTrail = [null]

/** The key to ask with now. */
export const currentKey = (trail: KeyTrail): string | null => trail.at(-1) ?? null

export const forward = (trail: KeyTrail, next: string): KeyTrail => [...trail, next]

export const back = (trail: KeyTrail): KeyTrail => (trail.length > 1 ? trail.slice(0, -1) : trail)

/** Number of the first row shown, when every page before was full. */
export const firstRow = (trail: KeyTrail, limit: number): number => (trail.length - 1) * limit + 1
