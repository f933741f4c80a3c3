import { expect, test } from 'vitest'
import { scanCounter, type Visit } from '#learning/visitors.ts'

const visit = (more: Partial<Visit> = {}): Visit => ({
  code: 'ABC234',
  address: '203.0.113.9',
  userAgent: 'phone',
  day: '2026-11-16',
  wall: '2026-11-16T02:00:00.000Z',
  ...more,
})

test('a visitor counts once a day for each poster', () => {
  const counts = scanCounter()
  expect(counts(visit())).toBe(true)
  expect(counts(visit())).toBe(false)
  expect(counts(visit({ wall: '2026-11-16T09:00:00.000Z' }))).toBe(false)
  expect(counts(visit({ userAgent: 'another phone behind the same address' }))).toBe(true)
  expect(counts(visit({ code: 'XYZ789' }))).toBe(true)
  expect(counts(visit({ day: '2026-11-17', wall: '2026-11-17T02:00:00.000Z' }))).toBe(true)
})

test('sixty a minute of one poster count, whoever pretends to be how many', () => {
  const counts = scanCounter()
  const scan = (i: number, wall?: string) =>
    counts(visit({ userAgent: `phone ${i}`, ...(wall ? { wall } : {}) }))
  const counted = Array.from({ length: 500 }, (_, i) => scan(i)).filter(Boolean)
  expect(counted.length).toBe(60)
  expect(counts(visit({ code: 'XYZ789' }))).toBe(true)
  expect(scan(700, '2026-11-16T02:01:00.000Z')).toBe(true)
})
