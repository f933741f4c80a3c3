import type { OpenRequest } from '@tung-nha/model/api/requests.ts'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newDevice, openBrowser } from './browser.ts'
import { joinTeam, visitor } from './people.ts'
import { areaOf } from './place.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser?.close())

test('what a resident asks for stands on the phone of the team, and the visit that answers it closes it', async () => {
  const { code } = await visitor<OpenRequest>('POST /api/v1/requests', {
    body: { areaId: await areaOf('Bản Co Chàm'), name: 'mế Lả', lane: 'ngõ sân bóng', skill: 'pay.benefit' },
  })
  const resident = await (await newDevice(browser, 'phone', { javaScriptEnabled: false })).newPage()
  await resident.goto(`/yeu-cau/${code}`)
  await resident.getByRole('heading', { name: 'Tổ đã nhận được' }).waitFor()

  const page = await (await newDevice(browser, 'phone')).newPage()
  await joinTeam(page, 'member')
  const card = page.locator('article').filter({ hasText: 'mế Lả nhờ giúp' })
  await card.getByRole('button', { name: 'Nhận' }).tap()
  await card.getByRole('link', { name: 'Ghi kết quả' }).waitFor()
  await page.getByText('Đã gửi hết').waitFor()
  await resident.reload()
  await resident.getByRole('heading', { name: 'Đã có người nhận, sẽ đến' }).waitFor()

  await card.getByRole('link', { name: 'Ghi kết quả' }).tap()
  await page.getByRole('heading', { name: 'Kết quả yêu cầu' }).waitFor()
  await page.locator('a[href^="/to/nha/"][href*="nho="]').first().tap()
  await page.getByText('Lần đến này trả lời yêu cầu của mế Lả.').waitFor()
  await page.getByRole('button', { name: 'Không ghi tên' }).tap()
  // What was asked for is offered first.
  await page.locator('#khong-ten .name').first().tap()
  await page
    .getByRole('group', { name: /^Nhận trợ cấp.*làm được đến đâu\?$/ })
    .getByRole('button', { name: 'Tự làm' })
    .tap()
  await page.getByRole('button', { name: /^Lưu lần đến/ }).tap()
  await page.getByRole('link', { name: 'Ghi lần đến' }).waitFor()
  expect(await card.count()).toBe(0)
  await page.getByText('Đã gửi hết').waitFor()

  await resident.reload()
  await resident.getByRole('heading', { name: 'Đã xong' }).waitFor()
  await resident.getByText(/^Xong ngày \d\d\/\d\d\/\d{4}$/).waitFor()
})

test('a request that needs no visit is closed with its result', async () => {
  const { code } = await visitor<OpenRequest>('POST /api/v1/requests', {
    body: { areaId: await areaOf('Bản Co Chàm'), name: 'chú Pó', lane: 'ngõ đồi chè', phone: '0912 000 111' },
  })
  const page = await (await newDevice(browser, 'phone')).newPage()
  await joinTeam(page, 'member')
  const card = page.locator('article').filter({ hasText: 'chú Pó nhờ giúp' })
  await card.waitFor()
  expect(await card.getByRole('link', { name: /Gọi/ }).getAttribute('href')).toMatch(/^tel:/)
  await card.getByRole('button', { name: 'Nhận' }).tap()
  await card.getByRole('link', { name: 'Ghi kết quả' }).tap()
  const keep = page.getByRole('button', { name: 'Lưu kết quả' })
  expect(await keep.isDisabled()).toBe(true)
  await page.getByText('Đã chỉ qua điện thoại').tap()
  await keep.tap()
  await page.getByText('Đã gửi hết').waitFor()
  const resident = await (await newDevice(browser, 'phone', { javaScriptEnabled: false })).newPage()
  await resident.goto(`/yeu-cau/${code}`)
  await resident.getByRole('heading', { name: 'Đã xong' }).waitFor()
})
