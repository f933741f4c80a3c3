import { instantOf } from '@tung-nha/model/kit/instant.ts'
import { type Effect, newMachine, type SyncEvent, step } from '@tung-nha/model/sync/engine.ts'
import type { DeviceAnswer, DeviceStorage, HeldFeed, Pulled } from '@tung-nha/model/sync/storage.ts'
import { storageContract } from '@tung-nha/model/sync/storage-contract.ts'
import type { Held, Stage, StagePhone, Told } from '../bench/stage-told.ts'
import { call } from '../web/src/lib/api/call.ts'
import { type LocalDatabase, openDatabase } from '../web/src/lib/local/database.ts'
import { type KeyRing, newKeyRing, unwrap } from '../web/src/lib/local/keys.ts'
import { deviceStorage } from '../web/src/lib/local/storage.ts'

/**
 * Runs in a real browser, as one file: the app's own storage on IndexedDB and the engine, without its screens. For the
 * contract of the storage and for kills, which need thousands of writes.
 */
const BATCH = 50

const openStorage = async (
  name: string,
): Promise<{ storage: DeviceStorage; strict: LocalDatabase; drop: () => Promise<void> }> => {
  const strict = openDatabase('strict', name)
  const relaxed = openDatabase('relaxed', name)
  await strict.open()
  await relaxed.open()
  const held = (await strict.meta.get('keys'))?.value as KeyRing | undefined
  const ring = held ?? (await newKeyRing())
  if (!held) await strict.meta.put({ key: 'keys', value: ring })
  const read = await unwrap(ring, '')
  const storage = deviceStorage(strict, relaxed, { out: ring.out, read: () => read })
  const drop = async () => {
    relaxed.close()
    await strict.delete()
  }
  return { storage, strict, drop }
}

/** Every fact of the contract on a database of its own; what went wrong, or null. */
const contract: Stage['contract'] = async () => {
  const told: Awaited<ReturnType<Stage['contract']>> = []
  for (const [n, { fact, check }] of storageContract.entries()) {
    const opened = await openStorage(`contract ${n}`)
    const wrong = await check(async () => opened.storage).then(
      () => null,
      (error: Error) => error.message,
    )
    await opened.drop()
    told.push({ fact, wrong })
  }
  return told
}

/** What is on the disk, read past the storage. */
const held: Stage['held'] = async (name): Promise<Held> => {
  const { strict } = await openStorage(name)
  return strict.transaction('r', strict.outbox, strict.kept, strict.inbox, strict.meta, async () => ({
    outbox: (await strict.outbox.toArray()).map(({ seq, id }) => ({ seq, id })),
    kept: (await strict.kept.toArray()).map(entry => entry.id),
    inbox: (await strict.inbox.toArray()).map(entry => entry.id),
    seq: ((await strict.meta.get('seq'))?.value as number | undefined) ?? 0,
  }))
}

/** A phone that syncs, and records what it is handed. `tell` reaches the test before anything else happens. */
const phone = async (name: string, tell: (told: Told) => void): Promise<StagePhone> => {
  const { storage } = await openStorage(name)
  let machine = newMachine()
  let timer: ReturnType<typeof setTimeout> | undefined
  let scopeHash: string | undefined

  const feed = (event: SyncEvent): void => {
    const { machine: next, effects } = step(machine, event, Math.random())
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
    const more = await (what === 'push' ? push() : pull()).catch(() => null)
    const [well, ill] =
      what === 'push' ? (['pushAnswered', 'pushFailed'] as const) : (['pullAnswered', 'pullFailed'] as const)
    feed(more === null ? { event: ill, turn } : { event: well, turn, more })
  }
  const push = async () => {
    const ops = await storage.unsent(BATCH)
    if (ops.length === 0) return false
    tell({ told: 'sent', ids: ops.map(op => op.id) })
    const body = { deviceNow: instantOf(Date.now()), unsent: 0, ops }
    const { answers, now } = (await call('POST /api/v1/sync/push', { body } as never)) as {
      answers: DeviceAnswer[]
      now: string
    }
    await storage.settle(answers, now)
    tell({ told: 'answered', answers })
    return (await storage.countUnsent()).unsent > 0
  }
  const pull = async () => {
    const { unsent } = await storage.countUnsent()
    const asked: HeldFeed[] = await storage.feeds()
    const reply = (await call('POST /api/v1/sync/pull', {
      body: { feeds: asked, scopeHash },
    } as never)) as Pulled & { scope?: { hash: string } }
    scopeHash = reply.scope?.hash ?? scopeHash
    await storage.takePull({ ...reply, asked })
    return reply.feeds.some(one => one.more) || (await storage.countUnsent()).unsent > unsent
  }
  feed({ event: 'started' })
  return {
    save: async changes => {
      for (const change of changes) {
        const { body: _, ...op } = await storage.saveOp({ ...change, deviceAt: instantOf(Date.now()) })
        tell({ told: 'saved', op })
      }
      feed({ event: 'opSaved' })
    },
    wake: () => feed({ event: 'online' }),
    unsent: async () => (await storage.countUnsent()).unsent,
    isIdle: () => machine.state === 'idle',
    view: async () => ({
      feeds: await storage.feeds(),
      rows: (await storage.rows()).map(({ table, row }) => [table, row.id] as [string, string]),
    }),
  }
}

const stage: Stage = { contract, held, phone }
Object.assign(globalThis, { stage })
