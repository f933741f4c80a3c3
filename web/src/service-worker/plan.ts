/**
 * What the service worker does with a request:
 * `shell`: a page of the part, from the network when it answers soon, else the stored shell;
 * `kept`: a built or static file, from the store first;
 * `pass`: not ours, the browser goes on as if there were no worker.
 */
export type Plan = 'shell' | 'kept' | 'pass'

export type Asked = { method: string; path: string; navigation: boolean; sameOrigin: boolean }

/** A part of the product that works without a network, with a worker of its own that sees nothing else. */
export type Part = { shell: string; list: string; store: string }
export const PARTS = {
  /** The volunteer's app. */
  field: { shell: '/to', list: '/field-files.json', store: 'tung-nha-shell-' },
  /** Learning at home. */
  course: { shell: '/khoa-hoc', list: '/course-files.json', store: 'tung-nha-course-' },
  /** Checking a certificate. */
  check: { shell: '/chung-nhan', list: '/check-files.json', store: 'tung-nha-check-' },
} satisfies Record<string, Part>

/** Which part this worker was registered for: `/service-worker.js?part=course`; the volunteer's app says nothing. */
export const partOf = (search: string): Part =>
  PARTS[(new URLSearchParams(search).get('part') ?? 'field') as keyof typeof PARTS] ?? PARTS.field

/** Pages of a part only: its shell's address and below, not words that begin like it. */
export const isPathOf = (part: Part, path: string): boolean =>
  path === part.shell || path.startsWith(`${part.shell}/`)

/** Lessons a learner has downloaded: filled by the page, read by the worker, kept over versions of the app. */
export const LESSON_STORE = 'tung-nha-lessons'
export const isLessonFile = (path: string): boolean => path.startsWith('/catalogue/lessons/')

/** Answers of the API are never stored: a phone that shows yesterday's answer as today's would be lying. */
export const planFor = (asked: Asked, kept: ReadonlySet<string>, part: Part): Plan => {
  if (asked.method !== 'GET' || !asked.sameOrigin) return 'pass'
  if (asked.path === '/api' || asked.path.startsWith('/api/')) return 'pass'
  if (asked.navigation) return isPathOf(part, asked.path) ? 'shell' : 'pass'
  return kept.has(asked.path) ? 'kept' : 'pass'
}

/** Names of stores that belong to older versions of this part; other stores of the origin are left alone. */
export const outdatedStores = (names: readonly string[], part: Part, current: string): string[] =>
  names.filter(name => name.startsWith(part.store) && name !== current)

/** The part of a file that a player of sound asks for; null when all of it is asked. */
export const sliceOf = (range: string | null, size: number): { from: number; to: number } | null => {
  const found = /^bytes=(\d+)-(\d*)$/.exec(range ?? '')
  if (!found) return null
  const from = Number(found[1])
  return from >= size ? null : { from, to: found[2] ? Math.min(Number(found[2]), size - 1) : size - 1 }
}
