import { error } from '@sveltejs/kit'
import type { GetUnit, ListUnits } from '@tung-nha/model/api/units.ts'
import { ask } from '#lib/api/host.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params, url }) => {
  if (!/^\d{1,9}$/.test(params.id)) error(404, { status: 404, message: '' } as App.Error)
  const unitId = Number(params.id)
  const about = await ask<GetUnit>(locals.api, 'GET /api/v1/units/:unitId', { params: { unitId } })
  const after = url.searchParams.get('sau') ?? undefined
  const children = await ask<ListUnits>(locals.api, 'GET /api/v1/units', {
    query: { parent: unitId, on: about.on, limit: 100, ...(after ? { after } : {}) },
  })
  return { about, children }
}
