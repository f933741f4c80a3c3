import type { ListUnits } from '@tung-nha/model/api/units.ts'
import { ask } from '#lib/api/host.ts'
import type { PageServerLoad } from './$types'

/** Search through all times; without a name the provinces of today. */
export const load: PageServerLoad = async ({ locals, url }) => {
  const q = (url.searchParams.get('q') ?? '').trim().slice(0, 80)
  const after = url.searchParams.get('sau') ?? undefined
  const query = q ? { q, limit: 30, ...(after ? { after } : {}) } : { level: 'province' as const, limit: 100 }
  return { q, found: await ask<ListUnits>(locals.api, 'GET /api/v1/units', { query }) }
}
