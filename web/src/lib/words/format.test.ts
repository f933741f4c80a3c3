import { describe, expect, test } from 'vitest'
import { formatsOf } from '#lib/words/format.ts'
import { languageOf } from '#lib/words/language.ts'

const vi = formatsOf('vi')
const en = formatsOf('en')

describe('numbers', () => {
  test('thousands are grouped by the mark of the language', () => {
    expect(vi.number(74422)).toBe('74.422')
    expect(en.number(74422)).toBe('74,422')
    expect(vi.number(1234567)).toBe('1.234.567')
    expect(vi.number(999)).toBe('999')
  })
  test('a percentage keeps one decimal and drops a useless zero', () => {
    expect(vi.percent(0.503)).toBe('50,3%')
    expect(en.percent(0.503)).toBe('50.3%')
    expect(vi.percent(1)).toBe('100%')
  })
  test('a negative number carries a minus sign, a rounded zero does not', () => {
    expect(vi.number(-1200.5)).toBe('−1.200,5')
    expect(vi.number(-0.001)).toBe('0')
  })
})

describe('days and instants', () => {
  test('a day is written in the order of the language', () => {
    expect(vi.day('2026-11-20')).toBe('20/11/2026')
    expect(en.day('2026-11-02')).toBe('2 Nov 2026')
    expect(vi.span('2026-10-15', '2026-11-14')).toBe('15/10 đến 14/11')
    expect(vi.month('2026-11')).toBe('11/2026')
  })
  test('the weekday is right on both sides of 1970', () => {
    expect(vi.dayLong('2026-11-20')).toBe('Thứ sáu, 20/11/2026')
    expect(en.dayLong('1969-12-31')).toBe('Wednesday, 31 Dec 1969')
  })
  test('an instant is shown in Vietnam time, over midnight too', () => {
    expect(vi.moment('2026-11-20T18:30:05.000Z')).toBe('01:30 21/11/2026')
    expect(vi.clock('2026-11-20T03:15:09.000Z')).toBe('10:15:09')
  })
  test('days apart are said in words', () => {
    expect(vi.relativeDay('2026-11-20', '2026-11-20')).toBe('hôm nay')
    expect(vi.relativeDay('2026-11-19', '2026-11-20')).toBe('hôm qua')
    expect(vi.relativeDay('2026-11-17', '2026-11-20')).toBe('3 ngày trước')
    expect(vi.relativeDay('2026-11-24', '2026-11-20')).toBe('còn 4 ngày')
    expect(en.relativeDay('2026-11-24', '2026-11-20')).toBe('in 4 days')
  })
})

test('sizes are in decimal units', () => {
  expect(vi.bytes(1_430_000)).toBe('1,4 MB')
  expect(en.bytes(320_400)).toBe('320 KB')
})

test('a language that is not known is Vietnamese', () => {
  expect(languageOf('en')).toBe('en')
  expect(languageOf('fr')).toBe('vi')
  expect(languageOf(undefined)).toBe('vi')
})
