import type { Move } from './schedule.ts'
import { simulate } from './simulate.ts'

/** The smallest list of moves found that still breaks the same rule: halves, quarters and single moves are left out in turn. */
export const shrink = async (moves: readonly Move[], seed: number, rule: string): Promise<Move[]> => {
  const breaks = async (some: readonly Move[]) => (await simulate(some, seed)).violation?.rule === rule
  let left = [...moves]
  for (let size = Math.ceil(left.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let at = 0; at < left.length; ) {
      const fewer = [...left.slice(0, at), ...left.slice(at + size)]
      if (await breaks(fewer)) left = fewer
      else at += size
    }
  }
  return left
}
