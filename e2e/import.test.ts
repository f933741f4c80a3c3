import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ListHouseholds } from '@tung-nha/model/api/households.ts'
import type { PublicAreas } from '@tung-nha/model/api/requests.ts'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newDevice, openBrowser } from './browser.ts'
import { officer, signIn, visitor } from './people.ts'
import { communeNamed } from './place.ts'
import { bytesOf, textOfZip } from './zip.ts'

const samples = join(import.meta.dirname, '..', 'catalogue', 'samples')

let browser: Browser
let page: Page
beforeAll(async () => {
  browser = await openBrowser()
  const device = await newDevice(browser, 'desk', { acceptDownloads: true }, 'slow')
  await signIn(device, 'emptyOfficer')
  page = await device.newPage()
})
afterAll(() => browser?.close())

/** How many homes stand in phường Bỉm Sơn. */
const homes = async (): Promise<number> => {
  const ask = await officer('emptyOfficer')
  const communeId = await communeNamed('Phường Bỉm Sơn')
  const { items: areas } = await visitor<PublicAreas>('GET /api/v1/communes/:communeId/areas/public', {
    params: { communeId },
  })
  const totals = await Promise.all(
    areas.map(({ areaId }) =>
      ask<ListHouseholds>('GET /api/v1/areas/:areaId/households', {
        params: { areaId },
        query: { limit: 1 },
      }).then(found => found.total),
    ),
  )
  return totals.reduce((sum, n) => sum + n, 0)
}
const upload = async () => {
  await page.goto('/ban-lam-viec/nhap-excel')
  await page.locator('input[type="file"]').setInputFiles(join(samples, 'danh-sach-ho-bim-son.xlsx'))
  await page.getByRole('heading', { level: 1, name: 'danh-sach-ho-bim-son.xlsx' }).waitFor()
  await page.getByText(/^Chưa ghi gì\./).waitFor()
}

let before: number
test('a household list in Excel is understood, looked at, and written only once it is confirmed', async () => {
  await page.goto('/ban-lam-viec')
  await page.getByRole('heading', { level: 1 }).waitFor()
  await upload()

  // The columns were guessed; a column of names of other people is not even offered to be taken.
  const heads = page
    .getByRole('combobox')
    .filter({ has: page.locator('option:checked', { hasText: 'Chủ hộ' }) })
  await heads.first().waitFor()
  const chip = (name: RegExp) => page.getByRole('group', { name: 'Xem trước' }).getByRole('button', { name })
  const fresh = Number(
    (
      await chip(/Nhập mới$/)
        .locator('strong')
        .innerText()
    ).replaceAll('.', ''),
  )
  expect(fresh).toBeGreaterThan(20)
  before = await homes()
  await chip(/Cần sửa$/).click()
  const faulty = page.getByRole('table', { name: 'Xem trước' }).locator('tbody tr')
  await faulty.first().waitFor()
  expect((await faulty.first().innerText()).trim()).toMatch(/\S{3,}/)

  // Without the number of the decision nothing is written.
  const confirm = page.getByRole('button', { name: /^Nhập [\d.]+ nhà$/ })
  await confirm.click()
  expect(await homes()).toBe(before)
  await page.getByLabel('Số quyết định').fill('57/QĐ-UBND')
  await page.getByLabel('Ngày quyết định').fill('2026-01-15')
  await page.getByLabel('Người ký quyết định').fill('Chủ tịch UBND phường')
  await confirm.click()
  await page.getByRole('heading', { name: /^Đã nhập [\d.]+ nhà$/ }).waitFor()
  expect(await homes()).toBe(before + fresh)

  await page.getByRole('link', { name: 'Mở danh sách nhà' }).click()
  await page.getByRole('table').locator('tbody tr').first().waitFor()
})

test('the same list a second time adds nothing', async () => {
  const held = await homes()
  expect(held).toBeGreaterThan(before)
  await upload()
  await page.getByText('Không có nhà mới nào để nhập.').waitFor()
  expect(await page.getByRole('button', { name: /^Nhập [\d.]+ nhà$/ }).count()).toBe(0)
  expect(await homes()).toBe(held)
})

test('an import is taken back within the day: its homes go, and nothing else', async () => {
  await page.goto('/ban-lam-viec/nhap-excel')
  const done = page.getByRole('row').filter({ hasText: 'Đã nhập' })
  await done.getByRole('link', { name: 'danh-sach-ho-bim-son.xlsx' }).click()
  await page.getByRole('button', { name: 'Hoàn tác lần nhập này' }).click()
  await page.getByRole('button', { name: /^Bấm lần nữa/ }).click()
  await page.getByText('Lần nhập này đã được hoàn tác').waitFor()
  expect(await homes()).toBe(before)
})

test("the province's own form is understood once and comes out filled", async () => {
  await signIn(page.context(), 'officer')
  await page.goto('/ban-lam-viec/mau-tinh')
  await page.locator('input[type="file"]').setInputFiles(join(samples, 'bieu-tong-hop-tinh.xlsx'))
  // The places were understood from the headings; the officer takes one back.
  await page.getByRole('button', { name: /^Ô .+!C7\..*Kỳ báo cáo$/ }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Không điền ô này' }).click()
  await page.getByRole('button', { name: 'Lưu các chỗ điền' }).click()
  await page.getByText('Đã lưu. Mẫu sẽ được điền như vậy mỗi tháng.').waitFor()

  await page.goto('/ban-lam-viec/mau-tinh')
  const places = await page
    .getByText(/\d+ chỗ được điền/)
    .first()
    .innerText()
  expect(Number(/(\d+) chỗ/.exec(places)![1])).toBeGreaterThan(5)
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Tải bản đã điền' }).first().click(),
  ])
  const filled = await bytesOf(download)
  expect(filled.subarray(0, 4).toString('latin1')).toBe('PK\x03\x04')
  // Numbers stand in the cells now: the filled sheet holds more values than the empty one.
  const empty = textOfZip(await readFile(join(samples, 'bieu-tong-hop-tinh.xlsx')))
  const values = (text: string) => text.match(/<v>[\d.]+<\/v>/g)?.length ?? 0
  expect(values(textOfZip(filled))).toBeGreaterThan(values(empty) + 5)
})
