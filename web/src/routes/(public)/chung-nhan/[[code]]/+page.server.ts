import { redirect } from '@sveltejs/kit'
import type { ReadCertificate } from '@tung-nha/model/api/certificates.ts'
import type { ReadOutline } from '@tung-nha/model/api/course.ts'
import type { ReplyOf } from '@tung-nha/model/kit/contract.ts'
import { ask } from '#lib/api/host.ts'
import { isUnasked } from '#lib/api/unasked.ts'
import type { PageServerLoad } from './$types'

const CODE = /^[2-9A-Za-z]{4,12}$/

/** By the number alone, without scripts: whether it exists and counts. With scripts the code itself is checked too. */
export const load: PageServerLoad = async ({ locals, params, url, setHeaders }) => {
  setHeaders({ 'referrer-policy': 'no-referrer' })
  const typed = url.searchParams.get('so')?.trim().toUpperCase()
  if (typed) redirect(303, `/chung-nhan/${encodeURIComponent(typed)}`)
  const code = params.code ?? ''
  const names = async () => {
    const { groups, items } = await ask<ReadOutline>(locals.api, 'GET /api/v1/course', {})
    return Object.fromEntries([
      ...groups.map(group => [group.key, group.name[locals.lang]] as const),
      ...items.map(item => [item.skill, item.name] as const),
    ])
  }
  const found: ReplyOf<ReadCertificate> | null = CODE.test(code)
    ? await ask<ReadCertificate>(locals.api, 'GET /api/v1/certificates/:code', { params: { code } }).catch(
        () => null,
      )
    : null
  return { code, unasked: isUnasked(url.searchParams, 'so'), found, names: await names() }
}
