import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, daysBetween } from '#model/kit/day.ts'
import {
  addPeriods,
  daysLeft,
  distinctKeys,
  periodInHand,
  periodOf,
  spanOf,
  spanOfKey,
  yearToDatePeriods,
  yearToDateSpan,
} from './period.ts'

const monthly = { cutOffDay: 14, dueDay: 20 }
const anyDay = fc.integer({ min: 0, max: 20_000 }).map(n => addDays('2000-01-01', n))
const anyRule = fc.record({
  cutOffDay: fc.integer({ min: 1, max: 28 }),
  dueDay: fc.integer({ min: 1, max: 28 }),
})

test('the report month runs from the 15th of the month before to the 14th', () => {
  expect(spanOf('2026-11', monthly)).toEqual({ from: '2026-10-15', last: '2026-11-14' })
  expect(spanOf('2026-01', monthly)).toEqual({ from: '2025-12-15', last: '2026-01-14' })
  expect(periodOf('2026-11-14', monthly)).toBe('2026-11')
  expect(periodOf('2026-11-15', monthly)).toBe('2026-12')
  expect(periodOf('2026-12-15', monthly)).toBe('2027-01')
})

test('every day is in exactly one period', () => {
  fc.assert(
    fc.property(anyDay, anyRule, (day, rule) => {
      const period = periodOf(day, rule)
      const holding = [-1, 0, 1]
        .map(i => spanOf(addPeriods(period, i), rule))
        .filter(s => s.from <= day && day <= s.last)
      expect(holding).toEqual([spanOf(period, rule)])
    }),
  )
})

test('periods follow one another without a gap, and a year to date is the sum of its months', () => {
  fc.assert(
    fc.property(anyDay, anyRule, (day, rule) => {
      const period = periodOf(day, rule)
      const months = yearToDatePeriods(period).map(p => spanOf(p, rule))
      expect(months.slice(1).map(span => span.from)).toEqual(
        months.slice(0, -1).map(span => addDays(span.last, 1)),
      )
      const year = yearToDateSpan(period, rule)
      const length = (s: { from: string; last: string }) => daysBetween(s.from, s.last) + 1
      expect(length(year)).toBe(months.reduce((sum, span) => sum + length(span), 0))
    }),
  )
})

test('a day takes part in exactly the distinct counts whose days hold it', () => {
  fc.assert(
    fc.property(anyDay, anyRule, (day, rule) => {
      const keys = distinctKeys(day, rule)
      const period = periodOf(day, rule)
      const near = Array.from({ length: 40 }, (_, i) => addPeriods(period, i - 20)).flatMap(p => [
        p,
        `ytd:${p}`,
      ])
      const holding = near.filter(key => {
        const s = spanOfKey(key, rule)
        return s.from <= day && day <= s.last
      })
      expect([...keys].sort()).toEqual(holding.sort())
    }),
  )
})

test('the due day is the 20th; before it days are left, after it the report is late', () => {
  expect(daysLeft('2026-11', '2026-11-16', monthly)).toBe(4)
  expect(daysLeft('2026-11', '2026-11-22', monthly)).toBe(-2)
})

test('the report in hand is the closed month until its due day is over', () => {
  expect(periodInHand('2026-11-14', monthly)).toBe('2026-11')
  expect(periodInHand('2026-11-20', monthly)).toBe('2026-11')
  expect(periodInHand('2026-11-30', monthly)).toBe('2026-11')
  expect(periodInHand('2026-12-01', monthly)).toBe('2026-12')
})
