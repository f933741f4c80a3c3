import type { IncomingMessage, ServerResponse } from 'node:http'
import type { FastifyInstance } from 'fastify'
import { compressPages } from '#http/compress-page.ts'
import { plainHeaders } from '#http/headers.ts'
import type { Setup } from '#http/setup.ts'

/** What the web's server code may ask: the same contracts, through the same front door, as the same caller. */
export type InnerApi = (
  route: string,
  input?: { params?: Record<string, string | number>; query?: Record<string, unknown>; body?: unknown },
) => Promise<{ status: number; body: unknown }>

export type WebHandler = {
  handle: (
    request: IncomingMessage & { api?: InnerApi; demo?: boolean },
    response: ServerResponse,
    next: () => void,
  ) => void
  scriptHashes: readonly string[]
}

const pathOf = (path: string, input: Parameters<InnerApi>[1]) => {
  const filled = path.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(String(input?.params?.[name] ?? '')),
  )
  const query = new URLSearchParams()
  for (const [key, value] of Object.entries(input?.query ?? {}))
    if (value !== undefined) query.set(key, String(value))
  const text = query.toString()
  return text ? `${filled}?${text}` : filled
}

/** Everything that is not the API goes to the SvelteKit handler, on the same port. */
export const mountWeb = (app: FastifyInstance, web: WebHandler, setup: Setup) => {
  app.setNotFoundHandler((request, reply) => {
    const raw: IncomingMessage & { api?: InnerApi; demo?: boolean } = request.raw
    raw.demo = setup.demo
    // The handler compares a form's origin with the address it was asked at; it learns the scheme from this header.
    raw.headers['x-forwarded-proto'] ??= setup.secure ? 'https' : 'http'
    raw.api = async (route, input) => {
      const [method, path] = route.split(' ') as ['GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', string]
      const answer = await app.inject({
        method,
        url: pathOf(path, input),
        // Whoever asked for the page asks here too: else every page would count against one address, our own.
        remoteAddress: request.ip,
        headers: {
          cookie: request.headers.cookie ?? '',
          'user-agent': request.headers['user-agent'] ?? '',
          'accept-language': /(^|;\s*)lang=en/.test(request.headers.cookie ?? '') ? 'en' : 'vi',
          'x-tung-nha': '1',
        },
        ...(input?.body === undefined ? {} : { payload: input.body as object }),
      })
      return {
        status: answer.statusCode,
        body: answer.headers['content-type']?.includes('json') ? answer.json() : answer.rawPayload,
      }
    }
    for (const [name, value] of Object.entries(reply.getHeaders()))
      if (value !== undefined) reply.raw.setHeader(name, value as string)
    for (const [name, value] of Object.entries(plainHeaders(setup))) reply.raw.setHeader(name, value)
    reply.hijack()
    web.handle(raw, compressPages(raw, reply.raw), () => {
      reply.raw.statusCode = 404
      reply.raw.end()
    })
  })
}
