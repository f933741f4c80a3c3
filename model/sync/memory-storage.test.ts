import { describe, test } from 'vitest'
import { memoryStorage } from '#model/sync/memory-storage.ts'
import { storageContract } from '#model/sync/storage-contract.ts'

describe('the memory storage of a device', () => {
  for (const { fact, check } of storageContract) test(fact, () => check(async () => memoryStorage()))
})
