import { expect, test } from 'vitest'
import { outdatedStores, planFor } from './plan.ts'

const kept = new Set(['/_app/immutable/a.js', '/favicon.svg'])
const get = (path: string, navigation = false) => ({ method: 'GET', path, navigation, sameOrigin: true })

test('pages of the field app fall back to the stored shell', () => {
  expect(planFor(get('/to', true), kept)).toBe('shell')
  expect(planFor(get('/to/nha/0191', true), kept)).toBe('shell')
})

test('pages that only begin like it, and all other pages, are left alone', () => {
  for (const path of ['/tong-quan', '/tours', '/', '/ban-lam-viec', '/bai-hoc/pay.qr']) {
    expect(planFor(get(path, true), kept)).toBe('pass')
  }
})

test('the API is never stored, whatever is asked', () => {
  expect(planFor(get('/api/v1/sync/pull'), new Set(['/api/v1/sync/pull']))).toBe('pass')
  expect(planFor(get('/api/v1/files/x', true), kept)).toBe('pass')
})

test('only files we built are kept, and only when read', () => {
  expect(planFor(get('/_app/immutable/a.js'), kept)).toBe('kept')
  expect(planFor(get('/_app/immutable/console.js'), kept)).toBe('pass')
  expect(planFor({ ...get('/_app/immutable/a.js'), method: 'POST' }, kept)).toBe('pass')
  expect(planFor({ ...get('/_app/immutable/a.js'), sameOrigin: false }, kept)).toBe('pass')
})

test('older stores of ours go, stores of others stay', () => {
  const names = ['tung-nha-shell-a', 'tung-nha-shell-b', 'tung-nha-files', 'another-app']
  expect(outdatedStores(names, 'tung-nha-shell-b')).toEqual(['tung-nha-shell-a'])
})
