/**
 * IndexedDB with promises and types, and no more. Measured against a library: 26 KB of brotli less before the first
 * screen, and nothing between a screen and its rows.
 *
 * A transaction ends by itself as soon as nothing of it is asked any more, so its work awaits nothing but its own
 * reads; values are sealed before it begins.
 */
export type Stores<T> = Record<keyof T & string, Store>
export type Store = {
  key: string | string[]
  /** By the field of the index's name, or by the fields named in `of`. */
  indexes?: Record<string, { unique: boolean; of?: string[] }>
  /** Rows written before this version are dropped, for they can be fetched again. */
  since?: number
}

/** One transaction. Writes are not awaited: `run` resolves once they are committed, or rejects and none of them was made. */
export type Tx<T> = {
  get: <S extends keyof T & string>(store: S, key: IDBValidKey) => Promise<T[S] | undefined>
  /** Rows in the order of the key, or of an index; all, those of one value, or of a range. */
  all: <S extends keyof T & string>(store: S, of?: Of) => Promise<T[S][]>
  keys: (store: keyof T & string, of?: Of) => Promise<IDBValidKey[]>
  count: (store: keyof T & string, of?: Of) => Promise<number>
  /** The newest keys first, at most so many. */
  newest: <S extends keyof T & string>(store: S, most: number) => Promise<T[S][]>
  put: <S extends keyof T & string>(store: S, row: T[S]) => void
  /** Like put, but the transaction fails when the key is taken. */
  add: <S extends keyof T & string>(store: S, row: T[S]) => void
  delete: (store: keyof T & string, key: IDBValidKey | IDBKeyRange) => void
  clear: (store: keyof T & string) => void
}
export type Of = { index?: string; value?: IDBValidKey | IDBKeyRange; most?: number }

export type Idb<T> = {
  name: string
  open: () => Promise<unknown>
  read: <R>(stores: readonly (keyof T & string)[], work: (tx: Tx<T>) => Promise<R>) => Promise<R>
  write: <R>(stores: readonly (keyof T & string)[], work: (tx: Tx<T>) => Promise<R> | R) => Promise<R>
  /** The same database whose commits wait for the disk, or do not. */
  durable: (durability: 'strict' | 'relaxed') => Idb<T>
  close: () => void
  /** Takes the whole database down; other tabs let go of it. */
  destroy: () => Promise<void>
}

const answer = <R>(request: IDBRequest<R>): Promise<R> =>
  new Promise((done, fail) => {
    request.onsuccess = () => done(request.result)
    request.onerror = () => fail(request.error)
  })

/**
 * Declares a database; it is opened at its first use. Stores and indexes that are missing are made when `version`
 * has grown; nothing is dropped but what a store says by `since`.
 * @param place where the browser keeps it, when that is not where it keeps everything
 */
export const declareIdb = <T>(
  name: string,
  version: number,
  stores: Stores<T>,
  place: () => Promise<IDBFactory> = async () => indexedDB,
): Idb<T> => {
  let connection: Promise<IDBDatabase> | null = null
  let over = false
  let gone = false
  const connect = (): Promise<IDBDatabase> => {
    // Taken down on purpose, and the page is about to go: what still asks is not told of a fault, it is not answered.
    if (gone) return new Promise(() => {})
    if (over) return Promise.reject(new DOMException('closed', 'InvalidStateError'))
    connection ??= openConnection(place, name, version, stores).then(db => {
      // Another tab brings a newer release, or takes the database down.
      db.onversionchange = () => {
        over = true
        db.close()
      }
      // Safari ends connections of an app that was in the background; the next use opens one again.
      db.onclose = () => {
        connection = null
      }
      return db
    })
    connection.catch(() => {
      connection = null
    })
    return connection
  }
  const run = async <R>(
    names: readonly (keyof T & string)[],
    mode: IDBTransactionMode,
    durability: 'strict' | 'relaxed',
    work: (tx: Tx<T>) => Promise<R> | R,
  ): Promise<R> => {
    const db = await connect()
    const transaction = db.transaction([...names], mode, { durability })
    const committed = new Promise<void>((done, fail) => {
      transaction.oncomplete = () => done()
      transaction.onabort = () => fail(transaction.error ?? new DOMException('aborted', 'AbortError'))
    })
    committed.catch(() => {})
    try {
      const result = await work(handle(transaction))
      await committed
      return result
    } catch (error) {
      try {
        transaction.abort()
      } catch {
        // It has ended already.
      }
      await committed.catch(() => {})
      // Why the browser gave up says more than what the work met of it.
      throw transaction.error ?? error
    }
  }
  const close = () => {
    over = true
    connection?.then(
      db => db.close(),
      () => {},
    )
  }
  const durable = (durability: 'strict' | 'relaxed'): Idb<T> => ({
    name,
    open: connect,
    read: (names, work) => run(names, 'readonly', durability, work),
    write: (names, work) => run(names, 'readwrite', durability, work),
    durable,
    close,
    destroy: async () => {
      gone = true
      close()
      await answer((await place()).deleteDatabase(name))
    },
  })
  return durable('relaxed')
}

const openConnection = async <T>(
  place: () => Promise<IDBFactory>,
  name: string,
  version: number,
  stores: Stores<T>,
): Promise<IDBDatabase> => {
  const request = (await place()).open(name, version)
  request.onupgradeneeded = ({ oldVersion }) => {
    const db = request.result
    for (const [store, { key, indexes = {}, since = 0 }] of Object.entries<Store>(stores)) {
      const made = db.objectStoreNames.contains(store)
        ? request.transaction!.objectStore(store)
        : db.createObjectStore(store, { keyPath: key })
      for (const [index, { unique, of = index }] of Object.entries(indexes))
        if (!made.indexNames.contains(index)) made.createIndex(index, of, { unique })
      if (oldVersion < since) made.clear()
    }
  }
  return answer(request)
}

const handle = <T>(transaction: IDBTransaction): Tx<T> => {
  const source = (store: string, index?: string) => {
    const found = transaction.objectStore(store)
    return index === undefined ? found : found.index(index)
  }
  return {
    get: (store, key) => answer(transaction.objectStore(store).get(key)),
    all: (store, { index, value, most } = {}) => answer(source(store, index).getAll(value, most)),
    keys: (store, { index, value, most } = {}) => answer(source(store, index).getAllKeys(value, most)),
    count: (store, { index, value } = {}) => answer(source(store, index).count(value)),
    newest: (store, most) =>
      new Promise((done, fail) => {
        const rows: T[typeof store][] = []
        const request = transaction.objectStore(store).openCursor(null, 'prev')
        request.onerror = () => fail(request.error)
        request.onsuccess = () => {
          const cursor = request.result
          if (cursor === null || rows.length === most) return done(rows)
          rows.push(cursor.value)
          cursor.continue()
        }
      }),
    put: (store, row) => void transaction.objectStore(store).put(row),
    add: (store, row) => void transaction.objectStore(store).add(row),
    delete: (store, key) => void transaction.objectStore(store).delete(key),
    clear: store => void transaction.objectStore(store).clear(),
  }
}
