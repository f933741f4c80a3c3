import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { opRules } from '#model/nouns.ts'
import { type AcceptContext, accept, type KnownOp, stampOf } from '#model/sync/accept.ts'
import { canonical } from '#model/sync/hash.ts'
import type { SentOp } from '#model/sync/op.ts'

const id = (n: number) => `90000000-0000-7000-8000-${String(n).padStart(12, '0')}`
const NOW = '2026-11-20T03:00:00.000Z'
const context: AcceptContext = {
  rules: opRules,
  sender: { actorId: id(1), deviceId: id(2), serves: areaId => areaId === 7 },
  now: NOW,
  offset: 0,
  skills: new Set(),
  misfit: () => null,
  proves: () => false,
  sha256: text => createHash('sha256').update(text).digest('hex'),
  newSalt: () => 'aa',
}
const op = (n: number, more: Partial<SentOp> = {}): SentOp => ({
  id: id(n),
  areaId: 7,
  deviceId: id(2),
  seq: n,
  actorId: id(1),
  kind: 'household.put',
  body: { householdId: id(100 + n), fields: { head: 'An' }, basis: { kind: 'visit', day: '2026-11-20' } },
  deviceAt: '2026-11-20T02:00:00.000Z',
  ...more,
})
const decide = (ops: SentOp[], known = new Map<string, KnownOp>()) =>
  accept([], known, { revision: 4, chain: 'ab' }, ops, context)

describe('a decision', () => {
  test('[S14] refuses each op alone and says why', () => {
    const { answers, feed, ledger } = decide([
      op(10, { kind: 'constructor' }),
      op(11, { actorId: id(9) }),
      op(12, { deviceId: id(9) }),
      op(13, { areaId: 8 }),
      op(14),
    ])
    expect(answers.map(answer => (answer.result === 'refused' ? answer.problem : answer.result))).toEqual([
      'op.kind-unknown',
      'op.device-mismatch',
      'op.device-mismatch',
      'op.area-denied',
      'accepted',
    ])
    expect([feed.revision, ledger.length]).toEqual([5, 1])
  })

  test('of refusals and repeats only leaves the feed where it was', () => {
    const { feed, rows, days } = decide([op(13, { areaId: 8 })])
    expect({ feed, rows, days }).toEqual({ feed: { revision: 4, chain: 'ab' }, rows: [], days: [] })
  })

  test('[S16] a phone that joined again may send what it made under its former id', () => {
    const sender = { ...context.sender, otherDevices: new Set([id(9)]) }
    const { answers } = accept([], new Map(), { revision: 0, chain: '' }, [op(12, { deviceId: id(9) })], {
      ...context,
      sender,
    })
    expect(answers[0]?.result).toBe('accepted')
  })

  test('[S27] who does not serve the area hears the same whether an op id is taken or not; its author hears of it', () => {
    const of = (actorId: string, salt: string | null) =>
      new Map([[id(20), { actorId, stamp: NOW, revision: 2, salt, digest: 'cd', chain: 'ef' }]])
    const foreign = [op(20, { areaId: 8 }), op(20, { areaId: 8, actorId: id(9) })]
    for (const salt of ['aa', null])
      expect(decide(foreign, of(id(9), salt)).answers).toEqual(decide(foreign).answers)
    expect(decide([op(20)], of(id(9), 'aa')).answers[0]).toMatchObject({ problem: 'op.id-reused' })
    // The author has left the area since, and repeats what was acknowledged.
    const own = decide([op(20)]).ledger[0]!
    const known = new Map([[id(20), { ...own, actorId: id(1), stamp: NOW }]])
    const gone = { ...context, sender: { ...context.sender, serves: () => false } }
    const { answers } = accept([], known, { revision: 5, chain: own.chain }, [op(20)], gone)
    expect(answers[0]).toMatchObject({ result: 'repeated', revision: 5 })
  })

  test('[S19] an erased op that comes again is a repeat, though nobody can compare its content any more', () => {
    const erased = new Map([
      [id(10), { actorId: id(1), stamp: NOW, revision: 2, salt: null, digest: 'cd', chain: 'ef' }],
    ])
    expect(decide([op(10)], erased).answers[0]).toMatchObject({ result: 'repeated', stamp: NOW, revision: 2 })
  })

  test('marks the days whose figures may change, before and after', () => {
    const first = decide([op(10)])
    const later = op(11, {
      body: { householdId: id(110), fields: { sells: true }, basis: { kind: 'visit', day: '2026-11-22' } },
      deviceAt: '2026-11-22T02:00:00.000Z',
    })
    const { days } = accept(first.rows, new Map(), first.feed, [later], {
      ...context,
      now: '2026-11-22T03:00:00.000Z',
    })
    expect(days).toEqual(['2026-11-20', '2026-11-22'])
  })
})

describe('[S13] a stamp', () => {
  test('is the corrected device time, never later than the receipt', () => {
    expect(stampOf('1970-01-01T00:00:00.000Z', Date.parse(NOW) - 600_000, NOW)).toBe(
      '2026-11-20T02:50:00.000Z',
    )
    expect(stampOf('2038-01-19T00:00:00.000Z', 0, NOW)).toBe(NOW)
  })
  test('is the receipt when the device says nothing that can be read', () => {
    expect(stampOf('2026-11-20T02:00:00.000Z', null, NOW)).toBe(NOW)
    expect(stampOf('2026-13-45T02:00:00.000Z', 0, NOW)).toBe(NOW)
  })
})

test('canonical JSON orders keys, drops what is undefined and escapes as JSON does', () => {
  expect(canonical({ b: [1, { z: null, a: 'ế"' }], a: undefined, A: 1e21 })).toBe(
    '{"A":1e+21,"b":[1,{"a":"ế\\"","z":null}]}',
  )
})
