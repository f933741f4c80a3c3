import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { instantOf } from '#model/kit/instant.ts'
import { isShut, leaseIsOver, MOST_WRONG, waitOf } from '#model/sync/lock.ts'

const at = (ms: number) => instantOf(Date.UTC(2026, 10, 20) + ms)

describe('the lock of a book', () => {
  test('[D15] lets slips pass, then makes one wait longer with every wrong PIN, and shuts at the tenth', () => {
    const waits = Array.from({ length: MOST_WRONG }, (_, wrong) => waitOf({ wrong, triedAt: at(0) }, at(0)))
    expect(waits.slice(0, 4)).toEqual([0, 0, 0, 0])
    expect(waits.slice(3)).toEqual(waits.slice(3).toSorted((a, b) => a - b))
    expect(waits.reduce((sum, wait) => sum + wait, 0)).toBeGreaterThan(3_000_000)
    expect(isShut({ wrong: MOST_WRONG - 1 })).toBe(false)
    expect(isShut({ wrong: MOST_WRONG })).toBe(true)
  })

  test('[D15] whatever the clock does, one never waits longer than the whole wait', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9 }), fc.integer({ min: -1e12, max: 1e12 }), (wrong, later) => {
        const whole = waitOf({ wrong, triedAt: at(0) }, at(0))
        const left = waitOf({ wrong, triedAt: at(0) }, at(later))
        return left >= 0 && left <= whole && (later < whole || left === 0)
      }),
      { seed: 20_261_120 },
    )
  })

  test('[D16] the rows may be read for seven days after the server was last heard', () => {
    const day = 86_400_000
    expect(leaseIsOver(at(0), at(7 * day))).toBe(false)
    expect(leaseIsOver(at(0), at(7 * day + 1))).toBe(true)
    expect(leaseIsOver(null, at(0))).toBe(false)
    expect(leaseIsOver(at(0), at(-40 * 365 * day))).toBe(false)
  })
})
