import { createHash } from 'node:crypto'
import { describe, test } from 'vitest'
import { fieldTables, opRules } from '#model/nouns.ts'
import type { AcceptContext } from '#model/sync/accept.ts'
import { memoryStore } from '#model/sync/memory-store.ts'
import { type Stage, storeContract } from '#model/sync/store-contract.ts'

const ACTOR = '80000000-0000-7000-8000-000000000001'
const context: AcceptContext = {
  rules: opRules,
  sender: { actorId: ACTOR, deviceId: null, serves: () => true },
  now: '2026-11-20T03:00:00.000Z',
  offset: 0,
  skills: new Set(),
  misfit: () => null,
  proves: () => false,
  sha256: text => createHash('sha256').update(text).digest('hex'),
  newSalt: () => 'aa',
}

const open = async (): Promise<Stage> => {
  let n = 0
  const next = () => `90000000-0000-7000-8000-${String(++n).padStart(12, '0')}`
  return {
    store: memoryStore(fieldTables),
    areas: [1, 2],
    context,
    home: (areaId, head) => ({
      id: next(),
      areaId,
      deviceId: ACTOR,
      seq: n,
      actorId: ACTOR,
      kind: 'household.put',
      deviceAt: '2026-11-20T02:00:00.000Z',
      body: { householdId: next(), fields: { head }, basis: { kind: 'visit', day: '2026-11-20' } },
    }),
  }
}

describe('the memory store', () => {
  for (const { fact, check } of storeContract) test(fact, () => check(open))
})
