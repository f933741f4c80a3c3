import { join } from 'node:path'
import { build } from 'vite'

const project = join(import.meta.dirname, '..', '..')

/** `page.ts` with all it imports, as one script that a page can be handed. */
export const bundleStage = async (): Promise<string> => {
  const built = await build({
    configFile: false,
    root: project,
    logLevel: 'error',
    build: {
      write: false,
      minify: false,
      lib: { entry: join(import.meta.dirname, 'page.ts'), formats: ['iife'], name: 'stageBundle' },
    },
  })
  const [{ output }] = built as unknown as [{ output: { code: string }[] }]
  return output[0]!.code
}
