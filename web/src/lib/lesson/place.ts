/**
 * Where a reader is in a lesson, kept in the address so that it works without scripts and survives a reload:
 * `?b=0` the cover, then the steps, then the questions (with `&t=` the chosen answer), then the end. `p` is the poster
 * the reader came from.
 */
export type LessonPlace = { at: number; chosen: number | null; poster: string | null }

const whole = (text: string | null): number | null =>
  text !== null && /^\d{1,2}$/.test(text) ? Number(text) : null

export const placeOf = (search: URLSearchParams, steps: number, questions: number): LessonPlace => ({
  at: Math.min(whole(search.get('b')) ?? 0, steps + questions + 1),
  chosen: whole(search.get('t')),
  poster: /^[2-9A-Za-z]{4,12}$/.test(search.get('p') ?? '') ? search.get('p') : null,
})

/** The address of another place of the same lesson. */
export const lessonAddress = (skill: string, place: Partial<LessonPlace>): string => {
  const search = new URLSearchParams()
  if (place.at) search.set('b', String(place.at))
  if (place.chosen !== null && place.chosen !== undefined) search.set('t', String(place.chosen))
  if (place.poster) search.set('p', place.poster)
  const text = search.toString()
  return `/bai-hoc/${skill}${text ? `?${text}` : ''}`
}
