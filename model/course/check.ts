/** The whole course, or one of its groups by key. */
export const WHOLE_COURSE = 'all'

/** Which question of which lesson is asked. */
export type Asked = { skill: string; question: number }
/** A lesson as a check sees it. */
export type Pool = readonly { skill: string; questions: number }[]

/** Ten questions over the whole course, one of each lesson over a group. */
const MOST = 10

// A small generator with a seed of 32 bits (mulberry32): the same ticket asks the same questions on every server.
const chance = (seed: number) => {
  let state = seed >>> 0
  return (below: number): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below)
  }
}

/** Draws the questions of a check: lessons without repetition, one question of each, in a mixed order. */
export const drawQuestions = (pool: Pool, seed: number): Asked[] => {
  const next = chance(seed)
  const lessons = [...pool]
  const drawn: Asked[] = []
  while (lessons.length > 0 && drawn.length < MOST) {
    const [lesson] = lessons.splice(next(lessons.length), 1)
    drawn.push({ skill: lesson!.skill, question: next(lesson!.questions) })
  }
  return drawn
}

/** Four of five must be right. */
export const enoughRight = (right: number, of: number): boolean => of > 0 && right * 5 >= of * 4
