import { Type } from 'typebox'
import { anyone, mayAt, mayOwn, signedIn } from '#model/access/access.ts'
import { audit } from '#model/access/audited.ts'
import { KINDS } from '#model/certificate/token.ts'
import { contract, file, page, paging } from '#model/kit/contract.ts'
import { DaySchema, nullable, oneOf, UnitIdSchema } from '#model/kit/schema.ts'

const Code = Type.String({ pattern: '^[2-9A-Za-z]{4,12}$' })
const KeyName = Type.String({ pattern: '^[\\w-]{8}$' })

const shown = {
  code: Type.String(),
  kind: oneOf(KINDS),
  course: Type.String({ description: '"all", a group, or a skill' }),
  courseName: Type.String(),
  right: Type.Integer(),
  of: Type.Integer(),
  issuedOn: DaySchema,
  revokedOn: nullable(DaySchema),
}

export const readTrust = contract({
  route: 'GET /api/v1/certificates/trust',
  summary: 'Public keys and revoked certificates: what a phone keeps to check a QR code without a network.',
  access: anyone,
  reply: Type.Object({
    day: DaySchema,
    issuer: Type.String(),
    keys: Type.Array(
      Type.Object({
        key: Type.String(),
        publicKey: Type.String({ description: 'Ed25519, 32 bytes, base64url' }),
        from: DaySchema,
        until: nullable(DaySchema),
        revoked: Type.Boolean(),
      }),
    ),
    revoked: Type.Array(Type.String()),
  }),
})
export type ReadTrust = typeof readTrust

export const readCertificate = contract({
  route: 'GET /api/v1/certificates/:code',
  summary: 'Whether a certificate was issued and still counts. The name is on the paper, not here.',
  access: anyone,
  params: Type.Object({ code: Code }),
  reply: Type.Object({ ...shown, place: Type.String() }),
  problems: ['certificate.unknown', 'auth.too-many'],
})
export type ReadCertificate = typeof readCertificate

export const printCertificate = contract({
  route: 'POST /api/v1/certificates/print',
  summary: 'The certificate as a PDF, A4 landscape, from what its QR code says; signed by the key of today.',
  access: anyone,
  body: Type.Object({ token: Type.String({ maxLength: 1_000 }) }),
  reply: file('application/pdf'),
  problems: ['certificate.unknown', 'certificate.invalid', 'auth.too-many'],
})
export type PrintCertificate = typeof printCertificate

export const printMemberCertificate = contract({
  route: 'GET /api/v1/certificates/:code/print',
  summary:
    'The certificate of a member as a PDF, for the member and for those who may read the members of the commune.',
  access: signedIn,
  params: Type.Object({ code: Code }),
  reply: file('application/pdf'),
  problems: ['certificate.unknown'],
})
export type PrintMemberCertificate = typeof printMemberCertificate

export const listCertificates = contract({
  route: 'GET /api/v1/units/:unitId/certificates',
  summary:
    'The certificates a unit and the units below it stand for, newest first; names of members only, and only for a commune and its province. `q`: a number, or the name of a member.',
  access: mayAt('certificate.revoke', 'unit', 'params.unitId'),
  params: Type.Object({ unitId: UnitIdSchema }),
  query: Type.Object({ q: Type.Optional(Type.String({ maxLength: 80 })), ...paging }),
  reply: page(
    Type.Object({
      ...shown,
      place: Type.String({ description: 'Name of the unit that stands for it' }),
      memberName: nullable(Type.String()),
      reason: nullable(Type.String()),
    }),
  ),
})
export type ListCertificates = typeof listCertificates

export const revokeCertificate = contract({
  route: 'POST /api/v1/units/:unitId/certificates/:code/revoke',
  summary: 'Takes a certificate back; phones learn of it with their next list of trust.',
  access: mayAt('certificate.revoke', 'unit', 'params.unitId'),
  audit: audit('certificate.revoke'),
  params: Type.Object({ unitId: UnitIdSchema, code: Code }),
  body: Type.Object({ reason: Type.String({ minLength: 3, maxLength: 200 }) }),
  reply: Type.Object({ revokedOn: DaySchema }),
  problems: ['certificate.unknown'],
})
export type RevokeCertificate = typeof revokeCertificate

export const changeKey = contract({
  route: 'POST /api/v1/certificate-keys',
  summary: 'A new key signs from now on; what the old one signed stays valid.',
  access: mayOwn('certificate.key'),
  audit: audit('certificate.key'),
  reply: Type.Object({ key: Type.String() }),
})
export type ChangeKey = typeof changeKey

export const revokeKey = contract({
  route: 'POST /api/v1/certificate-keys/:key/revoke',
  summary:
    'A key was lost or seen by others: nothing it signed counts. Papers are printed again with a new key.',
  access: mayOwn('certificate.key'),
  audit: audit('certificate.key-end'),
  params: Type.Object({ key: KeyName }),
  reply: Type.Object({ revokedOn: DaySchema }),
  problems: ['certificate.unknown'],
})
export type RevokeKey = typeof revokeKey
