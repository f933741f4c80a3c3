import { type Access, type Actor, holds, may } from '@tung-nha/model/access/access.ts'
import { cleanDeep } from '@tung-nha/model/kit/clean-text.ts'
import type { AnyContract } from '@tung-nha/model/kit/contract.ts'
import { dayOf } from '@tung-nha/model/kit/day.ts'
import { problem } from '@tung-nha/model/problem.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { areasOf, placeOf } from '#access/queries.ts'
import { authenticate, NOBODY, type Session } from '#auth/session.ts'
import { callsOf, setReach, type Tx } from '#db/connect.ts'
import { fromText } from '#http/from-text.ts'
import { languageOf } from '#http/problem-reply.ts'
import type { Call, FileAnswer, Route, Witness } from '#http/route.ts'
import type { Setup } from '#http/setup.ts'

/** One cookie for each kind of holder: an officer who is also a member has both in one browser. */
const COOKIES = { officer: 'tung_nha_session', device: 'tung_nha_device' } as const
/** Signs nobody in; see auth/known-browser.ts. */
const BROWSER_COOKIE = 'tung_nha_browser'

/** Registers every route: validation, who is calling, may they, one transaction, the answer after its commit. */
export const serve = (app: FastifyInstance, routes: readonly Route[], setup: Setup, witness: Witness) => {
  for (const route of routes) {
    const { contract } = route
    const [method, path] = contract.route.split(' ') as [string, string]
    const isFile = 'fileType' in contract.reply
    app.route({
      method,
      url: path,
      ...(contract.bodyLimit ? { bodyLimit: contract.bodyLimit } : {}),
      schema: {
        params: contract.params,
        querystring: contract.query,
        ...(contract.body && method !== 'GET' ? { body: contract.body } : {}),
        ...(isFile ? {} : { response: { 200: contract.reply } }),
      },
      preValidation: async request => {
        request.params = fromText(contract.params, cleanDeep(request.params))
        request.query = fromText(contract.query, cleanDeep(request.query))
        request.body = cleanDeep(request.body)
      },
      handler: async (request, reply) => {
        const answer = await answerTo(route, request, reply, setup, witness)
        if (!isFile) return reply.header('cache-control', 'no-store').send(answer)
        const { file, type, name, inline, sandboxed } = answer as FileAnswer
        if (sandboxed) reply.header('content-security-policy', "sandbox; default-src 'none'")
        return reply
          .header('content-type', type)
          .header(
            'content-disposition',
            `${inline ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(name)}`,
          )
          .header('x-content-type-options', 'nosniff')
          .header('cache-control', 'no-store')
          .send(Buffer.from(file))
      },
    })
  }
}

const answerTo = async (
  route: Route,
  request: FastifyRequest,
  reply: FastifyReply,
  setup: Setup,
  witness: Witness,
): Promise<unknown> => {
  const { contract } = route
  const token = sessionToken(request)
  if (token?.from === 'cookie' && request.method !== 'GET' && !request.headers['x-tung-nha'])
    throw problem('auth.csrf')

  const now = setup.clock()
  const wall = setup.wall()
  const today = dayOf(now)
  const input = {
    params: request.params,
    query: request.query,
    body: request.body,
  } as Call<AnyContract>['input']
  const cookies: (() => void)[] = []
  const keep = (name: string, value: string, path: string, expires: Date) =>
    cookies.push(() =>
      reply.setCookie(name, value, {
        path,
        httpOnly: true,
        sameSite: 'lax',
        secure: setup.secure,
        expires,
      }),
    )

  const { actor, phone } = ofNamedPhone(
    token ? await authenticate(setup.db, token.value, now, wall) : NOBODY,
    request,
  )
  const call: Call<AnyContract> = {
    input,
    actor,
    phone,
    db: undefined as never, // until its transaction begins
    areas: [],
    reach: async areaIds => {
      call.areas = [...new Set([...call.areas, ...areaIds])]
      await setReach(call.db, call.areas)
    },
    now,
    today,
    wall,
    newId: setup.newId,
    lang: languageOf(request),
    setup,
    address: request.ip,
    userAgent: request.headers['user-agent'] ?? '',
    signIn: (holder, value, expiresAt) => keep(COOKIES[holder], value, '/', new Date(expiresAt)),
    signOut: () => cookies.push(() => reply.clearCookie(COOKIES[asked(request)], { path: '/' })),
    sessionToken: token?.value ?? null,
    browser: request.cookies[BROWSER_COOKIE] ?? null,
    keepBrowser: (value, lastsMs) =>
      keep(BROWSER_COOKIE, value, '/api/v1/sessions', new Date(Date.parse(wall) + lastsMs)),
  }
  checkCaller(contract.access, actor, today, setup)
  const inTransaction = async (tx: Tx) => {
    await checkPlace(tx, contract.access, actor, input, today)
    call.db = tx
    await call.reach(await areasOf(tx, actor, today))
    const answer = route.apart ? undefined : await route.handler(call)
    if (contract.audit) await witness(call, contract, answer)
    return answer
  }
  // A handler that makes its own transactions needs this one only where a right at a place is asked: a push does not.
  const isAlone = route.apart && contract.access.who !== 'may'
  const within = isAlone ? undefined : await callsOf(setup.db).transaction().execute(inTransaction)
  const answer = route.apart ? await route.handler(call) : within
  for (const write of cookies) write()
  return answer
}

const sessionToken = (request: FastifyRequest): { value: string; from: 'cookie' | 'header' } | null => {
  const header = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1]
  if (header) return { value: header, from: 'header' }
  const [first, second] =
    asked(request) === 'device' ? [COOKIES.device, COOKIES.officer] : [COOKIES.officer, COOKIES.device]
  // A link that downloads a file sends no header: whoever is signed in here asks.
  const cookie =
    request.cookies[first] ?? (request.headers['x-tung-nha'] ? undefined : request.cookies[second])
  return cookie ? { value: cookie, from: 'cookie' } : null
}

/**
 * A phone that several members share holds one session at a time, of whoever signed in last. A call that names another
 * member's device is nobody's, so that it signs in anew and never speaks in the name of the one before.
 */
const ofNamedPhone = (session: Session, request: FastifyRequest): Session => {
  const named = request.headers['x-tung-nha-device']
  const { actor } = session
  return actor.kind === 'member' && named !== undefined && named !== actor.deviceId ? NOBODY : session
}

const asked = (request: FastifyRequest): keyof typeof COOKIES =>
  request.headers['x-tung-nha'] === 'device' ? 'device' : 'officer'

/** Enforces what the contract declares of who may call. */
const checkCaller = (access: Access, actor: Actor, today: string, setup: Setup): void => {
  if (access.who === 'anyone') return
  if (access.who === 'demo') {
    if (!setup.demo) throw problem('demo.off')
    return
  }
  if (actor.kind === 'visitor') throw problem('auth.required')
  if (access.who === 'may' && !holds(actor, access.verb, today)) throw problem('access.denied')
}

/** Enforces where the caller may. A foreign id answers exactly like an unknown one. */
const checkPlace = async (
  tx: Tx,
  access: Access,
  actor: Actor,
  input: Call<AnyContract>['input'],
  today: string,
): Promise<void> => {
  if (access.who !== 'may' || access.place === 'self') return
  const [part, field] = access.from.split('.') as [keyof typeof input, string]
  const id = (input[part] as Record<string, unknown> | undefined)?.[field]
  const place = await placeOf(tx, access.place, id, today)
  if (!place || !may(actor, access.verb, place, today)) throw problem('not-found')
}
