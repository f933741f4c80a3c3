import { readFileSync, writeFileSync } from 'node:fs'
import { chromium } from 'playwright-core'

// Draws web/static/icon-*.png from favicon.svg. Run by an author when the mark changes:
//   node ops/content/make-icons.ts <path of a Chromium>
const executablePath = process.argv[2]
const place = new URL('../../web/static/', import.meta.url)
const mark = readFileSync(new URL('favicon.svg', place), 'utf8')

/** Maskable icons may lose their outer tenth on each side, so the mark is drawn smaller on a full ground. */
const maskable = mark.replace('rx="16"', 'rx="0"').replace('viewBox="0 0 64 64"', 'viewBox="-8 -8 80 80"')

const browser = await chromium.launch({
  ...(executablePath ? { executablePath } : {}),
  args: ['--no-sandbox'],
})
const page = await browser.newPage()
for (const [name, size, svg] of [
  ['icon-32', 32, mark],
  ['icon-180', 180, mark.replace('rx="16"', 'rx="0"')],
  ['icon-192', 192, mark],
  ['icon-512', 512, mark],
  ['icon-maskable-512', 512, maskable],
] as const) {
  await page.setViewportSize({ width: size, height: size })
  const ground = svg === maskable ? '#0b6b4f' : 'transparent'
  await page.setContent(
    `<style>body{margin:0;background:${ground}}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`,
  )
  writeFileSync(new URL(`${name}.png`, place), await page.screenshot({ omitBackground: true }))
}
await browser.close()
