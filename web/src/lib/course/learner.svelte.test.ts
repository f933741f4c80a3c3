import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openLearner } from '#lib/course/learner.svelte.ts'

const tick = () => new Promise(done => setTimeout(done, 0))
const listeners = new Set<() => void>()
let stored: string | null = null

beforeEach(() => {
  stored = null
  listeners.clear()
  vi.stubGlobal('localStorage', {
    getItem: () => stored,
    setItem: (_: string, value: string) => {
      stored = value
    },
  })
  vi.stubGlobal('navigator', { onLine: true })
  vi.stubGlobal('addEventListener', (_: string, listener: () => void) => listeners.add(listener))
})
afterEach(() => vi.unstubAllGlobals())

test('what is still being sent is not sent a second time, so no lesson is counted twice', async () => {
  const sent: unknown[] = []
  const line = Promise.withResolvers<void>()
  vi.stubGlobal('fetch', async (_: string, init: RequestInit) => {
    sent.push(...(JSON.parse(String(init.body)) as { items: unknown[] }).items)
    await line.promise
    return new Response(null, { status: 204 })
  })
  const learner = openLearner()
  learner.reach('pay.qr', 1, 1)
  learner.tell()
  learner.tell()
  await tick()
  expect(sent).toHaveLength(1)
  line.resolve()
  await tick()
  await tick()
  learner.tell()
  await tick()
  expect(sent).toHaveLength(1)
})

test('a course open in two tabs keeps what was learnt in both', () => {
  vi.stubGlobal('fetch', async () => new Response(null, { status: 204 }))
  const [one, other] = [openLearner(), openLearner()]
  one.reach('pay.qr', 2, 1)
  for (const listener of listeners) listener()
  other.reach('safe.otp', 1, 1)
  expect(Object.keys(other.progress).sort()).toEqual(['pay.qr', 'safe.otp'])
})
