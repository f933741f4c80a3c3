import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from 'playwright-core'
import { expect, inject } from 'vitest'
import { slowLine } from './slow-line.ts'

/** Address of the product under test, without a slash at the end. */
export const address = (): string => inject('product').url

/** Starts the Chromium of this run; the caller closes it. */
export const openBrowser = (more: readonly string[] = []): Promise<Browser> => {
  const { executablePath, args, env } = inject('chromium')
  return chromium.launch({
    executablePath,
    args: [...args, ...more],
    env: { ...process.env, ...env } as Record<string, string>,
  })
}
/** A microphone that hears a beep, given without a question. */
export const MICROPHONE = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream']

/**
 * A phone in the hand (360x640, touch) or a PC on a desk (1280x800), each a fresh profile speaking Vietnamese.
 * @param line `slow`: what is asked of the server waits a while, as in a village
 */
export const newDevice = async (
  browser: Browser,
  kind: 'phone' | 'desk',
  more: BrowserContextOptions = {},
  line: 'quick' | 'slow' = 'quick',
): Promise<BrowserContext> => {
  const device = await browser.newContext({
    baseURL: address(),
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
    ...(kind === 'phone'
      ? { viewport: { width: 360, height: 640 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 }
      : { viewport: { width: 1280, height: 800 } }),
    ...more,
  })
  device.setDefaultTimeout(30_000)
  if (line === 'slow' || process.env['SLOW']) await slowLine(device)
  return device
}

/** Waits until something holds in the page. Playwright's own waiting evaluates text, which the pages forbid. */
export const until = (page: Page, holds: () => boolean | Promise<boolean>, timeout = 30_000): Promise<void> =>
  expect.poll(() => page.evaluate(holds), { timeout }).toBe(true)

/** Nothing is being loaded and nothing moves any more: colours that glide are read when they have arrived. */
export const settled = (page: Page): Promise<void> =>
  until(
    page,
    () =>
      document.querySelector('[aria-busy="true"], .skeleton, .spinner') === null &&
      document
        .getAnimations()
        .every(one => one.playState !== 'running' || one.effect?.getTiming().iterations === Infinity),
  )
