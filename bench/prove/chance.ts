/** Chance that can be repeated: the same seed gives the same numbers on every machine. */
export type Chance = {
  /** In [0, 1). */
  next: () => number
  /** A whole number in [0, most). */
  below: (most: number) => number
  pick: <T>(items: readonly T[]) => T
}

/** Mulberry32: small, quick, and good enough to choose faults. */
export const chanceOf = (seed: number): Chance => {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (most: number) => Math.floor(next() * most)
  return { next, below, pick: items => items[below(items.length)]! }
}

/** The seed of one schedule of a run: far from those of its neighbours. */
export const seedOf = (seed: number, schedule: number): number =>
  (Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) + Math.imul(schedule + 1, 0xc2b2ae35)) >>> 0
