import type { BrowserContext, Page } from 'playwright-core'
import type { Stage } from '../../../e2e/stage/told.ts'

declare global {
  var stage: Stage
}

/** An empty page of an address, with the app's storage and engine in it (e2e/stage/page.ts). Nothing needs to answer there. */
export const openStage = async (context: BrowserContext, address: string, code: string): Promise<Page> => {
  const page = await context.newPage()
  // Below /to, so that the server takes its calls for those of the phone.
  await page.route(`${address}/to/san-khau`, route =>
    route.fulfill({ contentType: 'text/html', body: '<!doctype html><html lang="vi"><title>.</title>' }),
  )
  await page.goto(`${address}/to/san-khau`)
  await page.evaluate(code)
  return page
}
