import { expect, test } from 'vitest'
import { activeDays, reportingMonth } from './days.ts'

test('a reporting month runs from the 15th to the 14th', () => {
  expect(reportingMonth('2026-11-14')).toEqual({ period: '2026-11', from: '2026-10-15', to: '2026-11-14' })
  expect(reportingMonth('2026-11-15')).toEqual({ period: '2026-12', from: '2026-11-15', to: '2026-12-14' })
  expect(reportingMonth('2026-12-31')).toEqual({ period: '2027-01', from: '2026-12-15', to: '2027-01-14' })
  expect(reportingMonth('2026-11-20', 1).period).toBe('2026-11')
})

test('days count once, other members and other months do not', () => {
  const row = (day: string, memberId = 'me', kind: 'home_visit' | 'class' = 'home_visit') => ({
    day,
    memberId,
    kind,
  })
  const days = activeDays(
    [
      row('2026-11-20'),
      row('2026-11-20', 'me', 'class'),
      row('2026-11-16'),
      row('2026-11-18', 'you'),
      row('2026-11-10'),
    ],
    'me',
    reportingMonth('2026-11-20'),
  )
  expect(days).toEqual([
    { day: '2026-11-20', visits: 1, gatherings: 1 },
    { day: '2026-11-16', visits: 1, gatherings: 0 },
  ])
})
