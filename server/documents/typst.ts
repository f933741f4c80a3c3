import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'

const FONTS = new URL('./fonts/', import.meta.url)
const TEMPLATES = fileURLToPath(new URL('./templates/', import.meta.url))

/** One file in templates/ each. */
export type Template = 'report' | 'poster' | 'member-card' | 'paper-form'

export type Pdf = { bytes: Uint8Array; pages: number }

let made: NodeCompiler | null = null
let compiled = 0

/** Made at the first document: loading the fonts costs some 30 ms and 10 MB, which a start without documents need not pay. */
const compiler = (): NodeCompiler => {
  if (made) return made
  const fontBlobs = readdirSync(FONTS)
    .filter(name => name.endsWith('.ttf'))
    .sort()
    .map(name => readFileSync(new URL(name, FONTS)))
  made = NodeCompiler.create({ workspace: TEMPLATES, fontArgs: [{ fontBlobs }] })
  return made
}

/**
 * Typesets a template with data (read there as `json(bytes(sys.inputs.data))`). The same data gives the same bytes:
 * no clock and no file outside templates/ is read. A warning is a fault as well, since an unknown font would
 * otherwise be replaced in silence.
 */
export const pdfOf = (template: Template, data: unknown): Pdf => {
  const typst = compiler()
  const result = typst.compile({
    mainFilePath: `${TEMPLATES}${template}.typ`,
    inputs: { data: JSON.stringify(data) },
  })
  const told = [result.takeError(), result.takeWarnings()].flatMap(found =>
    found ? typst.fetchDiagnostics(found) : [],
  )
  const document = result.result
  if (told.length > 0 || !document) {
    const first = told[0] as { message?: string; range?: unknown } | undefined
    throw new Error(
      `template ${template}: ${first?.message ?? 'no document'} ${JSON.stringify(first?.range ?? '')}`,
    )
  }
  const bytes = new Uint8Array(typst.pdf(document, { creationTimestamp: 0 }))
  // The compiler keeps what it may need again; without this its memory grows with every different document.
  if (++compiled % 20 === 0) typst.evictCache(10)
  return { bytes, pages: document.numOfPages }
}
