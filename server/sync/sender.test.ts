import type { SentOp } from '@tung-nha/model/sync/op.ts'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { inAreas } from '#db/connect.ts'
import { pushOps } from '#sync/push.ts'
import { refusedOf } from '#sync/queries.ts'
import { type TestDatabase, testDatabase } from '../testing/database.ts'
import { type FieldStage, fieldStage, NOW, newId, SECRET, SKILLS } from '../testing/field-stage.ts'

let database: TestDatabase
let stage: FieldStage
beforeAll(async () => {
  database = await testDatabase()
  stage = await fieldStage(database)
})
afterAll(() => database.close())

/** The last day on which the member served; the last instant of its sixtieth day after, and the first of the next. */
const LAST_DAY = '2026-11-20'
const DAY_60 = '2027-01-19T16:59:59.000Z'
const DAY_61 = '2027-01-19T17:00:00.000Z'

const push = async (op: SentOp, now: string) => {
  const [answer] = await pushOps(database.db, {
    ops: [op],
    sender: await stage.senderAt(now, [op]),
    now,
    offset: 0,
    skills: SKILLS,
    secret: SECRET,
  })
  return answer!.result === 'refused' ? answer!.problem : answer!.result
}
/** What names its day itself, and what has the day of its phone's clock. */
const home = (day: string) => {
  const op = stage.home(stage.areas[0], 'Nhà')
  return { ...op, body: { ...op.body, basis: { kind: 'visit', day } } }
}
const removal = (householdId: string, deviceAt: string) => ({
  ...stage.op('household.remove', stage.areas[0], { householdId, reason: 'chuyển đi' }),
  deviceAt,
})
const SPANS = ['membership', 'team_area'] as const
const endOn = (table: (typeof SPANS)[number], day: string | null) =>
  database.owner.updateTable(table).set({ valid_to: day }).where('team_id', '=', stage.teamId).execute()
afterEach(() => Promise.all(SPANS.map(table => endOn(table, null))))

describe('[S16] what was done while the member served is taken for sixty days and then no more', () => {
  for (const [how, table] of [
    ['after the member left the team', 'membership'],
    ['after the area left the team', 'team_area'],
  ] as const)
    test(how, async () => {
      await endOn(table, '2026-11-21')
      const [first, second] = [home(LAST_DAY), home(LAST_DAY)]
      expect(await push(first, DAY_60)).toBe('accepted')
      expect(await push(second, DAY_60)).toBe('accepted')
      expect(await push(home('2026-11-21'), DAY_60)).toBe('op.area-denied')
      // A clock's day is that of Vietnam, which ends at 17:00.
      const [{ householdId }, { householdId: other }] = [first.body, second.body]
      expect(await push(removal(householdId, `${LAST_DAY}T16:59:59.000Z`), DAY_60)).toBe('accepted')
      expect(await push(removal(other, `${LAST_DAY}T17:00:00.000Z`), DAY_60)).toBe('op.area-denied')

      const late = home(LAST_DAY)
      expect(await push(late, DAY_61)).toBe('op.area-denied')
      const kept = await inAreas(database.db, [], tx => refusedOf(tx, stage.member.id))
      expect(kept.map(({ op_id, body, problem }) => ({ op_id, body, problem }))).toContainEqual({
        op_id: late.id,
        body: late.body,
        problem: 'op.area-denied',
      })
    })

  test('who still serves sends what is older', async () => {
    expect(await push(home('2026-09-01'), DAY_61)).toBe('accepted')
  })
})

test('[S14] what was refused and is taken after all is no more among the refused', async () => {
  const among = async (id: string) => {
    const kept = await inAreas(database.db, [], tx => refusedOf(tx, stage.member.id))
    return kept.some(({ op_id }) => op_id === id)
  }
  const late = home(LAST_DAY)
  await endOn('membership', '2026-11-21')
  expect([await push(late, DAY_61), await among(late.id)]).toEqual(['op.area-denied', true])
  await endOn('membership', null)
  expect([await push(late, DAY_61), await among(late.id)]).toEqual(['accepted', false])
})

test('[S16] what another phone of the member had recorded is taken from this one, until that phone is revoked', async () => {
  const other = newId()
  await database.owner
    .insertInto('device')
    .values({ id: other, member_id: stage.member.id, public_key: '{}', label: 'máy cũ', enrolled_at: NOW })
    .execute()
  const ofOther = () => ({ ...home(LAST_DAY), deviceId: other })
  expect(await push(ofOther(), DAY_60)).toBe('accepted')
  await database.owner.updateTable('device').set({ revoked_at: NOW }).where('id', '=', other).execute()
  expect(await push(ofOther(), DAY_60)).toBe('op.device-mismatch')
})
