import { version } from '$app/env'
import { assets } from '$app/manifest'
import { self } from '$app/service-worker'
import {
  type Asked,
  isLessonFile,
  isPathOf,
  LESSON_STORE,
  outdatedStores,
  PARTS,
  partOf,
  planFor,
  sliceOf,
} from './plan.ts'

/*
 * Keeps the shell of one part, and nothing else: no page of the console, no answer of the API, no rule. The volunteer's
 * app, the course and the check of certificates are three workers of this one file, each below its own address.
 * A new version installs beside the old one and waits; the page asks for it when nothing typed can be lost.
 */
const PART = partOf(self.location.search)
const STORE = `${PART.store}${version}`
const SHELL = PART.shell
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
  const answer = await fetch(PART.list, { cache: 'no-store' })
  if (!answer.ok) throw new Error(`${PART.list}: ${answer.status}`)
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
  // In the public parts nothing typed can be lost: the new version serves the next page.
  if (PART !== PARTS.field) await self.skipWaiting()
}

const tidy = async (): Promise<void> => {
  await Promise.all(outdatedStores(await caches.keys(), PART, STORE).map(name => caches.delete(name)))
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

/** A picture or sound of a lesson, from the phone when it was downloaded; a player of sound asks for a part of it. */
const lessonFile = async (request: Request): Promise<Response> => {
  const found = await (await caches.open(LESSON_STORE)).match(request.url)
  if (!found) return fetch(request)
  const whole = await found.blob()
  const part = sliceOf(request.headers.get('range'), whole.size)
  const type = found.headers.get('content-type') ?? ''
  if (!part) return new Response(whole, { headers: { 'content-type': type } })
  return new Response(whole.slice(part.from, part.to + 1, type), {
    status: 206,
    headers: {
      'content-type': type,
      'content-range': `bytes ${part.from}-${part.to}/${whole.size}`,
      'accept-ranges': 'bytes',
    },
  })
}

/*
 * "Giả lập mất mạng" of the demonstration page: the phone in its frame has no network until it is given back. Kept in
 * a store of its own, because the browser may end and wake this worker at any moment.
 */
const CUT = 'demo-no-network'
let cut: boolean | undefined
const isCut = async (): Promise<boolean> => {
  cut ??= await caches.has(CUT)
  return cut
}
const setCut = async (on: boolean): Promise<void> => {
  cut = on
  await (on ? caches.open(CUT) : caches.delete(CUT))
}

const withoutNetwork = async ({ navigation, path }: Asked): Promise<Response> =>
  stored(navigation && isPathOf(PART, path) ? SHELL : path)

const withNetwork = async (request: Request, asked: Asked): Promise<Response> => {
  if (asked.navigation && isPathOf(PART, asked.path)) return shell(request)
  return planFor(asked, await keptPaths(), PART) === 'kept' ? kepts(request, asked.path) : fetch(request)
}

self.addEventListener('install', event => event.waitUntil(install()))
self.addEventListener('activate', event => event.waitUntil(tidy()))
self.addEventListener('message', event => {
  if (event.data === 'take-over') event.waitUntil(self.skipWaiting())
  if (event.data === 'network-off' || event.data === 'network-on')
    event.waitUntil(setCut(event.data === 'network-off'))
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
  if (PART === PARTS.course && asked.sameOrigin && isLessonFile(asked.path))
    return event.respondWith(lessonFile(request))
  if (PART === PARTS.field && asked.sameOrigin && cut !== false) {
    return event.respondWith(isCut().then(off => (off ? withoutNetwork(asked) : withNetwork(request, asked))))
  }
  // Plain decisions first, without waiting, so that requests that are not ours cost nothing.
  const ours =
    (asked.navigation && isPathOf(PART, asked.path)) || planFor(asked, new Set([asked.path]), PART) !== 'pass'
  if (ours) event.respondWith(withNetwork(request, asked))
})
