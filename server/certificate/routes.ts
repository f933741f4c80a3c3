import { may } from '@tung-nha/model/access/access.ts'
import {
  changeKey,
  listCertificates,
  readCertificate,
  readTrust,
  revokeCertificate,
  revokeKey,
} from '@tung-nha/model/api/certificates.ts'
import { isDay } from '@tung-nha/model/kit/day.ts'
import { tidy } from '@tung-nha/model/kit/text.ts'
import { problem } from '@tung-nha/model/problem.ts'
import type { Language } from '@tung-nha/model/problem-words/write.ts'
import { placeOf } from '#access/queries.ts'
import { limitAttempts } from '#auth/limit.ts'
import type { Catalogue } from '#catalogue/read.ts'
import { courseName } from '#certificate/course-name.ts'
import { rotateKey, trustList } from '#certificate/issue.ts'
import {
  certificateByCode,
  certificatesUnder,
  placeOfUnit,
  revokeCertificateRow,
  revokeKeyRow,
} from '#certificate/queries.ts'
import { type Call, type Route, route } from '#http/route.ts'

type Row = {
  code: string
  kind: string
  course: string
  right_count: number
  of_count: number
  issued_on: string
  revoked_on: string | null
}
const shown = (row: Row, catalogue: Catalogue, lang: Language) => ({
  code: row.code,
  kind: row.kind as 'learner' | 'member',
  course: row.course,
  courseName: courseName(catalogue, row.course, lang),
  right: row.right_count,
  of: row.of_count,
  issuedOn: row.issued_on,
  revokedOn: row.revoked_on,
})

/** Who reads members, or takes lists of them in and out, reads their names; the ministry sees numbers only. */
const seesNames = async (c: Pick<Call<never>, 'actor' | 'db' | 'today'>, unitId: number) => {
  const place = await placeOf(c.db, 'unit', unitId, c.today)
  return (['member.read', 'roster.import'] as const).some(
    verb => place !== null && may(c.actor, verb, place, c.today),
  )
}

/** Checking and taking back. Printing is with the papers of learning. */
export const certificateRoutes: Route[] = [
  route(readTrust, c => trustList(c)),

  route(readCertificate, async c => {
    // A code has 37 bits: nobody finds one by trying, and nobody may try without end.
    await limitAttempts(c.setup.db, `certificate ${c.address}`, 200, c.wall)
    const row = await certificateByCode(c.db, c.input.params.code.toUpperCase())
    if (!row) throw problem('certificate.unknown')
    return { ...shown(row, c.setup.catalogue, c.lang), place: await placeOfUnit(c.db, row.unit_id) }
  }),

  route(listCertificates, async c => {
    const { q = '', after, limit = 50 } = c.input.query
    const { unitId } = c.input.params
    const [day, code] = after?.split(' ') ?? []
    const names = await seesNames(c, unitId)
    const { rows, total } = await certificatesUnder(c.db, unitId, {
      q: tidy(q),
      names,
      after: day !== undefined && isDay(day) && code ? { day, code } : null,
      limit: limit + 1,
    })
    const items = rows.slice(0, limit)
    const last = items.at(-1)
    return {
      items: items.map(row => ({
        ...shown(row, c.setup.catalogue, c.lang),
        place: row.unit_name,
        memberName: names ? row.member_name : null,
        reason: row.reason,
      })),
      total,
      next: rows.length > limit && last ? `${last.issued_on} ${last.code}` : null,
    }
  }),

  route(revokeCertificate, async c => {
    const { unitId, code } = c.input.params
    const row = await certificateByCode(c.db, code.toUpperCase())
    const place = { path: row?.unit_path ?? [], teamIds: [] }
    if (!row?.unit_path.includes(unitId) || !may(c.actor, 'certificate.revoke', place, c.today))
      throw problem('certificate.unknown')
    const by = c.actor.kind === 'visitor' ? '' : c.actor.id
    await revokeCertificateRow(c.db, row.code, by, c.today, c.input.body.reason)
    return { revokedOn: row.revoked_on ?? c.today }
  }),

  route(changeKey, async c => ({ key: await rotateKey(c) })),

  route(revokeKey, async c => {
    if (!(await revokeKeyRow(c.db, c.input.params.key, c.today))) throw problem('certificate.unknown')
    return { revokedOn: c.today }
  }),
]
