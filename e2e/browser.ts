import { type Browser, type BrowserContext, type BrowserContextOptions, chromium } from 'playwright-core'
import { inject } from 'vitest'

/** Address of the product under test, without a slash at the end. */
export const address = (): string => inject('product').url

/** Starts the Chromium of this run; the caller closes it. */
export const openBrowser = (): Promise<Browser> => {
  const { executablePath, args, env } = inject('chromium')
  return chromium.launch({ executablePath, args, env: { ...process.env, ...env } as Record<string, string> })
}

/** A phone in the hand (360x640, touch) or a PC on a desk (1280x800), each a fresh profile speaking Vietnamese. */
export const newDevice = async (
  browser: Browser,
  kind: 'phone' | 'desk',
  more: BrowserContextOptions = {},
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
  device.setDefaultTimeout(15_000)
  return device
}
