import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { HouseholdRow } from '#model/household/ops.ts'
import { instantOf } from '#model/kit/instant.ts'
import { fieldTables, opRules } from '#model/nouns.ts'
import type { AcceptContext } from '#model/sync/accept.ts'
import { memoryStore } from '#model/sync/memory-store.ts'
import type { Op, SentOp } from '#model/sync/op.ts'
import { pushToArea } from '#model/sync/store.ts'

const AREA = 7
const OTHER = 8
const ACTOR = '80000000-0000-7000-8000-000000000001'
const HOME = '10000000-0000-7000-8000-000000000001'
const NOW = Date.parse('2026-11-20T03:00:00.000Z')
const id = (n: number) => `90000000-0000-7000-8000-${String(n).padStart(12, '0')}`

/** What two phones do with one home: an edit, or something that is refused, or something elsewhere; by any clock. */
const deed = fc.record({
  phone: fc.nat(1),
  what: fc.constantFrom('edit', 'edit', 'edit', 'refused', 'elsewhere'),
  clock: fc.constantFrom(-56, -1, 0, 0, 0, 1, 12).map(years => years * 365 * 86_400_000),
})
/** How they are sent: so many at once, by which clock, and whether the answer is lost so that they come again. */
const sending = fc.record({
  size: fc.integer({ min: 1, max: 5 }),
  lost: fc.boolean(),
  clock: deed.map(d => d.clock),
})

const contextAt = (now: number, clock: number): AcceptContext => ({
  rules: opRules,
  sender: { actorId: ACTOR, deviceId: null, serves: () => true },
  now: instantOf(now),
  offset: -clock,
  skills: new Set(),
  misfit: () => null,
  proves: () => false,
  sha256: text => createHash('sha256').update(text).digest('hex'),
  newSalt: () => 'aa',
})

test('[S30] whatever its clock and the network do, what a phone made takes effect in its order, and a refused or missing op holds up none', async () => {
  const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31))
  console.info(`order seed ${seed}`)
  const plays = fc.tuple(
    fc.array(deed, { minLength: 1, maxLength: 25 }),
    fc.array(sending, { minLength: 1, maxLength: 25 }),
  )
  await fc.assert(
    fc.asyncProperty(plays, async ([deeds, sendings]) => {
      const store = memoryStore(fieldTables)
      const seqs = [0, 0]
      const made = deeds.map(({ phone, what, clock }, n): Op => {
        seqs[phone]!++
        return {
          id: id(n),
          areaId: what === 'elsewhere' ? OTHER : AREA,
          deviceId: id(1000 + phone),
          seq: seqs[phone]!,
          actorId: ACTOR,
          kind: what === 'refused' ? 'kind.of.tomorrow' : 'household.put',
          body: {
            householdId: HOME,
            fields: { note: `${phone} ${n}` },
            basis: { kind: 'visit', day: '2026-11-20' },
          },
          deviceAt: instantOf(NOW + n * 1000 + clock),
        }
      })
      const answered = new Map<string, string>()
      const left = [0, 1].map(phone => made.filter(op => op.deviceId === id(1000 + phone)))
      for (let n = 0; left.some(ops => ops.length > 0); n++) {
        const { size, lost, clock } = sendings[n % sendings.length]!
        const ops: SentOp[] = left[n % 2]!.slice(0, size)
        for (const [areaId, share] of Map.groupBy(ops, op => op.areaId)) {
          const context = contextAt(NOW + 60_000 + n * 1000, clock)
          const { answers } = await pushToArea(store, areaId, share, context)
          for (const answer of answers) answered.set(answer.id, answer.result)
        }
        // Without its answer the phone sends the same again, with what comes behind it.
        if (!lost || n > 50) left[n % 2]!.splice(0, ops.length)
      }
      const { ledger, rows } = store.areas.get(AREA) ?? { ledger: [], rows: new Map() }
      for (const { id: opId, kind } of made)
        expect(answered.get(opId) === 'refused', opId).toBe(kind !== 'household.put')
      for (const phone of [0, 1]) {
        const own = ledger.map(entry => entry.op).filter(op => op.deviceId === id(1000 + phone))
        const edits = made.filter(op => op.areaId === AREA && op.kind === 'household.put')
        expect(own.map(op => op.id)).toEqual(
          edits.filter(op => op.deviceId === id(1000 + phone)).map(op => op.id),
        )
        expect(own.map(op => op.stamp)).toEqual(own.map(op => op.stamp).toSorted())
      }
      // The home says what one of the phones said last, never what a phone has overwritten itself.
      const lasts = [0, 1].map(phone => ledger.findLast(entry => entry.op.deviceId === id(1000 + phone))?.op)
      const said = lasts.map(op => (op?.body as { fields: { note: string } } | undefined)?.fields.note)
      const home = rows.get(`household ${HOME}`)?.row as HouseholdRow | undefined
      if (home) expect(said).toContain(home.note)
    }),
    { numRuns: 500, seed },
  )
})
