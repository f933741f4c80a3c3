import { Type } from 'typebox'
import { mayAt } from '#model/access/access.ts'
import { AUDITED } from '#model/access/audited.ts'
import { contract, page, paging } from '#model/kit/contract.ts'
import { IdSchema, InstantSchema, nullable, UnitIdSchema } from '#model/kit/schema.ts'

export const listAudit = contract({
  route: 'GET /api/v1/units/:communeId/audit',
  summary:
    'Who read or changed whose file in a commune, newest first. Ids only, each entry chained to the one before.',
  access: mayAt('audit.read', 'unit', 'params.communeId'),
  params: Type.Object({ communeId: UnitIdSchema }),
  query: Type.Object({ ...paging }),
  reply: Type.Object({
    ...page(
      Type.Object({
        n: Type.Integer(),
        at: InstantSchema,
        actorId: IdSchema,
        actorName: nullable(Type.String()),
        actorTitle: nullable(Type.String()),
        what: Type.String({ description: AUDITED.join(', ') }),
        subjects: Type.Record(Type.String(), Type.Unknown()),
        hash: Type.String({ description: 'SHA-256 over the hash before it and this entry, hexadecimal' }),
      }),
    ).properties,
    intact: Type.Boolean({
      description: 'Whether the entries of this page follow from one another as they were written',
    }),
  }),
  problems: ['unit.unknown'],
})
export type ListAudit = typeof listAudit

export const checkAudit = contract({
  route: 'GET /api/v1/units/:communeId/audit/check',
  summary:
    'Recomputes the whole chain of a commune. The head is what signed reports print: written on paper, it shows later that nothing before it was changed.',
  access: mayAt('audit.read', 'unit', 'params.communeId'),
  params: Type.Object({ communeId: UnitIdSchema }),
  reply: Type.Object({
    entries: Type.Integer(),
    head: nullable(Type.String({ description: 'Hash of the last entry, hexadecimal' })),
    intact: Type.Boolean(),
    firstBroken: nullable(Type.Integer({ description: 'The first entry that does not follow' })),
    checkedAt: InstantSchema,
  }),
  problems: ['unit.unknown'],
})
export type CheckAudit = typeof checkAudit
