import { memoryStorage } from '@tung-nha/model/sync/memory-storage.ts'
import type { DeviceStorage } from '@tung-nha/model/sync/storage.ts'

type Change = (storage: DeviceStorage) => Promise<unknown>

/** A phone's storage that remembers what was done to it, so that a copy can be made of any moment of its past. */
export type RecordedStorage = DeviceStorage & {
  /** How many changes it has seen. */
  age: () => number
  /** A phone set up from a backup of this one, as it was after `age` changes. */
  copy: (age: number) => Promise<RecordedStorage>
}

export const recordedStorage = (): RecordedStorage => {
  const storage = memoryStorage()
  const changes: Change[] = []
  const change = <T>(work: (storage: DeviceStorage) => Promise<T>): Promise<T> => {
    changes.push(work)
    return work(storage)
  }
  return {
    ...storage,
    saveOp: op => change(one => one.saveOp(op)),
    settle: (answers, now) => change(one => one.settle(answers, now)),
    takePull: pulled => change(one => one.takePull(pulled)),
    dismiss: id => change(one => one.dismiss(id)),
    forgetKept: before => change(one => one.forgetKept(before)),
    age: () => changes.length,
    copy: async age => {
      const copied = recordedStorage()
      for (const work of changes.slice(0, age)) await work(copied)
      return copied
    },
  }
}
