import { ROLE_VERBS, type Role } from '@tung-nha/model/access/roles.ts'
import type { AnyContract } from '@tung-nha/model/kit/contract.ts'
import { Type } from 'typebox'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { allRoutes } from '#app.ts'
import { type AccessStage, accessStage, type Caller, knownOf, makeThings } from '#testing/access-stage.ts'
import type { Ground } from '#testing/app.ts'
import { minimal, urlOf } from '#testing/from-schema.ts'

/**
 * Route x role x place. What a cell must answer is computed from the contract's declared access, ROLE_VERBS and where
 * the role stands, never from a handler; that a handler does less than it may is the business of its own tests.
 */
let stage: AccessStage
let contracts: AnyContract[]
beforeAll(async () => {
  stage = await accessStage()
  contracts = allRoutes(stage.t.setup).map(route => route.contract)
}, 60_000)
afterAll(() => stage?.t.close())

type Where = keyof AccessStage['grounds']
type Spot = { name: string; id: unknown; ground: Ground | null; reach: Role[] }

const COMMUNE: Role[] = ['communeOfficer', 'communeSigner']
const ABOVE: Role[] = ['province', 'ministry']
const FIELD: Role[] = ['leader', 'member']
const UNKNOWN = { unit: 2_000_000_000, area: 2_000_000_000, team: '00000000-0000-7000-8000-00000000dead' }

/** The places a contract can be asked about, each with the roles of `own` whose ground it lies in. */
const spotsOf = ({ grounds }: AccessStage, kind: 'unit' | 'team' | 'area'): Spot[] => {
  const { own, sibling } = grounds
  const reach: Record<Where, Role[]> = {
    own: [...COMMUNE, ...ABOVE, ...(kind === 'unit' ? [] : FIELD)], // a team is held below the units
    neighbour: [...COMMUNE, ...ABOVE],
    sibling: ABOVE,
    foreign: ['ministry'],
  }
  const idOf = {
    unit: (g: Ground) => g.commune,
    team: (g: Ground) => g.teamId,
    area: (g: Ground) => g.areaId,
  }[kind]
  const names =
    kind === 'unit'
      ? (['own', 'sibling', 'foreign'] as const)
      : (['own', 'neighbour', 'sibling', 'foreign'] as const)
  return [
    ...names.map(name => ({ name, id: idOf(grounds[name]), ground: grounds[name], reach: reach[name] })),
    ...(kind === 'unit'
      ? [
          { name: 'own village', id: own.village, ground: own, reach: [...COMMUNE, ...ABOVE] },
          { name: 'sibling village', id: sibling.village, ground: sibling, reach: ABOVE },
          { name: 'own province', id: own.province, ground: own, reach: ABOVE },
          { name: 'nation', id: own.nation, ground: own, reach: ['ministry'] as Role[] },
        ]
      : []),
    { name: 'unknown', id: UNKNOWN[kind], ground: null, reach: [] },
  ]
}

type Expected = 'sign in' | 'denied' | 'unknown' | 'no demo' | 'allowed'

const expectedOf = ({ access }: AnyContract, caller: Caller, spot: Spot | null): Expected => {
  if (access.who === 'anyone') return 'allowed'
  if (access.who === 'demo') return 'no demo'
  if (caller.role === null && caller.name !== 'role that ended today') return 'sign in'
  if (access.who === 'signedIn') return 'allowed'
  if (caller.role === null || !ROLE_VERBS[caller.role].includes(access.verb)) return 'denied'
  return spot === null || spot.reach.includes(caller.role) ? 'allowed' : 'unknown'
}

const STATUS = {
  'sign in': [401, 'auth.required'],
  denied: [403, 'access.denied'],
  unknown: [404, 'not-found'],
  'no demo': [404, 'demo.off'],
} as const

type Cell = { contract: AnyContract; caller: Caller; spot: Spot | null; expected: Expected }

const cellsOf = (contract: AnyContract): Cell[] => {
  const { access } = contract
  const spots = access.who === 'may' && access.place !== 'self' ? spotsOf(stage, access.place) : [null]
  return spots.flatMap(spot =>
    stage.callers.map(caller => ({ contract, caller, spot, expected: expectedOf(contract, caller, spot) })),
  )
}

const ask = (
  { contract, caller, spot }: Pick<Cell, 'contract' | 'caller' | 'spot'>,
  more: Record<string, unknown> = {},
) => {
  const { access } = contract
  const known = { ...knownOf(spot?.ground ?? stage.grounds.own), ...more }
  const field = access.who === 'may' && access.place !== 'self' ? access.from.split('.')[1]! : null
  if (field && spot) Object.assign(known, { [field]: spot.id })
  const [params, query] = [contract.params, contract.query].map(
    part => minimal(part, known) as Record<string, unknown>,
  )
  const body = contract.body ? minimal(contract.body, known) : undefined
  return stage.t.ask(
    contract.route.split(' ')[0]!,
    urlOf(contract.route, params!, query!),
    body,
    caller.token,
  )
}

const named = ({ contract, caller, spot, expected }: Cell) =>
  `${contract.route} by ${caller.name} at ${spot?.name ?? 'itself'}: ${expected}`

/** Reads first, then changes, then what ends a village, a team or the session: no cell pulls the ground from under another. */
const turn = ({ route }: AnyContract) =>
  route.endsWith('/sessions/current')
    ? 3
    : /closing|mergers|\/areas$|PATCH/.test(route) && !route.startsWith('GET')
      ? 2
      : route.startsWith('GET')
        ? 0
        : 1

/** Doors beside the contracts: the API's own description and the pictures and sounds of lessons. All of them public. */
const RAW = ['GET /api/v1/openapi.json', 'GET /api/v1', 'GET /catalogue/lessons/:kind/:name']

/** Every route Fastify knows, read from its printed tree. */
const servedRoutes = (): string[] => {
  const path: string[] = []
  return stage.t.app
    .printRoutes({ commonPrefix: false })
    .split('\n')
    .flatMap(line => {
      const found = /^((?:[│ ] {3}|[├└]── )+)(\S*) ?(?:\((.*)\))?$/.exec(line)
      if (!found) return []
      path.length = found[1]!.length / 4
      path[path.length - 1] = found[2]!
      return (found[3] ?? '')
        .split(', ')
        .filter(method => method && method !== 'HEAD')
        .map(method => `${method} ${path.join('')}`)
    })
}

describe('access matrix', () => {
  test('nothing is served but the contracts and the few doors named here', () => {
    const declared = contracts.map(contract => contract.route as string)
    expect(new Set(declared).size).toBe(declared.length)
    const shapes = (routes: string[]) => routes.map(route => route.replace(/:\w+(\|:\w+)*/g, ':id')).sort()
    expect(shapes(servedRoutes())).toEqual(shapes([...declared, ...RAW]))
  })

  test('a contract without access does not compile', () => {
    // @ts-expect-error access is missing: the types stage of `npm run check` fails when this line is right
    const open: AnyContract = {
      route: 'GET /api/v1/open',
      summary: '',
      params: Type.Object({}),
      query: Type.Object({}),
      body: undefined,
      reply: Type.Object({}),
      problems: [],
    }
    expect(contracts.filter(contract => !contract.access)).toEqual([])
    expect(open.access).toBeUndefined()
  })

  test('a second id that belongs to another commune answers like one that does not exist', async () => {
    const things = await makeThings(stage.t, stage.grounds.sibling, stage.elsewhere.member)
    const own = await makeThings(stage.t, stage.grounds.own, stage.member)
    const nothing = Object.fromEntries(Object.keys(things).map(key => [key, UNKNOWN.team]))
    const wrong: string[] = []
    let calls = 0
    for (const contract of contracts.toSorted((one, other) => turn(one) - turn(other))) {
      if (contract.access.who !== 'may' || contract.access.place === 'self') continue
      const seconds = [...contract.route.matchAll(/:(\w+Id)\b/g)].map(found => found[1]!)
      const inBody = Object.keys((contract.body as { properties?: object } | undefined)?.properties ?? {})
      const ids = [...seconds, ...inBody].filter(id => id in things)
      const spot = spotsOf(stage, contract.access.place)[0]!
      for (const id of ids)
        for (const caller of stage.callers.filter(one => expectedOf(contract, one, spot) === 'allowed')) {
          const [foreign, unknown] = [
            await ask({ contract, caller, spot }, { ...own, [id]: things[id as keyof typeof things] }),
            await ask({ contract, caller, spot }, { ...own, [id]: nothing[id] }),
          ]
          calls++
          if (
            foreign.status < 400 ||
            foreign.status >= 500 ||
            JSON.stringify(foreign) !== JSON.stringify(unknown)
          )
            wrong.push(
              `${contract.route} by ${caller.name} with a foreign ${id}: ${foreign.status} ${JSON.stringify(foreign.body).slice(0, 200)}, unknown: ${unknown.status} ${JSON.stringify(unknown.body).slice(0, 200)}`,
            )
        }
    }
    console.log(`access matrix: ${calls} calls with a foreign second id`)
    expect(calls).toBeGreaterThan(20)
    expect(wrong).toEqual([])
  }, 60_000)

  test('whoever may not, is refused: the same words for a foreign place and for one that does not exist', async () => {
    const cells = contracts.flatMap(cellsOf).filter(cell => cell.expected !== 'allowed')
    const wrong: string[] = []
    const unknown = new Map<string, string>()
    const rest = [...cells].sort(
      (one, other) => Number(other.spot?.name === 'unknown') - Number(one.spot?.name === 'unknown'),
    )
    const first = rest.filter(cell => cell.spot?.name === 'unknown').length
    const check = async (cell: Cell) => {
      const { status, body } = await ask(cell)
      const [code, id] = STATUS[cell.expected as keyof typeof STATUS]
      if (status !== code || body.id !== id) wrong.push(`${named(cell)}, got ${status} ${body.id}`)
      if (cell.expected !== 'unknown') return
      const key = `${cell.contract.route} ${cell.caller.name}`
      if (cell.spot?.name === 'unknown') unknown.set(key, JSON.stringify(body))
      else if (unknown.get(key) !== JSON.stringify(body))
        wrong.push(`${named(cell)}, differs from unknown: ${JSON.stringify(body)}`)
    }
    for (const part of [rest.slice(0, first), rest.slice(first)])
      for (let at = 0; at < part.length; at += 8) await Promise.all(part.slice(at, at + 8).map(check))
    console.log(`access matrix: ${cells.length} refused cells over ${contracts.length} routes`)
    expect(wrong).toEqual([])
  }, 60_000)

  test('whoever may, is let in', async () => {
    const cells = contracts
      .toSorted((one, other) => turn(one) - turn(other))
      .flatMap(cellsOf)
      .filter(cell => cell.expected === 'allowed')
    const wrong: string[] = []
    for (const cell of cells) {
      const { status, body } = await ask(cell)
      const own = cell.contract.problems as string[]
      const refused =
        ['auth.required', 'access.denied', 'not-found'].includes(body?.id) && !own.includes(body.id)
      const shut = (status === 401 || status === 403) && !own.includes(body.id)
      if (refused || shut || status >= 500)
        wrong.push(`${named(cell)}, got ${status} ${JSON.stringify(body).slice(0, 300)}`)
    }
    console.log(`access matrix: ${cells.length} allowed cells over ${contracts.length} routes`)
    expect(wrong).toEqual([])
  }, 120_000)
})
