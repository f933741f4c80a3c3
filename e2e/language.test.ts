import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newDevice, openBrowser, settled } from './browser.ts'
import { joinTeam, signIn } from './people.ts'

let browser: Browser
let device: BrowserContext
let page: Page
beforeAll(async () => {
  browser = await openBrowser()
  device = await newDevice(browser, 'desk')
  page = await device.newPage()
})
afterAll(() => browser?.close())

/** A word with letters that only Vietnamese writes. */
const VIETNAMESE = /[\p{L}]*[ăđơưạảãấầẩẫậắằẳẵặẹẻẽếềểễệỉĩịọỏõốồổỗộớờởỡợụủũứừửữựỳỵỷỹ][\p{L}]*/giu
/** Places, lanes, teams and the product keep their names; so do the other language and the resident of the demonstration. */
const NAMES =
  /^(Từng Nhà|Tiếng Việt|Người dân)$|(?<!\p{L})(xã|bản|tỉnh|phường|tiểu khu|tổ|ngõ|quốc lộ)(?!\p{L})/iu

/** A name is written in capitals: what else is Vietnamese in a line was left untranslated; so was a button of one word. */
const isVietnamese = (text: string): boolean => {
  if (NAMES.test(text)) return false
  const words = text.match(VIETNAMESE) ?? []
  return words.some(word => word === text || /^\p{Ll}/u.test(word))
}

/** Headings, buttons, menu entries, labels and heads of columns that still speak Vietnamese. */
const leftInVietnamese = async (on: Page): Promise<string[]> => {
  const said = await on.evaluate(() =>
    [...document.querySelectorAll('h1, h2, h3, button, nav a, label, legend, th[scope="col"], .button')]
      .filter(node => node.checkVisibility())
      .map(node => ((node as HTMLElement).innerText || node.getAttribute('aria-label') || '').trim()),
  )
  return [...new Set(said.flatMap(text => text.split('\n')))].filter(isVietnamese)
}

test('public pages speak English after the switch, without a reload of the browser by hand', async () => {
  await page.goto('/')
  await page.getByRole('link', { name: 'English' }).click()
  await page.getByRole('link', { name: 'Lessons', exact: true }).waitFor()
  expect(await page.getAttribute('html', 'lang')).toBe('en')
  for (const path of [
    '/',
    '/bai-hoc',
    '/bai-hoc/pay.qr',
    '/nho-giup',
    '/tim-to',
    '/dang-nhap',
    '/don-vi?q=van+ho',
    '/trinh-dien',
  ]) {
    await page.goto(path)
    await page.getByRole('heading', { level: 1 }).first().waitFor()
    expect(await leftInVietnamese(page), path).toEqual([])
  }
})

test('the desk of a commune speaks English', async () => {
  await signIn(device, 'officer')
  for (const path of [
    '',
    '/bao-cao',
    '/to',
    '/nha',
    '/yeu-cau',
    '/so-lieu',
    '/nhap-excel',
    '/mau-tinh',
    '/thon-ban',
    '/ap-phich',
    '/chi-tieu',
    '/nhat-ky',
  ]) {
    await page.goto(`/ban-lam-viec${path}`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await settled(page)
    expect(await leftInVietnamese(page), path).toEqual([])
  }
})

test("the volunteer's app speaks English", async () => {
  const phone = await newDevice(browser, 'phone')
  const app = await phone.newPage()
  await joinTeam(app, 'leader')
  await app.goto('/to?lang=en')
  await app.getByRole('link', { name: 'Homes' }).waitFor()
  const first = await app.locator('a[href^="/to/nha/"]').first().getAttribute('href')
  for (const path of [
    '/to',
    '/to/nha',
    first!,
    '/to/dong-nguoi',
    '/to/the',
    '/to/cua-toi',
    '/to/chua-gui',
    '/to/bao-cao',
  ]) {
    await app.goto(path)
    await app.getByRole('heading').first().waitFor()
    await settled(app)
    expect(await leftInVietnamese(app), path).toEqual([])
  }
})
