import { type Static, Type } from 'typebox'
import { oneOf } from '#model/kit/schema.ts'

/**
 * A province's own form as the mapping page shows it. `ref` names a cell for ever: "Sheet1!C7" in a workbook,
 * "T1R3C4" (table, row, cell, from 1) in a document. `column` and `span` place it on the grid of its table.
 */
export const TemplateCell = Type.Object({
  ref: Type.String(),
  text: Type.String(),
  empty: Type.Boolean({ description: 'Nothing or only dots: a place to fill' }),
  formula: Type.Boolean(),
  column: Type.Integer(),
  span: Type.Integer(),
})
export type TemplateCell = Static<typeof TemplateCell>

export const TemplateGrid = Type.Object({ name: Type.String(), rows: Type.Array(Type.Array(TemplateCell)) })
export type TemplateGrid = Static<typeof TemplateGrid>

export const TEMPLATE_KINDS = ['xlsx', 'docx'] as const
export type TemplateKind = (typeof TEMPLATE_KINDS)[number]

export const TemplateDescription = Type.Object({
  kind: oneOf(TEMPLATE_KINDS),
  grids: Type.Array(TemplateGrid, { description: 'Sheets of a workbook, tables of a document' }),
  tags: Type.Array(Type.String(), {
    description: 'Names between braces, {TN01.trong_ky} without its braces',
  }),
})
export type TemplateDescription = Static<typeof TemplateDescription>

/** Where each value goes: a cell's ref, or a tag as "{tag}", to a key of the report's values. */
export const TemplateMapping = Type.Record(Type.String({ maxLength: 120 }), Type.String({ maxLength: 60 }))
export type TemplateMapping = Record<string, string>

/** What of the indicators is needed to recognise them in a form. */
export type NamedIndicator = { code: string; name: string; unit: string; parent: string | null }

/** Blank, dots, dashes or underscores: what forms print where something is to be written. */
export const isBlank = (text: string): boolean => /^[\s.…_\-–]*$/.test(text)

const TAG = /\{\s*([\p{L}\d_.]+)\s*\}/gu
export const tagsIn = (text: string): string[] => [...text.matchAll(TAG)].map(found => found[1]!)
/** Writes the values of known tags into a text; unknown tags stay, so that they are seen. */
export const withTags = (text: string, written: (tag: string) => string | null): string =>
  text.replace(TAG, (whole, tag: string) => written(tag) ?? whole)
