import { expect, test } from 'vitest'
import { currentItem } from '#lib/ui/nav.ts'

const items = [{ href: '/to' }, { href: '/to/nha' }, { href: '/to/cua-toi' }]

test('the longest matching address is the current item', () => {
  expect(currentItem(items, '/to')?.href).toBe('/to')
  expect(currentItem(items, '/to/nha')?.href).toBe('/to/nha')
  expect(currentItem(items, '/to/nha/0191/ghi')?.href).toBe('/to/nha')
})

test('a shared beginning of a word is not a folder', () => {
  expect(currentItem(items, '/to/nha-van-hoa')?.href).toBe('/to')
  expect(currentItem(items, '/tong-quan')).toBeUndefined()
})
