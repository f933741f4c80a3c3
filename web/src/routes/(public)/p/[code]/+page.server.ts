import type { ReadLesson } from '@tung-nha/model/api/lessons.ts'
import type { ReadPoster } from '@tung-nha/model/api/posters.ts'
import { ask } from '#lib/api/host.ts'
import type { PageServerLoad } from './$types'

/** What a scanned poster opens: counts the scan and shows the cover of its lesson. */
export const load: PageServerLoad = async ({ locals, params }) => {
  const poster = await ask<ReadPoster>(locals.api, 'GET /api/v1/posters/:code', {
    params: { code: params.code },
  })
  const lesson = await ask<ReadLesson>(locals.api, 'GET /api/v1/lessons/:skill', {
    params: { skill: poster.skill },
  })
  return { poster, lesson, place: { at: 0, chosen: null, poster: poster.code } }
}
