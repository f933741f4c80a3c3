import type { ActivityRow } from '@tung-nha/model/activity/ops.ts'
import type { SentOp } from '@tung-nha/model/sync/op.ts'
import { expect, test } from 'vitest'
import type { Phone } from '#lib/field/phone.svelte.ts'
import { settleDay } from '#lib/field/saving.ts'
import type { Shown } from '#lib/local/book.ts'
import { viewOf } from '#lib/local/view.ts'

const id = (n: number) => `90000000-0000-7000-8000-${String(n).padStart(12, '0')}`
const op = (seq: number, areaId: number, kind: string, body: object): SentOp => ({
  id: id(90 + seq),
  areaId,
  deviceId: id(1),
  seq,
  actorId: id(2),
  kind,
  body,
  deviceAt: `2026-11-20T02:00:0${seq}.000Z`,
})

test('[S33] a settled day is told where the visit is and where its guests were seen, and nothing is doubtful any more', () => {
  const seen = [{ skill: 'pay.qr', level: 1 }]
  const guided = [
    { residentId: id(20), observations: seen },
    { residentId: id(21), areaId: 8, observations: [] },
    { residentId: id(22), areaId: 9, observations: [] },
  ]
  const record = { activityId: id(30), kind: 'class', day: '2026-12-24', teamId: id(3), outcome: 'held' }
  const view = viewOf(
    [],
    [
      op(1, 7, 'activity.record', { ...record, guided, unnamed: [], difficulties: [] }),
      op(2, 8, 'attainment.record', {
        activityId: id(30),
        residentId: id(21),
        day: '2026-12-24',
        observations: seen,
      }),
    ],
    0,
  )
  const [visit] = view.visits() as Shown<ActivityRow>[]
  expect(visit!.body?.doubtfulDay).toBe(true)
  const ops = settleDay({ local: { view } } as unknown as Phone, visit!, '2026-11-20')
  expect(ops.map(one => [one.kind, one.areaId])).toEqual([
    ['activity.day', 7],
    ['activity.day', 8],
  ])
  for (const [i, { areaId, kind, body }] of ops.entries()) view.add(op(3 + i, areaId, kind, body))
  const [settled] = view.visits()
  expect([settled!.day, settled!.body?.doubtfulDay, settled!.waiting]).toEqual([
    '2026-11-20',
    undefined,
    true,
  ])
})
