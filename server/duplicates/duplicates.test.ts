import type { SentOp } from '@tung-nha/model/sync/op.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { replayWithdrawn } from '#erasure/replay.ts'
import { drain } from '#facts/drain.ts'
import { countRulesOf } from '#facts/rules.ts'
import { onwardOf } from '#onward/loop.ts'
import { runOnward } from '#onward/run.ts'
import { type Ground, makeGround, newId, type TestApp, testApp } from '#testing/app.ts'

let t: TestApp
let ground: Ground
let other: Ground
let officer: { id: string; token: string }
type Phone = { id: string; deviceId: string; token: string }
let phones: [Phone, Phone]
let seq = 0
const DAY = '2026-11-16'

beforeAll(async () => {
  t = await testApp()
  ground = await makeGround(t.database)
  other = await makeGround(t.database, 910_000, { commune: ground.commune, province: ground.province })
  officer = await t.officer('communeOfficer', ground.commune)
  phones = [
    await t.member(ground.teamId, 'member', 'Lò Thị Mận'),
    await t.member(ground.teamId, 'member', 'Hà Văn Ún'),
  ]
})
afterAll(() => t?.close())

const push = async (phone: Phone, ...ops: [kind: string, body: object][]) => {
  const sent = ops.map(
    ([kind, body]): SentOp => ({
      id: newId(),
      areaId: ground.areaId,
      deviceId: phone.deviceId,
      seq: ++seq,
      actorId: phone.id,
      kind,
      body,
      deviceAt: t.setup.clock(),
    }),
  )
  const { body } = await t.ask(
    'POST',
    '/api/v1/sync/push',
    { ops: sent, deviceNow: t.setup.clock() },
    phone.token,
  )
  expect(body.answers.map((answer: { result: string }) => answer.result)).toEqual(sent.map(() => 'accepted'))
}
/** Somebody in a home of their own, guided once in one skill. */
const enter = async (phone: Phone, name: string, skill: string) => {
  const [householdId, residentId] = [newId(), newId()]
  await push(
    phone,
    [
      'household.put',
      { householdId, fields: { head: name, lane: 'ngõ 5' }, basis: { kind: 'visit', day: DAY } },
    ],
    [
      'resident.put',
      {
        residentId,
        householdId,
        fields: { name, birthYear: 1961, phone: '0912345678' },
        consent: { version: '2026.1', purpose: 'guidance', channel: 'spoken', day: DAY },
      },
    ],
    [
      'activity.record',
      {
        activityId: newId(),
        kind: 'home_visit',
        day: DAY,
        teamId: ground.teamId,
        householdId,
        outcome: 'guided',
        guided: [{ residentId, observations: [{ skill, level: 3 }] }],
        unnamed: [],
        difficulties: [],
      },
    ],
  )
  return { householdId, residentId }
}
const desk = async (url: string, body: object, status = 200) => {
  const answer = await t.ask('POST', `/api/v1/areas/${url}`, body, officer.token)
  expect([answer.status, url, answer.body], JSON.stringify(answer.body)).toEqual([status, url, answer.body])
  return answer.body
}
const list = async () =>
  (await t.ask('GET', `/api/v1/units/${ground.commune}/duplicates`, undefined, officer.token)).body
const home = async (areaId: number, id: string) =>
  t.ask('GET', `/api/v1/areas/${areaId}/households/${id}`, undefined, officer.token)
/** What the figures say of an area: people and homes known, times guided, people guided this month. */
const counts = async (areaId: number) => {
  await runOnward(onwardOf(t.setup), t.setup.clock())
  await drain(t.setup.db, countRulesOf(t.setup.catalogue), t.setup.clock())
  const facts = await t.database.owner
    .selectFrom('area_fact')
    .where('area_id', '=', areaId)
    .where('fact', 'in', ['people_known', 'homes_total', 'homes_reviewed', 'guidance_times'])
    .select(['fact', query => query.fn.sum<string>('n').as('n')])
    .groupBy('fact')
    .execute()
  const distincts = await t.database.owner
    .selectFrom('area_distinct')
    .where('area_id', '=', areaId)
    .where('fact', '=', 'people_guided')
    .where('period', 'like', '20%')
    .select(['fact', query => query.fn.sum<string>('n').as('n')])
    .groupBy('fact')
    .execute()
  return Object.fromEntries([...facts, ...distincts].map(row => [row.fact, Number(row.n)]))
}

test('two phones enter one person; merged, people and homes fall by one and times stay; parted again, all is as it was', async () => {
  const one = await enter(phones[0], 'Lò Thị Hoa', 'pay.qr')
  const two = await enter(phones[1], 'lò thị hoa', 'safe.otp')
  const apart = { people_known: 2, homes_total: 2, homes_reviewed: 2, guidance_times: 2, people_guided: 2 }
  expect(await counts(ground.areaId)).toEqual(apart)

  const { items, total } = await list()
  expect(total).toBe(1)
  expect(items[0].reasons).toEqual(expect.arrayContaining(['phone', 'birthYear', 'place']))
  expect([items[0].a.id, items[0].b.id].sort()).toEqual([one.residentId, two.residentId].sort())

  const twin = `${ground.areaId}/residents/${two.residentId}`
  const twinHome = `${ground.areaId}/households/${two.householdId}`
  await desk(`${twin}/merge`, { intoId: one.residentId, intoAreaId: ground.areaId })
  await desk(`${twinHome}/merge`, { intoId: one.householdId })
  expect(await counts(ground.areaId)).toEqual({
    ...apart,
    people_known: 1,
    homes_total: 1,
    homes_reviewed: 1,
    people_guided: 1,
  })
  expect((await list()).total).toBe(0)

  // Both histories, under either id.
  for (const id of [one.householdId, two.householdId]) {
    const { body } = await home(ground.areaId, id)
    expect(body.id).toBe(one.householdId)
    expect(body.residents).toHaveLength(1)
    expect(body.residents[0].skills.map((held: { skill: string }) => held.skill).sort()).toEqual([
      'pay.qr',
      'safe.otp',
    ])
    expect(body.history.map((visit: { memberName: string }) => visit.memberName).sort()).toEqual([
      'Hà Văn Ún',
      'Lò Thị Mận',
    ])
  }

  expect((await list()).merged.map((row: { what: string; id: string }) => [row.what, row.id]).sort()).toEqual(
    [
      ['household', two.householdId],
      ['resident', two.residentId],
    ],
  )
  await desk(`${twin}/unmerge`, { intoId: one.residentId })
  await desk(`${twinHome}/unmerge`, { intoId: one.householdId })
  expect(await counts(ground.areaId)).toEqual(apart)
  const parted = (await home(ground.areaId, two.householdId)).body
  expect(parted.residents[0].skills.map((held: { skill: string }) => held.skill)).toEqual(['safe.otp'])

  // "Là hai người": nobody asks again.
  expect((await list()).total).toBe(1)
  await desk(`${twin}/apart`, { otherId: one.residentId })
  expect(await list()).toMatchObject({ total: 0, merged: [] })
})

test('a home that moves takes its past along: counted there, not here, and its visits stay where they were made', async () => {
  const before = await counts(ground.areaId)
  const gone = await enter(phones[0], 'Quàng Văn Ún', 'pay.qr')
  await desk(`${ground.areaId}/households/${gone.householdId}/move`, { toAreaId: other.areaId })
  expect(await counts(ground.areaId)).toEqual({ ...before, guidance_times: before['guidance_times']! + 1 })
  expect(await counts(other.areaId)).toEqual({
    people_known: 1,
    homes_total: 1,
    homes_reviewed: 1,
    people_guided: 1,
  })
  expect((await home(ground.areaId, gone.householdId)).status).toBe(404)
  const { body } = await home(other.areaId, gone.householdId)
  expect(body.residents[0].skills).toEqual([expect.objectContaining({ skill: 'pay.qr', level: 3, day: DAY })])
})

test('a person moves to another home of the village or of the next one, and is counted once where they live', async () => {
  const mover = await enter(phones[0], 'Giàng Thị Say', 'pay.qr')
  const near = await enter(phones[1], 'Giàng A Tủa', 'safe.otp')
  const far = await enter(phones[1], 'Giàng A Páo', 'safe.otp')
  await desk(`${ground.areaId}/households/${far.householdId}/move`, { toAreaId: other.areaId })
  const livingAt = async (areaId: number, householdId: string) =>
    (await home(areaId, householdId)).body.residents.map((person: { name: string }) => person.name)

  const move = `residents/${mover.residentId}/move`
  await desk(`${ground.areaId}/${move}`, { toAreaId: ground.areaId, toHouseholdId: near.householdId })
  expect(await livingAt(ground.areaId, near.householdId)).toEqual(['Giàng Thị Say', 'Giàng A Tủa'])
  expect(await livingAt(ground.areaId, mover.householdId)).toEqual([])
  const before = [await counts(ground.areaId), await counts(other.areaId)].map(
    found => found['people_known']!,
  )

  await desk(`${ground.areaId}/${move}`, { toAreaId: other.areaId, toHouseholdId: newId() }, 422)
  await desk(`${ground.areaId}/${move}`, { toAreaId: other.areaId, toHouseholdId: far.householdId })
  expect(await livingAt(ground.areaId, near.householdId)).toEqual(['Giàng A Tủa'])
  expect(await livingAt(other.areaId, far.householdId)).toEqual(['Giàng A Páo', 'Giàng Thị Say'])
  const after = [await counts(ground.areaId), await counts(other.areaId)].map(found => found['people_known']!)
  expect(after).toEqual([before[0]! - 1, before[1]! + 1])
})

test('one person in two villages: merged, they come into the home that stays', async () => {
  const [here, there] = [
    await enter(phones[0], 'Sùng Thị Dợ', 'pay.qr'),
    await enter(phones[1], 'Sùng Thị Dợ', 'safe.otp'),
  ]
  await desk(`${ground.areaId}/households/${there.householdId}/move`, { toAreaId: other.areaId })
  await runOnward(onwardOf(t.setup), t.setup.clock())
  const pair = (await list()).items.find((item: { a: { name: string } }) => item.a.name === 'Sùng Thị Dợ')
  expect(new Set([pair.a.areaId, pair.b.areaId])).toEqual(new Set([ground.areaId, other.areaId]))
  await desk(`${other.areaId}/residents/${there.residentId}/merge`, {
    intoId: here.residentId,
    intoAreaId: ground.areaId,
  })
  const { body } = await home(ground.areaId, here.householdId)
  expect(body.residents.map((person: { skills: object[] }) => person.skills.length)).toEqual([2])
})

test('[S23 S25] whoever is erased is erased under every id and wherever they had been, also after an older copy was put back', async () => {
  const [one, two] = [
    await enter(phones[0], 'Thào Thị Mỷ', 'pay.qr'),
    await enter(phones[1], 'Thào Thị Mỷ', 'safe.otp'),
  ]
  const { owner } = t.database
  const ids = [one.residentId, two.residentId, one.householdId, two.householdId]
  const older = await owner.selectFrom('resident').selectAll().where('id', 'in', ids).execute()
  await desk(`${ground.areaId}/residents/${two.residentId}/merge`, {
    intoId: one.residentId,
    intoAreaId: ground.areaId,
  })
  await desk(`${ground.areaId}/households/${one.householdId}/move`, { toAreaId: other.areaId })
  await runOnward(onwardOf(t.setup), t.setup.clock())
  await desk(`${other.areaId}/residents/${one.residentId}/erasure`, { reason: 'asked' })
  const named = () =>
    owner
      .selectFrom('resident')
      .where('id', 'in', ids)
      .where(query => query.or([query('name', 'is not', null), query('phone', 'is not', null)]))
      .select('id')
      .execute()
  expect(await named()).toEqual([])

  // The copy knows neither of the merge nor of the move.
  await owner.deleteFrom('resident').where('id', 'in', ids).execute()
  for (const row of older)
    await owner
      .insertInto('resident')
      .values({
        ...row,
        observations: JSON.stringify(row.observations),
        clocks: JSON.stringify(row.clocks),
      } as never)
      .execute()
  await owner.deleteFrom('op').where('kind', '=', 'resident.remove').execute()
  expect(await named()).toHaveLength(2)
  await replayWithdrawn(t.setup)
  expect(await named()).toEqual([])
})

test('a leader merges in the own area and nobody else does; a phone cannot send a merge itself', async () => {
  const [one, two] = [
    await enter(phones[0], 'Vì Thị Ánh', 'pay.qr'),
    await enter(phones[1], 'Vì Thị Ánh', 'safe.otp'),
  ]
  const leader = await t.member(ground.teamId, 'leader')
  const merge = (token: string, body: object) =>
    t.ask('POST', `/api/v1/areas/${ground.areaId}/residents/${two.residentId}/merge`, body, token)
  const body = { intoId: one.residentId, intoAreaId: ground.areaId }
  expect((await merge(phones[0].token, body)).status).toBe(403)
  expect((await merge(leader.token, { ...body, intoAreaId: other.areaId })).status).toBe(403)
  expect((await merge(leader.token, { ...body, intoId: newId() })).status).toBe(422)
  expect((await merge(leader.token, body)).status).toBe(200)
})
