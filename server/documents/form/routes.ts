import {
  deleteTemplate,
  filledTemplate,
  listTemplates,
  readTemplate,
  saveMapping,
  TEMPLATE_BYTES,
  uploadTemplate,
} from '@tung-nha/model/api/form-templates.ts'
import { flatRows, type Indicator } from '@tung-nha/model/indicator/shape.ts'
import { tidy } from '@tung-nha/model/kit/text.ts'
import { problem } from '@tung-nha/model/problem.ts'
import { DEMO_MARK, type ReportDocument } from '@tung-nha/model/report/document.ts'
import { suggestMapping } from '@tung-nha/model/report/suggest-mapping.ts'
import type { NamedIndicator, TemplateKind } from '@tung-nha/model/report/template.ts'
import { valueChoices } from '@tung-nha/model/report/value-choices.ts'
import { valueKeys } from '@tung-nha/model/report/values.ts'
import { reportValues } from '@tung-nha/model/report/values-of.ts'
import type { Catalogue } from '#catalogue/read.ts'
import { inAreas, setReach, type Tx } from '#db/connect.ts'
import {
  insertTemplate,
  isCommune,
  removeTemplate,
  type StoredTemplate,
  templateOf,
  templatesOf,
  updateMapping,
} from '#documents/form/queries.ts'
import { checkForm, describeForm, fillForm } from '#documents/form/work.ts'
import { type Caller, type Route, route, routeApart } from '#http/route.ts'

/** A commune's report of a month as a document, from the room of reports. */
export type CommuneDocument = (c: Caller, communeId: number, period: string) => Promise<ReportDocument>

const TYPES: Record<TemplateKind, string> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
}

const headOf = (template: StoredTemplate) => ({
  id: template.id,
  name: template.name,
  kind: template.kind,
  mapped: Object.keys(template.mapping).length,
  madeAt: template.made_at,
})

const namedIndicators = (catalogue: Catalogue): NamedIndicator[] =>
  flatRows(catalogue.indicators.indicators as readonly Indicator[]).map(({ row, parent }) => ({
    code: row.code,
    name: row.name.vi,
    unit: row.unit.vi,
    parent: parent?.code ?? null,
  }))

/** Only real base64 is taken; the lenient decoder would read anything as something. */
const fileOf = (content: string): Uint8Array => {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(content)) throw problem('template.unreadable')
  const bytes = new Uint8Array(Buffer.from(content, 'base64'))
  if (bytes.length > TEMPLATE_BYTES) throw problem('request.too-large')
  return bytes
}

const baseName = (name: string) =>
  tidy(name.replace(/\.(xlsx|docx)$/i, '').replace(/[\\/:*?"<>|]/g, ' ')) || 'Mẫu của tỉnh'

/** "Điền vào mẫu của tỉnh": upload once, map once, filled every month. */
export const formRoutes = (documentOf: CommuneDocument): Route[] => [
  route(listTemplates, async c => ({
    items: (await templatesOf(c.db, c.input.params.communeId)).map(headOf),
  })),

  // Forms are read and filled outside any transaction: they may take their time, and wait for their turn.
  routeApart(uploadTemplate, async c => {
    const { communeId } = c.input.params
    const { db } = c.setup
    const bytes = fileOf(c.input.body.content)
    if (!(await db.transaction().execute(tx => isCommune(tx, communeId)))) throw problem('unit.unknown')
    const { kind, description } = await checkForm(bytes)
    const mapping = suggestMapping(description, namedIndicators(c.setup.catalogue))
    const template = { id: c.newId(), name: baseName(c.input.body.name), kind, mapping, made_at: c.now }
    await db.transaction().execute(tx =>
      insertTemplate(tx, {
        ...template,
        unit_id: communeId,
        content: Buffer.from(bytes),
        made_by: idOf(c.actor),
      }),
    )
    return headOf(template)
  }),

  routeApart(readTemplate, async c => {
    const template = await c.setup.db.transaction().execute(tx => found(tx, c.input.params))
    const indicators = namedIndicators(c.setup.catalogue)
    const description = await describeForm(new Uint8Array(template.content), template.kind)
    return {
      ...headOf(template),
      description,
      mapping: template.mapping,
      suggestion: suggestMapping(description, indicators),
      choices: valueChoices(indicators),
    }
  }),

  route(saveMapping, async c => {
    const { communeId, templateId } = c.input.params
    const { mapping } = c.input.body
    const known = new Set(valueKeys(namedIndicators(c.setup.catalogue).map(indicator => indicator.code)))
    const wrong = Object.entries(mapping).filter(([, key]) => !known.has(key))
    if (wrong.length > 0)
      throw problem(
        'template.mapping',
        {},
        wrong.map(([ref, key]) => ({ path: `body.mapping.${ref}`, message: key })),
      )
    const template = await updateMapping(c.db, communeId, templateId, mapping)
    if (!template) throw problem('template.unknown')
    return headOf(template)
  }),

  route(deleteTemplate, async c => {
    if (!(await removeTemplate(c.db, c.input.params.communeId, c.input.params.templateId)))
      throw problem('template.unknown')
    return { done: true as const }
  }),

  routeApart(filledTemplate, async c => {
    const { communeId } = c.input.params
    const { template, document } = await inAreas(c.setup.db, c.areas, async tx => {
      const reach = (areaIds: readonly number[]) => setReach(tx, [...new Set([...c.areas, ...areaIds])])
      const inside = { ...c, db: tx, reach }
      return {
        template: await found(tx, c.input.params),
        document: await documentOf(inside, communeId, c.input.query.period),
      }
    })
    const mark = document.demo ? DEMO_MARK : null
    const file = await fillForm({
      bytes: new Uint8Array(template.content),
      kind: template.kind,
      mapping: template.mapping,
      values: reportValues(document),
      mark,
    })
    const name = `${template.name} - ${c.input.query.period}${mark ? ' - du lieu minh hoa' : ''}.${template.kind}`
    return { file, type: TYPES[template.kind], name }
  }),
]

const idOf = (actor: Caller['actor']): string => {
  if (actor.kind === 'visitor') throw problem('auth.required')
  return actor.id
}

const found = async (tx: Tx, params: { communeId: number; templateId: string }) => {
  const template = await templateOf(tx, params.communeId, params.templateId)
  if (!template) throw problem('template.unknown')
  return template
}
