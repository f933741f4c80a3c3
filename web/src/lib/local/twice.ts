import { declareIdb, type Idb, type Stores, type Tx } from '#lib/local/idb.ts'

/** Storage Buckets, which TypeScript does not know yet: each is a place on disk of its own. */
type Buckets = {
  open: (name: string, how: { persisted: boolean }) => Promise<{ indexedDB: IDBFactory }>
}
const buckets = (): Buckets | undefined =>
  (globalThis.navigator as { storageBuckets?: Buckets } | undefined)?.storageBuckets

/** The second copy helps and never hinders: so long at most something waits for it, in ms. */
const PATIENCE = 1000
const atMost = (work: Promise<unknown>): Promise<unknown> =>
  Promise.race([work.catch(() => {}), new Promise(done => setTimeout(done, PATIENCE))])

/**
 * A database of which some stores are written twice, into two places on disk (SPEC D24).
 *
 * Chromium keeps all databases of an address in one store of files. Killed in the middle of a write it can leave half a
 * record behind, go on writing after it, find the store damaged at a later start and begin a new one: empty, without a
 * word. Kills of a real browser have shown it. Others keep theirs in SQLite and have no buckets: there nothing is doubled.
 *
 * The second copy is written when the first is committed and before `write` resolves; so it may be behind for what
 * nobody was told is saved, and no further.
 * @param restored puts right, in the same transaction, what was just taken from the second copy
 */
export const writtenTwice = <T>(
  name: string,
  version: number,
  stores: Stores<T>,
  doubled: readonly (keyof T & string)[],
  restored: (tx: Tx<T>) => Promise<void> = async () => {},
): Idb<T> => {
  const first = declareIdb<T>(name, version, stores)
  const open = buckets()
  if (!open) return first
  const only = Object.fromEntries(doubled.map(store => [store, { key: stores[store].key }])) as Stores<T>
  const place = async () => (await open.open('second-copy', { persisted: true })).indexedDB
  const second = declareIdb<T>(name, version, only, place)

  const rowsOf = (db: Idb<T>) =>
    db.read(doubled, async tx => {
      const found = await Promise.all(
        doubled.map(async store => {
          const [keys, rows] = await Promise.all([tx.keys(store), tx.all(store)])
          return rows.map((row, i) => ({
            store,
            key: keys[i]!,
            mark: `${store} ${JSON.stringify(keys[i])}`,
            row,
          }))
        }),
      )
      return found.flat()
    })
  /** What the browser threw away comes back; otherwise the second copy is made like the first. */
  const agree = async (): Promise<void> => {
    const isNew = (await first.read(doubled, tx => Promise.all(doubled.map(store => tx.count(store))))).every(
      n => n === 0,
    )
    const there = rowsOf(second)
    if (!isNew) return void there.then(match).catch(() => {})
    const lost = await Promise.race([
      there.catch(() => []),
      new Promise<[]>(done => setTimeout(done, PATIENCE * 5, [])),
    ])
    if (lost.length === 0) return
    await first.durable('strict').write(doubled, async tx => {
      for (const { store, row } of lost) tx.put(store, row)
      await restored(tx)
    })
  }
  // What stands there and not here any more was settled: it is looked for here after it was seen there.
  const match = async (there: Awaited<ReturnType<typeof rowsOf>>): Promise<void> => {
    const here = await rowsOf(first)
    const marks = new Set(here.map(({ mark }) => mark))
    await second.write(doubled, tx => {
      for (const { store, row } of here) tx.put(store, row)
      for (const { store, key, mark } of there) if (!marks.has(mark)) tx.delete(store, key)
    })
  }

  let agreed: Promise<void> | null = null
  const twice = (db: Idb<T>): Idb<T> => {
    const ready = () => {
      agreed ??= agree()
      return agreed
    }
    return {
      ...db,
      open: ready,
      read: async (names, work) => {
        await ready()
        return db.read(names, work)
      },
      write: async (names, work) => {
        await ready()
        let again: ((tx: Tx<T>) => void)[] = []
        const result = await db.write(names, tx => {
          again = []
          return work(noted(tx, doubled, again))
        })
        if (again.length > 0)
          await atMost(
            second.write(doubled, tx => {
              for (const one of again) one(tx)
            }),
          )
        return result
      },
      durable: durability => twice(db.durable(durability)),
      close: () => {
        db.close()
        second.close()
      },
      destroy: async () => {
        // In this order: what is taken down on purpose must not be taken for lost.
        await second.destroy().catch(() => {})
        await db.destroy()
      },
    }
  }
  return twice(first)
}

/** A transaction that notes what it writes to the stores that are kept twice. */
const noted = <T>(
  tx: Tx<T>,
  doubled: readonly (keyof T & string)[],
  again: ((tx: Tx<T>) => void)[],
): Tx<T> => {
  const note = (store: keyof T & string, one: (tx: Tx<T>) => void) => {
    if (doubled.includes(store)) again.push(one)
  }
  return {
    ...tx,
    put: (store, row) => {
      tx.put(store, row)
      note(store, second => second.put(store, row))
    },
    add: (store, row) => {
      tx.add(store, row)
      note(store, second => second.put(store, row))
    },
    delete: (store, key) => {
      tx.delete(store, key)
      note(store, second => second.delete(store, key))
    },
    clear: store => {
      tx.clear(store)
      note(store, second => second.clear(store))
    },
  }
}
