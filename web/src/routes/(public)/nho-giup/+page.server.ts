import { fail } from '@sveltejs/kit'
import type { ReadLesson } from '@tung-nha/model/api/lessons.ts'
import type { ReadPoster } from '@tung-nha/model/api/posters.ts'
import type { OpenRequest, PublicAreas } from '@tung-nha/model/api/requests.ts'
import type { GetUnit, ListUnits } from '@tung-nha/model/api/units.ts'
import type { ReplyOf } from '@tung-nha/model/kit/contract.ts'
import { problemOf } from '#lib/api/failure.ts'
import { ask } from '#lib/api/host.ts'
import { isUnasked } from '#lib/api/unasked.ts'
import type { Actions, PageServerLoad } from './$types'

const whole = (text: string | null): number | null => (text && /^\d{1,9}$/.test(text) ? Number(text) : null)

/** The poster knows the village; otherwise the commune is searched (`q`), chosen (`c`), then the village in the form. */
export const load: PageServerLoad = async ({ locals, url }) => {
  const { api } = locals
  const search = url.searchParams
  const skill = search.get('ky')
  const lesson = skill
    ? await ask<ReadLesson>(api, 'GET /api/v1/lessons/:skill', { params: { skill } }).catch(() => null)
    : null
  const code = search.get('p')
  const poster = code
    ? await ask<ReadPoster>(api, 'GET /api/v1/posters/:code', {
        params: { code },
        query: { quiet: true },
      }).catch(() => null)
    : null
  const communeId = whole(search.get('c')) ?? poster?.commune?.id ?? null
  const areaId = whole(search.get('v')) ?? poster?.areaId ?? null
  const q = search.get('q') ?? ''
  const commune = communeId
    ? await ask<GetUnit>(api, 'GET /api/v1/units/:unitId', { params: { unitId: communeId } }).then(
        found => found.unit.name,
      )
    : null
  const areas = communeId
    ? (await ask<PublicAreas>(api, 'GET /api/v1/communes/:communeId/areas/public', { params: { communeId } }))
        .items
    : []
  const communes =
    !communeId && q.trim()
      ? (
          await ask<ListUnits>(api, 'GET /api/v1/units', { query: { q, level: 'commune', limit: 12 } })
        ).items.filter(unit => unit.validTo === null)
      : []
  return {
    lesson: lesson && { skill: lesson.skill, name: lesson.name },
    poster: poster?.code ?? null,
    commune,
    communeId,
    areaId,
    areas,
    communes,
    q,
    unasked: isUnasked(search),
  }
}

const said = (form: FormData, name: string) => String(form.get(name) ?? '').trim()

export const actions: Actions = {
  default: async ({ request, locals }) => {
    const form = await request.formData()
    const typed = {
      name: said(form, 'name'),
      phone: said(form, 'phone'),
      lane: said(form, 'lane'),
      area: said(form, 'area'),
    }
    const { status, body } = await locals.api('POST /api/v1/requests', {
      body: {
        name: typed.name,
        lane: typed.lane,
        ...(typed.phone ? { phone: typed.phone } : {}),
        ...(whole(typed.area) ? { areaId: whole(typed.area)! } : {}),
        ...(said(form, 'poster') ? { poster: said(form, 'poster') } : {}),
        ...(said(form, 'skill') ? { skill: said(form, 'skill') } : {}),
      },
    })
    if (status < 400) return { sent: body as ReplyOf<OpenRequest> }
    return fail(status, { typed, problem: problemOf(status, body) })
  },
}
