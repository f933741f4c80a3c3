import { expect, test } from 'vitest'
import { cleanDeep } from '#model/kit/clean-text.ts'

test('text arrives as NFC, well-formed and without NUL, at any depth and in keys', () => {
  const sent = { name: 'Nguye\u0302\u0303n', rows: [{ 'no\u0000te': 'a\u0000b' }, '\uD800', 1, null, true] }
  expect(cleanDeep(sent)).toEqual({ name: 'Nguyễn', rows: [{ note: 'ab' }, '\uFFFD', 1, null, true] })
})

test('what is clean already is the same value, beside what is not', () => {
  const clean = { day: '2026-11-20', name: 'Nguyễn', levels: [1, 2] }
  expect(cleanDeep(clean)).toBe(clean)
  const mixed = [clean, 'a\u0000'] as const
  expect((cleanDeep(mixed) as typeof mixed)[0]).toBe(clean)
})

test('a hostile depth does not exhaust the stack', () => {
  const deep = JSON.parse(`${'['.repeat(5000)}${']'.repeat(5000)}`)
  expect(() => cleanDeep(deep)).not.toThrow()
})
