import type { AnyContract, InputOf, ReplyOf } from '@tung-nha/model/kit/contract.ts'
import { type CallFailure, problemOf } from '#lib/api/failure.ts'
import { type AnyInput, addressOf, payloadOf } from '#lib/api/request.ts'

export type CallOptions = {
  signal?: AbortSignal
  /** Milliseconds until the call gives up; 20 s by default, a slow 2G line included. */
  timeout?: number
  /** Language of the answer's sentences; the page's language by default. */
  language?: string
  /** The device this call speaks for; by default the one the page speaks for (`speakAs`). */
  device?: string | undefined
  /** Other transport, for tests. */
  fetch?: typeof fetch
}

const fail = (failure: CallFailure): never => {
  throw failure
}

const read = async (response: Response): Promise<unknown> => {
  if (response.status === 204) return undefined
  const type = response.headers.get('content-type') ?? ''
  return /\bjson\b/.test(type) ? response.json() : response.blob()
}

/**
 * Calls one endpoint by its contract's type: `await call<ListUnits>('GET /api/v1/units', { query: { level } })`.
 * Same origin only, with the session cookie. Resolves to the contract's reply (a Blob for file replies).
 * Throws a `CallFailure` value: a problem of the server, a network failure, or aborted.
 */
export const call = async <C extends AnyContract>(
  route: C['route'],
  input: InputOf<C>,
  options: CallOptions = {},
): Promise<ReplyOf<C>> => {
  const given = input as AnyInput
  const { method, url } = addressOf(route, given)
  const language = options.language ?? globalThis.document?.documentElement.lang ?? 'vi'
  // AbortSignal.any is missing from browsers of 2023 that old phones are stuck with.
  const stop = new AbortController()
  const giveUp = () => stop.abort()
  const timer = setTimeout(giveUp, options.timeout ?? 20_000)
  options.signal?.addEventListener('abort', giveUp)
  if (options.signal?.aborted) giveUp()

  const answer = await (async () => {
    const response = await (options.fetch ?? fetch)(url, {
      method,
      ...payloadOf(given, language, options.device),
      credentials: 'same-origin',
      signal: stop.signal,
    })
    return { response, body: await read(response) }
  })()
    .catch((error: unknown) => {
      if (options.signal?.aborted) return fail({ kind: 'aborted' })
      if (stop.signal.aborted)
        return fail({ kind: 'network', reason: 'timeout', ...(method === 'GET' ? {} : { deed: true }) })
      return fail({ kind: 'network', reason: error instanceof SyntaxError ? 'unreadable' : 'offline' })
    })
    .finally(() => {
      clearTimeout(timer)
      options.signal?.removeEventListener('abort', giveUp)
    })

  if (answer.response.ok) return answer.body as ReplyOf<C>
  const { status } = answer.response
  return fail(problemOf(status, answer.body) ?? { kind: 'network', reason: 'unreadable' })
}

/** The address of a GET endpoint, for links that download a file: `<a href={urlOf<ReportPdf>(…)} download>`. */
export const urlOf = <C extends AnyContract>(
  route: C['route'] & `GET ${string}`,
  input: InputOf<C>,
): string => addressOf(route, input as AnyInput).url
