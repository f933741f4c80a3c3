import { may } from '@tung-nha/model/access/access.ts'
import { printCertificate, printMemberCertificate } from '@tung-nha/model/api/certificates.ts'
import { judge, readToken } from '@tung-nha/model/certificate/token.ts'
import { problem } from '@tung-nha/model/problem.ts'
import { limitAttempts } from '#auth/limit.ts'
import { signAgain, trustList } from '#certificate/issue.ts'
import { verifyEd25519 } from '#certificate/keys.ts'
import { certificateByCode, teamOfMember } from '#certificate/queries.ts'
import { certificatePdf } from '#documents/certificate.ts'
import { type Call, type Route, route } from '#http/route.ts'
import { paperOf } from '#learning/certificate-paper.ts'

type Printing = Pick<Call<unknown>, 'db' | 'today' | 'setup'>

const print = async (c: Printing, code: string, name: string) => {
  const row = await certificateByCode(c.db, code)
  if (!row) throw problem('certificate.unknown')
  if (row.revoked_on !== null) throw problem('certificate.invalid')
  const token = await signAgain(c, row, name)
  const { certificate } = readToken(token)!
  const team = row.member_id === null ? undefined : await teamOfMember(c.db, row.member_id, row.issued_on)
  const { bytes } = certificatePdf(paperOf(certificate, token, c.setup.catalogue, c.setup, team))
  return { file: bytes, type: 'application/pdf', name: `chung-nhan-${row.code}.pdf`, inline: true }
}

/** Certificates on paper. */
export const certificatePaperRoutes: Route[] = [
  route(printCertificate, async c => {
    // Typesetting keeps the whole server busy for a moment, and anyone may ask for it.
    await limitAttempts(c.setup.db, `print ${c.address}`, 120, c.wall)
    const { verdict, certificate } = judge(c.input.body.token, await trustList(c), verifyEd25519)
    // What a lost key has signed may be printed anew when we know that we issued it ourselves.
    if (!certificate || !['valid', 'key-revoked'].includes(verdict)) throw problem('certificate.invalid')
    const row = await certificateByCode(c.db, certificate.code)
    const ours = row && row.issued_on === certificate.day && row.course === certificate.course
    if (!ours || (verdict === 'key-revoked' && row.kind === 'learner')) throw problem('certificate.invalid')
    return print(c, certificate.code, certificate.name)
  }),

  route(printMemberCertificate, async c => {
    const row = await certificateByCode(c.db, c.input.params.code.toUpperCase())
    const place = { path: row?.unit_path ?? [], teamIds: [] }
    const own = c.actor.kind === 'member' && c.actor.id === row?.member_id
    if (!row?.member_name || !(own || may(c.actor, 'member.read', place, c.today)))
      throw problem('certificate.unknown')
    return print(c, row.code, row.member_name)
  }),
]
