/** A bug as data: what to replace in which file. It lives here and in a temporary copy, never in the product. */
export type Bug = {
  name: string
  /** Which part of the fault matrix it belongs to. */
  row: BugClass
  /**
   * Where it was heard of, for those that were not found by reading our code: from what befell others
   * and from docs/promise.md. Only the place to plant them was looked up.
   */
  heard?: string
  /** Which trial it is put to (../trials.ts). */
  tier?: BugTier
  file: string
  edits: [from: string, to: string][]
}

/**
 * `memory`: the simulator, then the contracts of storage and store in memory. `database`: tests on a real PostgreSQL, the
 * bad network with its judge among them. `browser`: the app's storage in a real Chromium.
 */
export const BUG_TIERS = ['memory', 'database', 'browser'] as const
export type BugTier = (typeof BUG_TIERS)[number]

/** Parts of the fault matrix: C1 to C7; C8 to C12; C13 to C17; C18 to C20; S1 to S9. */
export const BUG_CLASSES = ['network', 'phone', 'clock', 'scope', 'server'] as const
export type BugClass = (typeof BUG_CLASSES)[number]
