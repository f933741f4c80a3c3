import { Type } from 'typebox'
import { mayAt } from '#model/access/access.ts'
import { contract, file } from '#model/kit/contract.ts'
import { AreaIdSchema, IdSchema } from '#model/kit/schema.ts'

export const memberCard = contract({
  route: 'GET /api/v1/members/:memberId/card',
  summary: 'The badge of a member as a PDF (A6), with the QR code by which people check that it is real.',
  access: mayAt('member.read', 'team', 'query.teamId'),
  params: Type.Object({ memberId: IdSchema }),
  query: Type.Object({ teamId: IdSchema }),
  reply: file('application/pdf'),
  problems: ['member.unknown'],
})
export type MemberCard = typeof memberCard

export const paperForm = contract({
  route: 'GET /api/v1/areas/:areaId/paper-form',
  summary: 'The homes of an area on paper with boxes to tick, for a day without a phone.',
  access: mayAt('household.read', 'area', 'params.areaId'),
  params: Type.Object({ areaId: AreaIdSchema }),
  reply: file('application/pdf'),
})
export type PaperForm = typeof paperForm
