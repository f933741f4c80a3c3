import { createHash } from 'node:crypto'
import { fieldTables, opRules } from '@tung-nha/model/nouns.ts'
import { memoryStore } from '@tung-nha/model/sync/memory-store.ts'
import type { Stage } from '@tung-nha/model/sync/store-contract.ts'

const ACTOR = '80000000-0000-7000-8000-000000000001'

/** A fresh stage for the contract of the store, in memory. */
export const stageInMemory = (): Stage => {
  let n = 0
  const next = () => `90000000-0000-7000-8000-${String(++n).padStart(12, '0')}`
  return {
    store: memoryStore(fieldTables),
    areas: [1, 2],
    context: {
      rules: opRules,
      sender: { actorId: ACTOR, deviceId: null, serves: () => true },
      now: '2026-11-20T03:00:00.000Z',
      offset: 0,
      skills: new Set(),
      misfit: () => null,
      proves: () => false,
      sha256: text => createHash('sha256').update(text).digest('hex'),
      newSalt: () => 'aa',
    },
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
