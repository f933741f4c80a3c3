import { afterAll, expect, test, vi } from 'vitest'
import { askedTwice, QUESTION_MS } from '#lib/ui/twice.svelte.ts'

vi.useFakeTimers()
afterAll(() => void vi.useRealTimers())

test('the second tap of a double one is no answer; a press after the question has stood is', () => {
  const sure = askedTwice()
  expect([sure.press('key'), sure.isFresh('key'), sure.press('key')]).toEqual([false, true, false])
  vi.advanceTimersByTime(QUESTION_MS)
  expect([sure.of, sure.isFresh('key'), sure.press('key'), sure.of]).toEqual(['key', false, true, ''])
})

test('an answer counts for what was asked about only', () => {
  const sure = askedTwice()
  sure.press('one')
  vi.advanceTimersByTime(QUESTION_MS)
  expect([sure.press('other'), sure.of]).toEqual([false, 'other'])
})
