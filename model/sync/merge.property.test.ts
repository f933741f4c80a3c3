import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { HouseholdRow } from '#model/household/ops.ts'
import { fieldTables, opRules } from '#model/nouns.ts'
import type { ResidentRow } from '#model/resident/ops.ts'
import { isTombstone } from '#model/sync/clocks.ts'
import { draftOf } from '#model/sync/draft.ts'
import { canonical } from '#model/sync/hash.ts'
import { memoryStore } from '#model/sync/memory-store.ts'
import type { StampedOp, StoredRow } from '#model/sync/op.ts'

const AREA = 7
const id = (kind: string, n: number) => `${kind}0000000-0000-7000-8000-00000000000${n}`.slice(-36)
const homes = [1, 2].map(n => id('1', n))
const people = [1, 2, 3].map(n => id('2', n))
const visits = [1, 2, 3].map(n => id('3', n))
const calls = [1, 2].map(n => id('4', n))
const day = fc.constantFrom('2026-11-01', '2026-11-02', '2026-11-03')
const seen = fc.array(
  fc.record({ skill: fc.constantFrom('pay.qr', 'safe.otp'), level: fc.constantFrom(0, 1, 2, 3, 4, 'na') }),
  { maxLength: 3 },
)
const consent = { version: 'v1', purpose: 'guidance', channel: 'spoken', day: '2026-11-01' }
/** Ops of other areas that wrote fields there. */
const AUTHORS = [1, 2, 3].map(n => [`2026-11-0${n}T01:00:00.000Z`, id('a', n)])
const moved = fc.constantFrom(...AUTHORS)
const some = <T>(arb: fc.Arbitrary<T>) => fc.option(arb, { nil: undefined })

const bodies = {
  'household.put': fc.record({
    householdId: fc.constantFrom(...homes),
    fields: fc.record({
      head: some(fc.constantFrom('An', 'Bình', null)),
      phone: some(fc.constantFrom('0900000001', null)),
      namesRefused: some(fc.boolean()),
      sells: some(fc.boolean()),
    }),
    basis: fc.record({ kind: fc.constant('visit'), day }),
  }),
  'household.remove': fc.record({ householdId: fc.constantFrom(...homes), reason: fc.constant('moved') }),
  'resident.put': fc.record({
    residentId: fc.constantFrom(...people),
    householdId: fc.constantFrom(...homes),
    fields: fc.record({
      name: some(fc.constantFrom('Chi', 'Dung')),
      eid2: some(fc.boolean()),
      birthYear: some(fc.constantFrom(1960, 1990)),
    }),
    consent: some(fc.constant(consent)),
  }),
  'resident.remove': fc.record({ residentId: fc.constantFrom(...people), reason: fc.constant('asked') }),
  'attainment.record': fc.record({
    activityId: fc.constantFrom(...visits),
    residentId: fc.constantFrom(...people),
    day,
    observations: seen,
  }),
  'activity.void': fc.record({ activityId: fc.constantFrom(...visits), reason: fc.constant('twice') }),
  'activity.day': fc.record({ activityId: fc.constantFrom(...visits), day }),
  'household.merge': fc.record({ householdId: fc.constantFrom(...homes), intoId: fc.constantFrom(...homes) }),
  'household.unmerge': fc.record({
    householdId: fc.constantFrom(...homes),
    intoId: fc.constantFrom(...homes),
  }),
  'household.apart': fc.record({
    householdId: fc.constantFrom(...homes),
    otherId: fc.constantFrom(...homes),
  }),
  'household.depart': fc.record({ householdId: fc.constantFrom(...homes), toAreaId: fc.constantFrom(8, 9) }),
  'household.arrive': fc.record({
    householdId: fc.constantFrom(...homes),
    fromAreaId: fc.constantFrom(8, 9),
    moved,
    fields: fc.constant({}),
    basis: fc.constant({ kind: 'visit', day: '2026-11-01' }),
    nextDay: fc.constant(null),
    mergedInto: fc.constant(null),
    apart: fc.subarray(homes),
    cameFrom: fc.subarray([8, 9]),
    earlier: fc.subarray([
      [visits[0]!, '2026-11-01', 'home_visit', 'guided', 0],
      [visits[0]!, '2026-11-01', 'home_visit', 'guided', 1],
      [visits[1]!, '2026-11-02', 'home_visit', 'nobody_home', 0],
      [visits[1]!, '2026-11-03', 'home_visit', 'nobody_home', 0, `2026-11-02T01:00:00.000Z ${id('a', 4)}`],
    ]),
    clocks: fc.subarray(AUTHORS.map(author => [...author, 'basis', 'nextDay'])),
  }),
  'resident.merge': fc.record({ residentId: fc.constantFrom(...people), intoId: fc.constantFrom(...people) }),
  'resident.unmerge': fc.record({
    residentId: fc.constantFrom(...people),
    intoId: fc.constantFrom(...people),
  }),
  'resident.apart': fc.record({
    residentId: fc.constantFrom(...people),
    otherId: fc.constantFrom(...people),
  }),
  'resident.depart': fc.record({
    residentId: fc.constantFrom(...people),
    toAreaId: fc.constantFrom(8, 9),
    toHouseholdId: fc.constantFrom(...homes),
  }),
  // What one author wrote is the same in every copy of the row: here every copy says "Chi", born in 1960.
  'resident.arrive': fc.record({
    residentId: fc.constantFrom(...people),
    householdId: fc.constant(homes[0]),
    fromAreaId: fc.constantFrom(8, 9),
    moved,
    name: fc.constant('Chi'),
    fields: fc.constant({ birthYear: 1960, eid2: null }),
    consent: fc.constant(consent),
    mergedInto: fc.constant(null),
    apart: fc.subarray(people),
    cameFrom: fc.subarray([8, 9]),
    observations: fc.subarray([
      ['pay.qr', 3, '2026-11-01', visits[0]!, 0, 1],
      ['pay.qr', 3, '2026-11-01', visits[0]!, 1, 1],
      ['safe.otp', 1, '2026-11-02', visits[1]!, 0, 2],
      ['safe.otp', 1, '2026-11-03', visits[1]!, 0, 2, `2026-11-02T01:00:00.000Z ${id('a', 4)}`],
    ]),
    clocks: fc.subarray(
      AUTHORS.map(author => [...author, 'birthYear', 'consent', 'eid2', 'mergedInto', 'name']),
    ),
  }),
  'request.take': fc.record({ requestId: fc.constantFrom(...calls) }),
  'request.close': fc.record({
    requestId: fc.constantFrom(...calls),
    result: fc.constantFrom('done', 'referred'),
    day,
  }),
}
const once = {
  // The ids of what is written once are made with the op, so two ops never share one.
  'activity.record': (n: number) =>
    fc.record({
      activityId: fc.constant(visits[n]!),
      kind: fc.constant('home_visit'),
      day,
      daySure: some(fc.boolean()),
      teamId: fc.constant(id('5', 1)),
      householdId: some(fc.constantFrom(...homes)),
      outcome: fc.constant('guided'),
      guided: fc.array(fc.record({ residentId: fc.constantFrom(...people), observations: seen }), {
        maxLength: 2,
      }),
      unnamed: fc.constant([]),
      difficulties: fc.constant([]),
      nextDay: some(fc.constantFrom('2026-11-20', null)),
    }),
  'request.open': (n: number) =>
    fc.record({
      requestId: fc.constant(calls[n]!),
      code: fc.constant('K7QW4M'),
      name: fc.constant('Bà Lan'),
      lane: fc.constant('ngõ 3'),
      day,
    }),
}

const envelope = (kind: string, body: fc.Arbitrary<unknown>) =>
  fc.record({
    kind: fc.constant(kind),
    body,
    areaId: fc.constant(AREA),
    deviceId: fc.constant(id('6', 1)),
    seq: fc.nat(99),
    actorId: fc.constantFrom(id('8', 1), id('8', 2)),
    deviceAt: fc.constantFrom(
      '2026-11-03T00:00:00.000Z',
      '2026-11-02T01:00:00.000Z',
      '1970-01-01T00:00:00.000Z',
    ),
    stamp: fc.constantFrom(
      '2026-11-01T01:00:00.000Z',
      '2026-11-02T01:00:00.000Z',
      '2026-11-03T01:00:00.000Z',
    ),
  })
const ops = fc
  .tuple(
    fc.array(fc.oneof(...Object.entries(bodies).map(([kind, body]) => envelope(kind, body))), {
      maxLength: 14,
    }),
    ...visits.map((_, n) => some(envelope('activity.record', once['activity.record'](n)))),
    ...calls.map((_, n) => some(envelope('request.open', once['request.open'](n)))),
  )
  .map(([many, ...single]) =>
    [...many, ...single.filter(op => op !== undefined)].map(
      (op, i) => ({ ...op, id: id('9', i % 10).slice(0, 34) + String(10 + i) }) as StampedOp,
    ),
  )

/** Folds stamped ops one by one over an area, each with only the rows that it says it touches. */
const fold = async (sequence: readonly StampedOp[]): Promise<StoredRow[]> => {
  const store = memoryStore(fieldTables)
  await store.inArea(AREA, async area => {
    for (const op of sequence) {
      const rule = opRules[op.kind]!
      const { touched } = await area.load([], rule.touches(op.body, op.areaId), [])
      const draft = draftOf(touched)
      rule.apply(draft, op)
      await area.save({
        feed: { revision: 1, chain: '' },
        rows: draft.changed(),
        ledger: [],
        answers: [],
        refused: [],
        days: [],
      })
    }
  })
  const rows: StoredRow[] = [...store.areas.get(AREA)!.rows.values()].map(({ table, row }) => ({
    table,
    row,
  }))
  return rows.sort((a, b) => (`${a.table}${a.row.id}` < `${b.table}${b.row.id}` ? -1 : 1))
}

describe('[S6] merge', () => {
  test('any order and any repetition of the same stamped ops gives the same rows', {
    timeout: 120_000,
  }, async () => {
    const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31))
    console.info(`merge seed ${seed}`)
    const shuffled = ops.chain(list =>
      fc.tuple(
        fc.constant(list),
        fc.shuffledSubarray([...list, ...list], { minLength: list.length * 2, maxLength: list.length * 2 }),
      ),
    )
    await fc.assert(
      fc.asyncProperty(shuffled, async ([list, again]) => {
        expect(canonical(await fold(again))).toBe(canonical(await fold(list)))
      }),
      { numRuns: 2000, seed },
    )
  })

  test('[S15] whatever the order, no home that refuses names holds one, no removed row holds anything, and every person has a home row', async () => {
    await fc.assert(
      fc.asyncProperty(ops, async list => {
        const rows = await fold(list)
        const homes = rows.flatMap(({ table, row }) => (table === 'household' ? [row as HouseholdRow] : []))
        const persons = rows.flatMap(({ table, row }) => (table === 'resident' ? [row as ResidentRow] : []))
        for (const home of homes) if (home.namesRefused) expect([home.head, home.phone]).toEqual([null, null])
        for (const { removed, name, observations, clocks } of persons)
          if (removed && isTombstone({ clocks })) expect([name, observations]).toEqual([null, []])
        for (const { householdId } of persons)
          if (householdId !== null) expect(homes.some(home => home.id === householdId)).toBe(true)
      }),
      { numRuns: 1000 },
    )
  })
})
