import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { address, newDevice, openBrowser, settled } from './browser.ts'
import { addressOf, type Screen, screens, unlisted, type Who } from './screens.ts'

/** Every page of the product on a phone and on a desk, in light and in dark: WCAG A and AA by axe, width, targets, focus. */
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const KINDS = ['phone', 'desk'] as const
type Kind = (typeof KINDS)[number]

let browser: Browser
const contexts = new Map<string, Promise<BrowserContext>>()
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser?.close())

const post = async (context: BrowserContext, path: string) => {
  const answer = await context.request.post(`${address()}/api/v1${path}`, { headers: { 'x-tung-nha': '1' } })
  if (!answer.ok()) throw new Error(`${path}: ${await answer.text()}`)
  return answer.json()
}

/** A browser in which this person has signed in or joined, kept for all screens. */
const deviceOf = (who: Who, kind: Kind): Promise<BrowserContext> => {
  const key = `${who} ${kind}`
  const known = contexts.get(key)
  if (known) return known
  const made = (async () => {
    const context = await newDevice(browser, kind)
    if (who === 'member') {
      const { code } = await post(context, '/demo/accounts/member/enrolment-code')
      const page = await context.newPage()
      await page.goto(`/to/vao?ma=${code}`)
      await page.locator('form button[type=submit]').click()
      await page.locator('main a[href="/to"], a[href="/to"]').first().click({ timeout: 30_000 })
      await page.waitForURL(/\/to$/)
      await page.close()
    } else if (who !== 'visitor') await post(context, `/demo/accounts/${who}/session`)
    return context
  })()
  contexts.set(key, made)
  return made
}

/** Everything of WCAG A and AA in light. Colours change in the dark, sizes and places when text is twice as large. */
const RULES = {
  all: "{ type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }",
  colours: "{ type: 'rule', values: ['color-contrast'] }",
  places: "{ type: 'rule', values: ['target-size', 'scrollable-region-focusable'] }",
}

type AxeFinding = { id: string; nodes: { html: string; failureSummary: string }[] }
const axe = async (page: Page, rules: keyof typeof RULES): Promise<string[]> => {
  if (!(await page.evaluate("'axe' in window"))) await page.evaluate(AXE)
  const { violations } = (await page.evaluate(
    `axe.run(document, { runOnly: ${RULES[rules]}, resultTypes: ['violations'] })`,
  )) as { violations: AxeFinding[] }
  return violations.flatMap(({ id, nodes }) =>
    nodes
      .slice(0, 3)
      .map(
        node =>
          `${id}: ${node.html.slice(0, 160)} | ${node.failureSummary.replace(/\s+/g, ' ').slice(0, 220)}`,
      ),
  )
}

const tooWide = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const most = document.documentElement.clientWidth
    if (document.documentElement.scrollWidth <= most + 1) return []
    const out = [...document.querySelectorAll('body *')].filter(
      element => element.getBoundingClientRect().right > most + 1 && element.children.length === 0,
    )
    return [
      `${document.documentElement.scrollWidth} of ${most} px: ${out
        .slice(0, 3)
        .map(element => element.outerHTML.slice(0, 120))
        .join(' ')}`,
    ]
  })

/** Buttons and links a thumb must hit. A link inside a sentence is as high as its line and has a row elsewhere. */
const tooSmall = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [
      ...document.querySelectorAll<HTMLElement>(
        'a[href], button, [role=button], summary, select, input:not([type=hidden]):not([type=checkbox]):not([type=radio])',
      ),
    ]
      .filter(
        element =>
          element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
          getComputedStyle(element).display !== 'inline',
      )
      .map(element => ({ element, box: element.getBoundingClientRect() }))
      .filter(
        ({ box }) =>
          box.width > 1 && box.height > 1 && box.bottom > 0 && (box.width < 47.5 || box.height < 47.5),
      )
      .map(
        ({ element, box }) =>
          `${Math.round(box.width)}x${Math.round(box.height)}: ${element.outerHTML.slice(0, 140)}`,
      ),
  )

/** Walks by keyboard; each stop must show itself by an outline, a shadow or a border of its own. */
const unseenFocus = async (page: Page, stops = 10): Promise<string[]> => {
  const unseen: string[] = []
  for (let i = 0; i < stops; i++) {
    await page.keyboard.press('Tab')
    const found = await page.evaluate(() => {
      const active = document.activeElement as HTMLElement | null
      if (!active || active === document.body) return null
      if (active instanceof HTMLMediaElement) return '' // the browser draws the focus of its own controls
      const shows = [active, active.parentElement, active.nextElementSibling].some(element => {
        if (!element) return false
        const style = getComputedStyle(element)
        return (
          (style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) >= 1) ||
          style.boxShadow !== 'none'
        )
      })
      return shows ? '' : active.outerHTML.slice(0, 140)
    })
    if (found === null) break
    if (found) unseen.push(found)
  }
  return unseen
}

const pages = new Map<string, Promise<Page>>()
/** One page for each person and device, led from screen to screen. */
const pageOf = (who: Who, kind: Kind): Promise<Page> => {
  const key = `${who} ${kind}`
  const known = pages.get(key) ?? deviceOf(who, kind).then(context => context.newPage())
  pages.set(key, known)
  return known
}

const look = async ({ route, who }: Screen, kind: Kind): Promise<string[]> => {
  const page = await pageOf(who, kind)
  const officer = await deviceOf('officer', 'desk')
  const wrong: string[] = []
  const note = (what: string, found: string[]) => wrong.push(...found.map(one => `${kind}, ${what}: ${one}`))
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  const path = await addressOf(route, page, page.context().request, officer.request)
  const answer = await page.goto(path, { waitUntil: 'load' })
  if ((answer?.status() ?? 0) >= 400) return [`${path} answers ${answer?.status()}`]
  await page.locator('h1, main').first().waitFor({ timeout: 30_000 })
  await settled(page)
  note('light', await axe(page, 'all'))
  note('width', await tooWide(page))
  if (kind === 'phone') note('target', await tooSmall(page))
  note('focus', await unseenFocus(page))
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
  await settled(page)
  note('dark', await axe(page, 'colours'))
  await page.evaluate(() => {
    document.documentElement.style.fontSize = '200%'
  })
  note('width at 200 % text', await tooWide(page))
  note('200 % text', await axe(page, 'places'))
  return wrong
}

describe('accessibility', () => {
  test('every page with parts in its address has an example in e2e/screens.ts', () => {
    expect(unlisted()).toEqual([])
  })

  test.each(screens())('$route as $who', async screen => {
    const wrong = await Promise.all(KINDS.map(kind => look(screen, kind)))
    expect(wrong.flat()).toEqual([])
  })
})
