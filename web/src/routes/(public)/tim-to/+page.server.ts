import type { FindTeam } from '@tung-nha/model/api/find-team.ts'
import { ask } from '#lib/api/host.ts'
import { isUnasked } from '#lib/api/unasked.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url }) => {
  const q = (url.searchParams.get('q') ?? '').trim().slice(0, 80)
  const commune = /^\d{1,9}$/.exec(url.searchParams.get('c') ?? '')?.[0]
  const query = { ...(q ? { q } : {}), ...(commune ? { communeId: Number(commune) } : {}) }
  const found = q || commune ? await ask<FindTeam>(locals.api, 'GET /api/v1/find-team', { query }) : null
  return { q, unasked: isUnasked(url.searchParams), found }
}
