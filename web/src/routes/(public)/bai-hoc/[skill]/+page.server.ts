import type { CountLesson, ReadLesson } from '@tung-nha/model/api/lessons.ts'
import type { ReadPoster } from '@tung-nha/model/api/posters.ts'
import { ask } from '#lib/api/host.ts'
import { placeOf } from '#lib/lesson/place.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const { skill } = params
  const lesson = await ask<ReadLesson>(locals.api, 'GET /api/v1/lessons/:skill', { params: { skill } })
  const place = placeOf(url.searchParams, lesson.parts.length, lesson.questions.length)
  const poster = place.poster
    ? await ask<ReadPoster>(locals.api, 'GET /api/v1/posters/:code', {
        params: { code: place.poster },
        query: { quiet: true },
      })
    : null
  const count = (body: { what: 'opened' | 'answered' | 'finished'; right?: boolean }) =>
    ask<CountLesson>(locals.api, 'POST /api/v1/lessons/:skill/answers', {
      params: { skill },
      body: { ...body, ...(place.poster ? { poster: place.poster } : {}) },
    }).catch(() => null) // counting must never stand between a reader and the lesson
  if (place.at === 1) await count({ what: 'opened' })
  const question = lesson.questions[place.at - lesson.parts.length - 1]
  if (question && place.chosen !== null)
    await count({ what: 'answered', right: question.options[place.chosen]?.right ?? false })
  if (place.at > lesson.parts.length + lesson.questions.length) await count({ what: 'finished' })
  return { lesson, place, poster }
}
