import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { RevokeCertificate } from '@tung-nha/model/api/certificates.ts'
import type { LessonReply } from '@tung-nha/model/api/lessons.ts'
import type { ListUnits } from '@tung-nha/model/api/units.ts'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import { address, newDevice, openBrowser, until } from './browser.ts'
import { officer, visitor } from './people.ts'

let browser: Browser
let phone: BrowserContext
let page: Page

beforeAll(async () => {
  browser = await openBrowser()
  phone = await newDevice(browser, 'phone')
  page = await phone.newPage()
})
afterAll(() => browser?.close())

const worker = (part: string) => phone.serviceWorkers().some(one => one.url().includes(part))
const ready = (part: string) => expect.poll(() => worker(part), { timeout: 30_000 }).toBe(true)

/** One lesson through its buttons; every question is answered wrong once and then right in the first lesson. */
const learn = async ({ skill, parts, questions }: LessonReply, stumble: boolean) => {
  await page.goto(`/khoa-hoc#${skill}`)
  await page.getByRole('button', { name: 'Bắt đầu học' }).click()
  for (let i = 1; i < parts.length; i++) await page.getByRole('button', { name: 'Xong, tiếp' }).click()
  await page.getByRole('button', { name: 'Xong, trả lời câu hỏi' }).click()
  for (const { options } of questions) {
    if (stumble) {
      await page.getByRole('button', { name: options.find(one => !one.right)!.text, exact: true }).click()
      await page.getByText('Chưa đúng, không sao. Chọn lại nhé.').waitFor()
    }
    await page.getByRole('button', { name: options.find(one => one.right)!.text, exact: true }).click()
    await page.getByText('Đúng rồi', { exact: true }).waitFor()
    await page.getByRole('button', { name: 'Xong, tiếp' }).click()
  }
  await page.getByRole('heading', { name: 'Học xong một bài' }).waitFor()
}

/** The other lessons by the same buttons, pressed inside the page: the story must not take as long as the course. */
const learnRest = async ({ skills, right }: { skills: string[]; right: string[] }) => {
  const pause = () => new Promise(done => setTimeout(done, 4))
  const article = () => document.querySelector('article.lesson')
  const finished = () => article()?.querySelector('h1')?.textContent === 'Học xong một bài'
  for (const skill of skills) {
    location.hash = skill
    for (let i = 0; i < 500 && finished(); i++) await pause()
    for (let i = 0; i < 2_000 && !finished(); i++) {
      const buttons = [...(article()?.querySelectorAll('button') ?? [])] as HTMLButtonElement[]
      const answer = buttons.find(one => !one.disabled && right.includes((one.textContent ?? '').trim()))
      const on = answer ?? buttons.find(one => one.classList.contains('primary'))
      on?.click()
      await pause()
    }
  }
}

test('a resident learns the whole course without a network and gets a certificate that another phone verifies without one', async () => {
  await page.goto('/khoa-hoc')
  await page.getByText('Đã học 0 trên 25 bài').waitFor()
  // Size and minutes are said before anything is downloaded.
  expect(await page.locator('#khong-mang').textContent()).toMatch(
    /Chữ và hình: [\d,]+ (KB|MB), mạng 3G mất khoảng/,
  )
  expect(await page.locator('#khong-mang .pack').textContent()).toMatch(
    /Cả khóa và tiếng đọc trong một tệp: [\d,]+ MB, mạng 3G mất khoảng (\d+ phút|chưa đến một phút)/,
  )
  await page.getByRole('button', { name: 'Tải chữ và hình' }).click()
  await page.getByText('Đã có trên máy, học được khi không có mạng.').waitFor()
  await ready('part=course')
  const file = (await page.evaluate("fetch('/api/v1/course').then(a => a.json())")) as { file: string }
  const { lessons } = (await (await fetch(address() + file.file)).json()) as { lessons: LessonReply[] }

  await phone.setOffline(true)
  await learn(lessons[0]!, true)
  // A picture of a step is there, and the place is kept when the phone dies in the middle of a lesson.
  await page.goto(`/khoa-hoc#${lessons[1]!.skill}`)
  await page.getByRole('button', { name: 'Bắt đầu học' }).click()
  await page.getByRole('button', { name: 'Xong, tiếp' }).click()
  await page.reload()
  await page.getByText(`Bước 2 trên ${lessons[1]!.parts.length}`).waitFor()
  const picture = page.locator('article img')
  await picture.evaluate((node: HTMLImageElement) => node.decode())
  expect(await picture.evaluate((node: HTMLImageElement) => node.naturalWidth)).toBeGreaterThan(0)
  await page.evaluate(learnRest, {
    skills: lessons.slice(1).map(one => one.skill),
    right: lessons.flatMap(one =>
      one.questions.map(asked => asked.options.find(option => option.right)!.text),
    ),
  })
  await page.goto('/khoa-hoc#cac-bai')
  await page.getByText('Đã học 25 trên 25 bài').waitFor()

  await phone.setOffline(false)
  await page.getByRole('button', { name: 'Cả khóa: 10 câu' }).click()
  for (let i = 1; i <= 10; i++) {
    await page.getByText(`Câu ${i} trên 10`).waitFor()
    const asked = (await page.locator('.task h3:not(.which)').textContent())!.trim()
    const { options } = lessons.flatMap(one => one.questions).find(one => one.text === asked)!
    await page.getByRole('button', { name: options.find(one => one.right)!.text, exact: true }).click()
  }
  await page.getByLabel('Tên ghi trên chứng nhận').fill('Bà Mận')
  await page.getByRole('button', { name: 'Xem kết quả' }).click()
  await page.getByRole('heading', { name: 'Chúc mừng, đã đạt' }).waitFor()
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Tải bản in (PDF)' }).first().click()
  expect((await download).suggestedFilename()).toMatch(/^chung-nhan-\w{8}\.pdf$/)

  // Another library reads the code from the picture on the screen.
  const wasm = join(import.meta.dirname, '../node_modules/zxing-wasm/dist/reader/zxing_reader.wasm')
  prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(readFileSync(wasm)).buffer } })
  const [code] = await readBarcodes(new Uint8Array(await page.locator('.task svg.qr').screenshot()), {
    formats: ['QRCode'],
  })
  expect(code!.text).toMatch(/\/chung-nhan\/\w{8}#1\./)

  // A village head has opened the page once; today there is no signal.
  const head = await newDevice(browser, 'phone')
  const check = await head.newPage()
  await check.goto('/chung-nhan')
  await until(check, () => localStorage.getItem('tung-nha-trust') !== null)
  // Its worker is active once the page that checks is stored.
  await until(
    check,
    async () => (await navigator.serviceWorker.getRegistration('/chung-nhan'))?.active?.state === 'activated',
  )
  await head.setOffline(true)
  const scanned = new URL(code!.text)
  await check.goto(scanned.pathname + scanned.hash)
  await check.getByText('Chứng nhận thật, còn giá trị').waitFor()
  expect(await check.locator('dl').textContent()).toContain('Bà Mận')
  await check.goto('about:blank')
  await check.goto(`${address()}${scanned.pathname}${scanned.hash.replace(/.{4}$/, 'AAAA')}`)
  await check.getByText('Đừng tin chứng nhận này').waitFor()

  // It is taken back; the next look at the page with signal tells the phone, for when it has none.
  const number = scanned.pathname.split('/').at(-1)!
  const ministry = await officer('ministry')
  const { items } = await visitor<ListUnits>('GET /api/v1/units', { query: { level: 'nation' } })
  await ministry<RevokeCertificate>('POST /api/v1/units/:unitId/certificates/:code/revoke', {
    params: { unitId: items[0]!.id, code: number },
    body: { reason: 'Cấp thử' },
  })
  await head.setOffline(false)
  await check.goto('/chung-nhan')
  await expect
    .poll(() => check.evaluate(() => localStorage.getItem('tung-nha-trust')), { timeout: 30_000 })
    .toContain(number)
  await head.setOffline(true)
  await check.goto(scanned.pathname + scanned.hash)
  await check.getByText('Nơi cấp đã thu hồi chứng nhận này.').waitFor()
  await head.close()
})
