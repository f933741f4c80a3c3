import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { build } from 'vite'
import type { Stage } from './stage-told.ts'
import { project } from './world.ts'

declare global {
  var stage: Stage
}

let bundled: Promise<string> | undefined

/** e2e/stage-page.ts of a house with all it imports, as one script that a page can be handed. */
const bundle = async (root: string): Promise<string> => {
  const built = await build({
    configFile: false,
    root,
    logLevel: 'error',
    build: {
      write: false,
      minify: false,
      lib: { entry: join(root, 'e2e', 'stage-page.ts'), formats: ['iife'], name: 'stageBundle' },
    },
  })
  const [{ output }] = built as unknown as [{ output: { code: string }[] }]
  return output[0]!.code
}

/** Brings the app's storage and engine into a page that is open, beside whatever runs there; of another house if told so. */
export const bringStage = async (page: Page, root = project): Promise<void> => {
  if (root !== project) return page.evaluate(await bundle(root))
  bundled ??= bundle(project)
  await page.evaluate(await bundled)
}

/** An empty page of an address, with the app's storage and engine in it. Nothing needs to answer there. */
export const openStage = async (context: BrowserContext, address: string, root?: string): Promise<Page> => {
  const page = await context.newPage()
  // Below /to, so that the server takes its calls for those of the phone.
  await page.route(`${address}/to/san-khau`, route =>
    route.fulfill({ contentType: 'text/html', body: '<!doctype html><html lang="vi"><title>.</title>' }),
  )
  await page.goto(`${address}/to/san-khau`)
  await bringStage(page, root)
  return page
}
