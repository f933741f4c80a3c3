import { Type } from 'typebox'
import { mayAt } from '#model/access/access.ts'
import { audit } from '#model/access/audited.ts'
import { contract, file } from '#model/kit/contract.ts'
import { IdSchema, InstantSchema, MonthSchema, oneOf, UnitIdSchema } from '#model/kit/schema.ts'
import { TEMPLATE_KINDS, TemplateDescription, TemplateMapping } from '#model/report/template.ts'

/** Largest form that is taken, in bytes; base64 makes it a third more on the wire. */
export const TEMPLATE_BYTES = 5_000_000

const ofCommune = { communeId: UnitIdSchema }
const one = { ...ofCommune, templateId: IdSchema }

const TemplateHead = Type.Object({
  id: IdSchema,
  name: Type.String(),
  kind: oneOf(TEMPLATE_KINDS),
  mapped: Type.Integer({ description: 'How many places are mapped' }),
  madeAt: InstantSchema,
})

const Choice = Type.Object({ key: Type.String(), name: Type.String(), unit: Type.String() })

export const listTemplates = contract({
  route: 'GET /api/v1/units/:communeId/templates',
  summary: 'The province forms a commune has uploaded ("Điền vào mẫu của tỉnh").',
  access: mayAt('template.write', 'unit', 'params.communeId'),
  params: Type.Object(ofCommune),
  reply: Type.Object({ items: Type.Array(TemplateHead) }),
})
export type ListTemplates = typeof listTemplates

export const uploadTemplate = contract({
  route: 'POST /api/v1/units/:communeId/templates',
  summary: 'Uploads a form, .xlsx or .docx up to 5 MB; what we can guess is mapped at once.',
  access: mayAt('template.write', 'unit', 'params.communeId'),
  audit: audit('template.add'),
  params: Type.Object(ofCommune),
  body: Type.Object({
    name: Type.String({ minLength: 1, maxLength: 200 }),
    content: Type.String({ contentEncoding: 'base64', description: 'The file, base64' }),
  }),
  bodyLimit: Math.ceil((TEMPLATE_BYTES * 4) / 3) + 2000,
  reply: TemplateHead,
  problems: ['template.unreadable', 'request.too-large', 'unit.unknown'],
})
export type UploadTemplate = typeof uploadTemplate

export const readTemplate = contract({
  route: 'GET /api/v1/units/:communeId/templates/:templateId',
  summary:
    'A form cell by cell, its mapping, what we would suggest, and the values there are to choose from.',
  access: mayAt('template.write', 'unit', 'params.communeId'),
  params: Type.Object(one),
  reply: Type.Object({
    ...TemplateHead.properties,
    description: TemplateDescription,
    mapping: TemplateMapping,
    suggestion: TemplateMapping,
    choices: Type.Array(Choice),
  }),
  problems: ['template.unknown', 'template.unreadable'],
})
export type ReadTemplate = typeof readTemplate

export const saveMapping = contract({
  route: 'PUT /api/v1/units/:communeId/templates/:templateId/mapping',
  summary: 'Says where each value goes. Done once; every month is filled by it.',
  access: mayAt('template.write', 'unit', 'params.communeId'),
  audit: audit('template.map'),
  params: Type.Object(one),
  body: Type.Object({ mapping: TemplateMapping }),
  reply: TemplateHead,
  problems: ['template.unknown', 'template.mapping'],
})
export type SaveMapping = typeof saveMapping

export const deleteTemplate = contract({
  route: 'DELETE /api/v1/units/:communeId/templates/:templateId',
  summary: 'Removes a form of the commune.',
  access: mayAt('template.write', 'unit', 'params.communeId'),
  audit: audit('template.remove'),
  params: Type.Object(one),
  reply: Type.Object({ done: Type.Literal(true) }),
  problems: ['template.unknown'],
})
export type DeleteTemplate = typeof deleteTemplate

export const filledTemplate = contract({
  route: 'GET /api/v1/units/:communeId/templates/:templateId/filled',
  summary: 'The form with the figures of a month in it, everything else as the province made it.',
  access: mayAt('template.write', 'unit', 'params.communeId'),
  params: Type.Object(one),
  query: Type.Object({ period: MonthSchema }),
  reply: file(
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  ),
  problems: ['template.unknown', 'template.unreadable'],
})
export type FilledTemplate = typeof filledTemplate
