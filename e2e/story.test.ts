import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newDevice, openBrowser } from './browser.ts'
import { complaintsOf } from './people.ts'

/** What each step shows on the phone and on the desk; the pictures are for people to look at. */
const STEPS = [
  { title: 'Cả nước một bức tranh', phone: 'Bản Co Chàm', desk: 'Mạng lưới cả nước' },
  {
    title: 'Tấm áp phích và bài học ba phút',
    phone: 'Bản Co Chàm',
    desk: 'Trả tiền không cần tiền mặt, không sợ nhầm',
  },
  { title: 'Ghi một lần đến khi không có mạng', phone: 'Bản Co Chàm', desk: 'Bàn làm việc' },
  { title: 'Có mạng lại, con số chạy', phone: 'Bản Co Chàm', desk: 'Xã Vân Hồ' },
  { title: 'Số này từ đâu?', phone: 'Bản Co Chàm', desk: 'Báo cáo' },
  { title: 'Báo cáo của tổ đã đầy', phone: 'Báo cáo tháng', desk: 'Báo cáo' },
  { title: 'Xã trả lại, duyệt, ký', phone: 'Bản Co Chàm', desk: 'Báo cáo' },
  { title: 'Tỉnh nhìn các xã', phone: 'Bản Co Chàm', desk: 'Tỉnh Sơn La' },
]
const pictures = join(import.meta.dirname, '..', '.cache', 'story')

let browser: Browser
let page: Page
beforeAll(async () => {
  browser = await openBrowser()
  const device = await newDevice(browser, 'desk')
  // Two live applications fill at once, and a busy machine takes its time.
  device.setDefaultTimeout(30_000)
  page = await device.newPage()
  mkdirSync(pictures, { recursive: true })
})
afterAll(() => browser?.close())

const phone = () => page.frameLocator('iframe[title="Điện thoại của thành viên"]')
const desk = () => page.frameLocator('iframe[title="Bàn làm việc"]')
const heading = (on: ReturnType<typeof phone>, name: string) =>
  on.getByRole('heading', { level: 1, name, exact: true }).waitFor()

/** Opens a step, waits for what it promises, takes its picture. */
const open = async (index: number) => {
  const step = STEPS[index]!
  await page.getByRole('button', { name: `Bước ${index + 1}: ${step.title}` }).click()
  await page.getByRole('heading', { name: step.title }).waitFor()
  await Promise.all([heading(phone(), step.phone), heading(desk(), step.desk)])
  await page.screenshot({ path: join(pictures, `${index + 1}.png`) })
}
/** "Số lượt người được hướng dẫn" as the page beside the phone shows it. */
const guided = async () => {
  const tile = desk()
    .getByRole('heading', { name: 'Số lượt người được hướng dẫn kỹ năng số' })
    .locator('xpath=..')
  const text = await tile.innerText()
  return Number(/([\d.]+)\s*lượt người/.exec(text)?.[1]?.replaceAll('.', ''))
}

test('the ten-minute story: a visit without a network is still there after a reload, and moves the number beside it', async () => {
  const complaints = complaintsOf(page)
  await page.goto('/trinh-dien')
  await phone().getByRole('link', { name: 'Ghi lần đến' }).waitFor()
  for (const index of [0, 1, 2]) await open(index)
  expect(complaints).toEqual([])

  // Nothing of the story lies below the edge of the window.
  expect(await page.evaluate(() => document.documentElement.scrollHeight <= innerHeight)).toBe(true)

  // A taller window, where the phone is not scaled: the driver does not aim right inside a scaled frame, people do.
  await page.setViewportSize({ width: 1280, height: 960 })
  await page.getByRole('button', { name: 'Giả lập mất mạng' }).click()
  await phone().getByRole('status').filter({ hasText: 'Không có mạng' }).waitFor()
  await phone().locator('a[href^="/to/nha/"]').filter({ hasText: 'Hẹn lại' }).first().click()
  await phone().getByRole('button', { name: 'Không ghi tên' }).click()
  await phone().locator('#khong-ten .name').first().click()
  await phone()
    .getByRole('group', { name: /làm được đến đâu\?$/ })
    .getByRole('button', { name: 'Tự làm' })
    .click()
  await phone()
    .getByRole('button', { name: /^Lưu lần đến/ })
    .click()
  await phone().getByRole('link', { name: 'Chưa gửi 1' }).waitFor()
  await page.setViewportSize({ width: 1280, height: 800 })
  await page.screenshot({ path: join(pictures, '3-saved.png') })
  await page
    .frames()
    .find(frame => new URL(frame.url()).pathname === '/to')!
    .evaluate(() => location.reload())
  await phone().getByRole('link', { name: 'Chưa gửi 1' }).waitFor()

  await open(3)
  await expect.poll(guided, { timeout: 30_000 }).toBeGreaterThan(0)
  const before = await guided()
  await page.getByRole('button', { name: 'Cho có mạng lại' }).click()
  await phone().getByText('Đã gửi hết').waitFor()
  await expect.poll(guided, { timeout: 30_000 }).toBe(before + 1)
  await page.screenshot({ path: join(pictures, '4-moved.png') })

  complaints.length = 0 // requests without a network are told in the console, and rightly so
  for (const index of [4, 5]) await open(index)
  await phone()
    .getByRole('heading', { name: /^Kỳ tháng/ })
    .waitFor()
  await page.screenshot({ path: join(pictures, '6-filled.png') })
  for (const index of [6, 7]) await open(index)
  expect(complaints).toEqual([])
})

test('the story speaks English as well', async () => {
  await page.getByRole('link', { name: 'English' }).click()
  await page.getByRole('heading', { level: 1, name: /^1 / }).waitFor()
  await page.getByRole('button', { name: 'Next step' }).click()
  await page.getByRole('heading', { level: 1, name: /^2 / }).waitFor()
  expect(await page.locator('main').locator('.told').innerText()).not.toMatch(
    /[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệọỏốồổỗộớờởỡợụủứừửữự]/i,
  )
})
