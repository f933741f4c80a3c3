import type { MemberCard } from '@tung-nha/model/api/find-team.ts'
import { ask } from '#lib/api/host.ts'
import type { PageServerLoad } from './$types'

/** The check page of a member card. An unknown code must warn loudly, so it is an answer and not an error page. */
export const load: PageServerLoad = async ({ locals, params }) => {
  const code = params.code.length >= 4 && params.code.length <= 20 ? params.code : null
  const card = code
    ? await ask<MemberCard>(locals.api, 'GET /api/v1/member-cards/:code', { params: { code } })
    : null
  return { card: card?.found ? card : null }
}
