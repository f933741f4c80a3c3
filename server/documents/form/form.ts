import type { TemplateDescription, TemplateKind, TemplateMapping } from '@tung-nha/model/report/template.ts'
import type { ReportValues } from '@tung-nha/model/report/values.ts'
import { describeDocx, fillDocx } from '#documents/form/docx.ts'
import { describeXlsx, fillXlsx } from '#documents/form/xlsx.ts'
import { BadArchive, isWhole, textOf, unpack } from '#documents/zip.ts'

/** The file is neither a workbook nor a Word document that we can read. */
export class UnreadableForm extends Error {}

const readable = <T>(work: () => T): T => {
  try {
    return work()
  } catch (error) {
    throw new UnreadableForm((error as Error).message)
  }
}

/** Which of the two a file is, by what is inside it; its name is not asked. */
export const kindOf = (bytes: Uint8Array): TemplateKind => {
  const parts = readable(() => unpack(bytes))
  for (const [path, part] of Object.entries(parts))
    if (/\.(xml|rels)$/.test(path) && !isWhole(textOf(part))) throw new UnreadableForm(`${path} is broken`)
  if (parts['xl/workbook.xml']) return 'xlsx'
  if (parts['word/document.xml']) return 'docx'
  throw new UnreadableForm('neither a workbook nor a document')
}

export const describeTemplate = (bytes: Uint8Array, kind: TemplateKind): TemplateDescription =>
  readable(() => (kind === 'xlsx' ? describeXlsx(bytes) : describeDocx(bytes)))

/**
 * The form with the values in their places; the stored form stays empty. `mark` is said on every printed page.
 */
export const fillTemplate = async (
  bytes: Uint8Array,
  kind: TemplateKind,
  mapping: TemplateMapping,
  values: ReportValues,
  mark: string | null = null,
): Promise<Uint8Array> => {
  try {
    return kind === 'xlsx'
      ? fillXlsx(bytes, mapping, values, mark)
      : await fillDocx(bytes, mapping, values, mark)
  } catch (error) {
    if (error instanceof BadArchive) throw new UnreadableForm(error.message)
    throw error
  }
}
