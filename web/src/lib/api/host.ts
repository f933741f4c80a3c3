import { error } from '@sveltejs/kit'
import type { AnyContract, InputOf, ReplyOf } from '@tung-nha/model/kit/contract.ts'
import { problemOf } from '#lib/api/failure.ts'
import { type AnyInput, addressOf, payloadOf } from '#lib/api/request.ts'

/**
 * The host's own API, asked inside the process while a page is rendered: same route table, access rules and
 * session as over HTTP, no socket. The host attaches it to the raw request as `req.api`.
 */
export type HostApi = (route: string, input: AnyInput) => Promise<{ status: number; body: unknown }>

/** For `load` functions of public pages: the contract's reply, or the matching error page. */
export const ask = async <C extends AnyContract>(
  api: HostApi,
  route: C['route'],
  input: InputOf<C>,
): Promise<ReplyOf<C>> => {
  const { status, body } = await api(route, input as AnyInput)
  if (status < 400) return body as ReplyOf<C>
  const refused = problemOf(status, body)
  return error(status, {
    message: refused?.title || refused?.detail || '',
    ...(refused ? { problem: refused.id } : {}),
  })
}

/** The API over HTTP, for `vite dev`, where pages run outside the host and /api is proxied to it. */
export const httpApi =
  (origin: string, language: string, cookie: string): HostApi =>
  async (route, input) => {
    const { method, url } = addressOf(route, input)
    const { headers, body } = payloadOf(input, language)
    const response = await fetch(new URL(url, origin), {
      method,
      headers: { ...headers, cookie },
      ...(body ? { body } : {}),
    })
    return { status: response.status, body: await response.json() }
  }
