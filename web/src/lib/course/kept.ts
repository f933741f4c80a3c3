import type { Progress } from '@tung-nha/model/course/progress.ts'
import type { Day } from '@tung-nha/model/kit/day.ts'

export type KeptCertificate = { code: string; token: string; course: string; day: Day }
export type WaitingCount = { skill: string; what: 'opened' | 'finished'; day: Day }

/** What a phone remembers of a learner. No name, nothing that leads to a person. */
export type Kept = {
  progress: Progress
  /** The poster one came from: gives the village its count, and nothing else. */
  poster: string | null
  /** Opened from the app of a team: progress is joined with the member's own. */
  member: boolean
  counts: WaitingCount[]
  certificates: KeptCertificate[]
}

const KEY = 'tung-nha-course'
const empty: Kept = { progress: {}, poster: null, member: false, counts: [], certificates: [] }

/** A private window or a full phone keeps nothing: learning goes on, it is only not remembered. */
export const readKept = (): Kept => {
  try {
    return { ...empty, ...(JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Kept>) }
  } catch {
    return empty
  }
}
export const writeKept = (kept: Kept): void => {
  try {
    localStorage.setItem(KEY, JSON.stringify(kept))
  } catch {
    // Nothing to be done: see readKept.
  }
}
