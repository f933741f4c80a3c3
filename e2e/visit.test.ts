import type { ListCommuneActivities } from '@tung-nha/model/api/activities.ts'
import type { DemoAccounts } from '@tung-nha/model/api/demo.ts'
import type { UnitFigures } from '@tung-nha/model/api/figures.ts'
import { periodOf } from '@tung-nha/model/indicator/period.ts'
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newDevice, openBrowser } from './browser.ts'
import { type Caller, joinTeam, officer, teamCode, visitor } from './people.ts'
import { communeNamed } from './place.ts'

let browser: Browser
let phone: BrowserContext
let page: Page
let ask: Caller
let communeId: number

beforeAll(async () => {
  browser = await openBrowser()
  ask = await officer('officer')
  communeId = await communeNamed('Xã Vân Hồ')
  phone = await newDevice(browser, 'phone')
  page = await phone.newPage()
  await joinTeam(page, 'member')
})
afterAll(() => browser?.close())

/** A thumb that counts how often it touched the screen. */
const newThumb = () => {
  let taps = 0
  return {
    tap: async (target: Locator) => {
      taps++
      await target.tap()
    },
    get taps() {
      return taps
    },
  }
}
const button = (name: string | RegExp, on = page) => on.getByRole('button', { name })
/** A home of "Nên đến hôm nay" by the reason it is shown for. */
const home = (reason: string) => page.locator('a[href^="/to/nha/"]').filter({ hasText: reason }).first()
const headOfHome = async () =>
  (await page.getByRole('heading', { name: /^Nhà / }).innerText()).replace('Nhà ', '')
const firstSkill = (on = page) => on.locator('.picker .name').first()
const level = (name: string, on = page) =>
  on.getByRole('group', { name: /làm được đến đâu\?$/ }).getByRole('button', { name })
const save = (on = page) => button(/^Lưu lần đến/, on)
const onTheFirstPage = (on = page) => on.getByRole('link', { name: 'Ghi lần đến' }).waitFor()

/** What the commune has of the member of this phone, voided work as well. */
const recorded = async () => {
  const { items } = await ask<ListCommuneActivities>('GET /api/v1/units/:communeId/activities', {
    params: { communeId },
    query: { limit: 500, voided: true },
  })
  return items.filter(item => item.memberName === 'Lường Thị Ban')
}
/** "Số lượt người được hướng dẫn" of the commune in the month that is filling. */
const guided = async () => {
  const { day } = await visitor<DemoAccounts>('GET /api/v1/demo/accounts', {})
  const period = periodOf(day, { cutOffDay: 14, dueDay: 20 })
  const { figures } = await ask<UnitFigures>('GET /api/v1/units/:unitId/figures', {
    params: { unitId: communeId },
    query: { period },
  })
  return figures.find(figure => figure.code === 'TN02')?.value ?? 0
}
test('without a network every kind of work takes its few taps, survives a reload, and arrives exactly once', async () => {
  const before = { work: (await recorded()).length, guided: await guided() }
  // What the browser happens to hold in its own cache must not be what opens the app.
  const wire = await phone.newCDPSession(page)
  await wire.send('Network.clearBrowserCache')
  await wire.detach()
  await phone.setOffline(true)
  expect(
    await page.evaluate(() =>
      fetch('/api/v1/health').then(
        () => 'answered',
        () => 'silent',
      ),
    ),
  ).toBe('silent')
  await page.reload()
  await page.getByRole('status').filter({ hasText: 'Không có mạng' }).waitFor()

  // Nobody home, taken back, and written again.
  for (const takenBack of [true, false]) {
    const thumb = newThumb()
    await thumb.tap(home('Hẹn lại'))
    await thumb.tap(button('Không có ai ở nhà'))
    await page.getByText('Đã ghi: không có ai ở nhà.').last().waitFor()
    expect(thumb.taps).toBe(2)
    if (!takenBack) continue
    await button('Hoàn tác').tap()
    await page.getByText('Đã hoàn tác.').waitFor()
  }
  await page.getByText('Chưa gửi 3').waitFor()

  // A person who is asked for the first time.
  const first = newThumb()
  await first.tap(home('Chưa ai đến'))
  const head = await headOfHome()
  await first.tap(button(head))
  await page.getByText('Bác đồng ý không ạ?').waitFor()
  await first.tap(button('Đồng ý'))
  await first.tap(firstSkill())
  await first.tap(level('Có người giúp'))
  await page.getByText('Sẽ lưu:').waitFor()
  await first.tap(save())
  await onTheFirstPage()
  expect(first.taps).toBeLessThanOrEqual(6)

  // A person who is known already.
  const known = newThumb()
  await known.tap(home('nhóm nữa là thạo'))
  await page.getByRole('heading', { name: 'Người trong nhà' }).waitFor()
  if (!(await firstSkill().isVisible()))
    await known.tap(page.locator('article button[aria-expanded]').first())
  await known.tap(firstSkill())
  await known.tap(level('Tự làm'))
  expect(await page.locator('.will').innerText()).toContain(' tự ')
  await known.tap(save())
  await page.getByText(/^Đã lưu trên máy\. Còn \d+ lần đến chưa gửi, sẽ tự gửi khi có mạng\.$/).waitFor()
  expect(known.taps).toBeLessThanOrEqual(5)

  // Somebody who wants no name written.
  const unnamed = newThumb()
  await unnamed.tap(home('Hẹn lại'))
  await unnamed.tap(button('Không ghi tên'))
  await unnamed.tap(firstSkill())
  await unnamed.tap(level('Đã nghe'))
  await unnamed.tap(save())
  await onTheFirstPage()
  expect(unnamed.taps).toBe(5)

  // Many people at once.
  const many = newThumb()
  await many.tap(page.getByRole('link', { name: 'Buổi đông người' }))
  await many.tap(button('Họp thôn, bản'))
  await many.tap(page.getByRole('group', { name: 'Nói về kỹ năng gì?' }).getByRole('button').first())
  await many.tap(button('Thêm', page))
  await page.getByText('11 người dự').waitFor()
  await many.tap(button('Lưu buổi'))
  await page.getByText('Đã lưu buổi đông người trên máy.').waitFor()
  await onTheFirstPage()
  expect(many.taps).toBe(5)

  // What was recorded outlives the page, not only a reload.
  await page.getByText('Chưa gửi 8').waitFor()
  await page.close()
  page = await phone.newPage()
  await page.goto('/to')
  await page.getByRole('link', { name: 'Chưa gửi 8' }).tap()
  for (const content of [head, 'Họp thôn, bản, 11', 'Không có ai ở nhà'])
    await page.getByText(content).first().waitFor()
  expect((await recorded()).length).toBe(before.work)

  // The network comes back; nobody presses anything.
  await phone.setOffline(false)
  await page.getByText('Mọi việc đã gửi').waitFor()
  await expect.poll(guided).toBe(before.guided + 14)
  const after = await recorded()
  expect(after.length).toBe(before.work + 6)
  expect(new Set(after.map(item => item.id)).size).toBe(after.length)
  expect(after.filter(item => item.voided).length).toBe(1)
})

test('a mistake of one’s own is mended on the page of its home, without a network: withdrawn with the reason, written again, sent', async () => {
  const before = await recorded()
  await page.goto('/to')
  await phone.setOffline(true)
  await home('nhóm nữa là thạo').tap()
  await page.getByRole('heading', { name: 'Người trong nhà' }).waitFor()
  const address = page.url()
  if (!(await firstSkill().isVisible())) await page.locator('article button[aria-expanded]').first().tap()
  const skill = (await firstSkill().innerText()).split('\n')[0]!
  await firstSkill().tap()
  await level('Tự làm').tap()
  await save().tap()
  await onTheFirstPage()

  await page.goto(address)
  await button(/^Các lần đến/).tap()
  await button('Sửa').first().tap()
  const sheet = page.getByRole('dialog', { name: 'Sửa lần đến của mình' })
  await sheet.getByRole('button', { name: 'Nhầm mức làm được' }).tap()
  await sheet.getByRole('button', { name: 'Bỏ và ghi lại' }).tap()
  // What was written stands there again, and is mended.
  await page.locator('.will').filter({ hasText: ' tự ' }).waitFor()
  await page.locator('.picker .name').filter({ hasText: skill }).first().tap()
  await level('Có người giúp').tap()
  await page.locator('.will').filter({ hasText: 'còn cần giúp' }).waitFor()
  await save().tap()
  await page.getByRole('link', { name: 'Chưa gửi 3' }).tap()
  await page.getByText('Bỏ một lần đến').waitFor()

  await phone.setOffline(false)
  await page.getByText('Mọi việc đã gửi').waitFor()
  const made = (await recorded()).filter(item => !before.some(one => one.id === item.id))
  expect(made.map(item => item.voided).sort()).toEqual([false, true])
})

test('somebody who is in the book already is shown while the name is typed, also without its marks', async () => {
  await page.goto('/to')
  await onTheFirstPage()
  await home('nhóm nữa là thạo').tap()
  const name = (await page.locator('article strong').first().innerText()).replace(/\s*chủ hộ$/, '')
  const address = new URL(page.url()).pathname
  const bare = name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replaceAll('đ', 'd')
    .replaceAll('Đ', 'D')
    .toLowerCase()
  // At the home of another.
  await page.goto('/to')
  await page.locator(`a[href^="/to/nha/"]:not([href="${address}"])`).first().tap()
  await button('Thêm người').tap()
  await page.getByLabel('Họ và tên').fill(bare)
  await page.getByText('Có thể đã có trong sổ:').waitFor()
  await button(new RegExp(`^${name},`))
    .first()
    .tap()
  await page.locator('article strong').filter({ hasText: name }).first().waitFor()

  await page.goto(`/to/nha/moi?ten=${encodeURIComponent(bare)}`)
  await page.getByText('Có phải nhà này không?').waitFor()
  await page.locator('form a[href^="/to/nha/"]').first().waitFor()
})

/** Makes a change, and waits until the phone has kept it: leaving the page at once could be faster than its disk. */
const andKept = async (change: () => Promise<unknown>) => {
  const from = await page.evaluate(() => new Date().toISOString())
  await change()
  const kept = () =>
    page.evaluate(
      since =>
        new Promise<number>((done, fail) => {
          const open = indexedDB.open('tung-nha')
          open.onerror = () => fail(open.error)
          open.onsuccess = () => {
            const all = open.result.transaction('drafts').objectStore('drafts').getAll()
            all.onsuccess = () => done(all.result.filter(draft => draft.at >= since).length)
            open.result.close()
          }
        }),
      from,
    )
  await expect.poll(kept).toBe(1)
}

test('what is half written is there again after a reload', async () => {
  await page.goto('/to')
  await home('nhóm').tap()
  await button('Không ghi tên').tap()
  await firstSkill().tap()
  await andKept(() => level('Có người giúp').tap())
  const address = page.url()
  await page.goto('/to')
  await onTheFirstPage()
  await page.goto(address)
  await page.getByText(/^Đang soạn từ/).waitFor()
  await save().waitFor()
  expect(await page.getByText('1 người không ghi tên').count()).toBe(1)
  await button('Bỏ bản đang soạn').tap()
  await save().waitFor({ state: 'detached' })

  await page.goto('/to/dong-nguoi')
  await andKept(() => button('Họp thôn, bản').tap())
  await page.goto('/to/nha/moi')
  await andKept(() => page.getByLabel('Tên chủ hộ').fill('Vừa A Dơ'))
  await page.goto('/to/dong-nguoi')
  await page.getByText('Họp thôn, bản, 10 người dự').waitFor()
  await button('Bỏ bản đang soạn').tap()
  await page.getByText('Họp thôn, bản, 10 người dự').waitFor({ state: 'detached' })
  await page.goto('/to/nha/moi')
  await page.getByText(/^Đang soạn từ/).waitFor()
  expect(await page.getByLabel('Tên chủ hộ').inputValue()).toBe('Vừa A Dơ')
  await button('Bỏ bản đang soạn').tap()
  await expect.poll(() => page.getByLabel('Tên chủ hộ').inputValue()).toBe('')
})

test('a name the home did not want written comes back to its author, whole and with the reason', async () => {
  await page.goto('/to/nha')
  await button('Chưa đến').tap()
  const row = page.locator('a[href^="/to/nha/"]').first()
  const address = (await row.getAttribute('href'))!
  await row.tap()
  const head = await headOfHome()
  await phone.setOffline(true)
  await button(head).tap()
  await button('Đồng ý').tap()
  await firstSkill().tap()
  await level('Tự làm').tap()
  await save().tap()
  await onTheFirstPage()

  // Meanwhile the leader was there, and the home asked that no names be kept.
  const other = await newDevice(browser, 'phone')
  const leader = await other.newPage()
  await joinTeam(leader, 'leader')
  await leader.goto(address)
  await button('Không ghi tên', leader).tap()
  await leader.getByText('Lần sau cũng không hỏi tên nhà này').tap()
  await firstSkill(leader).tap()
  await level('Đã nghe', leader).tap()
  await save(leader).tap()
  await leader.getByText('Đã gửi hết').waitFor()
  await other.close()

  await phone.setOffline(false)
  await page.getByRole('link', { name: /^Cần xem lại/ }).tap()
  const refused = page.locator('article').filter({ hasText: 'Lý do' }).filter({ hasText: head })
  await refused.first().waitFor()
  await page.reload()
  await refused.first().waitFor()
  expect(await refused.first().innerText()).toMatch(/Lý do: .{20,}/)
  // Each is put away by its own button, also while another is on its way out.
  const dismissals = button('Đã xem, cất đi')
  expect(await dismissals.count()).toBeGreaterThan(1)
  await dismissals.evaluateAll(all => {
    for (const one of all) (one as HTMLElement).click()
  })
  await page.getByText('Mọi việc đã gửi').waitFor()
  // Put away is not thrown away: it lies below, also after a reload, and comes back when asked.
  await page.reload()
  await page.getByText('Đã cất đi', { exact: true }).tap()
  await button('Đưa trở lại').first().tap()
  await dismissals.waitFor()
  await dismissals.tap()
  await page.getByText('Mọi việc đã gửi').waitFor()
})

test('[D27] a visit that finds no room is not lost: the page keeps it, says what to do, and saves it when there is room', async () => {
  await page.goto('/to')
  await home('Hẹn lại').tap()
  await button('Không ghi tên').tap()
  await firstSkill().tap()
  await level('Đã nghe').tap()
  const written = await page.locator('.will').innerText()
  // A quota that is lowered while the browser runs is not heard of (bench/prove lowers it and starts the browser again).
  await page.evaluate(() => {
    const { add } = IDBObjectStore.prototype
    IDBObjectStore.prototype.add = () => {
      throw new DOMException('', 'QuotaExceededError')
    }
    Object.assign(globalThis, { roomAgain: () => (IDBObjectStore.prototype.add = add) })
  })
  await save().tap()
  await page.getByText('Bấm lưu lại. Đừng đóng trang này.').waitFor()
  expect(await page.locator('.will').innerText()).toBe(written)
  await page.evaluate(() => (globalThis as unknown as { roomAgain: () => void }).roomAgain())
  await save().tap()
  await onTheFirstPage()
  await page.getByText('Đã gửi hết').waitFor()
})

test('a link opened inside Zalo says to open it in Chrome before anything can be typed', async () => {
  const zalo = await newDevice(browser, 'phone', {
    userAgent:
      'Mozilla/5.0 (Linux; Android 10; SM-A107F; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/120.0.0.0 Mobile Safari/537.36 Zalo android/24.01.01',
  })
  const inside = await zalo.newPage()
  await inside.goto(`/to/vao?ma=${await teamCode('member')}`)
  await inside.getByText('Đang mở trong Zalo').waitFor()
  expect(await inside.getByRole('link', { name: 'Mở bằng Chrome' }).getAttribute('href')).toMatch(
    /^intent:\/\/.*\/to\/vao\?ma=/,
  )
  expect(await inside.getByRole('textbox').count()).toBe(0)
  await zalo.close()
})
