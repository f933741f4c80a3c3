import { expect, test } from 'vitest'
import { readDay, writeDay } from '#model/kit/day.ts'

test('a day is read as people type it, and as we write it', () => {
  for (const typed of ['20/11/2026', '20.11.2026', '20-11-2026', '20 11 2026', '20112026', ' 2026-11-20 '])
    expect(readDay(typed)).toBe('2026-11-20')
  expect(readDay('5/6/2026')).toBe('2026-06-05')
  expect(writeDay('2026-06-05')).toBe('05/06/2026')
})

test('half a day, a day there never was and the month first are none', () => {
  for (const typed of ['', '20/11', '20/11/26', '31/02/2026', '11/20/2026', 'hôm nay'])
    expect(readDay(typed)).toBeNull()
})
