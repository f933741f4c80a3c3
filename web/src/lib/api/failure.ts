/**
 * A refusal of the server: stable id, words in the reader's language, and the inputs it is about. Our server says
 * everything in `title`; `detail` is for hosts and proxies that follow RFC 9457 more widely.
 */
export type ApiProblem = {
  kind: 'problem'
  id: string
  status: number
  title: string
  detail: string
  fields: { path: string; message: string }[]
  /** Facts the sentence was made of, for screens that do more than show it. */
  details: Record<string, string | number>
  /** Code of a server fault to quote to the administrator. */
  reference?: string
}

/**
 * No answer that can be trusted: nothing is known about whether the server acted. `deed`: it was asked to, so whoever
 * asked has to look before asking again.
 */
export type NetworkFailure = {
  kind: 'network'
  reason: 'offline' | 'timeout' | 'unreadable'
  deed?: true
}

/** The caller itself gave up (AbortSignal). Screens ignore it. */
export type Aborted = { kind: 'aborted' }

/** Everything `call` throws. */
export type CallFailure = ApiProblem | NetworkFailure | Aborted

const KINDS = new Set(['problem', 'network', 'aborted'])

export const isCallFailure = (value: unknown): value is CallFailure =>
  typeof value === 'object' && value !== null && 'kind' in value && KINDS.has(String(value.kind))

export const isProblem = (value: unknown, id?: string): value is ApiProblem =>
  isCallFailure(value) && value.kind === 'problem' && (id === undefined || value.id === id)

const isRecord = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

const field = (value: unknown): { path: string; message: string }[] => {
  if (typeof value !== 'object' || value === null) return []
  const { path, message } = value as Record<string, unknown>
  return [{ path: text(path), message: text(message) }]
}

/** Reads an `application/problem+json` body (RFC 9457); null when it is not one. */
export const problemOf = (status: number, body: unknown): ApiProblem | null => {
  if (typeof body !== 'object' || body === null || body instanceof Blob) return null
  const from = body as Record<string, unknown>
  const id = text(from['id']) || text(from['type']).split(/[/:#]/).at(-1) || ''
  if (!id) return null
  const reference = text(from['reference'])
  return {
    kind: 'problem',
    id,
    status,
    title: text(from['title']),
    detail: text(from['detail']),
    fields: Array.isArray(from['fields']) ? from['fields'].flatMap(field) : [],
    details: isRecord(from['details']) ? (from['details'] as Record<string, string | number>) : {},
    ...(reference ? { reference } : {}),
  }
}
