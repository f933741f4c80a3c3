import { instantOf } from '@tung-nha/model/kit/instant.ts'
import { type Effect, newMachine, type SyncEvent, step } from '@tung-nha/model/sync/engine.ts'
import { memoryStorage } from '@tung-nha/model/sync/memory-storage.ts'
import type { Op } from '@tung-nha/model/sync/op.ts'
import type { DeviceAnswer, DeviceStorage, Pulled } from '@tung-nha/model/sync/storage.ts'
import { call, newId, now, type Phone } from '../world.ts'
import type { HistoryLine } from './checker/evidence.ts'
import { workOf } from './work.ts'

/** Ops of one push, as the app has it. */
const BATCH = 50
/** A phone that waits for an answer holds this much unsent work at most, so that a run ends in its time. */
const MOST_UNSENT = 400
const pause = (ms: number) => new Promise(done => setTimeout(done, ms))
const aboutOf = (body: unknown): string[] => {
  const { householdId, residentId } = body as { householdId?: string; residentId?: string }
  return [householdId, residentId].filter(id => id !== undefined)
}

export type Device = ReturnType<typeof startDevice>
type Options = {
  phone: Phone
  /** Where the server is; null while it is known to be away. */
  url: () => string | null
  below: (n: number) => number
  timeoutMs?: number
  /** Most changes saved in one breath. */
  burst?: number
  /** Between two breaths, at least, in ms. */
  restMs?: number
  storage?: DeviceStorage
}

/** A phone over HTTP in real time: the engine and the storage of the app, and a hand that records without a pause. */
export const startDevice = ({
  phone,
  url,
  below,
  timeoutMs = 8000,
  burst = 25,
  restMs = 5,
  storage = memoryStorage(),
}: Options) => {
  const history = new Map<string, HistoryLine>()
  let machine = newMachine()
  let timer: NodeJS.Timeout | undefined
  let recording = true
  let ended = false
  let scopeHash: string | undefined

  const feed = (event: SyncEvent): void => {
    if (ended) return
    const { machine: next, effects } = step(machine, event, below(1000) / 1000)
    machine = next
    for (const effect of effects) perform(effect)
  }
  const perform = (effect: Effect): void => {
    if (effect.effect === 'stopTimer') clearTimeout(timer)
    else if (effect.effect === 'timer') {
      clearTimeout(timer)
      timer = setTimeout(() => feed({ event: 'timer' }), effect.ms)
    } else if (effect.effect !== 'abort') void run(effect.effect, effect.turn)
  }
  const run = async (what: 'push' | 'pull', turn: number) => {
    const done = await (what === 'push' ? push() : pull()).catch(() => null)
    const [well, ill] =
      what === 'push' ? (['pushAnswered', 'pushFailed'] as const) : (['pullAnswered', 'pullFailed'] as const)
    feed(done === null ? { event: ill, turn } : { event: well, turn, ...done })
  }
  /** The answer, read as the app reads it: anything else than a whole answer of ours throws. */
  const ask = async (path: string, body: unknown): Promise<unknown> => {
    const to = url()
    if (to === null) throw new Error('away')
    const late = pause(timeoutMs).then(() => {
      throw new Error('given up')
    })
    const asked = call('POST', `${to}/api/v1/sync/${path}`, phone.token, body)
    asked.catch(() => {})
    const { status, text } = await Promise.race([asked, late])
    if (status !== 200) throw new Error(`answered with ${status}`)
    return JSON.parse(text)
  }

  const push = async () => {
    const ops = await storage.unsent(BATCH)
    if (ops.length === 0) return { more: false }
    for (const op of ops) history.get(op.id)!.sent++
    const asked = () => ask('push', { deviceNow: now(), unsent: 0, ops })
    // Now and then the same push goes out twice at once, as two tabs would send it.
    const [reply] = await Promise.all(below(10) === 0 ? [asked(), asked().catch(() => null)] : [asked()])
    const { answers, now: at } = reply as { answers: DeviceAnswer[]; now: string }
    if (!Array.isArray(answers)) throw new Error('not an answer')
    await storage.settle(answers, at)
    for (const { id, result, stamp = null } of answers) {
      const line = history.get(id)!
      line.acked ??= now()
      line.stamp ??= stamp
      line.refused = result === 'refused'
    }
    return { more: (await storage.countUnsent()).unsent > 0 }
  }
  const pull = async () => {
    const { unsent } = await storage.countUnsent()
    const asked = await storage.feeds()
    const reply = (await ask('pull', { feeds: asked, scopeHash })) as Pulled & { scope?: { hash: string } }
    if (!Array.isArray(reply.feeds)) throw new Error('not an answer')
    scopeHash = reply.scope?.hash ?? scopeHash
    await storage.takePull({ ...reply, asked })
    const more = reply.feeds.some(one => one.more === true)
    return { more, back: (await storage.countUnsent()).unsent > unsent }
  }

  const save = async (change: Pick<Op, 'kind' | 'body'> = workOf(phone, below)): Promise<void> => {
    const op = await storage.saveOp({
      id: newId(),
      areaId: phone.areaId,
      deviceId: phone.deviceId,
      actorId: phone.memberId,
      deviceAt: instantOf(Date.now()),
      ...change,
    })
    history.set(op.id, {
      op: op.id,
      area: op.areaId,
      device: op.deviceId,
      seq: op.seq,
      kind: op.kind,
      about: aboutOf(op.body),
      saved: now(),
      sent: 0,
      acked: null,
      stamp: null,
      refused: false,
    })
  }
  const hand = (async () => {
    while (!ended) {
      const { unsent } = await storage.countUnsent()
      if (recording && unsent < MOST_UNSENT) {
        for (let i = 1 + below(burst); i > 0; i--) await save()
        feed({ event: 'opSaved' })
      }
      await pause(restMs + below(30))
    }
  })()
  feed({ event: 'started' })
  return {
    phone,
    history,
    storage,
    unsent: async () => (await storage.countUnsent()).unsent,
    /** Whether it has sent everything and asked what is new since. */
    isIdle: () => machine.state === 'idle',
    /** Records one change of the caller's. */
    save,
    /** The network is back, or somebody taps "Gửi ngay". */
    wake: () => feed({ event: 'online' }),
    /** No more changes; what is unsent still goes out. */
    rest: () => {
      recording = false
    },
    end: () => {
      ended = true
      clearTimeout(timer)
      return hand
    },
  }
}

/** Lets phones send what they hold, and says how many changes were still unsent when the time was over. */
export const calm = async (devices: readonly Device[], withinMs: number): Promise<number> => {
  const until = Date.now() + withinMs
  for (const device of devices) device.rest()
  const unsent = async () =>
    (await Promise.all(devices.map(device => device.unsent()))).reduce((sum, n) => sum + n, 0)
  for (let turn = 0; Date.now() < until; turn++) {
    if ((await unsent()) === 0 && devices.every(device => device.isIdle())) return 0
    // A phone in the field tries by itself too, but up to five minutes later.
    if (turn % 20 === 0) for (const device of devices) if (!device.isIdle()) device.wake()
    await pause(100)
  }
  return unsent()
}
