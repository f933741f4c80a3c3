import { expect, test } from 'vitest'
import { dayText, inWords, numberText, percentText, shortDayText } from '#model/kit/number.ts'

test('numbers are written with a dot for thousands and a comma for decimals', () => {
  expect(numberText(74422)).toBe('74.422')
  expect(numberText(348362)).toBe('348.362')
  expect(numberText(999)).toBe('999')
  expect(numberText(1234567.25, 1)).toBe('1.234.567,3')
  expect(numberText(-0.01, 1)).toBe('0,0')
  expect(percentText(50.3)).toBe('50,3%')
  expect(percentText(100)).toBe('100,0%')
})

test('days are written day first', () => {
  expect(dayText('2026-11-20')).toBe('20/11/2026')
  expect(shortDayText('2026-10-15')).toBe('15/10')
})

test('an amount is spelled out as money papers do', () => {
  const said: [number, string][] = [
    [0, 'không'],
    [15, 'mười lăm'],
    [21, 'hai mươi mốt'],
    [105, 'một trăm linh năm'],
    [1_001, 'một nghìn không trăm linh một'],
    [50_000, 'năm mươi nghìn'],
    [1_205_000, 'một triệu hai trăm linh năm nghìn'],
    [7_350_011, 'bảy triệu ba trăm năm mươi nghìn không trăm mười một'],
    [27_000_000_000, 'hai mươi bảy tỷ'],
  ]
  for (const [amount, words] of said) expect(inWords(amount)).toBe(words)
})
