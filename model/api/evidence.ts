import { type Static, Type } from 'typebox'
import { mayAt } from '#model/access/access.ts'
import { EVIDENCE_BYTES, EVIDENCE_KINDS, PART_BYTES } from '#model/activity/evidence.ts'
import { HashSchema } from '#model/activity/shape.ts'
import { contract, file } from '#model/kit/contract.ts'
import { AreaIdSchema, IdSchema, oneOf } from '#model/kit/schema.ts'

export const evidencePlace = Type.Object({ areaId: AreaIdSchema, hash: HashSchema })
const bytes = Type.Integer({ minimum: 0, maximum: EVIDENCE_BYTES.voice })

export const EvidencePart = Type.Object({
  of: Type.Unsafe<string>({ ...IdSchema, description: 'The activity it belongs to, which may come later' }),
  kind: oneOf(EVIDENCE_KINDS),
  size: bytes,
  offset: bytes,
  part: Type.String({
    maxLength: Math.ceil(PART_BYTES / 3) * 4,
    pattern: '^[A-Za-z0-9+/]*={0,2}$',
    description: 'Base64',
  }),
})
export type EvidencePart = Static<typeof EvidencePart>
/** How much is held. */
export const EvidenceHeld = Type.Object({ have: Type.Integer(), done: Type.Boolean() })

/**
 * Sends a file part by part. Every answer says how much is held, so that a phone that lost the line goes on from there
 * and one that lost the answer sends nothing twice. With an empty part it only asks.
 */
export const sendEvidence = contract({
  route: 'POST /api/v1/areas/:areaId/evidence/:hash',
  summary: 'A part of a photo or voice note of an activity, named by the SHA-256 of the whole.',
  access: mayAt('field.push', 'area', 'params.areaId'),
  params: evidencePlace,
  body: EvidencePart,
  reply: EvidenceHeld,
  problems: ['auth.required', 'evidence.unfit', 'evidence.too-large', 'auth.too-many'],
})
export type SendEvidence = typeof sendEvidence

export const readEvidence = contract({
  route: 'GET /api/v1/areas/:areaId/evidence/:hash',
  summary:
    'A photo or voice note of an activity, for its team and its commune. An officer’s reading is on record.',
  access: mayAt('household.read', 'area', 'params.areaId'),
  params: evidencePlace,
  reply: file('image/jpeg', 'audio/webm', 'audio/ogg', 'audio/mp4', 'audio/mpeg', 'audio/wav', 'audio/amr'),
  problems: ['evidence.unknown'],
})
export type ReadEvidence = typeof readEvidence
