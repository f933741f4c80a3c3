import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inAreas } from '#db/connect.ts'
import { runDivisions } from '#division/run.ts'
import { drain } from '#facts/drain.ts'
import { countRulesOf } from '#facts/rules.ts'
import { onwardOf } from '#onward/loop.ts'
import { runOnward } from '#onward/run.ts'
import { pullFeeds } from '#sync/pull.ts'
import { pushOps } from '#sync/push.ts'
import { feedHeads } from '#sync/queries.ts'
import { serverSender } from '#sync/sender.ts'
import type { TestApp } from '#testing/app.ts'
import { type FieldStage, fieldHouse, NOW, newId, SKILLS } from '#testing/field-stage.ts'

let house: TestApp
let stage: FieldStage
let officer: { id: string; token: string }
beforeAll(async () => {
  const made = await fieldHouse()
  house = made.house
  stage = made.stage
  officer = await house.officer('communeOfficer', stage.communeId)
})
afterAll(() => house?.close())

const TODAY = '2026-11-20'
const push = async (ops: ReturnType<FieldStage['op']>[], asPhone = false) => {
  const now = house.setup.clock()
  const answers = await pushOps(house.setup.db, {
    ops,
    sender: asPhone ? await stage.senderAt(now, ops) : serverSender,
    now,
    offset: 0,
    skills: SKILLS,
    secret: house.setup.secret,
  })
  for (const answer of answers) expect(answer, JSON.stringify(answer)).toMatchObject({ result: 'accepted' })
}

/** A village of the commune with one area served by `stage.teamId`, and its homes: each one person, in lanes in turn. */
let villages = 0
const villageOf = async (homes: number, lanes = ['Ngõ 1', 'ngõ 2']) => {
  const name = `Suối ${++villages}`
  const { body } = await ask('POST', `/api/v1/units/${stage.communeId}/villages`, {
    name,
    kind: 'ban',
    validFrom: '2026-01-01',
  })
  const areaId = body.areaIds[0] as number
  await house.database.owner
    .insertInto('team_area')
    .values({ team_id: stage.teamId, area_id: areaId, valid_from: '2026-01-01', valid_to: null })
    .execute()
  const made = Array.from({ length: homes }, (_, i) => {
    const householdId = newId()
    const residentId = newId()
    const at = { deviceAt: '2026-11-01T02:00:00.000Z' }
    const lane = lanes[i % lanes.length]
    const home = {
      householdId,
      fields: { head: `Chủ ${i}`, lane },
      basis: { kind: 'visit', day: '2026-11-01' },
    }
    const person = {
      residentId,
      householdId,
      fields: { name: `Chủ ${i}`, birthYear: 1961 },
      consent: { version: '2026.1', purpose: 'guidance', channel: 'spoken', day: '2026-11-01' },
    }
    return {
      householdId,
      residentId,
      ops: [stage.op('household.put', areaId, home, at), stage.op('resident.put', areaId, person, at)],
    }
  })
  await push(made.flatMap(home => home.ops))
  return { name: `Bản ${name}`, villageId: body.id as number, areaId, homes: made }
}
const visit = (areaId: number, householdId: string, residentId: string) =>
  stage.op('activity.record', areaId, {
    activityId: newId(),
    kind: 'home_visit',
    day: '2026-11-20',
    teamId: stage.teamId,
    householdId,
    outcome: 'guided',
    guided: [{ residentId, observations: [{ skill: 'pay.qr', level: 3 }] }],
    unnamed: [],
    difficulties: [],
  })
const ask = (method: string, url: string, body?: object) => house.ask(method, url, body, officer.token)
const village = (name: string, day = TODAY) => ({ name, kind: 'ban', day })
const divide = (
  areaId: number,
  homes: { householdId: string }[],
  into: object,
  teamId: string | null = null,
) =>
  ask('POST', `/api/v1/areas/${areaId}/divisions`, {
    householdIds: homes.map(home => home.householdId),
    into,
    teamId,
  })
const run = () => runDivisions(onwardOf(house.setup), house.setup.clock())
const listed = async (id: string) =>
  (await ask('GET', `/api/v1/units/${stage.communeId}/divisions`)).body.items.find(
    (one: { id: string }) => one.id === id,
  )
const undo = (id: string) => ask('DELETE', `/api/v1/units/${stage.communeId}/divisions/${id}`)
/** Ids of homes and people a phone gets that asks for an area from the beginning. */
const onPhone = async (areaId: number) => {
  const [feed] = await inAreas(house.setup.db, [areaId], async tx =>
    pullFeeds(tx, [areaId], [], await feedHeads(tx, [areaId])),
  )
  return feed!.rows.filter(row => !row.removed).map(row => row.id)
}
const homesTotal = async (unitId: number, day: string) => {
  await drain(house.setup.db, countRulesOf(house.setup.catalogue), house.setup.clock())
  const { rows } = await sql<{ n: number }>`SELECT coalesce(sum(n), 0)::int AS n FROM unit_fact
    WHERE unit_id = ${unitId} AND fact = 'homes_total' AND day <= ${day}`.execute(house.database.owner)
  return rows[0]!.n
}

/** Kills the server, as the database sees it, at the first write of a kind to a table; `revive` lets it through again. */
const killAt = async (write: 'INSERT' | 'UPDATE' | 'DELETE', table: string, areaId: number) => {
  const row = sql.raw(write === 'INSERT' ? 'NEW' : 'OLD')
  await sql`CREATE OR REPLACE FUNCTION killed() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'killed' USING ERRCODE = 'XX000'; END $$`.execute(house.database.owner)
  await sql`CREATE TRIGGER killed BEFORE ${sql.raw(write)} ON ${sql.table(table)} FOR EACH ROW
    WHEN (${row}.area_id = ${sql.lit(areaId)}) EXECUTE FUNCTION killed()`.execute(house.database.owner)
  return { revive: () => sql`DROP TRIGGER killed ON ${sql.table(table)}`.execute(house.database.owner) }
}
const departures = async (areaId: number) => {
  const { rows } = await sql<{ n: number }>`SELECT count(*)::int AS n FROM op
    WHERE area_id = ${areaId} AND kind = 'household.depart'`.execute(house.database.owner)
  return rows[0]!.n
}
const idsOf = (homes: { householdId: string; residentId: string }[]) =>
  homes.flatMap(home => [home.householdId, home.residentId]).sort()
const later = (minutes: number) => house.setNow(new Date(Date.parse(NOW) + minutes * 60_000).toISOString())

test('[K11] homes chosen become a new village: it is seen before, they go home by home, keep their ids, and both teams hear of it', async () => {
  const { areaId, villageId, homes, name } = await villageOf(4)
  const go = homes.filter((_, i) => i % 2 === 1)
  const stay = homes.filter((_, i) => i % 2 === 0)
  const { team_id: otherTeam } = await house.database.owner
    .selectFrom('team_area')
    .where('area_id', '=', stage.areas[2])
    .select('team_id')
    .executeTakeFirstOrThrow()
  const householdIds = go.map(home => home.householdId)
  const requestId = newId()
  await push([
    stage.op('request.open', areaId, {
      requestId,
      code: 'K7QW4MTX',
      name: 'Cô Thử',
      day: TODAY,
      lane: 'NGÕ 2',
    }),
  ])
  const seen = await ask('POST', `/api/v1/areas/${areaId}/division-previews`, {
    householdIds: [...householdIds, newId()],
    into: { ...village('Mới'), law: 'Nghị quyết số 9' },
    teamId: otherTeam,
  })
  expect(seen.body).toEqual({
    stays: { name, homes: 2, people: 2, teams: ['bản 0'] },
    goes: { name: 'Bản Mới', homes: 2, people: 2, teams: ['bản 1'] },
    missing: 1,
    requests: { open: 1, inLanesThatGo: 1 },
    countedFrom: TODAY,
  })
  expect(await listed('x')).toBeUndefined()

  const { body } = await divide(areaId, go, { ...village('Mới'), law: 'Nghị quyết số 9' }, otherTeam)
  expect(await listed(body.id)).toMatchObject({
    state: 'moving',
    from: name,
    name: 'Bản Mới',
    homes: 2,
    moved: 0,
  })
  await run()
  expect(await listed(body.id)).toMatchObject({ state: 'done', moved: 2, missing: 0, countedFrom: TODAY })
  expect((await onPhone(body.areaId)).sort()).toEqual(idsOf(go))
  expect((await onPhone(areaId)).filter(id => id !== requestId).sort()).toEqual(idsOf(stay))

  const unit = await ask('GET', `/api/v1/units/${body.villageId}`)
  expect(unit.body.predecessors).toMatchObject([{ id: villageId, change: 'partial', law: 'Nghị quyết số 9' }])
  const areas = (await ask('GET', `/api/v1/units/${stage.communeId}/areas`)).body.items
  expect(areas.find((area: { id: number }) => area.id === body.areaId)).toMatchObject({
    villageName: 'Bản Mới',
    teamName: 'bản 1',
  })
  // The past stays with the village that had it; nobody is counted twice on any day.
  expect(await homesTotal(villageId, '2026-11-19')).toBe(4)
  expect([await homesTotal(villageId, TODAY), await homesTotal(body.villageId, TODAY)]).toEqual([2, 2])

  const entries = await house.database.owner
    .selectFrom('audit_entry')
    .where('what', '=', 'area.divide')
    .select(['actor_id', 'subjects'])
    .execute()
  expect(entries).toEqual([{ actor_id: officer.id, subjects: { areaId, teamId: otherTeam, id: body.id } }])
})

test('[K5] [K11] what a phone of the old team still had to send of a home that went lands where it is', async () => {
  const { areaId, homes } = await villageOf(3)
  const [home] = homes
  const late = visit(areaId, home!.householdId, home!.residentId)
  const { body } = await divide(areaId, [home!], { name: 'Xóm Trên' })
  await run()
  await push([late], true)
  await runOnward(onwardOf(house.setup), house.setup.clock())
  const { rows } = await sql<{ area_id: number; skills: string[] }>`
    SELECT area_id, ARRAY(SELECT o->>0 FROM jsonb_array_elements(observations) o) AS skills FROM resident
    WHERE id = ${home!.residentId} AND moved_to IS NULL`.execute(house.database.owner)
  expect(rows).toEqual([{ area_id: body.areaId, skills: ['pay.qr'] }])
})

test('[K8] [K11] killed between any two of its steps a division goes on, and no home leaves twice', async () => {
  for (const [write, table] of [
    ['INSERT', 'op'],
    ['UPDATE', 'division_home'],
    ['DELETE', 'onward'],
  ] as const) {
    const { areaId, homes } = await villageOf(3)
    const go = homes.slice(0, 2)
    const { body } = await divide(areaId, go, { name: `Xóm ${table}` })
    const { revive } = await killAt(write, table, areaId)
    await expect(run().finally(revive)).rejects.toThrow('killed')
    await run()
    expect(await listed(body.id), table).toMatchObject({ state: 'done', moved: 2, missing: 0 })
    expect(await departures(areaId)).toBe(2)
    expect((await onPhone(body.areaId)).sort()).toEqual(idsOf(go))
  }
})

test('[K11] a home that was removed before its turn is told as missing and stays removed', async () => {
  const { areaId, homes } = await villageOf(3)
  const { body } = await divide(areaId, homes.slice(0, 2), { name: 'Xóm Khe' })
  const [gone] = homes
  await push([stage.op('household.remove', areaId, { householdId: gone!.householdId, reason: 'chuyển đi' })])
  await run()
  expect(await listed(body.id)).toMatchObject({ state: 'done', moved: 1, missing: 1 })
  expect(await onPhone(body.areaId)).not.toContain(gone!.householdId)
})

test('[K11] ground that homes are on their way to is not given up, and what was divided again is taken back from its end', async () => {
  const { areaId, homes } = await villageOf(4)
  const { body } = await divide(areaId, homes.slice(0, 2), village('Suối Chia Đôi'))
  const ended = await ask('POST', `/api/v1/villages/${body.villageId}/closing`, { validTo: '2026-11-21' })
  expect(ended.body.id).toBe('unit.village-in-use')
  await run()
  later(1)
  const again = await divide(body.areaId, homes.slice(0, 1), { name: 'Xóm Trong' })
  await run()
  expect((await undo(body.id)).body.id).toBe('division.busy')
  later(2)
  expect((await undo(again.body.id)).status).toBe(200)
  await run()
  later(3)
  expect((await undo(body.id)).status).toBe(200)
  await run()
  expect((await onPhone(areaId)).sort()).toEqual(idsOf(homes).sort())
})

test('[K6] [K11] taken back within a day: everybody is where they were, also who came meanwhile, and every day counts everybody once', async () => {
  const { areaId, villageId, homes } = await villageOf(4)
  const { body } = await divide(areaId, homes.slice(0, 2), village('Suối Tách'))
  expect((await undo(body.id)).body.id).toBe('division.busy')
  expect((await divide(areaId, homes.slice(2, 3), { name: 'Xóm Vội' })).body.id).toBe('division.busy')
  await run()
  const fresh = stage.home(body.areaId, 'Nhà Mới Đến')
  await push([fresh])
  const late = visit(body.areaId, homes[0]!.householdId, homes[0]!.residentId)

  later(16 * 60) // the next day
  expect((await undo(body.id)).status).toBe(200)
  await run()
  expect(await listed(body.id)).toMatchObject({ state: 'undone', mayUndo: false })
  expect((await undo(body.id)).body.id).toBe('undo.unknown')
  await push([late], true)
  await runOnward(onwardOf(house.setup), house.setup.clock())
  expect((await onPhone(areaId)).sort()).toEqual([...idsOf(homes), fresh.body.householdId].sort())
  expect((await ask('GET', `/api/v1/units/${body.villageId}?on=${TODAY}`)).body.unit.validTo).toBe(
    '2026-11-21',
  )
  const counted = async (id: number) => [
    await homesTotal(id, '2026-11-19'),
    await homesTotal(id, TODAY),
    await homesTotal(id, '2026-11-21'),
  ]
  expect(await counted(villageId)).toEqual([4, 2, 5])
  expect((await counted(body.villageId)).slice(0, 2)).toEqual([0, 3])

  // The ground that was given back is used again, under its new name; taken back on the same day, nothing has been.
  later(16 * 60 + 30)
  const again = await divide(areaId, homes.slice(2, 3), village('Suối Tách', '2026-11-21'))
  expect(again.body).toMatchObject({ areaId: body.areaId })
  await run()
  expect(await counted(villageId)).toEqual([4, 2, 4])
  later(17 * 60)
  expect((await undo(again.body.id)).status).toBe(200)
  await run()
  expect(await counted(villageId)).toEqual([4, 2, 5])
  expect((await ask('GET', `/api/v1/units/${again.body.villageId}`)).body.unit.validTo).toBe('2026-11-21')

  later(18 * 60)
  const third = await divide(areaId, homes.slice(0, 1), { name: 'Xóm Ba' })
  await run()
  later(18 * 60 + 24 * 60)
  expect((await undo(third.body.id)).body.id).toBe('undo.late')
  later(0)
})

test('a division that cannot be is refused with the reason, and nothing is changed', async () => {
  const { areaId, homes, name } = await villageOf(2)
  const [one] = homes
  const refused = async (chosen: typeof homes, into: object, teamId: string | null = null) =>
    (await divide(areaId, chosen, into, teamId)).body.id
  expect(await refused([], { name: 'Xóm Một' })).toBe('division.no-homes')
  expect(await refused([{ ...one!, householdId: newId() }], { name: 'Xóm Một' })).toBe('division.no-homes')
  expect(await refused(homes, { name: 'Xóm Một' })).toBe('division.all-homes')
  expect(await refused([one!], { name: name.toLowerCase() })).toBe('division.name-taken')
  expect(await refused([one!], village(name))).toBe('unit.village-exists')
  expect(await refused([one!], village('Mai Sau', '2026-11-21'))).toBe('division.day-future')
  expect(await refused([one!], village('Xưa', '2026-01-01'))).toBe('unit.day-outside')
  expect(await refused([one!], { name: 'Xóm Một' }, newId())).toBe('team.unknown')
  const { body: other } = await ask('POST', `/api/v1/units/${stage.communeId}/villages`, {
    name: 'Nhận',
    kind: 'ban',
    validFrom: '2026-01-01',
  })
  const { villageIds, into } = {
    villageIds: [
      (await ask('GET', `/api/v1/units/${stage.communeId}/areas`)).body.items.find(
        (a: { id: number }) => a.id === areaId,
      ).villageId,
    ],
    into: { villageId: other.id },
  }
  await ask('POST', `/api/v1/units/${stage.communeId}/village-mergers`, {
    villageIds,
    into,
    day: '2026-12-01',
  })
  expect(await refused([one!], { name: 'Xóm Một' })).toBe('division.busy')
  expect(await onPhone(areaId)).toHaveLength(4)
  const leader = await house.member(stage.teamId, 'leader')
  const asLeader = await house.ask(
    'POST',
    `/api/v1/areas/${areaId}/divisions`,
    { householdIds: [one!.householdId], into: { name: 'X' }, teamId: null },
    leader.token,
  )
  expect(asLeader.status).toBe(403)
})
