import type { Actor } from '@tung-nha/model/access/access.ts'
import { chainOf, digestOf } from '@tung-nha/model/sync/hash.ts'
import type { SentOp } from '@tung-nha/model/sync/op.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inAreas } from '#db/connect.ts'
import { inLane } from '#db/lane.ts'
import { openConnection } from '#postgres/connection.ts'
import { REFUSED_MOST } from '#sync/postgres-store.ts'
import { sha256 } from '#sync/proof.ts'
import { pullFeeds } from '#sync/pull.ts'
import { pushOps } from '#sync/push.ts'
import { feedHeads, readOf, refusedOf } from '#sync/queries.ts'
import { senderOf } from '#sync/sender.ts'
import { type TestDatabase, testDatabase } from '../testing/database.ts'
import { type FieldStage, fieldStage, NOW, newId, SECRET, SKILLS } from '../testing/field-stage.ts'

let database: TestDatabase
let stage: FieldStage
beforeAll(async () => {
  database = await testDatabase()
  stage = await fieldStage(database)
})
afterAll(() => database.close())

const push = async (ops: SentOp[], actor = stage.member, now = NOW) =>
  pushOps(database.db, {
    ops,
    sender: await stage.senderAt(now, ops, actor),
    now,
    offset: 0,
    skills: SKILLS,
    secret: SECRET,
  })
const results = (answers: Awaited<ReturnType<typeof push>>) =>
  answers.map(a => (a.result === 'refused' ? a.problem : a.result))
const consent = { version: '2026.1', purpose: 'guidance', channel: 'spoken', day: '2026-11-20' }
const person = (areaId: number, householdId: string, name = 'Lò Văn Pản') => {
  const residentId = newId()
  return {
    residentId,
    op: stage.op('resident.put', areaId, {
      residentId,
      householdId,
      fields: { name, birthYear: 1970 },
      consent,
    }),
  }
}
const visit = (
  areaId: number,
  householdId: string,
  residentId: string,
  level: number | 'na' = 3,
  skill = 'pay.qr',
) => {
  const activityId = newId()
  return {
    activityId,
    op: stage.op('activity.record', areaId, {
      activityId,
      kind: 'home_visit',
      day: '2026-11-20',
      teamId: stage.teamId,
      householdId,
      outcome: 'guided',
      guided: [{ residentId, observations: [{ skill, level }] }],
      unnamed: [],
      difficulties: [],
      nextDay: '2026-12-04',
    }),
  }
}
const rowsOf = (areaId: number, table: 'household' | 'resident' | 'activity', id: string) =>
  database.owner
    .selectFrom(table)
    .where('area_id', '=', areaId)
    .where('id', '=', id)
    .selectAll()
    .executeTakeFirstOrThrow()

describe('a push', () => {
  test('of a home, a person and a visit is one revision with all its effects', async () => {
    const [area] = stage.areas
    const home = stage.home(area, 'Lò Văn Pản')
    const { residentId, op: someone } = person(area, home.body.householdId)
    const seen = visit(area, home.body.householdId, residentId)
    expect(results(await push([home, someone, seen.op]))).toEqual(['accepted', 'accepted', 'accepted'])

    const resident = (await rowsOf(area, 'resident', residentId)) as {
      observations: unknown[]
      removed: boolean
    }
    expect(resident.observations).toEqual([
      ['pay.qr', 3, '2026-11-20', seen.activityId, 0, Date.parse('2026-11-20T02:00:00.000Z')],
    ])
    expect(await rowsOf(area, 'household', home.body.householdId)).toMatchObject({
      head: 'Lò Văn Pản',
      next_day: '2026-12-04',
      removed: false,
      fold: 'lo van pan',
    })
    const dirty = await database.owner.selectFrom('dirty').where('area_id', '=', area).select('day').execute()
    expect(dirty).toContainEqual({ day: '2026-11-20' })
  })

  test('sent again after its answer was lost changes nothing and gets the same answer', async () => {
    const [area] = stage.areas
    const ops = [stage.home(area, 'Một'), stage.home(area, 'Hai')]
    const first = await push(ops)
    const again = await push(ops, stage.member, '2026-11-20T05:00:00.000Z')
    expect(again.map(a => ({ ...a, result: 'accepted' }))).toEqual(first)
    expect(results(again)).toEqual(['repeated', 'repeated'])
  })

  test('[S5] to one area is answered while dozens to another area still wait for its lock', async () => {
    const [held, free] = stage.areas
    await push([stage.home(held, 'Trước'), stage.home(free, 'Trước')])
    const holder = await openConnection(database.ownerUrl)
    const waiting = async () => {
      const { rows } = await sql<{ n: number }>`SELECT count(*)::int AS n FROM pg_stat_activity
        WHERE datname = current_database() AND wait_event_type = 'Lock'`.execute(database.owner)
      return rows[0]!.n
    }
    try {
      await holder.query('BEGIN')
      await holder.query('SELECT 1 FROM area_feed WHERE area_id = $1 FOR UPDATE', [held])
      let answered = 0
      const count = <T>(answers: T) => {
        answered++
        return answers
      }
      const home = stage.home(free, 'Đi qua')
      const stuck = Promise.all(Array.from({ length: 24 }, () => push([stage.home(held, 'Chờ')]).then(count)))
      // Of a push to both, what is decided before the area that is held stands already.
      const both = push([home, stage.home(held, 'Cũng chờ')]).then(count)
      await expect.poll(waiting, { timeout: 30_000 }).toBe(1) // of them all, one holds a connection
      await expect
        .poll(() => rowsOf(free, 'household', home.body.householdId), { timeout: 30_000 })
        .toMatchObject({ head: 'Đi qua' })
      expect(results(await push([stage.home(free, 'Cũng đi qua')]))).toEqual(['accepted'])
      expect(answered).toBe(0)
      await holder.query('ROLLBACK')
      expect((await stuck).flatMap(results)).toEqual(Array(24).fill('accepted'))
      expect(results(await both)).toEqual(['accepted', 'accepted'])
    } finally {
      await holder.end()
    }
  })

  test('[S28] of an author who is refused without end is turned away and kept nothing of; what is good still goes', async () => {
    const [area] = stage.areas
    const now = '2026-11-25T03:00:00.000Z'
    const bad = () => stage.op('kind.of.tomorrow', area, {})
    const keptNow = async () =>
      (await database.owner.selectFrom('refused_op').where('refused_at', '=', now).select('op_id').execute())
        .length
    await push(Array.from({ length: REFUSED_MOST }, bad), stage.member, now)
    expect(await keptNow()).toBe(REFUSED_MOST)
    const beyond = bad()
    await expect(push([beyond], stage.member, now)).rejects.toMatchObject({
      problem: 'server.busy',
      details: { retryAfter: 3600 },
    })
    expect(await keptNow()).toBe(REFUSED_MOST)
    expect(results(await push([stage.home(area, 'Một')], stage.member, now))).toEqual(['accepted'])
    expect(results(await push([beyond], stage.member, '2026-11-26T04:00:00.000Z'))).toEqual([
      'op.kind-unknown',
    ])
    await database.owner.deleteFrom('refused_op').where('refused_at', '>=', now).execute()
  })

  test('refuses each op alone, and keeps what it refused for its author', async () => {
    const [area, , foreign] = stage.areas
    const good = stage.home(area, 'Một')
    const bad = [
      stage.op('kind.of.tomorrow', area, { anything: 1 }),
      stage.op('household.put', area, {
        householdId: 'no id',
        fields: {},
        basis: { kind: 'visit', day: '2026-11-20' },
      }),
      stage.op('household.put', area, {
        householdId: newId(),
        fields: { phone: '0912345678' },
        basis: { kind: 'decision', number: '12/QĐ-UBND', day: '2026-10-01' },
      }),
      stage.home(foreign, 'Hai'),
      stage.op('household.remove', area, { householdId: newId(), reason: 'twice' }),
      stage.home(999, 'Ba'),
      { ...stage.home(area, 'Bốn'), deviceId: newId() },
    ]
    const last = stage.home(area, 'Năm')
    expect(results(await push([good, ...bad, last]))).toEqual([
      'accepted',
      'op.kind-unknown',
      'op.body-invalid',
      'op.consent-missing',
      'op.area-denied',
      'op.target-missing',
      'op.area-denied',
      'op.device-mismatch',
      'accepted',
    ])
    const kept = await inAreas(database.db, [], tx => refusedOf(tx, stage.member.id))
    expect(kept.map(row => row.op_id).sort()).toEqual(bad.map(op => op.id).sort())
    expect(kept.find(row => row.op_id === bad[0]!.id)?.body).toEqual({ anything: 1 })
    expect(await inAreas(database.db, [], tx => refusedOf(tx, stage.stranger.id))).toEqual([])
  })

  test('speaks only in the name of a team of its author: work is never counted for another one', async () => {
    const [area] = stage.areas
    const home = stage.home(area, 'Nhà của tổ')
    const { residentId, op: someone } = person(area, home.body.householdId)
    const own = visit(area, home.body.householdId, residentId).op
    const foreign = visit(area, home.body.householdId, residentId).op
    const [otherTeam] = stage.stranger.grants
    const officer: Actor = {
      kind: 'officer',
      id: newId(),
      name: 'Cán bộ',
      grants: [{ role: 'communeOfficer', unitId: 999, teamId: null, from: '2025-07-01', to: null }],
    }
    Object.assign(foreign.body as object, { teamId: otherTeam!.teamId })
    expect(results(await push([home, someone, own, foreign]))).toEqual([
      'accepted',
      'accepted',
      'accepted',
      'op.area-denied',
    ])
    const strange = await senderOf(database.db, officer, NOW)
    expect(strange.serves(area, '2026-11-20', stage.teamId)).toBe(false)
    const here = { ...officer, grants: [{ ...officer.grants[0]!, unitId: stage.communeId }] }
    const sender = await senderOf(database.db, here, NOW)
    expect(sender.serves(area, '2026-11-20', stage.teamId)).toBe(true)
    expect(sender.serves(area, '2026-11-20', newId())).toBe(false)
  })

  test("[S17] a person needs consent; a child from 7 its own and the guardian's", async () => {
    const [area] = stage.areas
    const home = stage.home(area, 'Nhà có trẻ')
    const { householdId } = home.body
    const put = (birthYear: number, given?: object) =>
      stage.op('resident.put', area, {
        residentId: newId(),
        householdId,
        fields: { name: 'A', birthYear },
        ...(given ? { consent: given } : {}),
      })
    const answers = await push([
      home,
      put(1980),
      put(1980, consent),
      put(2016, consent),
      put(2016, { ...consent, by: 'guardian' }),
      put(2016, { ...consent, by: 'self_and_guardian' }),
      put(2022, { ...consent, by: 'guardian' }),
    ])
    expect(results(answers)).toEqual([
      'accepted',
      'op.consent-missing',
      'accepted',
      'op.consent-missing',
      'op.consent-missing',
      'accepted',
      'accepted',
    ])
  })

  test('a home that refuses names holds none and takes no person', async () => {
    const [area] = stage.areas
    const home = stage.home(area, 'Tên sẽ mất')
    const { householdId } = home.body
    const refusal = stage.op('household.put', area, {
      householdId,
      fields: { namesRefused: true },
      basis: { kind: 'visit', day: '2026-11-20' },
    })
    expect(results(await push([home, refusal, person(area, householdId).op]))).toEqual([
      'accepted',
      'accepted',
      'op.consent-missing',
    ])
    expect(await rowsOf(area, 'household', householdId)).toMatchObject({ head: null, names_refused: true })
  })

  test('two devices interleaved, each resending, end in the rows of one', async () => {
    const [area] = stage.areas
    const home = stage.home(area, 'Chung')
    const { householdId } = home.body
    await push([home])
    const edit = (head: string, deviceAt: string, note?: string) =>
      stage.op(
        'household.put',
        area,
        {
          householdId,
          fields: note === undefined ? { head } : { note },
          basis: { kind: 'visit', day: '2026-11-20' },
        },
        { deviceAt },
      )
    const early = edit('Sớm', '2026-11-20T02:10:00.000Z')
    const late = edit('Muộn', '2026-11-20T02:20:00.000Z')
    const other = edit('', '2026-11-20T02:05:00.000Z', 'có chó')
    await Promise.all([push([late]), push([early, other]), push([late]), push([early])])
    expect(await rowsOf(area, 'household', householdId)).toMatchObject({ head: 'Muộn', note: 'có chó' })
    const ledger = await database.owner
      .selectFrom('op')
      .where('id', 'in', [early.id, late.id, other.id])
      .select('id')
      .execute()
    expect(ledger).toHaveLength(3)
  })

  test('a voided visit takes back what was seen at it', async () => {
    const [area] = stage.areas
    const home = stage.home(area, 'Ghi nhầm')
    const { residentId, op: someone } = person(area, home.body.householdId)
    const seen = visit(area, home.body.householdId, residentId)
    await push([home, someone, seen.op])
    expect(
      results(
        await push([stage.op('activity.void', area, { activityId: seen.activityId, reason: 'nhầm nhà' })]),
      ),
    ).toEqual(['accepted'])
    const resident = (await rowsOf(area, 'resident', residentId)) as { observations: unknown[][] }
    expect(resident.observations[0]?.[4]).toBe(1)
    expect(await rowsOf(area, 'activity', seen.activityId)).toMatchObject({ voided: true })
  })

  test('a clock of 1970 or 2038 is corrected by its offset and never refused', async () => {
    const [area] = stage.areas
    const sender = await stage.senderAt(NOW)
    const at = async (deviceAt: string, deviceNow: string) => {
      const [answer] = await pushOps(database.db, {
        ops: [{ ...stage.home(area, 'Đồng hồ'), deviceAt }],
        sender,
        now: NOW,
        offset: Date.parse(NOW) - Date.parse(deviceNow),
        skills: SKILLS,
        secret: SECRET,
      })
      return answer?.result === 'accepted' ? answer.stamp : answer
    }
    expect(await at('1970-01-01T00:00:00.000Z', '1970-01-01T00:10:00.000Z')).toBe('2026-11-20T02:50:00.000Z')
    expect(await at('2038-01-19T03:00:00.000Z', '2038-01-19T03:10:00.000Z')).toBe('2026-11-20T02:50:00.000Z')
    expect(await at('2026-11-21T03:00:00.000Z', '2026-11-20T03:00:00.000Z')).toBe(NOW)
  })

  test('text no database can hold is made holdable', async () => {
    const [area] = stage.areas
    const home = stage.home(area, 'Hoa\u0300 \u0000\ud800')
    expect(results(await push([home]))).toEqual(['accepted'])
    expect(results(await push([home]))).toEqual(['repeated'])
    expect(await rowsOf(area, 'household', home.body.householdId)).toMatchObject({ head: 'Hoà \ufffd' })
  })

  test('[S11] [S18] after a restore, ops come back with their proof in any order and with their old stamps', async () => {
    const area = stage.areas[1]
    const home = stage.home(area, 'Phục hồi')
    const { residentId, op: someone } = person(area, home.body.householdId)
    const seen = visit(area, home.body.householdId, residentId)
    const answers = await push([home, someone, seen.op])
    const before = await rowsOf(area, 'resident', residentId)
    for (const table of ['activity', 'resident', 'household', 'op', 'area_feed'])
      await sql`DELETE FROM ${sql.table(table)} WHERE area_id = ${area}`.execute(database.owner)

    const proven = [home, someone, seen.op].map((op, i) => ({
      ...op,
      stamp: (answers[i] as { stamp: string }).stamp,
      proof: answers[i]!.proof!,
    }))
    const later = '2026-11-22T03:00:00.000Z'
    expect(results(await push([{ ...proven[2]!, proof: 'forged' }], stage.member, later))).toEqual([
      'op.target-missing',
    ])
    for (const op of proven.reverse())
      expect(results(await push([op], stage.member, later))).toEqual(['accepted'])
    expect({ ...(await rowsOf(area, 'resident', residentId)), revision: 0 }).toEqual({
      ...before,
      revision: 0,
    })
  })

  test('[I10] the chain of an area verifies and names every accepted op', async () => {
    const [area] = stage.areas
    const ops = await database.owner.selectFrom('op').where('area_id', '=', area).selectAll().execute()
    const feed = await database.owner
      .selectFrom('area_feed')
      .where('area_id', '=', area)
      .selectAll()
      .executeTakeFirstOrThrow()
    const byBefore = new Map<string, string>()
    for (const op of ops) {
      const sent = {
        id: op.id,
        areaId: op.area_id,
        deviceId: op.device_id,
        seq: op.seq,
        actorId: op.actor_id,
        kind: op.kind,
        body: op.body,
        deviceAt: op.device_at,
      }
      expect(digestOf(sent, op.salt!.toString('hex'), sha256)).toBe(op.digest.toString('hex'))
    }
    let chain = ''
    const left = new Set(ops)
    while (left.size > 0) {
      const next = [...left].find(
        op => chainOf(chain, op.id, op.stamp, op.digest.toString('hex'), sha256) === op.chain.toString('hex'),
      )
      expect(next).toBeDefined()
      left.delete(next!)
      byBefore.set(chain, next!.id)
      chain = next!.chain.toString('hex')
    }
    expect(chain).toBe(feed.chain.toString('hex'))
    expect(byBefore.size).toBe(ops.length)
  })
})

describe('a pull', () => {
  const pull = (areaIds: number[], asked: { areaId: number; revision: number; chain: string }[]) =>
    inAreas(database.db, areaIds, async tx => pullFeeds(tx, areaIds, asked, await feedHeads(tx, areaIds)))

  test('with nothing new answers no feed', async () => {
    const [area] = stage.areas
    const [feed] = await pull([area], [])
    expect(feed!.rows.length).toBeGreaterThan(3)
    expect(await pull([area], [feed!])).toEqual([])
  })

  test('brings only what changed since, removals as tombstones', async () => {
    const [area] = stage.areas
    const home = stage.home(area, 'Sắp xóa')
    await push([home])
    const [at] = await pull([area], [])
    await push([
      stage.op('household.remove', area, { householdId: home.body.householdId, reason: 'chuyển đi' }),
    ])
    const [next] = await pull([area], [at!])
    expect(next!.rows).toEqual([
      { table: 'household', id: home.body.householdId, revision: next!.revision, removed: true },
    ])
    const [fresh] = await pull([area], [])
    expect(fresh!.rows.some(row => row.id === home.body.householdId)).toBe(false)
  })

  test('from a place that our history does not hold begins anew', async () => {
    const [area] = stage.areas
    const [feed] = await pull([area], [{ areaId: area, revision: 1, chain: 'ab'.repeat(32) }])
    expect(feed!.reset).toBe(true)
    const [ahead] = await pull([area], [{ areaId: area, revision: 9999, chain: feed!.chain }])
    expect(ahead!.reset).toBe(true)
  })
})

test('[I9] a push renews the mark of a day that waits to be counted, so that a count under way does not clear it', async () => {
  const [area] = stage.areas
  const marks = async () => {
    const { rows } = await sql<{ mark: string }>`SELECT xmin::text AS mark FROM dirty
      WHERE area_id = ${area} AND day = '2026-11-20'`.execute(database.owner)
    return rows.map(row => row.mark)
  }
  await push([stage.home(area, 'Trước')])
  const before = await marks()
  await push([stage.home(area, 'Sau')])
  const after = await marks()
  expect([before.length, after.length]).toEqual([1, 1])
  expect(after).not.toEqual(before)
})

test('what a push needs is found by its keys, however long the history of its area', async () => {
  const area = stage.areas[0]
  const [id, device] = [newId(), newId()]
  await sql`INSERT INTO op (area_id, id, device_id, seq, actor_id, kind, device_at, stamp, received_at, revision, digest, chain)
    SELECT a, gen_random_uuid(), ${device}::uuid, n, ${device}::uuid, 'activity.record', now(), now(), now(), 1000 + n / 50, '', ''
    FROM generate_series(${area}::int, ${area + 199}::int) a, generate_series(1, 40) n`.execute(
    database.owner,
  )
  await sql`INSERT INTO activity (area_id, id, kind, day, team_id, member_id, body, stamp, revision)
    SELECT area_id, id, 'booth', '2026-11-20', device_id, actor_id, '{}', stamp, revision FROM op`.execute(
    database.owner,
  )
  await sql`ANALYZE op, activity`.execute(database.owner)
  const read = readOf(area, [id], [{ table: 'activity', id }], [{ deviceId: device, first: 7, last: 9 }])
  const [plan] = await inLane(database.db, [area], lane =>
    lane.ask(sql<{ 'QUERY PLAN': string }>`EXPLAIN ${read}`),
  )
  const indexes = plan.flatMap(line => /using (\w+)/.exec(line['QUERY PLAN'])?.[1] ?? [])
  expect(indexes).toEqual(['op_pk', 'op_device', 'op_device', 'activity_pk'])
})
