import { Type } from 'typebox'
import { anyone, mayAt } from '#model/access/access.ts'
import { audit } from '#model/access/audited.ts'
import { EvidenceHeld, EvidencePart, evidencePlace } from '#model/api/evidence.ts'
import { OpSchema, PUSH_MOST } from '#model/api/push.ts'
import { contract } from '#model/kit/contract.ts'
import { IdSchema, InstantSchema } from '#model/kit/schema.ts'

const PublicKey = Type.Object(
  {
    kty: Type.Literal('EC'),
    crv: Type.Literal('P-256'),
    x: Type.String({ maxLength: 60 }),
    y: Type.String({ maxLength: 60 }),
  },
  { description: 'Public half of a non-extractable P-256 key, as JWK' },
)
const Signature = Type.String({ maxLength: 120, description: 'base64url, IEEE P1363, ECDSA with SHA-256' })

export const makeEnrolmentCode = contract({
  route: 'POST /api/v1/teams/:teamId/members/:memberId/enrolment-code',
  summary: 'Makes a "Mã vào tổ" for a member: one use, ten minutes.',
  access: mayAt('member.enrol', 'team', 'params.teamId'),
  audit: audit('device.code'),
  params: Type.Object({ teamId: IdSchema, memberId: IdSchema }),
  reply: Type.Object({
    code: Type.String(),
    link: Type.String({ description: 'Address to open or to show as a QR code' }),
    expiresAt: InstantSchema,
    memberName: Type.String(),
  }),
  problems: ['member.unknown'],
})
export type MakeEnrolmentCode = typeof makeEnrolmentCode

export const revokeDevices = contract({
  route: 'DELETE /api/v1/teams/:teamId/members/:memberId/devices',
  summary:
    'A phone was lost: no phone of this member speaks any more, and open codes end. A new "Mã vào tổ" brings the member back.',
  access: mayAt('member.enrol', 'team', 'params.teamId'),
  audit: audit('device.revoke'),
  params: Type.Object({ teamId: IdSchema, memberId: IdSchema }),
  reply: Type.Object({ revoked: Type.Integer() }),
  problems: ['member.unknown'],
})
export type RevokeDevices = typeof revokeDevices

export const enrolDevice = contract({
  route: 'POST /api/v1/devices',
  summary: 'A phone joins with a code. It proves it holds the key by signing the code; a session starts.',
  access: anyone,
  body: Type.Object({
    code: Type.String({ minLength: 6, maxLength: 20 }),
    publicKey: PublicKey,
    signature: Signature,
    label: Type.String({ maxLength: 80 }),
  }),
  reply: Type.Object({
    deviceId: IdSchema,
    memberId: IdSchema,
    memberName: Type.String(),
    expiresAt: InstantSchema,
  }),
  problems: ['auth.code-invalid', 'auth.signature-invalid', 'auth.too-many'],
})
export type EnrolDevice = typeof enrolDevice

export const deviceChallenge = contract({
  route: 'POST /api/v1/devices/:deviceId/challenge',
  summary: 'A nonce for the phone to sign; valid two minutes, once.',
  access: anyone,
  params: Type.Object({ deviceId: IdSchema }),
  reply: Type.Object({ nonce: Type.String() }),
  problems: ['auth.device-unknown', 'auth.too-many'],
})
export type DeviceChallenge = typeof deviceChallenge

export const deviceSession = contract({
  route: 'POST /api/v1/devices/:deviceId/session',
  summary: 'A phone signs in by signing the nonce.',
  access: anyone,
  params: Type.Object({ deviceId: IdSchema }),
  body: Type.Object({ nonce: Type.String({ maxLength: 80 }), signature: Signature }),
  reply: Type.Object({ expiresAt: InstantSchema }),
  problems: ['auth.device-unknown', 'auth.device-revoked', 'auth.signature-invalid', 'auth.too-many'],
})
export type DeviceSession = typeof deviceSession

/**
 * A phone that was signed out from afar gives away what it has not sent. It proves by its key that it is that phone,
 * and nothing it brings counts until the leader or the commune has looked at it.
 */
export const handOverOps = contract({
  route: 'POST /api/v1/devices/:deviceId/hand-over',
  summary: 'Unsent work of a phone that was signed out, kept apart for the leader and the commune to judge.',
  access: anyone,
  params: Type.Object({ deviceId: IdSchema }),
  bodyLimit: 4 * 1_048_576,
  body: Type.Object({
    nonce: Type.String({ maxLength: 80 }),
    signature: Signature,
    ops: Type.Array(OpSchema, { maxItems: PUSH_MOST }),
    unfinished: Type.Optional(
      Type.Literal(true, { description: 'They were being written, and their author never saved them' }),
    ),
  }),
  reply: Type.Object({ taken: Type.Array(IdSchema) }),
  problems: ['auth.device-unknown', 'auth.signature-invalid', 'auth.too-many', 'sync.too-many'],
})
export type HandOverOps = typeof handOverOps

/** The photos and voice notes of that work. They are shown when their visit was taken, and go when it was left. */
export const handOverEvidence = contract({
  route: 'POST /api/v1/devices/:deviceId/hand-over/evidence',
  summary: 'A part of a photo or voice note of work that a signed-out phone handed over before.',
  access: anyone,
  params: Type.Object({ deviceId: IdSchema }),
  body: Type.Object({
    nonce: Type.String({ maxLength: 80 }),
    signature: Signature,
    ...evidencePlace.properties,
    ...EvidencePart.properties,
  }),
  reply: EvidenceHeld,
  problems: [
    'auth.device-unknown',
    'auth.signature-invalid',
    'auth.too-many',
    'evidence.unknown',
    'evidence.unfit',
    'evidence.too-large',
  ],
})
export type HandOverEvidence = typeof handOverEvidence
