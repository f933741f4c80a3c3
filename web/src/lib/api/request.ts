/** What every call may carry; the exact shape of each part comes from the contract's type. */
export type AnyInput = { params?: unknown; query?: unknown; body?: unknown }

/** The header a form or a link of another site cannot set; the server refuses cookie requests without it. */
export const SAFE_HEADER = 'x-tung-nha'

/**
 * In whose name a page asks: the volunteer's pages below /to and the course by the phone's session, all others by the
 * officer's. One
 * browser may hold both, as when an officer is also a member, or on the demonstration page.
 */
export const holderOf = (path: string): 'device' | 'officer' =>
  /^\/(to|khoa-hoc)(\/|$)/.test(path) ? 'device' : 'officer'

/** Whose phone speaks: on a shared phone the session may still be another member's, and the server must notice. */
const DEVICE_HEADER = 'x-tung-nha-device'
let speaker: string | null = null
/** Every call of this page speaks for this device from now on. */
export const speakAs = (deviceId: string | null): void => {
  speaker = deviceId
}

const entries = (part: unknown): [string, unknown][] =>
  typeof part === 'object' && part !== null ? Object.entries(part) : []

/** The address of a route: `:id` filled from params, the rest of the query in order, nothing for undefined. */
export const addressOf = (route: string, input: AnyInput = {}): { method: string; url: string } => {
  const [method = 'GET', path = '/'] = route.split(' ')
  const params = new Map(entries(input.params))
  const filled = path.replace(/:([A-Za-z]\w*)/g, (_, name: string) => {
    const value = params.get(name)
    // A missing id would ask for another resource; that is a bug of the caller and must be loud.
    if (value === undefined || value === null || value === '')
      throw new TypeError(`${route}: no value for :${name}`)
    return encodeURIComponent(String(value))
  })
  const query = new URLSearchParams()
  for (const [name, value] of entries(input.query)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== null) query.append(name, String(one))
    }
  }
  const search = query.toString()
  return { method, url: search ? `${filled}?${search}` : filled }
}

/** Headers and body of a call. A Blob or FormData travels as it is, everything else as JSON. */
export const payloadOf = (
  input: AnyInput,
  language: string,
  device: string | null = speaker,
): { headers: Record<string, string>; body?: BodyInit } => {
  const headers: Record<string, string> = {
    accept: 'application/json, application/problem+json, */*;q=0.5',
    'accept-language': language,
    [SAFE_HEADER]: holderOf(globalThis.location?.pathname ?? ''),
    ...(device === null ? {} : { [DEVICE_HEADER]: device }),
  }
  const { body } = input
  if (body === undefined) return { headers }
  if (body instanceof Blob || body instanceof FormData) return { headers, body }
  headers['content-type'] = 'application/json'
  return { headers, body: JSON.stringify(body) }
}
