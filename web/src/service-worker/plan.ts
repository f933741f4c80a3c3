/**
 * What the service worker does with a request:
 * `shell`: a page of the field app, from the network when it answers soon, else the stored shell;
 * `kept`: a built or static file, from the store first;
 * `pass`: not ours, the browser goes on as if there were no worker.
 */
export type Plan = 'shell' | 'kept' | 'pass'

export type Asked = { method: string; path: string; navigation: boolean; sameOrigin: boolean }

/** Field pages only: `/to` and below, not words that begin like it. */
export const isFieldPath = (path: string): boolean => path === '/to' || path.startsWith('/to/')

/** Answers of the API are never stored: a phone that shows yesterday's answer as today's would be lying. */
export const planFor = (asked: Asked, kept: ReadonlySet<string>): Plan => {
  if (asked.method !== 'GET' || !asked.sameOrigin) return 'pass'
  if (asked.path === '/api' || asked.path.startsWith('/api/')) return 'pass'
  if (asked.navigation) return isFieldPath(asked.path) ? 'shell' : 'pass'
  return kept.has(asked.path) ? 'kept' : 'pass'
}

/** Names of stores that belong to older versions of this app; other stores of the origin are left alone. */
export const outdatedStores = (names: readonly string[], current: string): string[] =>
  names.filter(name => name.startsWith(STORE_PREFIX) && name !== current)

export const STORE_PREFIX = 'tung-nha-shell-'
