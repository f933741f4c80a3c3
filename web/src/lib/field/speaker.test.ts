import { expect, test } from 'vitest'
import { piecesOf } from '#lib/field/speaker.svelte.ts'

test('a text is read in pieces short enough for any voice, and none of it is left out', () => {
  const text = `${'Mở ứng dụng ngân hàng. '.repeat(20)}Đọc lại tên người nhận!\nRồi mới chuyển`
  const pieces = piecesOf(text)
  expect(Math.max(...pieces.map(piece => piece.length))).toBeLessThanOrEqual(180)
  expect(pieces.join(' ').replace(/\s+/g, ' ')).toBe(text.replace(/\s+/g, ' '))
  expect(piecesOf(' \n ')).toEqual([])
})
