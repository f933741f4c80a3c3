import { numberText } from '@tung-nha/model/kit/number.ts'
import { NO_DATA } from '@tung-nha/model/report/document.ts'
import { type TemplateDescription, type TemplateMapping, tagsIn } from '@tung-nha/model/report/template.ts'
import type { ReportValues } from '@tung-nha/model/report/values.ts'
import { TemplateHandler } from 'easy-template-x'
import { gridsOf, setCells, withMark, wordsOf } from '#documents/form/docx-tables.ts'
import { bytesOf, pack, textOf, unpack } from '#documents/zip.ts'
import { BadArchive } from '#upload/unzip.ts'

const DOCUMENT = 'word/document.xml'

const bodyOf = (bytes: Uint8Array) => {
  const parts = unpack(bytes)
  const body = parts[DOCUMENT]
  if (!body) throw new BadArchive('no word/document.xml')
  return { parts, xml: textOf(body) }
}

/** What a Word form holds, for the mapping page. @throws BadArchive when it is no Word document */
export const describeDocx = (bytes: Uint8Array): TemplateDescription => {
  const { xml } = bodyOf(bytes)
  return { kind: 'docx', grids: gridsOf(xml), tags: [...new Set(tagsIn(wordsOf(xml)))] }
}

const spoken = (value: number | string | null | undefined): string =>
  value === null || value === undefined
    ? NO_DATA
    : typeof value === 'string'
      ? value
      : numberText(value, Number.isInteger(value) ? 0 : 1)

/** Writes values into a Word form: cells by their place, tags by their name. The form's own formatting stays. */
export const fillDocx = async (
  bytes: Uint8Array,
  mapping: TemplateMapping,
  values: ReportValues,
  mark: string | null,
): Promise<Uint8Array> => {
  const { parts, xml } = bodyOf(bytes)
  const cells = new Map(
    Object.entries(mapping)
      .filter(([ref]) => !ref.startsWith('{'))
      .map(([ref, key]) => [ref, spoken(values[key])]),
  )
  const written = setCells(xml, cells)
  parts[DOCUMENT] = bytesOf(mark ? withMark(written, mark) : written)
  const filled = pack(parts)
  if (tagsIn(wordsOf(xml)).length === 0) return filled
  // A tag is a plain name here, dots included; the ones nobody mapped stay to be seen.
  const handler = new TemplateHandler({
    scopeDataResolver: ({ strPath }) => {
      const tag = strPath.at(-1) ?? ''
      const key = mapping[`{${tag.trim()}}`]
      return key === undefined ? `{${tag}}` : spoken(values[key])
    },
  })
  const tagged = await handler.process(Buffer.from(filled), {})
  return pack(unpack(new Uint8Array(tagged)))
}
