import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { address, newDevice, openBrowser } from './browser.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser?.close())

test('the product answers about its health to anyone', async () => {
  const answer = await fetch(`${address()}/api/v1/health`)
  expect(answer.status).toBe(200)
  expect(await answer.json()).toMatchObject({ status: 'ok' })
})

test('the first page is readable on a phone without JavaScript, in Vietnamese', async () => {
  const phone = await newDevice(browser, 'phone', { javaScriptEnabled: false })
  const page = await phone.newPage()
  const answer = await page.goto('/')
  expect(answer?.status()).toBe(200)
  expect(await page.getAttribute('html', 'lang')).toBe('vi')
  expect((await page.locator('h1').first().textContent())?.trim()).toBeTruthy()
  await phone.close()
})

test('the first page fills with no error in the console', async () => {
  const desk = await newDevice(browser, 'desk')
  const page = await desk.newPage()
  const errors: string[] = []
  page.on('pageerror', error => errors.push(error.message))
  page.on('console', message => message.type() === 'error' && errors.push(message.text()))
  await page.goto('/', { waitUntil: 'networkidle' })
  expect(errors).toEqual([])
  await desk.close()
})
