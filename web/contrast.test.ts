import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

const css = readFileSync(new URL('src/app.css', import.meta.url), 'utf8')

/** Custom properties of one rule of app.css, read from the file itself so that the test cannot drift from it. */
const palette = (opening: string): Map<string, string> => {
  const from = css.indexOf(opening)
  if (from < 0) throw new Error(`app.css has no rule ${opening}`)
  const body = css.slice(from, css.indexOf('}', from))
  return new Map(
    [...body.matchAll(/--([a-z-]+):\s*(#[0-9a-f]{6})/g)].map(found => [found[1] ?? '', found[2] ?? '']),
  )
}

const luminance = (hex: string): number => {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map(at => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

/** WCAG 2 contrast ratio of two colours. */
const contrast = (a: string, b: string): number => {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number]
  return (high + 0.05) / (low + 0.05)
}

const GROUNDS = ['paper', 'card', 'sunken']
const TEXT: [string, string][] = [
  ...['ink', 'ink-soft', 'primary-ink', 'brick-ink'].flatMap(ink =>
    GROUNDS.map(ground => [ink, ground] as [string, string]),
  ),
  ...['ink', 'ink-soft'].map(ink => [ink, 'roof'] as [string, string]),
  ['on-primary', 'primary'],
  ['on-primary', 'primary-strong'],
  ['primary-ink', 'primary-soft'],
  ['ink', 'primary-soft'],
  ['ink-soft', 'primary-soft'],
  ['on-accent', 'accent'],
  ['accent-ink', 'accent-soft'],
  ['on-brick', 'brick'],
  ['brick-ink', 'brick-soft'],
  ['sky-ink', 'sky-soft'],
  ['paper', 'ink'],
]
/** Edges of controls and the focus ring need 3:1 against what is around them. */
const EDGES: [string, string][] = [
  ...['line-strong', 'focus', 'primary', 'brick'].flatMap(edge =>
    GROUNDS.map(ground => [edge, ground] as [string, string]),
  ),
]

describe.each([
  ['light', ':root {'],
  ['dark, by the device', ':root:not([data-theme="light"]) {'],
  ['dark, chosen', ':root[data-theme="dark"] {'],
])('%s', (_name, opening) => {
  const colours = palette(opening)
  const ratio = ([front, ground]: [string, string]) =>
    contrast(colours.get(front) ?? '', colours.get(ground) ?? '')

  test.each(TEXT)('text %s on %s is at least 4.5:1', (front, ground) => {
    expect(ratio([front, ground])).toBeGreaterThanOrEqual(4.5)
  })
  test.each(EDGES)('edge %s on %s is at least 3:1', (front, ground) => {
    expect(ratio([front, ground])).toBeGreaterThanOrEqual(3)
  })
})

test('the dark palette is the same by device and by choice', () => {
  expect(palette(':root:not([data-theme="light"]) {')).toEqual(palette(':root[data-theme="dark"] {'))
})

test('white on black is 21, so the formula is right', () => {
  expect(contrast('#ffffff', '#000000')).toBeCloseTo(21, 5)
})
