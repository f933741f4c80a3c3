import { instantOf } from '@tung-nha/model/kit/instant.ts'
import type { DeviceStorage, Pulled } from '@tung-nha/model/sync/storage.ts'
import type { Change, Held } from '../bench/stage-told.ts'

/** `killed`: the browser ends before its n-th write begins. `full`: the n-th write is given up at its end. `told`: it ends when the work says that it is done. */
type Cut = 'killed' | 'full' | 'told'
/** What came of work that was cut: whether it said that it was done, and whether the cut was met at all. */
type Done = { told: boolean; met: boolean; underWay: number; ms: number }
type Disk = { first: Held; second: string[] }

/** The second copy is waited for so long at most, in ms: after that "saved" may be said without it (SPEC D24). */
const PATIENCE = 900
/** Rounds of a request in a transaction, after which everything that belongs to it has been asked. */
const LATE = 6
/** Writes that any of the works makes, at most. */
const WRITES_MOST = 8
const pause = (ms: number) => new Promise(done => setTimeout(done, ms))

const own = IDBDatabase.prototype.transaction
const underWay = new Set<IDBTransaction>()
let onWrite: (transaction: () => IDBTransaction) => IDBTransaction = begin => begin()

/** From now on every write of the page passes by here. */
const watch = () => {
  IDBDatabase.prototype.transaction = function (names, mode, options) {
    if (mode !== 'readwrite') return own.call(this, names, mode, options)
    return onWrite(() => {
      const transaction = own.call(this, names, mode, options)
      underWay.add(transaction)
      for (const end of ['complete', 'abort'])
        transaction.addEventListener(end, () => underWay.delete(transaction))
      return transaction
    })
  }
}
/** What is done beside the work, like making both copies agree, comes to its end. */
const quiet = async () => {
  for (let still = 0; still < 3; still = underWay.size === 0 ? still + 1 : 0) await pause(5)
}
const giveUpLate = (transaction: IDBTransaction) => {
  const ask = (left: number) => {
    const request = transaction.objectStore(transaction.objectStoreNames[0]!).count()
    request.onsuccess = () => (left === 0 ? transaction.abort() : ask(left - 1))
  }
  ask(LATE)
}

const cutIn = async (cut: Cut, n: number, work: () => Promise<unknown>): Promise<Done> => {
  let [writes, dead] = [0, false]
  onWrite = begin => {
    writes++
    dead ||= cut === 'killed' && writes === n
    if (dead) throw new DOMException('killed', 'AbortError')
    const transaction = begin()
    if (cut === 'full' && writes === n) giveUpLate(transaction)
    return transaction
  }
  const from = performance.now()
  const said = await work().then(
    () => true,
    () => false,
  )
  const told = said && !dead
  const done = { told, met: writes >= n, underWay: underWay.size, ms: performance.now() - from }
  dead = true
  await quiet()
  onWrite = begin => begin()
  return done
}

const NOW = '2026-11-20T03:00:00.000Z'
const place = (revision: number, more: object = {}): Pulled => ({
  left: [],
  feeds: [
    {
      areaId: 1,
      revision,
      chain: `c${revision}`,
      rows: [{ table: 'household', id: `home ${revision}`, revision, row: { head: 'Lò' } }],
      ...more,
    },
  ],
})
const accepted = (id: string, revision: number) => ({
  id,
  result: 'accepted' as const,
  stamp: NOW,
  revision,
  chain: 'cd',
})

type Scene = {
  work: (storage: DeviceStorage) => Promise<unknown>
  wrong: (disk: Disk, done: Done) => (string | false)[]
}
const scenesOf = (
  ids: string[],
  save: (storage: DeviceStorage) => Promise<unknown>,
): Record<string, Scene> => {
  const [taken, sent, refused, saved] = ids as [string, string, string, string]
  const isIn = (list: readonly (string | { id: string })[], id: string) =>
    list.some(entry => (typeof entry === 'string' ? entry : entry.id) === id)
  return {
    save: {
      work: save,
      wrong: ({ first, second }, { told, met, ms }) => [
        told && !isIn(first.outbox, saved) && '[D27] what was told to be saved is not on the disk',
        told && !met && ms < PATIENCE && !second.includes(saved) && '[D24] saved is said of one copy only',
      ],
    },
    settle: {
      work: storage =>
        storage.settle(
          [accepted(sent, 4), { id: refused, result: 'refused', problem: 'op.body-invalid', words: '' }],
          NOW,
        ),
      wrong: ({ first }, { told }) => [
        isIn(first.kept, sent) !== isIn(first.inbox, refused) && '[D4] half of an answer was settled',
        told && !isIn(first.kept, sent) && '[D2] what was told to be settled is not',
      ],
    },
    pull: {
      work: storage => storage.takePull(place(9, { reset: true })),
      wrong: ({ first }, { told }) => {
        const isNew = first.feeds[0]?.revision === 9
        const [row] = first.rows
        return [
          told && !isNew && '[D5] a pull that was told to be taken is not',
          (first.rows.length !== 1 || row![2] !== (isNew ? 'home 9' : 'home 3')) &&
            '[D5] the rows are not those of the place',
          isIn(first.outbox, taken) !== isNew &&
            '[D7] what a new beginning puts back to be sent is not there',
        ]
      },
    },
  }
}

/** Every cut of every scene; what is wrong on the disk afterwards. */
export const cutEach = async (
  changes: readonly Change[],
  openStorage: (name: string) => Promise<DeviceStorage>,
  diskOf: (name: string) => Promise<Disk>,
): Promise<string[]> => {
  watch()
  const found: string[] = []
  const deviceAt = instantOf(Date.parse(NOW))
  const ids = changes.map(change => change.id)
  const scenes = scenesOf(ids, storage => storage.saveOp({ ...changes[3]!, deviceAt }))
  const play = async (title: string, scene: Scene, cut: Cut, n: number): Promise<boolean> => {
    const storage = await openStorage(title)
    await storage.takePull(place(3))
    for (const change of changes.slice(0, 3)) await storage.saveOp({ ...change, deviceAt })
    await storage.settle([accepted(ids[0]!, 2)], NOW)
    await quiet()
    const done = await cutIn(cut, n, () => scene.work(storage))
    const disk = await diskOf(title)
    const { outbox, kept, inbox, seq } = disk.first
    const all = [...[...outbox, ...kept].map(entry => entry.id), ...inbox]
    const next = await openStorage(title)
      .then(again => again.saveOp({ ...changes[3]!, id: `${ids[3]!.slice(0, -1)}f`, deviceAt }))
      .catch(() => null)
    const wrong = [
      ...scene.wrong(disk, done),
      ids.slice(0, 3).some(id => all.filter(one => one === id).length !== 1) &&
        '[D27] a change is nowhere, or in two places',
      outbox.some(entry => entry.seq > seq) && '[D27] a change is there and its number is not taken',
      (next === null || outbox.some(entry => entry.seq >= next.seq)) && '[D1] the next change gets no number',
      cut === 'told' && done.ms < PATIENCE && done.underWay > 0 && '[D27] done is said before it is written',
    ]
    for (const one of wrong) if (one !== false) found.push(`${one}: ${title}`)
    return done.met
  }
  for (const [name, scene] of Object.entries(scenes)) {
    await play(`${name}, told`, scene, 'told', WRITES_MOST + 1)
    for (const cut of ['killed', 'full'] as const)
      for (let n = 1; n <= WRITES_MOST; n++)
        if (!(await play(`${name}, ${cut} at write ${n}`, scene, cut, n))) break
  }
  IDBDatabase.prototype.transaction = own
  return found
}
