import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newDevice, openBrowser } from './browser.ts'
import { joinTeam, teamCode } from './people.ts'

/** One phone, two members: books apart, a PIN each, and nobody's work waits for its owner. */
let browser: Browser
let phone: BrowserContext
let page: Page

const button = (name: string | RegExp) => page.getByRole('button', { name })
const pinField = (name: string) => page.getByLabel(name, { exact: true })
const setPin = async (pin: string) => {
  await pinField('Mã PIN mới').fill(pin)
  await pinField('Gõ lại mã PIN').fill(pin)
  await button('Đặt mã PIN').tap()
}
const unlock = async (pin: string) => {
  await pinField('Mã PIN').fill(pin)
  await button('Mở sổ').tap()
}
const changePerson = async (to: string) => {
  await page.evaluate(() => sessionStorage.clear())
  await page.goto('/to')
  await button(to).tap()
}

beforeAll(async () => {
  browser = await openBrowser()
  phone = await newDevice(browser, 'phone')
  page = await phone.newPage()
  await joinTeam(page, 'member')
}, 60_000)
afterAll(() => browser?.close())

test('[D17] a second member gets a book and a PIN of their own on the same phone', async () => {
  await page.goto('/to/cua-toi')
  await page.getByText('Đổi người dùng máy').tap()
  await page.getByText('Đặt mã PIN cho sổ này trước, rồi thêm người.').waitFor()
  await page.goto('/to/cua-toi/pin')
  await setPin('1111')
  await page.getByText('Đã đặt. Mở sổ phải gõ mã.').waitFor()

  await page.getByText('Đổi người dùng máy').tap()
  await button('Thêm người dùng máy này').tap()
  await page.getByLabel('Mã vào tổ').fill(await teamCode('leader'))
  await button('Vào tổ').tap()
  await page.getByText('Sẽ đặt mã PIN để người khác không đọc được tên bà con.').waitFor()
  await setPin('2222')
  await page.getByText('Đã tải xong. Từ giờ không có mạng vẫn mở được.').waitFor()
})

test('[D17] without a network each opens their own book, and the PIN of one does not open that of the other', async () => {
  await page.evaluate(() => navigator.serviceWorker.ready)
  await phone.setOffline(true)
  await changePerson('Lường Thị Ban')
  await page.getByText('Sổ của Lường Thị Ban').waitFor()
  await unlock('2222')
  await page.getByText(/^Mã PIN chưa đúng/).waitFor()
  await unlock('1111')
  await page.getByText('Không có mạng, vẫn ghi được').waitFor()
  // Nobody home: recorded by this member, and not sent.
  await page.locator('a[href^="/to/nha/"]').first().tap()
  await button('Không có ai ở nhà').tap()
  await page.getByText('Chưa gửi 1').waitFor()
})

test('[D10] [D15] wrong PINs make one wait and then shut the book; unsent work is sent all the same, by whoever has the phone', async () => {
  await page.goto('/to')
  for (let n = 0; n < 4; n++) {
    await unlock(`900${n}`)
    await page.getByText(/^Mã PIN chưa đúng|^Đã gõ sai/).waitFor()
  }
  await page.getByText(/^Đã gõ sai nhiều lần/).waitFor()
  expect(await button('Mở sổ').isDisabled()).toBe(true)
  await page.getByText('Chưa gửi: 1').waitFor()

  await page.evaluate(() => sessionStorage.clear())
  await page.goto('/to')
  await page.getByText('Chưa gửi 1').waitFor()
  await phone.setOffline(false)
  await page.goto('/to')
  await page.getByText('Chưa gửi 1').waitFor({ state: 'detached' })
})
