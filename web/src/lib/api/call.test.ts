import { contract } from '@tung-nha/model/kit/contract.ts'
import { Type } from 'typebox'
import { describe, expect, expectTypeOf, test } from 'vitest'
import { call, urlOf } from '#lib/api/call.ts'
import { isProblem } from '#lib/api/failure.ts'
import { addressOf, holderOf } from '#lib/api/request.ts'

const getThing = contract({
  route: 'GET /api/v1/things/:thingId',
  summary: 'A thing.',
  access: { kind: 'anyone' } as never,
  params: Type.Object({ thingId: Type.String() }),
  query: Type.Object({ tag: Type.Optional(Type.Array(Type.String())), day: Type.Optional(Type.String()) }),
  reply: Type.Object({ name: Type.String() }),
})
type GetThing = typeof getThing

const putThing = contract({
  route: 'PUT /api/v1/things/:thingId',
  summary: 'Writes a thing.',
  access: { kind: 'anyone' } as never,
  params: Type.Object({ thingId: Type.String() }),
  body: Type.Object({ name: Type.String() }),
  reply: Type.Object({ name: Type.String() }),
})
type PutThing = typeof putThing

const json = (status: number, body: unknown, type = 'application/json') =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': type } })

const recording = (answer: (url: string, init: RequestInit) => Promise<Response> | Response) => {
  const seen: { url: string; init: RequestInit }[] = []
  const transport = (async (url: string, init: RequestInit) => {
    seen.push({ url, init })
    return answer(url, init)
  }) as typeof fetch
  return { seen, transport }
}

describe('addresses', () => {
  test('params are filled and encoded, lists repeat, undefined is left out', () => {
    const input = { params: { thingId: 'bản Mường/1' }, query: { tag: ['a b', 'c'], day: undefined } }
    expect(addressOf('GET /api/v1/things/:thingId', input)).toEqual({
      method: 'GET',
      url: '/api/v1/things/b%E1%BA%A3n%20M%C6%B0%E1%BB%9Dng%2F1?tag=a+b&tag=c',
    })
  })
  test('a missing param is loud, because it would ask for something else', () => {
    expect(() => addressOf('GET /api/v1/things/:thingId', { params: {} })).toThrow(/:thingId/)
  })
  test('a download link is typed by its contract', () => {
    expect(urlOf<GetThing>('GET /api/v1/things/:thingId', { params: { thingId: '7' } })).toBe(
      '/api/v1/things/7',
    )
  })
})

describe('calls', () => {
  test('the reply has the type of the contract', async () => {
    const { seen, transport } = recording(() => json(200, { name: 'giếng' }))
    const reply = await call<GetThing>(
      'GET /api/v1/things/:thingId',
      { params: { thingId: '7' } },
      { fetch: transport },
    )
    expectTypeOf(reply).toEqualTypeOf<{ name: string }>()
    expect(reply).toEqual({ name: 'giếng' })
    expect(seen[0]?.init.credentials).toBe('same-origin')
  })

  test('a body travels as JSON with the header other sites cannot set', async () => {
    const { seen, transport } = recording(() => json(200, { name: 'x' }))
    await call<PutThing>(
      'PUT /api/v1/things/:thingId',
      { params: { thingId: '7' }, body: { name: 'x' } },
      { fetch: transport, language: 'en' },
    )
    const { init } = seen[0]!
    expect(init.method).toBe('PUT')
    expect(init.body).toBe('{"name":"x"}')
    expect(init.headers).toMatchObject({
      'x-tung-nha': 'officer',
      'accept-language': 'en',
      'content-type': 'application/json',
    })
  })

  test('a refusal is thrown as a problem with its fields', async () => {
    const body = {
      type: '/api/v1/problems#request.invalid',
      id: 'request.invalid',
      title: 'Chưa đúng',
      detail: 'Xem lại.',
      fields: [{ path: 'name', message: 'Cần điền.' }],
      details: { limit: 3 },
    }
    const { transport } = recording(() => json(400, body, 'application/problem+json'))
    const failure = await call<GetThing>(
      'GET /api/v1/things/:thingId',
      { params: { thingId: '7' } },
      { fetch: transport },
    ).catch((thrown: unknown) => thrown)
    expect(isProblem(failure, 'request.invalid')).toBe(true)
    expect(failure).toMatchObject({
      status: 400,
      detail: 'Xem lại.',
      fields: [{ path: 'name', message: 'Cần điền.' }],
      details: { limit: 3 },
    })
  })

  test.each([
    ['no connection', () => Promise.reject(new TypeError('fetch failed')), 'offline'],
    [
      'a page of a hotel wifi instead of our JSON',
      () => new Response('<html>', { headers: { 'content-type': 'application/json' } }),
      'unreadable',
    ],
    [
      'an error page of a proxy',
      () => new Response('<html>', { status: 502, headers: { 'content-type': 'text/html' } }),
      'unreadable',
    ],
  ])('%s is a network failure', async (_name, answer, reason) => {
    const { transport } = recording(answer)
    const failure = await call<GetThing>(
      'GET /api/v1/things/:thingId',
      { params: { thingId: '7' } },
      { fetch: transport },
    ).catch((thrown: unknown) => thrown)
    expect(failure).toEqual({ kind: 'network', reason })
  })

  const hanging = (_url: string, init: RequestInit) =>
    new Promise<Response>((_, reject) =>
      init.signal?.addEventListener('abort', () => reject(init.signal?.reason)),
    )

  test('an answer that does not come is a timeout', async () => {
    const { transport } = recording(hanging)
    const asked = call<GetThing>(
      'GET /api/v1/things/:thingId',
      { params: { thingId: '7' } },
      { fetch: transport, timeout: 5 },
    )
    await expect(asked).rejects.toEqual({ kind: 'network', reason: 'timeout' })
  })

  test('a deed whose answer does not come may have been done', async () => {
    const { transport } = recording(hanging)
    const asked = call<PutThing>(
      'PUT /api/v1/things/:thingId',
      { params: { thingId: '7' }, body: { name: 'Mận' } },
      { fetch: transport, timeout: 5 },
    )
    await expect(asked).rejects.toEqual({ kind: 'network', reason: 'timeout', deed: true })
  })

  test('a caller that gives up is told apart from a network that fails', async () => {
    const { transport } = recording(hanging)
    const stop = new AbortController()
    const asked = call<GetThing>(
      'GET /api/v1/things/:thingId',
      { params: { thingId: '7' } },
      { fetch: transport, signal: stop.signal },
    )
    stop.abort()
    await expect(asked).rejects.toEqual({ kind: 'aborted' })
  })
})

test('pages of the volunteer ask in the name of the phone, all others in the name of the officer', () => {
  expect(['/to', '/to/nha/1', '/toan-quoc', '/ban-lam-viec', '/'].map(holderOf)).toEqual([
    'device',
    'device',
    'officer',
    'officer',
    'officer',
  ])
})
