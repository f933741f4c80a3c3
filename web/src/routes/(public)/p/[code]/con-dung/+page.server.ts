import { fail } from '@sveltejs/kit'
import type { ReadPoster, ReportPoster } from '@tung-nha/model/api/posters.ts'
import { problemOf } from '#lib/api/failure.ts'
import { ask } from '#lib/api/host.ts'
import type { Actions, PageServerLoad } from './$types'

const KINDS = ['covered', 'wrong', 'torn'] as const

export const load: PageServerLoad = async ({ locals, params }) => ({
  poster: await ask<ReadPoster>(locals.api, 'GET /api/v1/posters/:code', {
    params: { code: params.code },
    query: { quiet: true },
  }),
})

export const actions: Actions = {
  default: async ({ locals, params, request }) => {
    const said = (await request.formData()).get('kind')
    const kind = KINDS.find(one => one === said)
    if (!kind) return fail(400, { unchosen: true })
    const route: ReportPoster['route'] = 'POST /api/v1/posters/:code/reports'
    const { status, body } = await locals.api(route, { params: { code: params.code }, body: { kind } })
    if (status >= 400) return fail(status, { why: problemOf(status, body)?.title ?? '' })
    return { told: true }
  },
}
