import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { evaluate, type Sheet, targetOf } from './evaluate.ts'
import { flatRows, type Indicator } from './shape.ts'

const indicators: Indicator[] = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../catalogue/indicators.json'), 'utf8'),
).indicators
const empty: Sheet = { known: true, month: {}, year: {}, stock: {}, distinct: {}, distinctYear: {} }
const figure = (
  code: string,
  sheet: Sheet,
  around?: Parameters<typeof evaluate>[3],
  before: Sheet | null = null,
) => evaluate(indicators, sheet, before, around).find(item => item.code === code)!

test('nothing recorded is null, nothing done in a period is 0', () => {
  expect(figure('TN02', { ...empty, known: false }).value).toBeNull()
  expect(figure('TN02', empty).value).toBe(0)
  expect(figure('TN02', empty).previous).toBeNull()
})

test('while a period is open only what stands is compared with the period before', () => {
  const before = {
    ...empty,
    month: { guidance_times: 250 },
    distinct: { homes_guided: 90 },
    stock: { businesses_online: 3 },
  }
  const of = (code: string, open: boolean) =>
    evaluate(indicators, empty, before, undefined, open).find(item => item.code === code)!.previous
  expect(['TN01', 'TN02', 'TN09'].map(code => of(code, true))).toEqual([null, null, 3])
  expect(['TN01', 'TN02', 'TN09'].map(code => of(code, false))).toEqual([90, 250, 3])
})

test('a year to date is a sum for flows, the latest state for stocks, its own count for homes guided', () => {
  const sheet = {
    ...empty,
    month: { guidance_times: 5 },
    year: { guidance_times: 44 },
    stock: { businesses_online: 3 },
    distinct: { homes_guided: 4 },
    distinctYear: { homes_guided: 9 },
  }
  expect(figure('TN02', sheet)).toMatchObject({ value: 5, yearToDate: 44 })
  expect(figure('TN09', sheet)).toMatchObject({ value: 3, yearToDate: 3 })
  expect(figure('TN01', sheet)).toMatchObject({ value: 4, yearToDate: 9 })
})

test('the share of fluent homes is over the homes the commune states, with source and what was reviewed beside it', () => {
  const sheet = { ...empty, stock: { homes_total: 100, homes_reviewed: 60, homes_fluent: 30 } }
  expect(figure('TN04', sheet)).toMatchObject({ value: 30, reviewed: { n: 60, of: 100, source: null } })
  const homes = { n: 120, source: 'Phòng Văn hóa - Xã hội', day: '2026-10-31' }
  expect(figure('TN04', sheet, { targets: {}, outside: {}, denominators: { homes } })).toMatchObject({
    value: 25,
    numerator: 30,
    denominator: 120,
    reviewed: { n: 60, of: 120, source: homes.source, day: homes.day },
  })
  expect(figure('TN04.1', sheet)).toMatchObject({ value: 50 })
})

test('there is no percentage under 5 homes', () => {
  const sheet = {
    ...empty,
    stock: { homes_total: 4, homes_reviewed: 4, homes_fluent: 2, people_14: 9, people_14_eid2: 3 },
  }
  expect(figure('TN04', sheet)).toMatchObject({ value: null, few: true, numerator: 2, denominator: 4 })
  expect(figure('TN05', sheet)).toMatchObject({ value: null, few: true })
})

test('the median of days counts each resolved request once', () => {
  const days = (counts: Record<number, number>) => ({
    ...empty,
    month: Object.fromEntries(Object.entries(counts).map(([day, n]) => [`request_days_${day}`, n])),
  })
  expect(figure('TN12.1', days({ 0: 1, 2: 1, 9: 1 })).value).toBe(2)
  expect(figure('TN12.1', days({ 1: 1, 4: 1 })).value).toBe(2.5)
  expect(figure('TN12.1', empty).value).toBeNull()
})

test("a target is the own one, for percentages else the nearest above, else the nation's with its year", () => {
  const row = (code: string) => flatRows(indicators).find(item => item.row.code === code)!.row
  expect(targetOf(row('TN07'), 2026, { value: 60, year: 2026 }, { value: 55, year: 2026 })).toMatchObject({
    value: 60,
    source: 'own',
  })
  expect(targetOf(row('TN07'), 2026, null, { value: 55, year: 2026 })).toMatchObject({
    value: 55,
    source: 'above',
  })
  expect(targetOf(row('TN07'), 2026, null, null)).toMatchObject({ value: 50, year: 2025, source: 'national' })
  expect(targetOf(row('TN01'), 2026, null, { value: 900, year: 2026 })).toBeNull()
})

test("the other office's figure stands beside ours", () => {
  const around = {
    targets: {},
    denominators: {},
    outside: { TN05: { n: 88.1, source: 'Công an xã', day: '2026-11-10' } },
  }
  const sheet = { ...empty, stock: { homes_total: 9, homes_reviewed: 9, people_14: 10, people_14_eid2: 4 } }
  expect(figure('TN05', sheet, around)).toMatchObject({
    value: 40,
    outside: { n: 88.1, source: 'Công an xã' },
  })
})
