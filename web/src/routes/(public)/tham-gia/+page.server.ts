import { fail } from '@sveltejs/kit'
import type { Apply } from '@tung-nha/model/api/applications.ts'
import type { FindTeam } from '@tung-nha/model/api/find-team.ts'
import type { GetUnit, ListUnits } from '@tung-nha/model/api/units.ts'
import type { ReplyOf } from '@tung-nha/model/kit/contract.ts'
import { problemOf } from '#lib/api/failure.ts'
import { ask } from '#lib/api/host.ts'
import { isUnasked } from '#lib/api/unasked.ts'
import type { Actions, PageServerLoad } from './$types'

/** The commune is searched (`q`) or given (`c`); its teams can be named (`to`), nobody has to. */
export const load: PageServerLoad = async ({ locals, url }) => {
  const { api } = locals
  const search = url.searchParams
  const q = (search.get('q') ?? '').trim().slice(0, 80)
  const given = /^\d{1,9}$/.exec(search.get('c') ?? '')?.[0]
  const commune = given
    ? await ask<GetUnit>(api, 'GET /api/v1/units/:unitId', { params: { unitId: Number(given) } })
        .then(({ unit }) => (unit.level === 'commune' ? { id: unit.id, name: unit.name } : null))
        .catch(() => null)
    : null
  const teams = commune
    ? (await ask<FindTeam>(api, 'GET /api/v1/find-team', { query: { communeId: commune.id } })).items
    : []
  const communes =
    !commune && q
      ? (
          await ask<ListUnits>(api, 'GET /api/v1/units', { query: { q, level: 'commune', limit: 12 } })
        ).items.filter(unit => unit.validTo === null)
      : []
  return { q, unasked: isUnasked(search), commune, communes, teams, team: search.get('to') ?? '' }
}

const said = (form: FormData, name: string) => String(form.get(name) ?? '').trim()

export const actions: Actions = {
  default: async ({ request, locals }) => {
    const form = await request.formData()
    const fields = ['name', 'phone', 'team', 'birthYear', 'affiliation', 'about'] as const
    const typed = Object.fromEntries(fields.map(name => [name, said(form, name)])) as Record<
      (typeof fields)[number],
      string
    >
    const { status, body } = await locals.api('POST /api/v1/applications', {
      body: {
        communeId: Number(said(form, 'commune')),
        name: typed.name,
        phone: typed.phone,
        ...(typed.team ? { teamId: typed.team } : {}),
        ...(/^\d{4}$/.test(typed.birthYear) ? { birthYear: Number(typed.birthYear) } : {}),
        ...(typed.affiliation ? { affiliation: typed.affiliation } : {}),
        ...(typed.about ? { about: typed.about } : {}),
      },
    })
    if (status < 400) return { sent: body as ReplyOf<Apply> }
    return fail(status, { typed, problem: problemOf(status, body) })
  },
}
