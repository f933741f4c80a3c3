import type { AnyContract } from '@tung-nha/model/kit/contract.ts'
import { PROBLEMS } from '@tung-nha/model/problem.ts'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { allRoutes } from '#app.ts'
import { type AccessStage, accessStage, knownOf, makeThings } from '#testing/access-stage.ts'
import { type Described, minimal, urlOf } from '#testing/from-schema.ts'

/**
 * Whatever is sent, by whoever may: never a fault of ours, always a refusal with a known id, within two seconds.
 * BAD_INPUT_SEED=… repeats a run.
 */
let stage: AccessStage
let contracts: AnyContract[]
let known: Record<string, unknown>
beforeAll(async () => {
  stage = await accessStage()
  contracts = allRoutes(stage.t.setup).map(route => route.contract)
  known = { ...knownOf(stage.grounds.own), ...(await makeThings(stage.t, stage.grounds.own, stage.member)) }
}, 60_000)
afterAll(() => stage?.t.close())

const SEED = Number(process.env['BAD_INPUT_SEED'] ?? 20_261_116)
const NOT_A_ROUTE = /sessions\/current$/ // ends the caller's own session

const HOSTILE: unknown[] = [
  null,
  true,
  '',
  ' ',
  0,
  -1,
  1.5,
  1e308,
  2 ** 31,
  2 ** 53,
  -(2 ** 31) - 1,
  [],
  [[]],
  ['a'],
  {},
  { toString: 1 },
  'a\u0000b',
  '\u202Eevil',
  'Nguye\u0302\u0303n',
  'e\u0301'.repeat(200),
  '\uD800',
  '2026-02-31',
  '0000-01-01',
  '9999-12-31',
  '2026-13-01',
  '2026-13',
  '2026-99',
  '1000-01',
  '9223372036854775808',
  '-1',
  '99999999999',
  "'; DROP TABLE op; --",
  '%',
  '%00',
  '..%2f..%2fetc',
  '{{7*7}}',
  '<script>alert(1)</script>',
  'x'.repeat(100_000),
  '00000000-0000-0000-0000-000000000000',
  '\\',
  '\\u0000',
  '1e400',
  'NaN',
  JSON.parse('{"__proto__":{"admin":true},"constructor":{"prototype":{"admin":true}}}'),
]

type Path = (string | number)[]
/** Every place in an input where something else can be put. */
const placesIn = (schema: Described, path: Path = [], depth = 0): Path[] => [
  path,
  ...(depth > 4
    ? []
    : Object.entries(schema.properties ?? {}).flatMap(([key, part]) =>
        placesIn(part, [...path, key], depth + 1),
      )),
  ...(depth > 4 || !schema.items ? [] : placesIn(schema.items, [...path, 0], depth + 1)),
  ...(depth > 4
    ? []
    : (schema.anyOf ?? []).flatMap(part =>
        part.type === 'object' || part.type === 'array' ? placesIn(part, path, depth + 1) : [],
      )),
]
const replaced = (value: unknown, path: Path, by: unknown): unknown => {
  const [key, ...rest] = path
  if (key === undefined) return by
  if (typeof key === 'number') return [replaced((value as unknown[] | undefined)?.[0], rest, by)]
  const whole = value !== null && typeof value === 'object' ? (value as Record<string, unknown>) : {}
  return { ...whole, [key]: replaced(whole[key], rest, by) }
}

/** Someone the contract lets in at the stage's own ground. */
const tokenFor = ({ access }: AnyContract): string | undefined => {
  const by = (name: string) => stage.callers.find(caller => caller.name === name)!.token
  if (access.who !== 'may') return stage.member.token
  if (access.verb === 'report.sign') return by('communeSigner')
  if (access.verb === 'report.receive' || access.verb === 'rule.write') return by('province')
  return access.place === 'team' && access.verb.startsWith('report') ? by('leader') : by('communeOfficer')
}

const valid = (contract: AnyContract) => {
  const [params, query] = [contract.params, contract.query].map(
    part => minimal(part, known) as Record<string, unknown>,
  )
  return { params: params!, query: query!, body: contract.body ? minimal(contract.body, known) : undefined }
}

type Sent = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  url: string
  headers?: Record<string, string>
  payload?: string
}
const slow: [Sent, string | undefined][] = []
const wrongOf = async (sent: Sent, token: string | undefined, alone = false): Promise<string | null> => {
  const from = performance.now()
  const answer = await stage.t.app.inject({
    ...sent,
    headers: {
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(sent.payload === undefined ? {} : { 'content-type': 'application/json' }),
      ...sent.headers,
    },
  })
  const took = performance.now() - from
  // On a busy machine several calls at once may take long together; one that hangs does so alone as well.
  if (took > 2000 && !alone) {
    slow.push([sent, token])
    return null
  }
  const told = `${sent.method} ${sent.url.slice(0, 300)} ${(sent.payload ?? '').slice(0, 400)} -> ${answer.statusCode} ${answer.body.slice(0, 200)}`
  if (took > 2000) return `${Math.round(took)} ms: ${told}`
  if (answer.statusCode >= 500) return told
  if (answer.statusCode < 400) return null
  const id = /problem\+json/.test(String(answer.headers['content-type']))
    ? (answer.json().id as keyof typeof PROBLEMS)
    : undefined
  return id &&
    PROBLEMS[id] === answer.statusCode &&
    !/at .+:\d+|node_modules|select |insert /.test(answer.body)
    ? null
    : `not a known problem: ${told}`
}

const clip = (found: string[]) => found.slice(0, 40)
const methodOf = (contract: AnyContract) => contract.route.split(' ')[0] as Sent['method']

test('a wrong value anywhere in an input is refused or taken, never a fault', async () => {
  console.log(`bad input: seed ${SEED}`)
  const wrong: string[] = []
  let calls = 0
  const numbers = fc.sample(fc.nat(), { numRuns: 20_000, seed: SEED })
  let at = 0
  const send = async (sent: Sent, token: string | undefined) => {
    calls++
    const found = await wrongOf(sent, token)
    if (found) wrong.push(found)
  }
  for (const contract of contracts.filter(one => !NOT_A_ROUTE.test(one.route))) {
    const method = methodOf(contract)
    const token = tokenFor(contract)
    const good = valid(contract)
    const jobs: Sent[] = []
    const some = (most: number) =>
      HOSTILE.map((value, i) => [numbers[(at + i) % numbers.length]!, value] as const)
        .sort((one, other) => one[0] - other[0])
        .slice(0, most)
        .map(pair => pair[1])
    const text = (value: unknown) =>
      (typeof value === 'string' ? value : JSON.stringify(value))
        .slice(0, 5000)
        .replace(/[\uD800-\uDFFF]/g, '\uFFFD')
    for (const name of Object.keys((contract.params as Described).properties ?? {}))
      for (const value of some(12))
        jobs.push({
          method,
          url: urlOf(contract.route, { ...good.params, [name]: text(value) || '-' }, good.query),
          ...(contract.body ? { payload: JSON.stringify(good.body) } : {}),
        })
    for (const name of Object.keys((contract.query as Described).properties ?? {}))
      for (const value of some(10)) {
        const url = urlOf(contract.route, good.params, { ...good.query, [name]: text(value) })
        jobs.push({ method, url, ...(contract.body ? { payload: JSON.stringify(good.body) } : {}) })
      }
    if (contract.body && method !== 'GET')
      for (const path of placesIn(contract.body as Described))
        for (const value of some(9))
          jobs.push({
            method,
            url: urlOf(contract.route, good.params, good.query),
            payload: JSON.stringify(replaced(good.body, path, value)),
          })
    at += HOSTILE.length
    for (let i = 0; i < jobs.length; i += 6)
      await Promise.all(jobs.slice(i, i + 6).map(job => send(job, token)))
  }
  for (const [sent, token] of slow) {
    const times = [
      await wrongOf(sent, token, true),
      await wrongOf(sent, token, true),
      await wrongOf(sent, token, true),
    ]
    if (times.every(found => found !== null)) wrong.push(times[0]!)
  }
  console.log(`bad input: ${calls} calls over ${contracts.length} routes`)
  expect(clip(wrong)).toEqual([])
}, 120_000)

test('a body that is not what it says is refused', async () => {
  const wrong: string[] = []
  for (const contract of contracts.filter(one => one.body && methodOf(one) !== 'GET')) {
    const good = valid(contract)
    const url = urlOf(contract.route, good.params, good.query)
    const text = JSON.stringify(good.body)
    const bodies: [payload: string, type: string][] = [
      [text.slice(0, -1), 'application/json'],
      ['', 'application/json'],
      ['\u0000', 'application/json'],
      ['[', 'application/json'],
      [`{"__proto__":{"a":1},"x":${text}}`, 'application/json'],
      ['{"constructor":{"prototype":{}}}', 'application/json'],
      ['['.repeat(20_000), 'application/json'],
      [text, 'text/plain'],
      [text, 'application/xml'],
      ['a=1&b=2', 'application/x-www-form-urlencoded'],
      ['--x\r\n\r\n', 'multipart/form-data; boundary=x'],
      [text, 'application/json; charset=utf-16'],
      [text, 'json'],
      [text, ''],
      [`"${'x'.repeat((contract.bodyLimit ?? 1_048_576) + 10)}"`, 'application/json'],
    ]
    for (const [payload, type] of bodies) {
      const found = await wrongOf(
        { method: methodOf(contract), url, payload, headers: { 'content-type': type } },
        tokenFor(contract),
      )
      if (found) wrong.push(`[${type}] ${found}`)
    }
  }
  expect(clip(wrong)).toEqual([])
}, 120_000)

test('addresses and headers that make no sense are refused', async () => {
  const wrong: string[] = []
  const urls = [
    '/api/v1/%',
    '/api/v1/units/%ff',
    '/api/v1/units/%00',
    `/api/v1/${'a/'.repeat(2000)}`,
    '/api/v1/units?level=commune&level=village',
    '/api/v1/units?q[]=1',
    '/api/v1/units?__proto__[x]=1',
    '/api/v1/units?q=%E0%A4%A',
    '/catalogue/lessons/..%2f..%2f/package.json',
    '/api/v2/units',
    `/api/v1/units?q=${'x'.repeat(9000)}`,
  ]
  for (const url of urls) {
    const found = await wrongOf({ method: 'GET', url }, undefined)
    if (found) wrong.push(found)
  }
  const odd: Record<string, string>[] = [
    { authorization: 'Bearer \u00ff' },
    { authorization: `Bearer ${'x'.repeat(8000)}` },
    { cookie: 'tung_nha_session=%00; tung_nha_session=x' },
    { 'accept-language': 'x'.repeat(5000) },
    { range: 'bytes=9-1' },
    { 'accept-encoding': 'br;q=x, *' },
  ]
  for (const headers of odd) {
    const found = await wrongOf({ method: 'GET', url: '/api/v1/me', headers }, undefined)
    if (found) wrong.push(`${JSON.stringify(headers).slice(0, 80)} ${found}`)
  }
  expect(wrong).toEqual([])
})
