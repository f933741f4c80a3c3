import { hash } from 'node:crypto'
import { uuid7 } from '@tung-nha/model/kit/id.ts'
import { instantOf } from '@tung-nha/model/kit/instant.ts'
import { type Effect, type Machine, newMachine, type SyncEvent, step } from '@tung-nha/model/sync/engine.ts'
import type { Op } from '@tung-nha/model/sync/op.ts'
import { canBeBrief, DIGEST_LENGTH, placesText } from '@tung-nha/model/sync/places.ts'
import { type HeldFeed, KEPT_DAYS } from '@tung-nha/model/sync/storage.ts'
import { type RecordedStorage, StorageFull } from './recorded.ts'
import type { PullBody, PullReply, PushBody, PushReply, Reply } from './server.ts'

/** Ops of one push: few, so that a handful of changes already travels in several. */
const BATCH = 3
const DAY_MS = 86_400_000

export type Request = { path: 'push' | 'pull'; body: PushBody | PullBody }
/** One open page of the app: dies with the app, and whatever it was waiting for dies with it. */
export type Tab = {
  machine: Machine
  /** When its timer rings, in true time; null when none runs. */
  ringsAt: number | null
  /** When the request in flight is given up. */
  givesUpAt: number | null
  /** The places the pull in flight was asked from. */
  asked: HeldFeed[]
  /** The next pull tells its places: their digest was not enough, or is not known to be. */
  tells: boolean
  alive: boolean
}
export type Phone = {
  name: number
  storage: RecordedStorage
  tabs: Tab[]
  deviceId: string
  memberId: string
  /** How far its clock is from the true time, in ms. */
  clock: number
  /** Time of the last id: ids grow whatever the clock does, also over restarts. */
  lastMs: number
  scopeHash: string | undefined
  signedIn: boolean
  expelled: boolean
  clogged: boolean
  /** Puts a request on its way, for a tab's turn. */
  send: (phone: Phone, tab: Tab, turn: number, request: Request) => void
  random: () => number
}

const TIMEOUT_MS = 30_000

/** The shell around the engine, as the app has it: does the effects, feeds the events back. */
export const feed = async (phone: Phone, tab: Tab, event: SyncEvent, time: number): Promise<void> => {
  if (!tab.alive) return
  const { machine, effects } = step(tab.machine, event, phone.random())
  tab.machine = machine
  for (const effect of effects) await perform(phone, tab, effect, time)
}

const perform = async (phone: Phone, tab: Tab, effect: Effect, time: number): Promise<void> => {
  if (effect.effect === 'abort') tab.givesUpAt = null
  else if (effect.effect === 'stopTimer') tab.ringsAt = null
  else if (effect.effect === 'timer') tab.ringsAt = time + effect.ms
  else if (effect.effect === 'push') await beginPush(phone, tab, effect.turn, time)
  else await beginPull(phone, tab, effect.turn, time)
}

const beginPush = async (phone: Phone, tab: Tab, turn: number, time: number): Promise<void> => {
  const ops = await phone.storage.unsent(BATCH)
  if (ops.length === 0) return feed(phone, tab, { event: 'pushAnswered', turn, more: false }, time)
  const { unsent } = await phone.storage.countUnsent()
  tab.givesUpAt = time + TIMEOUT_MS
  const body = { deviceNow: instantOf(time + phone.clock), unsent: unsent - ops.length, ops }
  phone.send(phone, tab, turn, { path: 'push', body })
}

const beginPull = async (phone: Phone, tab: Tab, turn: number, time: number): Promise<void> => {
  tab.givesUpAt = time + TIMEOUT_MS
  tab.asked = await phone.storage.feeds()
  const brief = !tab.tells && canBeBrief(tab.asked)
  const places = brief
    ? { places: hash('sha256', placesText(tab.asked)).slice(0, DIGEST_LENGTH) }
    : { feeds: tab.asked }
  phone.send(phone, tab, turn, { path: 'pull', body: { ...places, scopeHash: phone.scopeHash } })
}

export type Arrived = Reply | 'unreadable'

/** What the app does with an answer. `dies` ends the app between the write to its storage and the next step. */
export const take = async (
  phone: Phone,
  tab: Tab,
  turn: number,
  path: Request['path'],
  reply: Arrived,
  time: number,
  dies = false,
): Promise<void> => {
  // An answer to a request that was given up is never read.
  if (!tab.alive || tab.machine.turn !== turn || tab.givesUpAt === null) return
  tab.givesUpAt = null
  const failed = path === 'push' ? 'pushFailed' : 'pullFailed'
  if (reply === 'unreadable' || reply.status === 500) return feed(phone, tab, { event: failed, turn }, time)
  if (reply.status === 403) {
    phone.expelled = true
    for (const one of phone.tabs) await feed(phone, one, { event: 'signedOut' }, time)
    return
  }
  if (reply.status === 401) {
    // Signs in by its key and asks the same again, under the same turn.
    phone.signedIn = true
    return path === 'push' ? beginPush(phone, tab, turn, time) : beginPull(phone, tab, turn, time)
  }
  const done = await fitting(() =>
    path === 'push'
      ? settlePush(phone, reply.body as PushReply)
      : settlePull(phone, tab, reply.body as PullReply),
  )
  if (dies) return reborn(phone, time)
  if (done === null) return feed(phone, tab, { event: failed, turn }, time)
  const answered = path === 'push' ? 'pushAnswered' : 'pullAnswered'
  await feed(phone, tab, { event: answered, turn, ...done }, time)
}

/** Null when the storage was full: the app then waits and asks again, as after a failed request. */
const fitting = async <T>(work: () => Promise<T>): Promise<T | null> => {
  try {
    return await work()
  } catch (error) {
    if (error instanceof StorageFull) return null
    throw error
  }
}

const settlePush = async (phone: Phone, reply: PushReply) => {
  if (!Array.isArray(reply?.answers)) return null
  await phone.storage.settle(reply.answers, reply.now)
  return { more: (await phone.storage.countUnsent()).unsent > 0 }
}

const settlePull = async (phone: Phone, tab: Tab, reply: PullReply) => {
  if (!Array.isArray(reply?.feeds)) return null
  const { unsent } = await phone.storage.countUnsent()
  if (reply.scope) phone.scopeHash = reply.scope.hash
  await phone.storage.takePull({ ...reply, asked: tab.asked })
  tab.tells = reply.differs === true || reply.feeds.some(feed => feed.more)
  if (!tab.tells) await phone.storage.forgetKept(instantOf(Date.parse(reply.now) - KEPT_DAYS * DAY_MS))
  return { more: tab.tells, back: (await phone.storage.countUnsent()).unsent > unsent }
}

export const newTab = (): Tab => ({
  machine: newMachine(),
  ringsAt: null,
  givesUpAt: null,
  asked: [],
  tells: false,
  alive: true,
})

/** The app is killed and opened again: only its storage is left. */
export const reborn = async (phone: Phone, time: number): Promise<void> => {
  for (const tab of phone.tabs) tab.alive = false
  phone.tabs = [newTab()]
  if (!phone.expelled) await feed(phone, phone.tabs[0]!, { event: 'started' }, time)
}

/** Records one change; resolves once the phone would not lose it, with null when it does not fit. */
export const record = async (
  phone: Phone,
  time: number,
  serial: number,
  change: Pick<Op, 'kind' | 'areaId' | 'body'>,
): Promise<Op | null> => {
  phone.lastMs = Math.max(time + phone.clock, phone.lastMs + 1)
  const random = new Uint8Array(10)
  new DataView(random.buffer).setUint32(2, serial)
  const op = {
    id: uuid7(phone.lastMs, random),
    deviceId: phone.deviceId,
    actorId: phone.memberId,
    deviceAt: instantOf(time + phone.clock),
    ...change,
  }
  return fitting(() => phone.storage.saveOp(op))
}
