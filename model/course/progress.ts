import { addDays, type Day } from '#model/kit/day.ts'

/** A round of the questions of a lesson after it was finished once. */
export type Review = { day: Day; right: number; of: number }

/** What one learner has done in one lesson. It says nothing about who the learner is. */
export type LessonProgress = {
  /** The page to go on with: 0 the cover, then the steps, then the questions. */
  at: number
  startedOn: Day
  /** All questions answered; null while under way. */
  finishedOn: Day | null
  /** Of the lesson that was learnt, so that a changed one can be offered again. */
  version: number
  reviews: Review[]
}
/** By skill. */
export type Progress = Readonly<Record<string, LessonProgress>>

/** Days until a finished lesson is asked again, each time further away: what is recalled just in time stays longest. */
export const REVIEW_AFTER = [1, 3, 7, 16, 35] as const

/** A lesson is opened or stands at another page. Going back to look does not lose the furthest page. */
export const reach = (
  progress: Progress,
  skill: string,
  at: number,
  version: number,
  today: Day,
): Progress => {
  const before = progress[skill]
  const now: LessonProgress = before
    ? { ...before, at: before.finishedOn === null ? Math.max(before.at, at) : at }
    : { at, startedOn: today, finishedOn: null, version, reviews: [] }
  return { ...progress, [skill]: now }
}

/** The questions of a lesson are answered: the first time it is finished, afterwards it is a review. */
export const finish = (progress: Progress, skill: string, round: Review, version: number): Progress => {
  const before = progress[skill] ?? { at: 0, startedOn: round.day, finishedOn: null, version, reviews: [] }
  const after: LessonProgress =
    before.finishedOn === null || before.version < version
      ? { ...before, at: 0, finishedOn: round.day, version, reviews: [] }
      : { ...before, at: 0, reviews: [...before.reviews, round] }
  return { ...progress, [skill]: after }
}

/**
 * When a finished lesson is to be asked again; null before it is finished and when all rounds are done. A round with
 * a mistake starts over with the shortest wait; a round before its day is practice and moves nothing.
 */
export const reviewDue = ({ finishedOn, reviews }: LessonProgress): Day | null => {
  if (finishedOn === null) return null
  let box = 0
  let due: Day | null = addDays(finishedOn, REVIEW_AFTER[0])
  for (const round of reviews.toSorted((a, b) => (a.day < b.day ? -1 : 1))) {
    if (due === null || round.day < due) continue
    box = round.right === round.of ? box + 1 : 0
    const wait = REVIEW_AFTER[box]
    due = wait === undefined ? null : addDays(round.day, wait)
  }
  return due
}

/** Skills to ask again today, the longest waiting first. */
export const reviewsOn = (progress: Progress, today: Day): string[] =>
  Object.entries(progress)
    .flatMap(([skill, lesson]) => {
      const due = reviewDue(lesson)
      return due !== null && due <= today ? [{ skill, due }] : []
    })
    .sort((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : a.skill < b.skill ? -1 : 1))
    .map(one => one.skill)

const earlier = (a: Day | null, b: Day | null): Day | null =>
  a === null ? b : b === null ? a : a < b ? a : b

const joined = (a: LessonProgress, b: LessonProgress): LessonProgress => {
  if (a.version !== b.version) return a.version > b.version ? a : b
  const rounds = new Map([...a.reviews, ...b.reviews].map(one => [`${one.day} ${one.right}/${one.of}`, one]))
  return {
    at: Math.max(a.at, b.at),
    startedOn: earlier(a.startedOn, b.startedOn)!,
    finishedOn: earlier(a.finishedOn, b.finishedOn),
    version: a.version,
    reviews: [...rounds.values()].sort((x, y) =>
      x.day < y.day ? -1 : x.day > y.day ? 1 : x.right - y.right,
    ),
  }
}

/** Joins what two phones of one learner know: any order and any repetition gives the same. */
export const joinProgress = (a: Progress, b: Progress): Progress => {
  const skills = [...new Set([...Object.keys(a), ...Object.keys(b)])].sort()
  return Object.fromEntries(
    skills.map(skill => {
      const [one, other] = [a[skill], b[skill]]
      return [skill, one && other ? joined(one, other) : (one ?? other)!]
    }),
  )
}

/** How many of these lessons are finished. */
export const finishedOf = (progress: Progress, skills: readonly string[]): number =>
  skills.filter(skill => (progress[skill]?.finishedOn ?? null) !== null).length
