import type { Browser, BrowserContext, Page, Response } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newDevice, openBrowser } from './browser.ts'

let browser: Browser
let phone: BrowserContext
let page: Page

beforeAll(async () => {
  browser = await openBrowser()
  phone = await newDevice(browser, 'phone', { javaScriptEnabled: false })
  page = await phone.newPage()
})
afterAll(() => browser?.close())

const next = (name: string) => page.getByRole('link', { name, exact: true }).click()

test('a resident without JavaScript learns one thing, asks for help and follows the request', async () => {
  await page.goto('/')
  await page.getByRole('link', { name: 'Học một bài' }).click()
  await page.locator('a[href="/bai-hoc/pay.qr"]').click()
  const title = await page.locator('h1').textContent()
  expect(title).toBeTruthy()
  await next('Bắt đầu học')

  const titles = new Set<string>()
  const progress = await page.getByText(/^Bước 1 trên \d$/).textContent()
  const steps = Number(progress!.at(-1))
  expect(steps).toBeGreaterThanOrEqual(4)
  for (let step = 1; step <= steps; step++) {
    await page.getByText(`Bước ${step} trên ${steps}`).waitFor()
    titles.add((await page.locator('h1').textContent())!)
    await page.getByText('Nhớ giữ an toàn').waitFor()
    await next(step < steps ? 'Xong, tiếp' : 'Xong, trả lời câu hỏi')
  }
  expect(titles.size).toBe(steps)

  await next('Chuyển luôn vì mã dán ở quán')
  await page.getByText('Chưa đúng, không sao').waitFor()
  await next('Chọn lại')
  await next('Dừng lại, hỏi người bán đúng tên chưa')
  await page.getByText('Đúng rồi', { exact: true }).waitFor()
  await next('Xong, tiếp')
  for (const answer of ['Xóa bớt một số không rồi đọc lại', 'Quét và chuyển thêm một lần nữa']) {
    await next(answer)
    await page.getByText('Đúng rồi', { exact: true }).waitFor()
    await next('Xong, tiếp')
  }
  await next('Nhờ người đến giúp')

  // The old commune, written as on a phone without Vietnamese keys.
  await page.getByRole('searchbox').fill('long luong')
  await page.getByRole('button', { name: 'Tìm' }).click()
  await page.getByRole('link', { name: /Vân Hồ.*Trước là.*Lóng Luông/ }).click()
  await page.getByRole('combobox').selectOption({ label: 'Bản Suối Mây' })
  await page.getByLabel('Tên hoặc tên thường gọi').fill('bà Mận')
  await page.getByLabel('Ngõ, xóm').fill('cạnh nhà văn hóa')
  await page.getByRole('button', { name: 'Gửi' }).click()
  await page.getByRole('heading', { name: 'Đã gửi cho tổ' }).waitFor()
  const code = (await page.locator('.code strong').textContent())!.trim()
  expect(code).toMatch(/^\S{6,}$/)
  await next('Xem yêu cầu đến đâu')
  await page.getByRole('heading', { name: 'Tổ đã nhận được, chưa có người nhận việc' }).waitFor()
  expect(await page.locator('main').innerText()).toContain(code)
})

test('nobody is asked for papers, codes or passwords on the way', async () => {
  await page.goto('/nho-giup?ky=pay.qr&q=van+ho')
  await page.getByRole('link', { name: /Xã Vân Hồ/ }).click()
  const asked = await page.locator('main form').getByRole('textbox').count()
  expect(asked).toBe(3)
  expect(await page.getByText('Không ai của tổ hỏi số căn cước, mã OTP hay mật khẩu.').count()).toBe(1)
})

test('what is left empty is said beside its box, and what was typed stays', async () => {
  await page.goto('/nho-giup?q=van+ho')
  await page.getByRole('link', { name: /Xã Vân Hồ/ }).click()
  await page.getByLabel('Ngõ, xóm hoặc cách tìm nhà').fill('ngõ sân bóng')
  await page.getByRole('button', { name: 'Gửi' }).click()
  await page.getByText('Cần điền ô này.').waitFor()
  const box = (label: string) => page.getByLabel(label)
  const wrong = (label: string) => box(label).getAttribute('aria-invalid')
  expect([await wrong('Thôn, bản, tổ dân phố'), await wrong('Tên hoặc tên thường gọi')]).toEqual([
    'true',
    'true',
  ])
  expect(await wrong('Ngõ, xóm hoặc cách tìm nhà')).toBe(null)
  expect(await box('Ngõ, xóm hoặc cách tìm nhà').inputValue()).toBe('ngõ sân bóng')
  expect(await page.getByRole('combobox', { name: 'Thôn, bản, tổ dân phố' }).getAttribute('autofocus')).toBe(
    '',
  )
})

test('the first lesson page takes at most 60 KB from the line, its letters included', async () => {
  const fresh = await newDevice(browser, 'phone')
  const first = await fresh.newPage()
  const answers: Response[] = []
  first.on('response', answer => answers.push(answer))
  await first.goto('/bai-hoc/pay.qr', { waitUntil: 'networkidle' })
  const sizes = await Promise.all(
    answers.map(async answer => {
      const { responseHeadersSize, responseBodySize } = await answer.request().sizes()
      return { path: new URL(answer.url()).pathname, bytes: responseHeadersSize + responseBodySize }
    }),
  )
  const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0)
  expect(sizes.some(({ path }) => path.endsWith('.woff2'))).toBe(true)
  expect(total, JSON.stringify(sizes, null, 1)).toBeLessThanOrEqual(60 * 1024)
  await fresh.close()
})
