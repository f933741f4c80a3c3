/**
 * P10 in a real Chromium with the processor four times slower and, while the book loads, a weak line: how long an
 * offline cold start takes from the tap after the PIN's last digit to the homes of "Hôm nay", the key work within it,
 * searching, saving a visit, and a whole visit by a thumb that reads; with 3,000 people on the phone, each in a home of their own. And the phone's part of
 * P4: from the tap on "Vào tổ" until the whole of an area is on such a phone and shown, on a line that holds nothing up.
 *
 *   npm run bench -- app --json
 */
import { pathToFileURL } from 'node:url'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { findChromium } from '../ops/run/chromium.ts'
import { codeHash } from '../server/auth/device.ts'
import { connectDb } from '../server/db/connect.ts'
import { PHONE, WEAK_LINE, weigh } from './pages.ts'
import { fillArea } from './pulling.ts'
import { makeWorld, now, project, rank, round, startProduct, type World } from './world.ts'

const PEOPLE = 3_000
const RUNS = 5
const THROTTLE = 4
const PIN = '2468'
const CODES = ['BENCH234', 'BENCH235', 'BENCH236', 'BENCH237', 'BENCH238'] as const

const tell = (line: string) => console.error(line)
const median = (values: number[]) => round(rank(values, 0.5))

/** A page whose processor is slower, for everything it does from now on. */
const slowPage = async (context: BrowserContext): Promise<Page> => {
  const page = await context.newPage()
  const wire = await context.newCDPSession(page)
  await wire.send('Emulation.setCPUThrottlingRate', { rate: THROTTLE })
  return page
}

/** Does something in the page and answers the milliseconds until `there` holds and is painted, by the page's own clock. */
const timed = (page: Page, act: string, there: string): Promise<number> =>
  page.evaluate(`new Promise(done => {
    let over = false
    const look = () => {
      if (over || !(${there})) return
      over = true
      seen.disconnect()
      requestAnimationFrame(() => setTimeout(() => done(performance.now() - from)))
    }
    const seen = new MutationObserver(look)
    seen.observe(document.body, { childList: true, subtree: true, characterData: true })
    const from = performance.now();
    ${act}
    look()
  })`)

/** Joins, loads the whole book over a weak line, waits until it opens without a network, and sets a PIN. */
const join = async (context: BrowserContext, url: string): Promise<number> => {
  const page = await slowPage(context)
  const wire = await context.newCDPSession(page)
  await wire.send('Network.enable')
  await wire.send('Network.emulateNetworkConditions', WEAK_LINE)
  await page.goto(`${url}/to/vao?ma=${CODES[0]}`)
  await page.getByRole('button', { name: 'Vào tổ' }).click()
  const from = Date.now()
  await page.getByText('Đã tải xong').waitFor({ timeout: 300_000 })
  const loaded = Date.now() - from
  await page.evaluate('navigator.serviceWorker.ready.then(() => true)')
  await page.goto(`${url}/to/cua-toi/pin`)
  await page.getByLabel('Mã PIN mới').fill(PIN)
  await page.getByLabel('Gõ lại mã PIN').fill(PIN)
  await page.getByRole('button', { name: 'Đặt mã PIN' }).click()
  await page.waitForURL('**/to/cua-toi')
  await page.close()
  return loaded
}

/** Scripts of the first screen as they go over the wire, in KB; the phone's own store is passed by. */
const scripts = async (context: BrowserContext, url: string): Promise<number> => {
  const page = await context.newPage()
  const wire = await context.newCDPSession(page)
  await wire.send('Network.enable')
  await wire.send('Network.setBypassServiceWorker', { bypass: true })
  const { js } = await weigh(page, `${url}/to`)
  await page.close()
  return round(js / 1000)
}

const KEY_WORK = `
  const derive = crypto.subtle.deriveBits.bind(crypto.subtle)
  crypto.subtle.deriveBits = async (...args) => {
    const from = performance.now();
    const bits = await derive(...args)
    window.keyMs = performance.now() - from
    return bits
  }`

type Start = { page: Page; ms: number; keyMs: number }
/** Opens the app anew, without a network, and types the PIN. */
const coldStart = async (context: BrowserContext, url: string): Promise<Start> => {
  const page = await slowPage(context)
  await page.addInitScript(KEY_WORK)
  await page.goto(`${url}/to`)
  await page.getByLabel('Mã PIN', { exact: true }).fill(PIN)
  const submit = "document.querySelector('form').requestSubmit()"
  const ms = await timed(page, submit, "document.querySelector('a.home')")
  return { page, ms, keyMs: await page.evaluate('window.keyMs') }
}

/** From each letter to the list that fits it. */
const search = async (page: Page): Promise<number[]> => {
  await page.locator('nav a[href="/to/nha"]').click()
  await page.locator('input[type=search]').waitFor()
  const times: number[] = []
  for (const typed of ['t', 'th', 'thu', 'thu 1', 'thu 12']) {
    const act = `const field = document.querySelector('input[type=search]')
      field.value = ${JSON.stringify(typed)}
      field.dispatchEvent(new Event('input', { bubbles: true }))`
    times.push(await timed(page, act, 'true'))
  }
  return times
}

/** From the tap on "Lưu lần đến" until the screen says that the visit is stored. */
const saveVisit = async (page: Page): Promise<number> => {
  await page.locator('a.home').first().click()
  await page.getByRole('button', { name: 'Không ghi tên' }).click()
  await page.locator('.picker .name').first().click()
  await page
    .getByRole('group', { name: /làm được đến đâu/ })
    .getByRole('button', { name: 'Đã nghe' })
    .click()
  await page.locator('.will').waitFor()
  await page.waitForFunction("!document.querySelector('.toast')", undefined, { timeout: 30_000 })
  const tap = "[...document.querySelectorAll('.bar button')].at(-1).click()"
  return timed(page, tap, "document.querySelector('.toast')")
}

/** Between two taps of somebody who reads what has come, in ms. */
const PAUSE = 1_500
/**
 * A whole visit at a gate without a name, from "Hôm nay" to "saved": the home, "Không ghi tên", skill, level and save, each
 * tap after a pause; how long it takes, and how much of it is the phone's.
 */
const wholeVisit = async (page: Page): Promise<{ ms: number; ownMs: number; taps: number }> => {
  const told = page.locator('.toast').first()
  await told.waitFor({ state: 'detached' })
  const level = page.getByRole('group', { name: /làm được đến đâu/ })
  const taps = [
    page.locator('a.home').first(),
    page.getByRole('button', { name: 'Không ghi tên' }),
    page.locator('.picker .name').first(),
    level.getByRole('button', { name: 'Đã nghe' }),
    page.getByRole('button', { name: /^Lưu lần đến/ }),
  ]
  const from = performance.now()
  for (const tap of taps) {
    await tap.waitFor()
    await page.waitForTimeout(PAUSE)
    await tap.click()
  }
  await told.waitFor()
  const ms = performance.now() - from
  return { ms, ownMs: ms - taps.length * PAUSE, taps: taps.length }
}

/** From the tap on "Vào tổ" until the phone says that the area is here. */
const firstSync = async (browser: Browser, url: string, code: string): Promise<number> => {
  const context = await browser.newContext(PHONE)
  const page = await slowPage(context)
  await page.goto(`${url}/to/vao?ma=${code}`)
  await page.getByRole('button', { name: 'Vào tổ' }).waitFor()
  // The shell is on its way to the phone's store as soon as the page stands; joining does not begin before a thumb does.
  await page.evaluate('navigator.serviceWorker.ready.then(() => true)')
  const tap =
    "[...document.querySelectorAll('button')].find(one => one.textContent.includes('Vào tổ')).click()"
  const ms = await timed(page, tap, "document.querySelector('main').textContent.includes('Đã tải xong')")
  await context.close()
  return ms
}

/** Codes for the owner of the world's one phone. */
const makeCodes = async ({ ownerUrl, phones }: World) => {
  const owner = connectDb(ownerUrl)
  const { memberId } = phones[0]!
  const expires_at = new Date(Date.parse(now()) + 3_600_000).toISOString()
  const codes = CODES.map(code => ({
    code_hash: codeHash(code),
    member_id: memberId,
    made_by: memberId,
    expires_at,
  }))
  await owner.insertInto('enrolment_code').values(codes).execute()
  await owner.destroy()
}

/** The product on a world, and a browser before it, for as long as `work` takes. */
const withBrowser = async <T>(
  world: World,
  work: (browser: Browser, url: string, name: string) => Promise<T>,
): Promise<T> => {
  const product = await startProduct({
    DATABASE_URL: world.ownerUrl,
    DATA_DIR: `${world.folder}/product`,
    DEMO: 'off',
  })
  const { executablePath, args, env, name } = await findChromium(project)
  const browser = await chromium.launch({
    executablePath,
    args,
    env: { ...process.env, ...env } as Record<string, string>,
  })
  try {
    await makeCodes(world)
    return await work(browser, product.url, `${name} ${browser.version()}`)
  } finally {
    await browser.close()
    await product.stop()
    await world.close()
  }
}

/** P4: an area of 300 homes, 1,000 people and 5,000 attainments, by one new phone after the other. */
const measureFirstSync = async () => {
  tell('making an area of 300 homes and 1,000 people')
  const world = await makeWorld(1, 0)
  await fillArea(world, world.phones[0]!)
  return withBrowser(world, async (browser, url) => {
    const runs: number[] = []
    for (const code of CODES) {
      runs.push(Math.round(await firstSync(browser, url, code)))
      tell(`run ${runs.length} of ${CODES.length}: the area was on the phone in ${runs.at(-1)} ms`)
    }
    return { firstSyncMs: median(runs), firstSyncRuns: runs }
  })
}

/** P10: a book of 3,000 people. */
const measureBook = async () => {
  tell(`making a book of ${PEOPLE} homes and people`)
  return withBrowser(await makeWorld(1, PEOPLE), async (browser, url, name) => {
    const context = await browser.newContext(PHONE)
    context.setDefaultTimeout(60_000)
    tell('loading it over a weak line')
    const loadMs = await join(context, url)
    const jsKb = await scripts(context, url)
    await context.setOffline(true)
    const starts: Omit<Start, 'page'>[] = []
    const saves: number[] = []
    const visits: Awaited<ReturnType<typeof wholeVisit>>[] = []
    let searches: number[] = []
    for (let run = 1; run <= RUNS; run++) {
      const { page, ...start } = await coldStart(context, url)
      starts.push(start)
      saves.push(await saveVisit(page))
      visits.push(await wholeVisit(page))
      if (run === RUNS) searches = await search(page)
      tell(
        `run ${run} of ${RUNS}: cold start ${Math.round(start.ms)} ms, visit saved in ${Math.round(saves.at(-1)!)} ms, the whole visit ${round(visits.at(-1)!.ms / 1000)} s`,
      )
      await page.close()
    }
    return {
      browser: name,
      throttle: THROTTLE,
      people: PEOPLE,
      jsKb,
      loadMs: Math.round(loadMs),
      coldStartMs: median(starts.map(one => one.ms)),
      coldStartRuns: starts.map(one => Math.round(one.ms)),
      keyMs: median(starts.map(one => one.keyMs)),
      saveMs: median(saves),
      saveRuns: saves.map(Math.round),
      visitTaps: visits[0]!.taps,
      visitPauseMs: PAUSE,
      visitS: median(visits.map(one => one.ms / 1000)),
      visitOwnMs: median(visits.map(one => one.ownMs)),
      searchMs: median(searches),
      searchWorstMs: Math.round(Math.max(...searches)),
    }
  })
}

export const measureApp = async () => ({ ...(await measureBook()), ...(await measureFirstSync()) })

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  console.log(JSON.stringify(await measureApp()))
