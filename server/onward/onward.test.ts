import { dayOf } from '@tung-nha/model/kit/day.ts'
import type { SentOp } from '@tung-nha/model/sync/op.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inAreas } from '#db/connect.ts'
import { runOnward } from '#onward/run.ts'
import { pullFeeds } from '#sync/pull.ts'
import { pushOps } from '#sync/push.ts'
import { feedHeads } from '#sync/queries.ts'
import { serverSender } from '#sync/sender.ts'
import { type TestDatabase, testDatabase } from '#testing/database.ts'
import { type FieldStage, fieldStage, NOW, newId, SECRET, SKILLS } from '#testing/field-stage.ts'

let database: TestDatabase
let stage: FieldStage
beforeAll(async () => {
  database = await testDatabase()
  stage = await fieldStage(database)
})
afterAll(() => database.close())

const later = (minutes: number) => new Date(Date.parse(NOW) + minutes * 60_000).toISOString()
let minute = 0
/** What the server is told at a desk, each a minute after the other. */
const desk = async (...ops: SentOp[]) => {
  const now = later(++minute)
  const stamped = ops.map(op => ({ ...op, deviceAt: now }))
  const answers = await pushOps(database.db, {
    ops: stamped,
    sender: serverSender,
    now,
    offset: 0,
    skills: SKILLS,
    secret: SECRET,
  })
  for (const answer of answers) expect(answer, JSON.stringify(answer)).toMatchObject({ result: 'accepted' })
}
const phone = async (...ops: SentOp[]) =>
  pushOps(database.db, {
    ops,
    sender: await stage.senderAt(later(minute)),
    now: later(minute),
    offset: 0,
    skills: SKILLS,
    secret: SECRET,
  })
const follow = () => runOnward({ db: database.db, secret: SECRET, skills: SKILLS }, later(minute))
const consent = { version: '2026.1', purpose: 'guidance', channel: 'spoken', day: '2026-11-20' }
const person = (areaId: number, householdId: string, name: string, residentId = newId()) => ({
  residentId,
  op: stage.op('resident.put', areaId, {
    residentId,
    householdId,
    fields: { name, birthYear: 1961 },
    consent,
  }),
})
const visit = (
  areaId: number,
  householdId: string,
  residentId: string,
  skill = 'pay.qr',
  activityId = newId(),
) =>
  stage.op('activity.record', areaId, {
    activityId,
    kind: 'home_visit',
    day: '2026-11-20',
    teamId: stage.teamId,
    householdId,
    outcome: 'guided',
    guided: [{ residentId, observations: [{ skill, level: 3 }] }],
    unnamed: [],
    difficulties: [],
  })
type Shown = { id: string; name: string; household_id: string; observations: [string][]; rows: string[] }
/** The people of an area as they are counted and shown. */
const people = (areaId: number) =>
  inAreas(
    database.db,
    [areaId],
    async tx =>
      (
        await sql<Shown>`SELECT id, name, household_id, observations, rows FROM one_resident WHERE NOT removed AND area_id = ${areaId}`.execute(
          tx,
        )
      ).rows,
  )
const homes = (areaId: number) =>
  inAreas(
    database.db,
    [areaId],
    async tx =>
      (
        await sql<{
          id: string
          head: string
          earlier: unknown[][] | null
        }>`SELECT id, head, earlier FROM one_household WHERE NOT removed AND area_id = ${areaId}`.execute(tx)
      ).rows,
  )
const one = async (areaId: number, id: string) => (await people(areaId)).find(row => row.id === id)
/** Ids a phone that asks from the beginning gets of an area. */
const onPhone = async (areaId: number) => {
  const [feed] = await inAreas(database.db, [areaId], async tx =>
    pullFeeds(tx, [areaId], [], await feedHeads(tx, [areaId])),
  )
  return feed!.rows.filter(row => !row.removed).map(row => row.id)
}
/** A home with one person of the first area, visited once. */
const family = async (name: string) => {
  const [here, there] = stage.areas
  const home = stage.home(here, name)
  const { householdId } = home.body
  const who = person(here, householdId, name)
  await desk(home, who.op)
  await phone(visit(here, householdId, who.residentId))
  return { here, there, householdId, residentId: who.residentId }
}

test('[K1] [K9] two rows of one person are shown as one with what was seen of both, and are two again when that is undone', async () => {
  const { here, householdId, residentId } = await family('Lò Thị Hoa')
  const twin = person(here, householdId, 'Lò Hoa')
  await desk(twin.op)
  await phone(visit(here, householdId, twin.residentId, 'safe.otp'))
  const both = { residentId: twin.residentId, intoId: residentId }
  await desk(stage.op('resident.merge', here, both))
  const shown = await one(here, residentId)
  expect(shown).toMatchObject({
    name: 'Lò Thị Hoa',
    rows: expect.arrayContaining([residentId, twin.residentId]),
  })
  expect(shown!.observations.map(item => item[0]).sort()).toEqual(['pay.qr', 'safe.otp'])
  expect(await one(here, twin.residentId)).toBeUndefined()

  // Work that still names the merged one is not lost: it shows in the one that stands.
  await phone(visit(here, householdId, twin.residentId, 'service.vneid'))
  expect((await one(here, residentId))!.observations).toHaveLength(3)

  await desk(stage.op('resident.unmerge', here, both))
  expect((await one(here, residentId))!.observations).toHaveLength(1)
  expect((await one(here, twin.residentId))!.observations).toHaveLength(2)
})

test('[K2] rows merged in a ring are shown once, in the smallest id', async () => {
  const { here, householdId, residentId } = await family('Vì Thị Ánh')
  const twin = person(here, householdId, 'Vì Ánh')
  await desk(twin.op)
  await desk(
    stage.op('resident.merge', here, { residentId, intoId: twin.residentId }),
    stage.op('resident.merge', here, { residentId: twin.residentId, intoId: residentId }),
  )
  const [root] = [residentId, twin.residentId].sort()
  const shown = (await people(here)).filter(row => [residentId, twin.residentId].includes(row.id))
  expect(shown.map(row => row.id)).toEqual([root])
})

test('[K3] a person removed is removed in every row that was merged into theirs', async () => {
  const { here, householdId, residentId } = await family('Hà Thị Chi')
  const twin = person(here, householdId, 'Hà Chi')
  await desk(twin.op, stage.op('resident.merge', here, { residentId: twin.residentId, intoId: residentId }))
  await phone(stage.op('resident.remove', here, { residentId, reason: 'xin xóa' }))
  await follow()
  const { rows } = await sql<{ name: string | null; removed: boolean }>`SELECT name, removed FROM resident
    WHERE id = ANY(${[residentId, twin.residentId]}::uuid[])`.execute(database.owner)
  expect(rows).toEqual([
    { name: null, removed: true },
    { name: null, removed: true },
  ])
})

test('[K4] [K8] a home that moves takes its people along; they keep their ids and are in one area at a time', async () => {
  const { here, there, householdId, residentId } = await family('Quàng Văn Ún')
  await desk(stage.op('household.depart', here, { householdId, toAreaId: there }))
  await follow()
  expect(await one(here, residentId)).toBeUndefined()
  expect(await one(there, residentId)).toMatchObject({ household_id: householdId, name: 'Quàng Văn Ún' })
  expect((await homes(there)).find(home => home.id === householdId)).toMatchObject({
    head: 'Quàng Văn Ún',
    earlier: [[expect.any(String), '2026-11-20', 'home_visit', 'guided', 0]],
  })
  expect(await onPhone(here)).not.toContain(residentId)
  expect(await onPhone(there)).toEqual(expect.arrayContaining([householdId, residentId]))
  // Asked once more, nothing more is made.
  expect(await follow()).toBe(0)
})

/** Kills the server, as the database sees it, at the first write of a kind to an area; `revive` lets it through again. */
const killAt = async (write: 'INSERT' | 'DELETE', table: 'op' | 'onward', areaId: number) => {
  const row = sql.raw(write === 'INSERT' ? 'NEW' : 'OLD')
  await sql`CREATE OR REPLACE FUNCTION killed() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'killed' USING ERRCODE = 'XX000'; END $$`.execute(database.owner)
  await sql`CREATE TRIGGER killed BEFORE ${sql.raw(write)} ON ${sql.table(table)} FOR EACH ROW
    WHEN (${row}.area_id = ${sql.lit(areaId)}) EXECUTE FUNCTION killed()`.execute(database.owner)
  return { revive: () => sql`DROP TRIGGER killed ON ${sql.table(table)}`.execute(database.owner) }
}

test('[K8] killed between any two of its steps it begins again, and nothing is made twice', async () => {
  const [here, there] = stage.areas
  /** A family moves; what the two areas hold of it and of its story in the end, without the ids. */
  const moved = async (kill?: () => ReturnType<typeof killAt>) => {
    const { householdId, residentId } = await family('Lò Văn Tiên')
    await desk(stage.op('household.depart', here, { householdId, toAreaId: there }))
    if (kill) {
      const { revive } = await kill()
      await expect(follow().finally(revive)).rejects.toThrow('killed')
    }
    await follow()
    expect(await follow()).toBe(0)
    const { rows: story } = await sql<{ kind: string }>`SELECT area_id, kind FROM op
      WHERE body::text LIKE ${`%${householdId}%`} OR body::text LIKE ${`%${residentId}%`} ORDER BY 1, 2`.execute(
      database.owner,
    )
    const person = await one(there, residentId)
    return {
      story,
      shown: [await one(here, residentId), person?.name, person?.observations.length, person?.rows.length],
      earlier: (await homes(there)).find(home => home.id === householdId)?.earlier?.length,
    }
  }
  const whole = await moved()
  expect(whole.shown).toEqual([undefined, 'Lò Văn Tiên', 1, 1])
  for (const kill of [
    () => killAt('INSERT', 'op', here),
    () => killAt('INSERT', 'op', there),
    () => killAt('DELETE', 'onward', here),
    () => killAt('DELETE', 'onward', there),
  ])
    expect(await moved(kill)).toEqual(whole)
})

test('[K4] a removed home takes nobody along: who is sent back to it stays there', async () => {
  const { here, there, householdId, residentId } = await family('Lường Văn Inh')
  await desk(stage.op('household.depart', here, { householdId, toAreaId: there }))
  await follow()
  // It is on its way back when someone who still shows it where it had been removes it there.
  await desk(
    stage.op('household.depart', there, { householdId, toAreaId: here }),
    stage.op('household.remove', here, { householdId, reason: 'chuyển đi' }),
    stage.op('resident.depart', there, { residentId, toAreaId: here, toHouseholdId: householdId }),
  )
  await follow()
  expect(await one(here, residentId)).toMatchObject({ name: 'Lường Văn Inh', household_id: householdId })
  expect(await one(there, residentId)).toBeUndefined()
  expect(await follow()).toBe(0)
})

test('[K4] who is shown in another row stays with it when their own home leaves, and follows the home when they are two again', async () => {
  const { here, there, householdId, residentId } = await family('Cà Thị Ơn')
  const twin = person(here, householdId, 'Cà Ơn')
  const both = { residentId: twin.residentId, intoId: residentId }
  await desk(twin.op, stage.op('resident.merge', here, both))
  await desk(stage.op('household.depart', here, { householdId, toAreaId: there }))
  await follow()
  // There the one that stands marries into another home, and the old home goes back.
  const married = stage.home(there, 'Cà Văn Pâng')
  await desk(
    married,
    stage.op('resident.put', there, { residentId, householdId: married.body.householdId, fields: {} }),
    stage.op('household.depart', there, { householdId, toAreaId: here }),
  )
  await follow()
  expect((await one(there, residentId))!.rows.sort()).toEqual([residentId, twin.residentId].sort())
  expect(await follow()).toBe(0)

  await desk(stage.op('resident.unmerge', there, both))
  await follow()
  expect(await one(here, twin.residentId)).toMatchObject({ household_id: householdId })
  expect(await one(there, residentId)).toMatchObject({ household_id: married.body.householdId })
  expect(await follow()).toBe(0)
})

test('[K2] [K4] a ring of merged rows leaves with the home it is shown in', async () => {
  const { here, there, householdId, residentId } = await family('Tòng Thị Xuân')
  const ring = [residentId, ...Array.from({ length: 4 }, newId)]
  await desk(...ring.slice(1).map(id => person(here, householdId, 'Tòng Xuân', id).op))
  await desk(
    ...ring.map((id, i) =>
      stage.op('resident.merge', here, { residentId: id, intoId: ring[(i + 1) % ring.length]! }),
    ),
  )
  await desk(stage.op('household.depart', here, { householdId, toAreaId: there }))
  await follow()
  expect((await people(there)).find(row => row.household_id === householdId)!.rows.sort()).toEqual(
    ring.sort(),
  )
  expect((await people(here)).filter(row => ring.includes(row.id))).toEqual([])
  expect(await follow()).toBe(0)
})

test('[K5] what comes late to the area they left lands where they are', async () => {
  const { here, there, householdId, residentId } = await family('Sùng A Páo')
  const late = visit(here, householdId, residentId, 'safe.otp')
  const child = person(here, householdId, 'Sùng Thị Dợ')
  await desk(stage.op('household.depart', here, { householdId, toAreaId: there }))
  await follow()
  const answers = await phone(
    late,
    stage.op('resident.put', here, { residentId, householdId, fields: { phone: '0912345678' } }),
    child.op,
  )
  expect(answers.map(answer => answer.result)).toEqual(['accepted', 'accepted', 'accepted'])
  await follow()
  expect((await one(there, residentId))!.observations.map(item => item[0]).sort()).toEqual([
    'pay.qr',
    'safe.otp',
  ])
  expect(await one(there, child.residentId)).toMatchObject({ name: 'Sùng Thị Dợ', household_id: householdId })
  expect(await one(here, child.residentId)).toBeUndefined()
  const moved = await sql<{
    phone: string
  }>`SELECT phone FROM resident WHERE area_id = ${there} AND id = ${residentId}`.execute(database.owner)
  expect(moved.rows).toEqual([{ phone: '0912345678' }])
  const home = (await homes(there)).find(item => item.id === householdId)
  expect(home!.earlier).toHaveLength(2)
})

test('[K6] who comes back is here again, with what was seen elsewhere', async () => {
  const { here, there, householdId, residentId } = await family('Mùa A Tếnh')
  await desk(stage.op('household.depart', here, { householdId, toAreaId: there }))
  await follow()
  await phone(visit(there, householdId, residentId, 'safe.otp'))
  await desk(stage.op('household.depart', there, { householdId, toAreaId: here }))
  await follow()
  expect(await one(there, residentId)).toBeUndefined()
  expect((await one(here, residentId))!.observations.map(item => item[0]).sort()).toEqual([
    'pay.qr',
    'safe.otp',
  ])
})

test('[K7] who is removed is removed in every area they have been in, and does not come back', async () => {
  const { here, there, householdId, residentId } = await family('Thào Thị Mỷ')
  await desk(stage.op('household.depart', here, { householdId, toAreaId: there }))
  await follow()
  await desk(stage.op('resident.remove', there, { residentId, reason: 'xin xóa' }))
  await follow()
  const kept = () =>
    sql<{
      n: number
    }>`SELECT count(*)::int AS n FROM resident WHERE id = ${residentId} AND (NOT removed OR name IS NOT NULL OR observations <> '[]')`.execute(
      database.owner,
    )
  expect((await kept()).rows).toEqual([{ n: 0 }])
  await phone(
    stage.op('resident.put', here, { residentId, householdId, fields: { name: 'Thào Thị Mỷ' }, consent }),
  )
  await follow()
  expect((await kept()).rows).toEqual([{ n: 0 }])
})

test('[S24] who asked to be erased leaves nothing in the area they came from: neither row nor content of ops', async () => {
  const { here, there, householdId, residentId } = await family('Mùa Thị Say')
  await desk(stage.op('household.depart', here, { householdId, toAreaId: there }))
  await follow()
  await desk(stage.op('household.remove', there, { householdId, reason: 'erasure', erase: true }))
  await desk(stage.op('resident.remove', there, { residentId, reason: 'erasure', erase: true }))
  await follow()
  const { rows } = await sql<{ n: number }>`SELECT count(*)::int AS n FROM op
    WHERE area_id = ${here} AND body::text LIKE '%Mùa Thị Say%'`.execute(database.owner)
  expect(rows).toEqual([{ n: 0 }])
  const people = await sql<{
    n: number
  }>`SELECT count(*)::int AS n FROM resident WHERE area_id = ${here} AND id = ${residentId} AND name IS NOT NULL`.execute(
    database.owner,
  )
  expect(people.rows).toEqual([{ n: 0 }])
})

test('[S16] only the server brings merges and moves: from a phone they are refused', async () => {
  const { here, there, householdId, residentId } = await family('Giàng A Chu')
  const answers = await phone(
    stage.op('household.depart', here, { householdId, toAreaId: there }),
    stage.op('resident.merge', here, { residentId, intoId: newId() }),
  )
  expect(answers.map(answer => answer.result === 'refused' && answer.problem)).toEqual([
    'op.kind-unknown',
    'op.kind-unknown',
  ])
  expect(dayOf(NOW)).toBe('2026-11-20')
})
