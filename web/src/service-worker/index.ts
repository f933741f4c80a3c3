import { version } from '$app/env'
import { assets } from '$app/manifest'
import { self } from '$app/service-worker'
import { isFieldPath, outdatedStores, planFor, STORE_PREFIX } from './plan.ts'

/*
 * Keeps the shell of the field app, and nothing else: no page of the console, no answer of the API, no rule.
 * A new version installs beside the old one and waits; the page asks for it when nothing typed can be lost.
 */
const STORE = `${STORE_PREFIX}${version}`
const SHELL = '/to'
/** A page asked at the gate must open: after this many milliseconds of silence the stored shell is shown. */
const PATIENCE = 2_500

let kept: Set<string> | undefined

const keptPaths = async (): Promise<Set<string>> => {
  if (kept) return kept
  const store = await caches.open(STORE)
  const requests = await store.keys()
  kept = new Set(requests.map(request => new URL(request.url).pathname).filter(path => path !== SHELL))
  return kept
}

const install = async (): Promise<void> => {
  const answer = await fetch('/field-files.json', { cache: 'no-store' })
  if (!answer.ok) throw new Error(`field-files.json: ${answer.status}`)
  const built = (await answer.json()) as string[]
  // Icons and the manifest; sounds and pictures of lessons are the field app's own business.
  const still = assets
    .map(file => new URL(file.path, self.location.origin).pathname)
    .filter(path => /^\/(favicon|icon-|manifest\.)/.test(path))
  const store = await caches.open(STORE)
  await store.addAll(
    [...built, ...still, SHELL].map(path =>
      // Built files carry their content in their name, so what the page has just downloaded is used again.
      path.includes('/immutable/') ? path : new Request(path, { cache: 'no-cache' }),
    ),
  )
}

const tidy = async (): Promise<void> => {
  await Promise.all(outdatedStores(await caches.keys(), STORE).map(name => caches.delete(name)))
  await self.clients.claim()
}

const stored = async (path: string): Promise<Response> =>
  (await (await caches.open(STORE)).match(path)) ?? Response.error()

const shell = async (request: Request): Promise<Response> => {
  const fresh = fetch(request).then(answer =>
    // A redirect is for the browser to follow; anything else that is not a page means the server cannot help now.
    answer.ok || answer.type === 'opaqueredirect' ? answer : Promise.reject(new Error(String(answer.status))),
  )
  const late = new Promise<never>((_, reject) => setTimeout(() => reject(new Error('late')), PATIENCE))
  return Promise.race([fresh, late]).catch(() => stored(SHELL))
}

const kepts = async (request: Request, path: string): Promise<Response> => {
  const found = await (await caches.open(STORE)).match(path)
  return found ?? fetch(request)
}

self.addEventListener('install', event => event.waitUntil(install()))
self.addEventListener('activate', event => event.waitUntil(tidy()))
self.addEventListener('message', event => {
  if (event.data === 'take-over') event.waitUntil(self.skipWaiting())
})

self.addEventListener('fetch', event => {
  const { request } = event
  const url = new URL(request.url)
  const asked = {
    method: request.method,
    path: url.pathname,
    navigation: request.mode === 'navigate',
    sameOrigin: url.origin === self.location.origin,
  }
  // Plain decisions first, without waiting, so that requests that are not ours cost nothing.
  if (asked.navigation && isFieldPath(asked.path)) return event.respondWith(shell(request))
  if (planFor(asked, new Set([asked.path])) === 'pass') return
  event.respondWith(
    keptPaths().then(paths =>
      planFor(asked, paths) === 'kept' ? kepts(request, asked.path) : fetch(request),
    ),
  )
})
