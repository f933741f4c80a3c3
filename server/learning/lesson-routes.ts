import { countLesson, listLessons, readLesson } from '@tung-nha/model/api/lessons.ts'
import { problem } from '@tung-nha/model/problem.ts'
import { type Route, route } from '#http/route.ts'
import { headOf, type Lessons } from '#learning/lessons.ts'
import { addToLessonDay, posterByCode } from '#learning/queries.ts'

// Far above what one school or office behind one address can do by hand, far below what would bend a count.
const COUNTS_OF_AN_ADDRESS = 600

/** Counts per address in the current hour, in memory only: an address is never stored beside a lesson. */
const hourlyLimit = () => {
  let hour = ''
  let seen = new Map<string, number>()
  return (address: string, now: string): boolean => {
    if (now.slice(0, 13) !== hour) {
      hour = now.slice(0, 13)
      seen = new Map()
    }
    const n = (seen.get(address) ?? 0) + 1
    seen.set(address, n)
    return n <= COUNTS_OF_AN_ADDRESS
  }
}

export const lessonRoutes = (lessons: Lessons, within = hourlyLimit()): Route[] => [
  route(listLessons, async c => ({
    groups: c.setup.catalogue.groups.map(({ key, name, icon }) => ({ key, name, icon })),
    items: lessons.list(c.lang).map(headOf),
  })),

  route(readLesson, async c => {
    const lesson = lessons.find(c.input.params.skill, c.lang)
    if (!lesson) throw problem('lesson.unknown')
    return lesson
  }),

  route(countLesson, async c => {
    const { skill } = c.input.params
    const { what, right, poster } = c.input.body
    if (!lessons.find(skill, 'vi')) throw problem('lesson.unknown')
    if (!within(c.address, c.now)) throw problem('auth.too-many', { minutes: 60 })
    const from = poster ? await posterByCode(c.db, poster.toUpperCase()) : undefined
    await addToLessonDay(c.db, {
      skill,
      day: c.today,
      areaId: from?.area_id ?? 0,
      opened: what === 'opened' ? 1 : 0,
      answered: what === 'answered' ? 1 : 0,
      right: what === 'answered' && right === true ? 1 : 0,
      finished: what === 'finished' ? 1 : 0,
    })
    return { counted: true as const }
  }),
]
