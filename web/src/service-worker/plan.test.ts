import { expect, test } from 'vitest'
import { isLessonFile, outdatedStores, PARTS, partOf, planFor, sliceOf } from './plan.ts'

const kept = new Set(['/_app/immutable/a.js', '/favicon.svg'])
const get = (path: string, navigation = false) => ({ method: 'GET', path, navigation, sameOrigin: true })

test('pages of the field app fall back to the stored shell', () => {
  expect(planFor(get('/to', true), kept, PARTS.field)).toBe('shell')
  expect(planFor(get('/to/nha/0191', true), kept, PARTS.field)).toBe('shell')
})

test('pages that only begin like it, and all other pages, are left alone', () => {
  for (const path of ['/tong-quan', '/tours', '/', '/ban-lam-viec', '/bai-hoc/pay.qr']) {
    expect(planFor(get(path, true), kept, PARTS.field)).toBe('pass')
  }
})

test('[D26] the API is never stored, whatever is asked, and nothing that writes is touched', () => {
  expect(planFor(get('/api/v1/sync/pull'), new Set(['/api/v1/sync/pull']), PARTS.field)).toBe('pass')
  expect(planFor(get('/api/v1/files/x', true), kept, PARTS.field)).toBe('pass')
  expect(planFor({ ...get('/to'), method: 'POST' }, kept, PARTS.field)).toBe('pass')
})

test('only files we built are kept, and only when read', () => {
  expect(planFor(get('/_app/immutable/a.js'), kept, PARTS.field)).toBe('kept')
  expect(planFor(get('/_app/immutable/console.js'), kept, PARTS.field)).toBe('pass')
  expect(planFor({ ...get('/_app/immutable/a.js'), method: 'POST' }, kept, PARTS.field)).toBe('pass')
  expect(planFor({ ...get('/_app/immutable/a.js'), sameOrigin: false }, kept, PARTS.field)).toBe('pass')
})

test('older stores of ours go, stores of others stay', () => {
  const names = ['tung-nha-shell-a', 'tung-nha-shell-b', 'tung-nha-files', 'another-app']
  expect(outdatedStores(names, PARTS.field, 'tung-nha-shell-b')).toEqual(['tung-nha-shell-a'])
})

test('each part answers for its own pages only', () => {
  expect(partOf('')).toBe(PARTS.field)
  expect(partOf('?part=nonsense')).toBe(PARTS.field)
  const course = partOf('?part=course')
  expect(planFor(get('/khoa-hoc', true), kept, course)).toBe('shell')
  for (const path of ['/to', '/khoa-hoc-khac', '/chung-nhan/K7QW4MTX'])
    expect(planFor(get(path, true), kept, course)).toBe('pass')
  expect(planFor(get('/chung-nhan/K7QW4MTX', true), kept, partOf('?part=check'))).toBe('shell')
})

test('sound is given in the parts a player asks for', () => {
  expect(sliceOf('bytes=0-', 10)).toEqual({ from: 0, to: 9 })
  expect(sliceOf('bytes=4-99', 10)).toEqual({ from: 4, to: 9 })
  expect([sliceOf(null, 10), sliceOf('bytes=10-', 10), sliceOf('bytes=-5', 10)]).toEqual([null, null, null])
  expect([isLessonFile('/catalogue/lessons/audio/pay.qr.vi.mp3'), isLessonFile('/catalogue/x')]).toEqual([
    true,
    false,
  ])
})
