import type { ReadOutline } from '@tung-nha/model/api/course.ts'
import type { ReplyOf } from '@tung-nha/model/kit/contract.ts'

export type Outline = ReplyOf<ReadOutline>

/** The store the worker of the course reads lessons from; see service-worker/plan.ts. */
const STORE = 'tung-nha-lessons'
/** A village on 3G: about 400 kbit/s. */
const BYTES_A_MINUTE = (400_000 / 8) * 60

/** Whole minutes a download takes on 3G; 0 for less than one. */
export const minutesFor = (bytes: number): number => Math.floor(bytes / BYTES_A_MINUTE + 0.5)

export class NoRoom extends Error {}

/** Files the phone does not have yet. An address carries the hash of its content, so what is there is right. */
const missing = async (store: Cache, paths: readonly string[]): Promise<string[]> => {
  const there = new Set((await store.keys()).map(request => request.url))
  return paths.filter(path => !there.has(new URL(path, location.origin).href))
}

/** How much of the course lies on this phone. */
export const keptOf = async (course: Outline): Promise<'none' | 'words' | 'all'> => {
  if (!('caches' in globalThis)) return 'none'
  const store = await caches.open(STORE)
  if ((await missing(store, [course.file, ...course.pictures])).length > 0) return 'none'
  return (await missing(store, course.sounds)).length > 0 ? 'words' : 'all'
}

/**
 * Downloads what is missing, one file after the other, so that a broken line loses one file and not all.
 * @throws NoRoom before anything is fetched when the phone says it has too little room
 */
export const download = async (
  course: Outline,
  sound: boolean,
  onprogress: (done: number, of: number) => void,
): Promise<void> => {
  const store = await caches.open(STORE)
  const wanted = [course.file, ...course.pictures, ...(sound ? course.sounds : [])]
  const paths = await missing(store, wanted)
  const room = await navigator.storage?.estimate?.()
  const needed = course.bytes + (sound ? course.audioBytes : 0)
  if (room?.quota !== undefined && room.quota - (room.usage ?? 0) < needed * 1.2) throw new NoRoom()
  for (const [i, path] of paths.entries()) {
    onprogress(wanted.length - paths.length + i, wanted.length)
    await store.add(path)
  }
  onprogress(wanted.length, wanted.length)
  // What an older version of a lesson has left behind.
  const now = new Set([...wanted, ...course.sounds].map(path => new URL(path, location.origin).href))
  for (const request of await store.keys()) if (!now.has(request.url)) await store.delete(request)
}

export const removeDownload = (): Promise<boolean> => caches.delete(STORE)
