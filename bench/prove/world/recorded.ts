import { memoryStorage } from '@tung-nha/model/sync/memory-storage.ts'
import type { DeviceStorage } from '@tung-nha/model/sync/storage.ts'

type Change = (storage: DeviceStorage) => Promise<unknown>

/** A phone's storage that remembers what was done to it, so that a copy can be made of any moment of its past. */
export type RecordedStorage = DeviceStorage & {
  /** How many changes it has seen. */
  age: () => number
  /** A phone set up from a backup of this one, as it was after `age` changes. */
  copy: (age: number) => Promise<RecordedStorage>
  /** The disk is full: after `after` more writes the next `most` fail, each wholly, as a browser's do. */
  fill: (after: number, most: number) => void
}

/** What a browser throws when a write does not fit. */
export class StorageFull extends Error {}

export const recordedStorage = (): RecordedStorage => {
  const storage = memoryStorage()
  const changes: Change[] = []
  let room = Infinity
  let refusing = 0
  const change = async <T>(work: (storage: DeviceStorage) => Promise<T>): Promise<T> => {
    if (room-- <= 0 && refusing-- > 0) throw new StorageFull('QuotaExceededError')
    changes.push(work)
    return work(storage)
  }
  return {
    ...storage,
    saveOp: op => change(one => one.saveOp(op)),
    settle: (answers, now) => change(one => one.settle(answers, now)),
    takePull: pulled => change(one => one.takePull(pulled)),
    dismiss: (id, now) => change(one => one.dismiss(id, now)),
    takeBack: id => change(one => one.takeBack(id)),
    forgetKept: before => change(one => one.forgetKept(before)),
    fill: (after, most) => {
      room = after
      refusing = most
    },
    age: () => changes.length,
    copy: async age => {
      const copied = recordedStorage()
      for (const work of changes.slice(0, age)) await work(copied)
      return copied
    },
  }
}
