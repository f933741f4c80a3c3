import { Type } from 'typebox'
import { mayAt } from '#model/access/access.ts'
import { audit } from '#model/access/audited.ts'
import { contract } from '#model/kit/contract.ts'
import { AreaIdSchema, DaySchema, nullable, oneOf, UnitIdSchema } from '#model/kit/schema.ts'
import { VILLAGE_KINDS } from '#model/unit/kinds.ts'

const Name = Type.String({ minLength: 1, maxLength: 80, description: 'With or without the word of its kind' })
const Kind = oneOf(VILLAGE_KINDS)
const Count = Type.Integer({ minimum: 0, maximum: 1_000_000 })

const Village = Type.Object({
  id: UnitIdSchema,
  kind: Type.String(),
  name: Type.String(),
  validFrom: nullable(DaySchema),
  validTo: nullable(DaySchema),
  areaIds: Type.Array(AreaIdSchema),
})

export const createVillage = contract({
  route: 'POST /api/v1/units/:communeId/villages',
  summary: 'Makes a village of a commune and its area.',
  access: mayAt('unit.create', 'unit', 'params.communeId'),
  audit: audit('village.add', 'validFrom'),
  params: Type.Object({ communeId: UnitIdSchema }),
  body: Type.Object({
    name: Name,
    kind: Kind,
    validFrom: DaySchema,
    homes: Type.Optional(Count),
    people: Type.Optional(Count),
    source: Type.Optional(
      Type.String({ maxLength: 200, description: 'Where the number of homes and people comes from' }),
    ),
  }),
  reply: Village,
  problems: [
    'unit.unknown',
    'unit.village-exists',
    'unit.day-outside',
    'denominator.source-missing',
    'request.invalid',
  ],
})
export type CreateVillage = typeof createVillage

export const closeVillage = contract({
  route: 'POST /api/v1/villages/:villageId/closing',
  summary:
    'A village ends on a day (its first day of not being). Its areas leave the commune with it; to keep them, merge.',
  access: mayAt('unit.create', 'unit', 'params.villageId'),
  audit: audit('village.close', 'validTo'),
  params: Type.Object({ villageId: UnitIdSchema }),
  body: Type.Object({ validTo: DaySchema }),
  reply: Village,
  problems: ['unit.unknown', 'unit.day-outside', 'unit.village-in-use', 'request.invalid'],
})
export type CloseVillage = typeof closeVillage

export const mergeVillages = contract({
  route: 'POST /api/v1/units/:communeId/village-mergers',
  summary:
    'Several villages become one from a day. Areas are linked to it; what was recorded stays as it is.',
  access: mayAt('unit.create', 'unit', 'params.communeId'),
  audit: audit('village.merge', 'villageIds', 'day'),
  params: Type.Object({ communeId: UnitIdSchema }),
  body: Type.Object({
    villageIds: Type.Array(UnitIdSchema, { minItems: 1, maxItems: 50, uniqueItems: true }),
    into: Type.Union([
      Type.Object({ villageId: UnitIdSchema }, { additionalProperties: false }),
      Type.Object({ name: Name, kind: Kind }, { additionalProperties: false }),
    ]),
    day: DaySchema,
    law: Type.Optional(Type.String({ maxLength: 200, description: 'The resolution or decision' })),
  }),
  reply: Village,
  problems: [
    'unit.unknown',
    'unit.village-exists',
    'unit.day-outside',
    'denominator.source-missing',
    'request.invalid',
  ],
})
export type MergeVillages = typeof mergeVillages
