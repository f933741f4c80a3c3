import type { ListLessons } from '@tung-nha/model/api/lessons.ts'
import { ask } from '#lib/api/host.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = ({ locals }) => ask<ListLessons>(locals.api, 'GET /api/v1/lessons', {})
