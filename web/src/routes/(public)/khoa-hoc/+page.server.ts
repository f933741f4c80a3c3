import type { ReadOutline } from '@tung-nha/model/api/course.ts'
import { ask } from '#lib/api/host.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals }) => ({
  course: await ask<ReadOutline>(locals.api, 'GET /api/v1/course', {}),
})
