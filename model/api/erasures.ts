import { Type } from 'typebox'
import { mayAt } from '#model/access/access.ts'
import { audit } from '#model/access/audited.ts'
import { contract, file } from '#model/kit/contract.ts'
import { AreaIdSchema, IdSchema, oneOf } from '#model/kit/schema.ts'

/** Why something is erased: asked by the person, consent taken back, entered by mistake. Kept in the log of the commune. */
export const ERASURE_REASONS = ['asked', 'consent_withdrawn', 'mistake'] as const
const body = Type.Object({ reason: oneOf(ERASURE_REASONS) })
const done = Type.Object({ erased: Type.Integer({ description: 'Homes and people together' }) })

export const eraseResident = contract({
  route: 'POST /api/v1/areas/:areaId/residents/:residentId/erasure',
  summary:
    'Erases a person on request: the row, everything the ledger says of it, and what phones or an older copy of the database bring later. Past figures keep their counts.',
  access: mayAt('household.erase', 'area', 'params.areaId'),
  audit: audit('resident.erase', 'reason'),
  params: Type.Object({ areaId: AreaIdSchema, residentId: IdSchema }),
  body,
  reply: done,
  problems: ['resident.unknown'],
})
export type EraseResident = typeof eraseResident

export const eraseHousehold = contract({
  route: 'POST /api/v1/areas/:areaId/households/:householdId/erasure',
  summary: 'The same for a home and everyone in it.',
  access: mayAt('household.erase', 'area', 'params.areaId'),
  audit: audit('household.erase', 'reason'),
  params: Type.Object({ areaId: AreaIdSchema, householdId: IdSchema }),
  body,
  reply: done,
  problems: ['household.unknown'],
})
export type EraseHousehold = typeof eraseHousehold

export const exportHousehold = contract({
  route: 'GET /api/v1/areas/:areaId/households/:householdId/export',
  summary:
    'Everything held about a home and its people, to be given to them: rows, basis, consent, visits and ledger, as JSON.',
  access: mayAt('household.read', 'area', 'params.areaId'),
  audit: audit('resident.export'),
  params: Type.Object({ areaId: AreaIdSchema, householdId: IdSchema }),
  reply: file('application/json'),
  problems: ['household.unknown'],
})
export type ExportHousehold = typeof exportHousehold
