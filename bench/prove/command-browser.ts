import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { openConnection } from '@tung-nha/server/postgres/connection.ts'
import type { BrowserContext, Page } from 'playwright-core'
import { type Chromium, startChromium } from '../chromium.ts'
import type { Proved, ProveOptions } from '../prove.ts'
import { bringStage } from '../stage.ts'
import { call, chance, makeWorld } from '../world.ts'
import { freePort, killHouse, startHouse } from './house.ts'
import { newOnlooker, type Onlooker } from './onlooker.ts'
import { judged, keep, newRunFolder } from './run.ts'

const HOMES = 30
/** The app has to say within this time that something could not be saved. */
const SAYS_WITHIN_MS = 2000
const pause = (ms: number) => new Promise(done => setTimeout(done, ms))

type Hand = {
  url: string
  below: (n: number) => number
  context: BrowserContext
  page: Page
  onlooker: Onlooker
  wrong: string[]
  /** A home that is on the phone. */
  anyHome: () => string
  kill: () => Promise<void>
  /** Starts the browser again on what is left, with so many bytes of room where a number is given. */
  reopen: (room?: number) => Promise<void>
  join: () => Promise<void>
  allSent: () => Promise<void>
  /** Slowest "could not be saved", in ms. */
  slowestNo: number
}
type Scenario = { row: string; what: string; play: (hand: Hand) => Promise<void> }

const SAVED = 'Đã ghi: không có ai ở nhà.'
const FULL = 'Bộ nhớ máy đã đầy'
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name })

/** Opens a home and taps "Không có ai ở nhà"; `seen` awaits what the screen says then. */
const tapNobody = async (hand: Hand, page: Page, home: string): Promise<{ seen: () => Promise<void> }> => {
  const memory = hand.onlooker.at(home)
  await page.goto(`${hand.url}/to/nha/${home}`)
  const tap = button(page, 'Không có ai ở nhà')
  await tap.waitFor()
  memory.tapped++
  await tap.click({ noWaitAfter: true })
  return {
    seen: async () => {
      await page.getByText(SAVED).last().waitFor()
      memory.said++
      await hand.onlooker.look(page)
    },
  }
}
const nobody = async (hand: Hand, page = hand.page, home = hand.anyHome()) =>
  (await tapNobody(hand, page, home)).seen()

const SCENARIOS: Scenario[] = [
  {
    row: 'C8',
    what: 'the browser is killed in the middle of a save',
    play: async hand => {
      const tapped = await tapNobody(hand, hand.page, hand.anyHome())
      const seen = tapped.seen().catch(() => {})
      await pause(hand.below(150))
      await hand.kill()
      await seen
      await hand.reopen()
    },
  },
  {
    row: 'C9',
    what: 'the browser is killed after the server has taken a visit and before the phone hears of it',
    play: async hand => {
      const taken = new Promise<void>(done => {
        void hand.context.route('**/api/v1/sync/push', async route => {
          await route.fetch().catch(() => {})
          done()
        })
      })
      await nobody(hand)
      await Promise.race([taken, pause(10_000)])
      await hand.kill()
      await hand.reopen()
    },
  },
  {
    row: 'C3',
    what: 'two tabs record at the same time',
    play: async hand => {
      const other = await hand.context.newPage()
      for (let i = 0; i < 2; i++) await Promise.all([nobody(hand), nobody(hand, other)])
      await other.close()
    },
  },
  {
    row: 'C7',
    what: 'for a while a hotel answers in place of the server',
    play: async hand => {
      await hand.context.route('**/api/v1/sync/*', route =>
        route.fulfill({ status: 200, contentType: 'text/html', body: '<html>Wi-Fi</html>' }),
      )
      await nobody(hand)
      await pause(1000)
      await hand.context.unroute('**/api/v1/sync/*')
    },
  },
  {
    row: 'C10',
    what: 'the storage is full: the app says so, the draft stays, and the second tap saves',
    play: async hand => {
      const { url } = hand
      let { page } = hand
      const home = hand.anyHome()
      const memory = hand.onlooker.at(home)
      await page.goto(`${url}/to/nha/${home}`)
      await page.locator('.person').first().waitFor()
      await pause(300)
      if ((await page.locator('.person.open').count()) === 0)
        await page.locator('.person > button').first().click()
      await page.locator('.person.open .skill .name').first().click()
      await page.locator('.person.open button.level').nth(2).click()
      await page.locator('.will').waitFor()
      await pause(500)
      // A browser that runs goes on by what it has measured; one that starts asks how much room there is.
      await hand.kill()
      await hand.reopen(1)
      page = hand.page
      await page.goto(`${url}/to/nha/${home}`)
      await page.locator('.will').waitFor()
      const from = performance.now()
      await button(page, /^Lưu lần đến/).click()
      const said = await page
        .getByText(FULL)
        .first()
        .waitFor({ timeout: 10_000 })
        .then(
          () => true,
          () => false,
        )
      hand.slowestNo = Math.max(hand.slowestNo, Math.round(performance.now() - from))
      if (!said) hand.wrong.push('[C10] the storage was full, and the app did not say so')
      await hand.kill()
      await hand.reopen()
      page = hand.page
      await page.goto(`${url}/to/nha/${home}`)
      await page.locator('.will').waitFor()
      memory.tapped++
      await button(page, /^Lưu lần đến/).click()
      await page
        .getByText(/^Đã lưu trên máy/)
        .first()
        .waitFor()
      memory.said++
      await hand.onlooker.look(page)
    },
  },
  {
    row: 'C12',
    what: 'the page is loaded anew in the middle of a save, as after an update',
    play: async hand => {
      await tapNobody(hand, hand.page, hand.anyHome())
      await pause(hand.below(60))
      await hand.page.goto(`${hand.url}/to`)
      await hand.page.locator('a.sent').waitFor()
    },
  },
  {
    row: 'C12',
    what: 'another tab wants a newer form of the storage, and gives it up',
    play: async hand => {
      const other = await hand.context.newPage()
      await other.goto(`${hand.url}/to`)
      await bringStage(other)
      await other.evaluate(() => globalThis.stage.wantNewer())
      await other.close()
      await hand.page.goto(`${hand.url}/to`)
      await nobody(hand)
    },
  },
  {
    row: 'C16',
    what: 'the session ends while there is something to send',
    play: async hand => {
      await hand.context.clearCookies()
      await nobody(hand)
      await hand.allSent()
    },
  },
  {
    row: 'C11',
    what: 'the browser throws the storage away: the app asks to join again, and what was sent comes back',
    play: async hand => {
      await hand.allSent()
      const session = await hand.context.newCDPSession(hand.page)
      await session.send('Storage.clearDataForOrigin', { origin: hand.url, storageTypes: 'all' })
      await hand.page.goto(`${hand.url}/to`)
      await button(hand.page, 'Vào tổ')
        .or(hand.page.getByRole('link', { name: /Vào tổ/ }))
        .first()
        .waitFor()
      await hand.join()
    },
  },
]

const headOf = async (sql: Awaited<ReturnType<typeof openConnection>>, areaId: number): Promise<number> =>
  (await sql.query<{ revision: number }>('SELECT revision::int FROM area_feed WHERE area_id = $1', [areaId]))
    .rows[0]?.revision ?? 0

/** What the phone shows once it is where the server is, or after half a minute. */
const atHead = async ({ page, onlooker }: Hand, areaId: number, head: () => Promise<number>) => {
  for (const until = Date.now() + 30_000; ; await pause(300)) {
    const view = await onlooker.view(page, areaId)
    if (Date.now() > until || (view.unsent === 0 && view.at === (await head()))) return view
  }
}

/** The real app on a real Chromium against the real server, tapped by a hand that remembers what the screen has said. */
export const prove = async ({ runs, seed, only }: ProveOptions): Promise<Proved> => {
  const below = chance(seed)
  const folder = newRunFolder('browser')
  const data = join(folder, 'product')
  mkdirSync(data)
  const world = await makeWorld(2, HOMES)
  const [mine, leader] = world.phones as [(typeof world.phones)[0], (typeof world.phones)[0]]
  const sql = await openConnection(world.ownerUrl)
  await sql.query(
    `INSERT INTO membership (member_id, team_id, role, valid_from, valid_to) VALUES ($1, $2, 'leader', '2025-07-01', NULL)`,
    [leader.memberId, mine.teamId],
  )
  const house = await startHouse(world.ownerUrl, data, await freePort())
  const { url } = house
  const profile = join(folder, 'chromium')
  let chromium: Chromium | null = null
  const onlooker = newOnlooker()

  const open = async () => {
    chromium = await startChromium(profile)
    const { context } = chromium
    context.setDefaultTimeout(30_000)
    onlooker.listen(context)
    const page = await context.newPage()
    await page.setViewportSize({ width: 360, height: 640 })
    return { context, page }
  }
  const hand: Hand = {
    ...(await open()),
    url,
    below,
    onlooker,
    wrong: [],
    slowestNo: 0,
    anyHome: () => mine.homes[below(HOMES)]!.householdId,
    kill: async () => chromium?.kill(),
    reopen: async room => {
      Object.assign(hand, await open())
      if (room !== undefined) {
        const session = await hand.context.newCDPSession(hand.page)
        await session.send('Storage.overrideQuotaForOrigin', { origin: url, quotaSize: room })
      }
      await hand.page.goto(`${url}/to`)
      await hand.page.locator('a.sent').waitFor()
      await onlooker.look(hand.page)
    },
    join: async () => {
      const path = `${url}/api/v1/teams/${mine.teamId}/members/${mine.memberId}/enrolment-code`
      const { code } = JSON.parse((await call('POST', path, leader.token)).text) as { code: string }
      await hand.page.goto(`${url}/to/vao?ma=${code}`)
      await button(hand.page, 'Vào tổ').click()
      await hand.page.getByText('Đã tải xong').waitFor()
      await hand.page.evaluate('navigator.serviceWorker.ready.then(() => true)')
      await hand.page.getByRole('link', { name: 'Bắt đầu' }).click()
      await hand.page.locator('a.sent').waitFor()
    },
    allSent: async () => {
      await hand.page.goto(`${url}/to`)
      await hand.page.getByText('Đã gửi hết').waitFor({ timeout: 60_000 })
    },
  }
  const chosen = SCENARIOS.filter(({ row, what }) => !only || row === only || what.includes(only))
  const played: Record<string, number> = {}
  try {
    await hand.join()
    for (let n = 0; n < runs; n++) {
      const { row, what, play } = chosen[n % chosen.length]!
      await play(hand).catch(error => hand.wrong.push(`[${row}] ${what}: ${error.message.split('\n')[0]}`))
      played[row] = (played[row] ?? 0) + 1
      console.error(`${n + 1} of ${runs} [${row}] ${what}`)
    }
    await hand.allSent()
    const views = [await atHead(hand, mine.areaId, () => headOf(sql, mine.areaId))]
    const seen = { history: onlooker.history(), screens: onlooker.screens(), views }
    const verdict = await judged(folder, world.ownerUrl, [], seen)
    if (hand.slowestNo > SAYS_WITHIN_MS)
      hand.wrong.push(`[C10] it took ${hand.slowestNo} ms to say that nothing could be saved`)
    for (const line of hand.wrong) console.error(line)
    const { acknowledged, lost, doubled, torn, asserted: assertions } = verdict
    const violations = verdict.faults.length + hand.wrong.length
    const sum = { acknowledged, lost, doubled, torn, violations, assertions }
    const result = { runs, ...sum, saidFullMs: hand.slowestNo, played, seed }
    keep('browser', result)
    return { result, held: violations === 0 && acknowledged > 0 }
  } finally {
    await (chromium as Chromium | null)?.close()
    await killHouse(house)
    await sql.end()
    await world.close()
  }
}
