import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { address, newDevice, openBrowser } from './browser.ts'
import { complaintsOf, joinTeam } from './people.ts'
import { cameraPhoto } from './photo.ts'

/**
 * Makes of this browser one that gets no updates any more: what Chrome has brought since 106 or Safari since 15.4, and what
 * only one of them has, is taken away before anything of the page runs.
 */
const takeAway = () => {
  const take = (owner: object, names: string) => {
    for (let from = owner; from && from !== Object.prototype; from = Object.getPrototypeOf(from))
      for (const name of names.split(' ')) Reflect.deleteProperty(from, name)
  }
  take(navigator, 'storageBuckets storage locks connection mediaDevices share clipboard wakeLock')
  take(navigator, 'setAppBadge vibrate userAgentData getBattery')
  take(globalThis, 'BroadcastChannel MediaRecorder createImageBitmap OffscreenCanvas structuredClone')
  take(globalThis, 'CompressionStream DecompressionStream requestIdleCallback cancelIdleCallback scheduler')
  take(globalThis, 'speechSynthesis SpeechSynthesisUtterance BarcodeDetector SyncManager navigation Iterator')
  take(globalThis, 'BeforeInstallPromptEvent onbeforeinstallprompt')
  take(Map, 'groupBy')
  take(Object, 'groupBy')
  take(Promise, 'withResolvers try')
  take(AbortSignal, 'any timeout')
  take(Array, 'fromAsync')
  take(URL, 'canParse parse')
  take(RegExp, 'escape')
  take(Set.prototype, 'union difference intersection symmetricDifference isSubsetOf isDisjointFrom')
  take(Array.prototype, 'toSorted toReversed toSpliced with')
  take(String.prototype, 'toWellFormed isWellFormed')
  const iterators = Object.getPrototypeOf(Object.getPrototypeOf([].values()))
  take(iterators, 'map filter toArray some every find reduce take drop flatMap forEach')
  take(HTMLElement.prototype, 'popover showPopover hidePopover togglePopover checkVisibility')
  take(Document.prototype, 'startViewTransition')
  take(ServiceWorkerRegistration.prototype, 'sync periodicSync pushManager')
}

let browser: Browser
let phone: BrowserContext
let page: Page
let complaints: string[]
const button = (name: string | RegExp) => page.getByRole('button', { name })

beforeAll(async () => {
  browser = await openBrowser()
  phone = await newDevice(browser, 'phone')
  await phone.addInitScript(takeAway)
  page = await phone.newPage()
  complaints = complaintsOf(page)
  await joinTeam(page, 'member')
}, 60_000)
afterAll(() => browser?.close())

test('on a phone that gets no updates any more the book opens, a visit with a photo is saved, and all of it is sent', async () => {
  await page.locator('a[href^="/to/nha/"]').first().tap()
  await button('Không ghi tên').tap()
  await page.locator('.picker .name').first().tap()
  await page
    .getByRole('group', { name: /làm được đến đâu\?$/ })
    .getByRole('button', { name: 'Đã nghe' })
    .tap()
  await page.getByText('Ảnh, ghi âm').tap()
  await page.locator('input[accept="image/*"]').setInputFiles(await cameraPhoto(page, 120))
  await page.getByAltText('Ảnh của lần đến này').waitFor()
  // Where the page cannot record, the phone's own recorder is asked.
  const [recorder] = await Promise.all([
    page.waitForEvent('filechooser'),
    button('Ghi âm').filter({ visible: true }).tap(),
  ])
  expect(await recorder.element().getAttribute('accept')).toBe('audio/*')
  await button(/^Lưu lần đến/).tap()
  await page.getByRole('link', { name: 'Đã gửi hết' }).waitFor()

  await page.getByRole('link', { name: 'Thẻ hướng dẫn' }).tap()
  await page.locator('a[href^="/to/the/"]').first().tap()
  await page.getByRole('heading', { level: 1 }).waitFor()

  await page.goto('/to/cua-toi/pin')
  await page.getByLabel('Mã PIN mới', { exact: true }).fill('2468')
  await page.getByLabel('Gõ lại mã PIN', { exact: true }).fill('2468')
  await button('Đặt mã PIN').tap()
  await page.getByText('Đã đặt. Mở sổ phải gõ mã.').waitFor()
  await page.goto('/to')
  await page.getByLabel('Mã PIN', { exact: true }).fill('2468')
  await button('Mở sổ').tap()
  await page.getByRole('link', { name: 'Ghi lần đến' }).waitFor()
  expect(complaints).toEqual([])
})

test('what the phone keeps is written in a language that old browsers read', async () => {
  const files: string[] = await (await fetch(`${address()}/field-files.json`)).json()
  const scripts = files.filter(file => file.endsWith('.js'))
  expect(scripts.length).toBeGreaterThan(10)
  // One such word, and Safari before 16.4 runs nothing of the whole file.
  const unread = await Promise.all(
    scripts.map(async file => {
      const text = await (await fetch(`${address()}${file}`)).text()
      return /\(\?<[=!]|[;{}]static\{/.exec(text) ? [file] : []
    }),
  )
  expect(unread.flat()).toEqual([])
})
