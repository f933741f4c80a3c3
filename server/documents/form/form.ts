import type { TemplateDescription, TemplateKind, TemplateMapping } from '@tung-nha/model/report/template.ts'
import type { ReportValues } from '@tung-nha/model/report/values.ts'
import { describeDocx, fillDocx } from '#documents/form/docx.ts'
import { describeXlsx, fillXlsx } from '#documents/form/xlsx.ts'
import { isWhole, textOf, unpack } from '#documents/zip.ts'

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

/** A form and what goes into it; `mark` is said on every printed page. */
export type Filling = {
  bytes: Uint8Array
  kind: TemplateKind
  mapping: TemplateMapping
  values: ReportValues
  mark: string | null
}

/** The form with the values in their places; the stored form stays empty. */
export const fillTemplate = async (filling: Filling): Promise<Uint8Array> => {
  const { bytes, kind, mapping, values, mark } = filling
  return kind === 'xlsx' ? fillXlsx(bytes, mapping, values, mark) : fillDocx(bytes, mapping, values, mark)
}
