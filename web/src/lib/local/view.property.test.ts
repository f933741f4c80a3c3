import type { SentOp } from '@tung-nha/model/sync/op.ts'
import type { DeviceRow } from '@tung-nha/model/sync/storage.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { viewOf } from '#lib/local/view.ts'

const id = (kind: string, n: number) => `${kind}0000000-0000-7000-8000-${String(n).padStart(12, '0')}`
const row = (table: string, fields: { id: string } & Record<string, unknown>, areaId = 7) =>
  ({ areaId, table, revision: 1, row: { removed: false, ...fields } }) as DeviceRow
const [home, person, visit] = ['a', 'b', 'c'].map(kind => (n: number) => id(kind, n)) as [
  (n: number) => string,
  (n: number) => string,
  (n: number) => string,
]

// Four homes, of which the fourth is shown in the third; six people, of whom the sixth is shown in the fifth.
const server: DeviceRow[] = [
  ...[1, 2, 3].map(n => row('household', { id: home(n), head: `Lò Văn ${'CBA'[n - 1]}` })),
  row('household', { id: home(4), head: 'Hà Thị Ún', mergedInto: home(3) }),
  ...[1, 2, 3, 4, 5].map(n =>
    row('resident', { id: person(n), name: `Vì ${n}`, householdId: home((n % 4) + 1) }),
  ),
  row('resident', { id: person(6), name: 'Vì 6', householdId: home(1), mergedInto: person(5) }),
  row('activity', {
    id: visit(1),
    day: '2026-11-01',
    householdId: home(4),
    voided: false,
    body: { guided: [] },
  }),
  row('household', { id: home(5), head: 'Mùa A' }, 8),
]

const basis = { kind: 'visit', day: '2026-11-20' }
const consent = { version: '1', purpose: 'guidance', channel: 'spoken', day: '2026-11-20' }
const homes = fc.constantFrom(1, 2, 3, 4, 6).map(home)
const people = fc.integer({ min: 1, max: 7 }).map(person)
const visits = fc.integer({ min: 1, max: 4 }).map(visit)
const change = fc.oneof(
  fc.record({
    kind: fc.constant('household.put'),
    body: fc.record({
      householdId: homes,
      fields: fc.record({ head: fc.constantFrom('Bàn Văn A', 'Vừ Văn Z') }),
      basis: fc.constant(basis),
    }),
  }),
  fc.record({
    kind: fc.constant('household.remove'),
    body: fc.record({ householdId: homes, reason: fc.constant('đã đi') }),
  }),
  fc.record({
    kind: fc.constant('resident.put'),
    body: fc.record({
      residentId: people,
      householdId: homes,
      fields: fc.record({ name: fc.constantFrom('Sa', 'Dính') }),
      consent: fc.constant(consent),
    }),
  }),
  fc.record({
    kind: fc.constant('resident.remove'),
    body: fc.record({ residentId: people, reason: fc.constant('đã đi') }),
  }),
  fc.record({
    kind: fc.constant('activity.record'),
    body: fc.record({
      activityId: visits,
      kind: fc.constant('home_visit'),
      day: fc.constantFrom('2026-11-19', '2026-11-20'),
      teamId: fc.constant(id('d', 1)),
      householdId: homes,
      outcome: fc.constant('guided'),
      guided: fc.array(
        fc.record({ residentId: people, observations: fc.constant([{ skill: 'pay.qr', level: 3 }]) }),
        { maxLength: 2 },
      ),
      unnamed: fc.constant([]),
      difficulties: fc.constant([]),
      nextDay: fc.constantFrom(null, '2026-12-01'),
    }),
  }),
  fc.record({
    kind: fc.constant('activity.void'),
    body: fc.record({ activityId: visits, reason: fc.constant('ghi nhầm') }),
  }),
  fc.record({
    kind: fc.constant('activity.day'),
    body: fc.record({ activityId: visits, day: fc.constantFrom('2026-11-18', '2026-11-20') }),
  }),
)
const changes = fc.array(change, { maxLength: 12 })

const opsOf = (drawn: readonly { kind: string; body: object }[]): SentOp[] =>
  drawn.map(({ kind, body }, i) => ({
    id: id('e', i + 1),
    areaId: 7,
    deviceId: id('f', 1),
    seq: i + 1,
    actorId: id('f', 2),
    kind,
    body,
    deviceAt: `2026-11-20T02:00:${String(i).padStart(2, '0')}.000Z`,
  }))

test('what is shown after each save is what the whole book, laid anew, would show', () => {
  const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1)
  const told = (view: ReturnType<typeof viewOf>) => ({
    homes: view.homes().map(({ row, people, visits }) => ({
      row,
      people: people.toSorted(byId),
      visits: visits.toSorted(byId),
    })),
    visits: view.visits().toSorted(byId),
    found: view.find('lo').map(({ row }) => row.id),
  })
  fc.assert(
    fc.property(changes, drawn => {
      const ops = opsOf(drawn)
      const view = viewOf(server, [], 0)
      for (const [i, op] of ops.entries()) {
        view.add(op)
        expect(told(view)).toEqual(told(viewOf(server, ops.slice(0, i + 1), 0)))
      }
    }),
    { numRuns: 300 },
  )
})
