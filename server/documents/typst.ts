import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'

const FONTS = new URL('./fonts/', import.meta.url)
const TEMPLATES = fileURLToPath(new URL('./templates/', import.meta.url))

/** One file in templates/ each. */
export type Template = 'report' | 'poster' | 'member-card' | 'paper-form' | 'certificate' | 'allowance'

export type Pdf = { bytes: Uint8Array; pages: number }

let made: NodeCompiler | null = null

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
 * otherwise be replaced in silence. Native memory of a document is given back between turns of the event loop, so a
 * long batch must yield (await) between documents: 400 in one turn hold 900 MB, with yielding 160 MB.
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
  // The compiler keeps what it may need again, and documents differ: nothing of this one will be.
  typst.evictCache(0)
  return { bytes, pages: document.numOfPages }
}
