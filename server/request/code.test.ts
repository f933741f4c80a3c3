import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readRequestCode, requestCode } from './code.ts'

test('a code is read back however it is typed, for every area', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 400_000_000 }), areaId => {
      const code = requestCode(areaId, randomBytes)
      expect(code.length).toBeLessThanOrEqual(12)
      expect(readRequestCode(` ${code.slice(0, 3).toLowerCase()}-${code.slice(3)} `)).toEqual({
        code,
        areaId,
      })
    }),
  )
})

test('what is no code is told apart from one that is not known', () => {
  for (const typed of ['', 'K7QW4M', 'AAAAAAAA', '0O1IL', 'B'.repeat(13)])
    expect(readRequestCode(typed)).toBeNull()
})
