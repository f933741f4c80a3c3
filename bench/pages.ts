/**
 * P10 and P11 in a real Chromium against the running product: what a first visit transfers, and when the largest part
 * of a lesson is painted on slow 4G (1.6 Mbit/s, 150 ms) with a processor four times slower.
 *
 *   node bench/pages.ts --json
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Browser, type CDPSession, chromium, type Page } from 'playwright-core'
import { findChromium } from '../ops/run/chromium.ts'
import { project, rank, round, startProduct } from './world.ts'

export const PHONE = {
  viewport: { width: 360, height: 640 },
  deviceScaleFactor: 2,
  isMobile: true,
  hasTouch: true,
  locale: 'vi-VN',
}

/** Slow 4G. */
export const WEAK_LINE = {
  offline: false,
  latency: 150,
  downloadThroughput: 1_600_000 / 8,
  uploadThroughput: 750_000 / 8,
}

type Weight = { all: number; js: number; document: number; requests: number }

/** Bytes on the wire, heads included, of everything a page asks for until the network is still. */
export const weigh = async (page: Page, url: string): Promise<Weight> => {
  const wire: CDPSession = await page.context().newCDPSession(page)
  await wire.send('Network.enable')
  await wire.send('Network.setCacheDisabled', { cacheDisabled: true })
  const kinds = new Map<string, string>()
  const weight: Weight = { all: 0, js: 0, document: 0, requests: 0 }
  wire.on('Network.responseReceived', told => kinds.set(told.requestId, told.type))
  wire.on('Network.loadingFinished', told => {
    weight.requests++
    weight.all += told.encodedDataLength
    if (kinds.get(told.requestId) === 'Script') weight.js += told.encodedDataLength
    if (kinds.get(told.requestId) === 'Document') weight.document += told.encodedDataLength
  })
  await page.goto(url, { waitUntil: 'networkidle' })
  return weight
}

const paintOf = async (browser: Browser, url: string): Promise<number> => {
  const context = await browser.newContext({ ...PHONE, serviceWorkers: 'block' })
  const page = await context.newPage()
  const wire = await context.newCDPSession(page)
  await wire.send('Network.enable')
  await wire.send('Network.emulateNetworkConditions', WEAK_LINE)
  await wire.send('Emulation.setCPUThrottlingRate', { rate: 4 })
  await page.goto(url, { waitUntil: 'load' })
  await page.waitForTimeout(500)
  const painted = (await page.evaluate(
    "new Promise(done => new PerformanceObserver(list => done(list.getEntries().at(-1).startTime)).observe({ type: 'largest-contentful-paint', buffered: true }))",
  )) as number
  await context.close()
  return painted
}

/** The field app after joining, its caches empty: what the first screen costs. */
const fieldWeight = async (browser: Browser, url: string): Promise<Weight> => {
  const context = await browser.newContext({ ...PHONE, serviceWorkers: 'block' })
  const made = await context.request.post(`${url}/api/v1/demo/accounts/member/enrolment-code`, {
    headers: { 'x-tung-nha': '1' },
  })
  const page = await context.newPage()
  await page.goto(`${url}/to/vao?ma=${(await made.json()).code}`)
  await page.locator('form button[type=submit]').click()
  await page.locator('a[href="/to"]').first().waitFor({ timeout: 60_000 })
  await page.close()
  const weight = await weigh(await context.newPage(), `${url}/to`)
  await context.close()
  return weight
}

const kb = (weight: Weight) => ({
  allKb: round(weight.all / 1000),
  jsKb: round(weight.js / 1000),
  documentKb: round(weight.document / 1000),
  requests: weight.requests,
})

export const measurePages = async () => {
  const data = mkdtempSync(join(tmpdir(), 'tung-nha-bench-'))
  const product = await startProduct({ DATA_DIR: data, DEMO: 'on' })
  const { executablePath, args, env, name } = await findChromium(project)
  const browser = await chromium.launch({
    executablePath,
    args,
    env: { ...process.env, ...env } as Record<string, string>,
  })
  try {
    const lesson = `${product.url}/bai-hoc/pay.qr`
    const reader = await browser.newContext({ ...PHONE, serviceWorkers: 'block' })
    const lessonWeight = await weigh(await reader.newPage(), lesson)
    await reader.close()
    const bare = await browser.newContext({ ...PHONE, serviceWorkers: 'block', javaScriptEnabled: false })
    const plain = await bare.newPage()
    await plain.goto(lesson)
    // A lesson opens with its cover; each step is a page of its own, reached by a plain link.
    const textOf = async () => ((await plain.locator('main').textContent()) ?? '').trim().length
    const cover = await textOf()
    await plain.locator('main a[href*="?"]').first().click()
    const readable = cover > 100 && (await textOf()) > 100
    await bare.close()
    const paints: number[] = []
    for (let i = 0; i < 5; i++) paints.push(await paintOf(browser, lesson))
    return {
      browser: `${name} ${browser.version()}`,
      field: kb(await fieldWeight(browser, product.url)),
      lesson: {
        ...kb(lessonWeight),
        readableWithoutScripts: readable,
        lcpMs: Math.round(rank(paints, 0.5)),
        lcpRuns: paints.map(Math.round),
      },
    }
  } finally {
    await browser.close()
    await product.stop()
    rmSync(data, { recursive: true, force: true })
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  console.log(JSON.stringify(await measurePages(), null, 2))
