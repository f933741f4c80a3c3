import { openDatabase } from '#lib/local/database.ts'
import type { Idb } from '#lib/local/idb.ts'
import { writtenTwice } from '#lib/local/twice.ts'

/** Who uses this phone. Each has a store of their own, sealed with keys of their own. */
export type Holder = { store: string; memberId: string; name: string }

/** The store of a phone's first owner. */
export const FIRST_STORE = 'tung-nha'
export const newStoreName = (): string => `${FIRST_STORE} ${crypto.randomUUID().slice(0, 8)}`

const within = async <T>(work: (db: Idb<{ holders: Holder }>) => Promise<T>): Promise<T> => {
  const db = writtenTwice<{ holders: Holder }>('tung-nha-people', 10, { holders: { key: 'store' } }, [
    'holders',
  ])
  try {
    return await work(db)
  } finally {
    db.close()
  }
}

/** In the order of their names. Empty on a phone nobody has joined with. */
export const holders = async (): Promise<Holder[]> => {
  const all = await within(db => db.read(['holders'], tx => tx.all('holders')))
  return all.sort((a, b) => a.name.localeCompare(b.name, 'vi'))
}
export const rememberHolder = (holder: Holder): Promise<void> =>
  within(db => db.write(['holders'], tx => tx.put('holders', holder)))
export const forgetHolder = (store: string): Promise<void> =>
  within(db => db.write(['holders'], tx => tx.delete('holders', store)))

/** How much of a person's work is on this phone alone. Needs no PIN. */
export const unsentIn = async (store: string): Promise<number> => {
  const { relaxed } = openDatabase(store)
  try {
    return await relaxed.read(['outbox'], tx => tx.count('outbox'))
  } finally {
    relaxed.close()
  }
}

/** Whose store this tab has open; kept over a reload, not over closing the app. */
const CHOSEN = 'tung-nha store'
export const chosenStore = (): string | null => sessionStorage.getItem(CHOSEN)
export const chooseStore = (store: string | null): void => {
  if (store === null) sessionStorage.removeItem(CHOSEN)
  else sessionStorage.setItem(CHOSEN, store)
}
