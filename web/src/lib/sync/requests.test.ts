import { memoryStorage } from '@tung-nha/model/sync/memory-storage.ts'
import type { DeviceStorage } from '@tung-nha/model/sync/storage.ts'
import { afterEach, expect, test, vi } from 'vitest'
import type { Local } from '#lib/local/local.svelte.ts'
import { fetchChanges, handOver, sendOps, type Telling } from '#lib/sync/requests.ts'

// The release's name is made by the build.
vi.mock('$app/env', () => ({ version: 'test' }))

const NOW = '2026-11-20T03:00:00.000Z'
const AREA = 101
const head = { areaId: AREA, revision: 3, chain: 'ab' }
const row = { table: 'household', id: 'h', revision: 3, row: { head: 'Mận' } }

/** The part of an open book that a pull needs, over a storage in memory. */
const bookOf = (storage: DeviceStorage, locked = false) =>
  ({
    storage,
    locked,
    identity: { deviceId: 'd', memberId: 'm' },
    scope: null,
    setOffset: async () => {},
    settled: async () => {},
    takePull: (pulled: Parameters<DeviceStorage['takePull']>[0]) => storage.takePull(pulled),
  }) as unknown as Local

/** A server that answers each request in turn; what it was asked stands in `asked`. */
const serverOf = (...answers: { status?: number; body: object }[]) => {
  const asked: { path: string; body: Record<string, unknown> }[] = []
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    asked.push({ path, body: JSON.parse(String(init.body ?? '{}')) })
    const { status = 200, body } = answers[asked.length - 1]!
    const type = status === 200 ? 'application/json' : 'application/problem+json'
    return new Response(JSON.stringify(body), { status, headers: { 'content-type': type } })
  })
  return asked
}
afterEach(() => vi.unstubAllGlobals())

const idle = { now: NOW, left: [], feeds: [] }
const first = { ...idle, feeds: [{ ...head, rows: [row] }] }
const telling = (): Telling => ({ places: false })
const pull = (local: Local, how: Telling) => fetchChanges(local, how, new AbortController().signal)

test('[S31] a server of an earlier release does not know the digest: the phone tells its places, and asks so from then on', async () => {
  const local = bookOf(memoryStorage())
  const refused = {
    status: 400,
    body: { id: 'request.invalid', status: 400, title: 'Chưa đúng', detail: '' },
  }
  const asked = serverOf({ body: first }, refused, { body: idle }, { body: idle })
  const how = telling()
  expect(await pull(local, how)).toEqual({ more: false, back: false })
  expect(await pull(local, how)).toEqual({ more: true })
  expect(await pull(local, how)).toMatchObject({ more: false })
  await pull(local, how)
  expect(asked.map(({ body }) => ('places' in body ? 'digest' : body['feeds']))).toEqual([
    [],
    'digest',
    [{ areaId: AREA, revision: 3, chain: 'ab' }],
    [{ areaId: AREA, revision: 3, chain: 'ab' }],
  ])
})

test('[S22] a digest that differs is followed by the places, and the next round begins with a digest again', async () => {
  const local = bookOf(memoryStorage())
  const next = { ...idle, feeds: [{ ...head, revision: 4, chain: 'cd', rows: [] }] }
  const asked = serverOf(
    { body: first },
    { body: { ...idle, differs: true } },
    { body: next },
    { body: idle },
  )
  const how = telling()
  for (const more of [false, true, false, false]) expect((await pull(local, how)).more).toBe(more)
  expect(asked.map(({ body }) => 'places' in body)).toEqual([false, true, false, true])
})

test('[S31] what a server of a later release says beyond this release is passed over', async () => {
  const storage = memoryStorage()
  const later = {
    ...idle,
    tomorrow: 1,
    feeds: [{ ...head, tomorrow: 2, rows: [row, { ...row, table: 'business', id: 'b', tomorrow: 3 }] }],
  }
  serverOf({ body: later })
  expect(await pull(bookOf(storage), telling())).toEqual({ more: false, back: false })
  expect((await storage.rows()).map(({ table }) => table)).toContain('household')
  expect(await storage.feeds()).toEqual([head])
})

test('[D11] a locked phone lets itself be heard and fetches nothing', async () => {
  const asked = serverOf({ body: { now: NOW, answers: [] } })
  expect(await pull(bookOf(memoryStorage(), true), telling())).toEqual({ more: false })
  expect(asked.map(({ path }) => path)).toEqual(['/api/v1/sync/push'])
})

test('[D28] a session that ends in the middle of a batch costs one more request, and the same batch goes again', async () => {
  const storage = memoryStorage()
  const op = {
    id: 'o1',
    areaId: AREA,
    kind: 'household.put',
    body: {},
    deviceId: 'd',
    actorId: 'm',
    deviceAt: NOW,
  }
  await storage.saveOp(op)
  let signedIn = 0
  const local = Object.assign(bookOf(storage), { signIn: async () => void signedIn++ })
  const over = { status: 401, body: { id: 'auth.required', status: 401, title: 'Hết phiên', detail: '' } }
  const accepted = { id: 'o1', result: 'accepted', stamp: NOW, revision: 4, chain: 'cd' }
  const asked = serverOf(over, { body: { now: NOW, answers: [accepted] } })
  expect(await sendOps(local, new AbortController().signal)).toEqual({ more: false })
  expect(signedIn).toBe(1)
  expect(asked.map(({ body }) => (body['ops'] as { id: string }[]).map(sent => sent.id))).toEqual([
    ['o1'],
    ['o1'],
  ])
})

test('[D18 D23] a phone that was signed out gives what it has not sent, then what was half written, told apart and the same at every try', async () => {
  const signing = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign'])
  const released: string[] = []
  const op = { id: 'o1', areaId: AREA, kind: 'household.put', body: {} }
  const half = {
    id: 'o2',
    areaId: AREA,
    kind: 'activity.record',
    body: { evidence: [{ hash: 'f', kind: 'photo' }] },
  }
  const storage = memoryStorage()
  await storage.saveOp({ ...op, deviceId: 'd', actorId: 'm', deviceAt: NOW })
  const local = {
    storage,
    identity: { deviceId: 'd', memberId: 'm', signing },
    drafts: { unfinished: async () => [{ at: NOW, ops: [half] }] },
    evidence: { release: async (hashes: string[]) => void released.push(...hashes) },
  } as unknown as Local
  const nonce = { body: { nonce: 'n' } }
  const asked = serverOf(nonce, { body: { taken: ['o1'] } }, nonce, { body: { taken: ['o2'] } })
  await handOver(local)
  const given = asked.filter(({ path }) => path.endsWith('/hand-over')).map(({ body }) => body)
  expect(given).toMatchObject([
    { ops: [{ id: 'o1', seq: 1 }] },
    { ops: [{ id: 'o2', seq: 0, actorId: 'm', deviceAt: NOW }], unfinished: true },
  ])
  expect(given[0]).not.toHaveProperty('unfinished')
  expect(released).toEqual(['f'])
})
