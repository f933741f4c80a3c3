import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newDevice, openBrowser } from './browser.ts'
import { signIn } from './people.ts'
import { communeNamed } from './place.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser?.close())

test('a volunteer applies without an account, is taken in, fails a check, passes it and may guide', async () => {
  const communeId = await communeNamed('Xã Vân Hồ')
  const visitor = await (await newDevice(browser, 'phone', { javaScriptEnabled: false })).newPage()
  await visitor.goto(`/tham-gia?c=${communeId}`)
  await visitor.getByLabel('Họ và tên').fill('Sồng A Tếnh')
  await visitor.getByLabel('Số điện thoại').fill('0987 000 321')
  await visitor.getByLabel('Muốn vào tổ').selectOption({ label: 'Bản Hang Dơi' })
  await visitor.getByRole('button', { name: 'Gửi đăng ký' }).tap()
  await visitor.getByRole('heading', { name: 'Đã gửi đăng ký' }).waitFor()

  const desk = await newDevice(browser, 'desk')
  await signIn(desk, 'officer')
  const page = await desk.newPage()
  await page.goto('/ban-lam-viec/to/dang-ky')
  const card = page.locator('section').filter({ has: page.getByRole('heading', { name: 'Sồng A Tếnh' }) })
  await card.getByRole('button', { name: 'Nhận vào tổ' }).click()
  await page.getByText('Đã nhận Sồng A Tếnh.', { exact: false }).waitFor()

  await page.goto('/ban-lam-viec/to')
  await page.getByRole('link', { name: 'Bản Hang Dơi' }).click()
  await page.getByRole('button', { name: 'Sồng A Tếnh' }).click()
  const sheet = page.getByRole('dialog')
  const skill = sheet.getByLabel('Kỹ năng', { exact: true })
  await skill.selectOption({ index: 1 })
  await sheet.getByRole('button', { name: 'Chưa đạt' }).click()
  await sheet.getByText(/, chưa đạt$/).waitFor()
  await sheet.getByRole('button', { name: 'Đạt', exact: true }).click()
  await sheet.getByText('Được hướng dẫn 1/', { exact: false }).waitFor()
  expect(await sheet.getByText(/: (Đăng ký|Đã duyệt) \(/).count()).toBe(2)
  await sheet.getByRole('link', { name: 'Bản in' }).waitFor()

  // A phone is lost: one form, and the code for the new one is on the screen.
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Thay tổ trưởng, thay máy' }).click()
  const form = page.getByRole('dialog')
  await form.getByText('Máy mới cho một thành viên.').click()
  await form.getByLabel('Máy của ai').selectOption({ label: 'Sồng A Tếnh' })
  await form.getByText('Mất hoặc hỏng').click()
  await form.getByRole('button', { name: 'Làm mã cho máy mới' }).click()
  await page.getByRole('heading', { name: 'Mã vào tổ của Sồng A Tếnh' }).waitFor()
  await page.getByText('Còn hiệu lực', { exact: false }).waitFor()
})

test('a province imports its network, and takes it back', async () => {
  const desk = await newDevice(browser, 'desk')
  await signIn(desk, 'province')
  const page = await desk.newPage()
  await page.goto('/ban-lam-viec/danh-sach-to')
  const rows = [
    'Xã,Tổ,Họ và tên,Vai trò',
    'Xã Tô Múa,Bản Lúa,VÌ VĂN PÁNH,Tổ trưởng',
    'Xã Tô Múa,,Hà Thị Nga,Thành viên',
  ]
  const file = { name: 'mang-luoi.csv', mimeType: 'text/csv', buffer: Buffer.from(rows.join('\n')) }
  await page.locator('input[type=file]').setInputFiles(file)
  await page.getByText('2 dòng, 1 tổ mới, ở 1 xã, phường').waitFor()
  await page.getByRole('cell', { name: 'Vì Văn Pánh' }).or(page.getByText('Vì Văn Pánh')).first().waitFor()
  await page.getByRole('button', { name: 'Nhập 2 người' }).click()
  await page.getByText('1 tổ mới, 2 thành viên mới').waitFor()
  await page.getByRole('button', { name: 'Hoàn tác lần nhập này' }).click()
  await page.getByRole('button', { name: /^Bấm lần nữa/ }).click()
  await page.getByText('Đã hoàn tác', { exact: true }).waitFor()
})
