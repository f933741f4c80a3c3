import { expect, test } from 'vitest'
import { cleanInput } from '#http/clean-text.ts'

test('text arrives as NFC, well-formed and without NUL, at any depth', () => {
  const sent = { name: 'Nguye\u0302\u0303n', rows: [{ note: 'a\u0000b' }, '\uD800', 1, null, true] }
  expect(cleanInput(sent)).toEqual({ name: 'Nguyễn', rows: [{ note: 'ab' }, '\uFFFD', 1, null, true] })
})

test('a hostile depth does not exhaust the stack', () => {
  const deep = JSON.parse(`${'['.repeat(5000)}${']'.repeat(5000)}`)
  expect(() => cleanInput(deep)).not.toThrow()
})
