import { instantOf } from '@tung-nha/model/kit/instant.ts'
import { type Effect, newMachine, type SyncEvent, step } from '@tung-nha/model/sync/engine.ts'
import type { DeviceAnswer, DeviceStorage, HeldFeed, Pulled } from '@tung-nha/model/sync/storage.ts'
import { storageContract } from '@tung-nha/model/sync/storage-contract.ts'
import type { Held, Stage, StagePhone, Told } from '../bench/stage-told.ts'
import { call } from '../web/src/lib/api/call.ts'
import { openDatabase, readMeta, writeMeta } from '../web/src/lib/local/database.ts'
import { type KeyRing, newKeyRing, unwrap } from '../web/src/lib/local/keys.ts'
import { deviceStorage } from '../web/src/lib/local/storage.ts'
import { cutEach } from './stage-cuts.ts'

/**
 * Runs in a real browser, as one file: the app's own storage on IndexedDB and the engine, without its screens. For the
 * contract of the storage and for kills, which need thousands of writes.
 */
const BATCH = 50

const asked = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((done, fail) => {
    request.onsuccess = () => done(request.result)
    request.onerror = () => fail(request.error)
  })

const openStorage = async (name: string): Promise<DeviceStorage> => {
  const { strict, relaxed } = openDatabase(name)
  const held = await readMeta<KeyRing>(strict, 'keys')
  const ring = held ?? (await newKeyRing())
  if (!held) await writeMeta(strict, 'keys', ring)
  const read = await unwrap(ring, '')
  return deviceStorage(strict, relaxed, { out: ring.out, read: () => read })
}

/** Every fact of the contract on a database of its own; what went wrong, or null. */
const contract: Stage['contract'] = async () => {
  const told: Awaited<ReturnType<Stage['contract']>> = []
  for (const [n, { fact, check }] of storageContract.entries()) {
    const wrong = await check(() => openStorage(`contract ${n}`)).then(
      () => null,
      (error: Error) => error.message,
    )
    told.push({ fact, wrong })
  }
  return told
}

/** Four changes, of which one is taken and one refused; then the database is gone, and the phone is opened again. */
const thrownAway: Stage['thrownAway'] = async changes => {
  const name = 'thrown away'
  const before = await openStorage(name)
  const deviceAt = instantOf(Date.now())
  const [taken, refused] = await Promise.all(changes.map(change => before.saveOp({ ...change, deviceAt })))
  const problem = { problem: 'op.body', words: 'Nội dung không đúng.' }
  await before.settle(
    [
      { id: taken!.id, result: 'accepted', stamp: deviceAt, revision: 1, proof: 'proof' },
      { id: refused!.id, result: 'refused', ...problem },
    ],
    deviceAt,
  )
  await asked(indexedDB.deleteDatabase(name))
  const after = await openStorage(name)
  const [unsent, inbox] = await Promise.all([after.unsent(100), after.inbox()])
  const next = await after.saveOp({ ...changes[0]!, id: changes[0]!.id.replace(/.$/, 'f'), deviceAt })
  return { unsent: unsent.map(op => op.id), inbox: inbox.map(({ op }) => op.id), next: next.seq }
}

/** What lies on the disk, read without a line of the app's. */
const held = async (name: string): Promise<Held> => {
  const db = await asked(indexedDB.open(name))
  const tx = db.transaction(['outbox', 'kept', 'inbox', 'meta', 'feeds', 'rows'])
  const all = (store: string) => asked(tx.objectStore(store).getAll())
  const opsIn = async (store: string) =>
    ((await all(store)) as Held['outbox']).map(({ seq, id, areaId }) => ({ seq, id, areaId }))
  const [outbox, kept, inbox, feeds, rows] = await Promise.all([
    opsIn('outbox'),
    opsIn('kept'),
    asked(tx.objectStore('inbox').getAllKeys()),
    all('feeds') as Promise<Held['feeds']>,
    asked(tx.objectStore('rows').getAllKeys()),
  ])
  const seq = (await asked(tx.objectStore('meta').get('seq'))) as { value: number } | undefined
  db.close()
  return {
    outbox,
    kept,
    inbox: inbox as string[],
    seq: seq?.value ?? 0,
    feeds: feeds.map(({ areaId, revision }) => ({ areaId, revision })),
    rows: rows as unknown as Held['rows'],
  }
}

/** What lies in the second place on disk (SPEC D24): the ids of what waits there to be sent. */
const heldTwice = async (name: string): Promise<string[]> => {
  const { storageBuckets } = navigator as unknown as {
    storageBuckets: { open: (name: string) => Promise<{ indexedDB: IDBFactory }> }
  }
  const db = await asked((await storageBuckets.open('second-copy')).indexedDB.open(name))
  const rows = (await asked(db.transaction('outbox').objectStore('outbox').getAll())) as { id: string }[]
  db.close()
  return rows.map(row => row.id)
}
const cut: Stage['cut'] = changes =>
  cutEach(changes, openStorage, async name => ({ first: await held(name), second: await heldTwice(name) }))

/** A phone that syncs, and records what it is handed. `tell` reaches the test before anything else happens. */
const phone = async (name: string, tell: (told: Told) => void): Promise<StagePhone> => {
  const storage = await openStorage(name)
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
    const done = await (what === 'push' ? push() : pull()).catch(() => null)
    const [well, ill] =
      what === 'push' ? (['pushAnswered', 'pushFailed'] as const) : (['pullAnswered', 'pullFailed'] as const)
    feed(done === null ? { event: ill, turn } : { event: well, turn, ...done })
  }
  const push = async () => {
    const ops = await storage.unsent(BATCH)
    if (ops.length === 0) return { more: false }
    tell({ told: 'sent', ids: ops.map(op => op.id) })
    const body = { deviceNow: instantOf(Date.now()), unsent: 0, ops }
    const { answers, now } = (await call('POST /api/v1/sync/push', { body } as never)) as {
      answers: DeviceAnswer[]
      now: string
    }
    await storage.settle(answers, now)
    tell({ told: 'answered', answers })
    return { more: (await storage.countUnsent()).unsent > 0 }
  }
  const pull = async () => {
    const { unsent } = await storage.countUnsent()
    const places: HeldFeed[] = await storage.feeds()
    const reply = (await call('POST /api/v1/sync/pull', {
      body: { feeds: places, scopeHash },
    } as never)) as Pulled & { scope?: { hash: string } }
    scopeHash = reply.scope?.hash ?? scopeHash
    await storage.takePull({ ...reply, asked: places })
    const more = reply.feeds.some(one => one.more === true)
    return { more, back: (await storage.countUnsent()).unsent > unsent }
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

const wantNewer = async (): Promise<void> => {
  for (const { name } of await indexedDB.databases())
    await new Promise<void>(done => {
      const request = indexedDB.open(name!, 9999)
      request.onupgradeneeded = () => request.transaction!.abort()
      request.onerror = request.onsuccess = () => done()
    })
}

const stage: Stage = { contract, thrownAway, cut, wantNewer, held, phone }
Object.assign(globalThis, { stage })
