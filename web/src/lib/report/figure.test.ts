import { expect, test } from 'vitest'
import { writeChange, writeFigure } from '#lib/report/figure.ts'
import { formatsOf } from '#lib/words/format.ts'

const write = formatsOf('vi')

test('a missing figure is said in words and zero is a figure', () => {
  expect(writeFigure(null, 'hộ', write, 'Chưa có số liệu')).toBe('Chưa có số liệu')
  expect(writeFigure(0, 'hộ', write, 'Chưa có số liệu')).toBe('0')
  expect(writeFigure(50.3, '%', write, 'Chưa có số liệu')).toBe('50,3%')
  expect(writeFigure(74422, 'tổ', write, '')).toBe('74.422')
})

test('a change carries its sign and is silent when a side is missing', () => {
  expect(writeChange(12, 10, 'hộ', write, 'điểm %')).toBe('+2')
  expect(writeChange(9.5, 10, '%', write, 'điểm %')).toBe('−0,5 điểm %')
  expect(writeChange(10, 10, 'hộ', write, 'điểm %')).toBe('')
  expect(writeChange(10, null, 'hộ', write, 'điểm %')).toBe(null)
})
