import { PART_BYTES } from '@tung-nha/model/activity/evidence.ts'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { MICROPHONE, newDevice, openBrowser } from './browser.ts'
import { joinTeam } from './people.ts'
import { cameraPhoto } from './photo.ts'

/** A photo and a voice note of a visit, made without signal, reach the server small, plain and once. */
let browser: Browser
let phone: BrowserContext
let page: Page

beforeAll(async () => {
  browser = await openBrowser(MICROPHONE)
  phone = await newDevice(browser, 'phone')
  page = await phone.newPage()
  await joinTeam(page, 'member')
}, 60_000)
afterAll(() => browser?.close())

const photo = () => page.getByAltText('Ảnh của lần đến này')
const voice = () => page.getByLabel('Ghi âm của lần đến này')

type Part = { url: string; kind: 'photo' | 'voice'; size: number; offset: number; part: string }
const bytesOf = ({ part }: Part) => Buffer.from(part, 'base64')

/** What is sent of files, part by part. The line breaks before the second part of the first, until it is mended. */
const watchFiles = async () => {
  const line = { sent: [] as Part[], breaks: 0, isMended: false }
  await phone.route('**/evidence/**', async route => {
    const part: Part = { ...route.request().postDataJSON(), url: route.request().url() }
    if (!line.isMended && line.sent.length > 0) {
      line.breaks++
      return route.abort()
    }
    line.sent.push(part)
    return route.continue()
  })
  return line
}

test('[D19] a photo and a voice note are kept with their visit, sent after it, and after a line that broke from where the server has them', async () => {
  const file = await cameraPhoto(page, 0)
  await phone.setOffline(true)
  await page.locator('a[href^="/to/nha/"]').first().tap()
  await page.getByText('Ảnh, ghi âm').tap()
  const address = new URL(page.url()).pathname
  await page.getByText('Không chụp căn cước, thẻ ngân hàng.').waitFor()
  await page.locator('input[accept="image/*"]').setInputFiles(file)
  await photo().waitFor()
  await page.getByRole('button', { name: 'Ghi âm', exact: true }).tap()
  await page.getByText(/^Đang ghi âm, [1-9]/).waitFor()
  await page.getByRole('button', { name: 'Dừng ghi âm' }).tap()
  await voice().waitFor()
  await page.reload()
  await page.getByText('Ảnh, ghi âm').tap()
  await photo().waitFor()
  await voice().waitFor()
  await page.getByRole('button', { name: /^Lưu lần đến/ }).tap()
  await page.getByRole('link', { name: 'Chưa gửi 1' }).tap()
  await page.getByText('Còn 2 ảnh, ghi âm trên máy này').waitFor()

  const line = await watchFiles()
  await phone.setOffline(false)
  await expect.poll(() => line.breaks).toBeGreaterThan(0)
  // The visit is sent, not all is; nobody is told otherwise, also not after the app was closed.
  await page.goto('/to')
  await page.getByRole('link', { name: 'Còn 2 ảnh, ghi âm' }).waitFor()
  // Nor can the book be taken down with them.
  await page.getByRole('link', { name: 'Của tôi' }).tap()
  await page.getByText('Rời tổ trên máy này').tap()
  await page.getByText('Còn 2 việc chưa gửi.', { exact: false }).waitFor()
  await page.goto('about:blank')
  line.isMended = true
  await page.goto('/to')
  await page.getByRole('link', { name: 'Đã gửi hết' }).waitFor()

  // The server is asked how far it is, and gets the rest of the photo, then the voice note.
  expect(line.sent.slice(0, 3).map(one => [one.kind, one.offset, bytesOf(one).length])).toEqual([
    ['photo', 0, PART_BYTES],
    ['photo', 0, 0],
    ['photo', PART_BYTES, PART_BYTES],
  ])
  const photos = line.sent.filter(({ kind }) => kind === 'photo')
  const whole = Buffer.concat(photos.map(bytesOf))
  expect(whole.length).toBe(photos[0]!.size)
  expect(whole.length).toBeLessThan(400_000)
  expect(whole.includes('Exif')).toBe(false)
  const notes = line.sent.filter(({ kind }) => kind === 'voice')
  expect(Buffer.concat(notes.map(bytesOf)).length).toBe(notes[0]!.size)

  await phone.unroute('**/evidence/**')
  const stored = await page.evaluate(
    async ([photoUrl, noteUrl]) => {
      const read = (url: string) => fetch(url, { headers: { 'x-tung-nha': 'device' } })
      const picture = await createImageBitmap(await (await read(photoUrl)).blob())
      return [picture.width, picture.height, (await read(noteUrl)).headers.get('content-type')]
    },
    [photos[0]!.url, notes[0]!.url] as const,
  )
  expect(stored).toEqual([1280, 960, 'audio/webm'])

  // Withdrawn and written again, the visit has them still.
  await page.goto(address)
  await page.getByRole('button', { name: /^Các lần đến/ }).tap()
  await page.getByRole('button', { name: 'Sửa' }).first().tap()
  const sheet = page.getByRole('dialog', { name: 'Sửa lần đến của mình' })
  await sheet.getByRole('button', { name: 'Nhầm mức làm được' }).tap()
  await sheet.getByRole('button', { name: 'Bỏ và ghi lại' }).tap()
  await page.getByText('Ảnh, ghi âm').tap()
  await photo().waitFor()
  await voice().waitFor()
  await page.getByRole('button', { name: /^Lưu lần đến/ }).tap()
  await page.getByRole('link', { name: 'Đã gửi hết' }).waitFor()
  const statusOf = (url: string) =>
    page.evaluate(async url => (await fetch(url, { headers: { 'x-tung-nha': 'device' } })).status, url)
  for (const { url } of [photos[0]!, notes[0]!]) await expect.poll(() => statusOf(url)).toBe(200)
})
