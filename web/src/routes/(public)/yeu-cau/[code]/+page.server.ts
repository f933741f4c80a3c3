import type { RequestStatus } from '@tung-nha/model/api/requests.ts'
import { ask } from '#lib/api/host.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params }) => ({
  code: params.code,
  request: await ask<RequestStatus>(locals.api, 'GET /api/v1/requests/:code', {
    params: { code: params.code },
  }),
})
