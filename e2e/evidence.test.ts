import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newDevice, openBrowser } from './browser.ts'
import { joinTeam } from './people.ts'

/** A photo of a visit, taken without signal, reaches the server small, plain and once. */
let browser: Browser
let phone: BrowserContext
let page: Page

beforeAll(async () => {
  browser = await openBrowser()
  phone = await newDevice(browser, 'phone')
  page = await phone.newPage()
  await joinTeam(page, 'member')
}, 60_000)
afterAll(() => browser?.close())

test('[D19] a photo is kept on the phone with its visit, sent after it when the network is back, and shown', async () => {
  // A photo as a camera makes it: large, and with words about where it was taken.
  const taken = await page.evaluate(async () => {
    const canvas = document.createElement('canvas')
    canvas.width = 2400
    canvas.height = 1800
    const brush = canvas.getContext('2d')!
    for (let n = 0; n < 400; n++) {
      brush.fillStyle = `hsl(${(n * 37) % 360} 70% 50%)`
      brush.fillRect((n * 97) % 2400, (n * 61) % 1800, 160, 120)
    }
    const blob = await new Promise<Blob | null>(done => canvas.toBlob(done, 'image/jpeg', 0.95))
    return [...new Uint8Array(await blob!.arrayBuffer())]
  })
  const camera = Buffer.from(taken)
  const exif = Buffer.concat([Buffer.from([0xff, 0xe1, 0, 16]), Buffer.from('Exif\0\0'), Buffer.alloc(8)])
  const file = Buffer.concat([camera.subarray(0, 2), exif, camera.subarray(2)])

  await phone.setOffline(true)
  await page.locator('a[href^="/to/nha/"]').first().tap()
  await page.getByText('Ảnh, ghi âm').tap()
  await page.getByText('Không chụp căn cước, thẻ ngân hàng.').waitFor()
  await page
    .locator('input[accept="image/*"]')
    .setInputFiles({ name: 'IMG_1.jpg', mimeType: 'image/jpeg', buffer: file })
  await page.getByAltText('Ảnh của lần đến này').waitFor()
  await page.reload()
  await page.getByText('Ảnh, ghi âm').tap()
  await page.getByAltText('Ảnh của lần đến này').waitFor()
  await page.getByRole('button', { name: /^Lưu lần đến/ }).tap()
  await page.getByText('Chưa gửi 1').waitFor()

  const parts: { part: string; size: number }[] = []
  page.on('request', request => {
    if (/\/evidence\//.test(request.url())) parts.push(request.postDataJSON())
  })
  await phone.setOffline(false)
  const last = await page.waitForResponse(
    async answer => /\/evidence\//.test(answer.url()) && (await answer.json()).done === true,
    { timeout: 45_000 },
  )
  const sent = Buffer.concat(parts.map(one => Buffer.from(one.part, 'base64')))
  expect(sent.length).toBe(parts[0]!.size)
  expect(sent.length).toBeLessThan(400_000)
  expect(sent.includes('Exif')).toBe(false)
  const stored = await page.evaluate(async url => {
    const answer = await fetch(url, { headers: { 'x-tung-nha': 'device' } })
    const picture = await createImageBitmap(await answer.blob())
    return [answer.status, picture.width, picture.height]
  }, last.url())
  expect(stored).toEqual([200, 1280, 960])
})
