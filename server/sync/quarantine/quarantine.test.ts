import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Ground, makeGround, newId, type TestApp, testApp } from '#testing/app.ts'

let t: TestApp
let ground: Ground
let leader: { id: string; token: string }
const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const { kty, crv, x, y } = publicKey.export({ format: 'jwk' })
const signed = (text: string, key = privateKey) =>
  sign('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url')

/** A member whose phone has the key above. */
let lost: { id: string; deviceId: string; token: string }
beforeAll(async () => {
  t = await testApp()
  ground = await makeGround(t.database)
  leader = await t.member(ground.teamId, 'leader', 'Tổ Trưởng Thử')
  lost = await t.member(ground.teamId, 'member', 'Người Mất Máy')
  await t.database.owner
    .updateTable('device')
    .set({ public_key: JSON.stringify({ kty, crv, x, y }) })
    .where('id', '=', lost.deviceId)
    .execute()
})
afterAll(() => t.close())

let seq = 0
const home = (head: string) => ({
  id: newId(),
  areaId: ground.areaId,
  deviceId: lost.deviceId,
  seq: ++seq,
  actorId: lost.id,
  kind: 'household.put',
  body: { householdId: newId(), fields: { head }, basis: { kind: 'visit', day: '2026-11-16' } },
  deviceAt: '2026-11-16T01:00:00.000Z',
})
const nonce = async () =>
  (await t.ask('POST', `/api/v1/devices/${lost.deviceId}/challenge`)).body.nonce as string
const handOver = async (ops: object[], key = privateKey, more = {}) => {
  const fresh = await nonce()
  return t.ask('POST', `/api/v1/devices/${lost.deviceId}/hand-over`, {
    nonce: fresh,
    signature: signed(fresh, key),
    ops,
    ...more,
  })
}
const list = async () =>
  (await t.ask('GET', `/api/v1/teams/${ground.teamId}/quarantine`, undefined, leader.token)).body.items
const judge = (opId: string, take: boolean, token = leader.token) =>
  t.ask('POST', `/api/v1/teams/${ground.teamId}/quarantine/${opId}`, { take }, token)
const heads = async () => {
  const rows = await t.database.owner
    .selectFrom('household')
    .where('area_id', '=', ground.areaId)
    .select('head')
    .execute()
  return rows.map(row => row.head).sort()
}

describe('[D18] a phone that was signed out from afar', () => {
  test('hands nothing over while it is not signed out', async () => {
    expect((await handOver([home('Nhà Sớm')])).body.id).toBe('auth.device-unknown')
  })

  test('is told so when it signs in, and only when it proves that it is that phone', async () => {
    await t.ask(
      'DELETE',
      `/api/v1/teams/${ground.teamId}/members/${lost.id}/devices`,
      undefined,
      leader.token,
    )
    const session = async (key = privateKey) => {
      const fresh = await nonce()
      const body = { nonce: fresh, signature: signed(fresh, key) }
      return (await t.ask('POST', `/api/v1/devices/${lost.deviceId}/session`, body)).body.id
    }
    expect(await session()).toBe('auth.device-revoked')
    const other = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey
    expect(await session(other)).toBe('auth.signature-invalid')
    expect((await handOver([home('Nhà Giả')], other)).body.id).toBe('auth.signature-invalid')
  })

  test('gives its unsent work to the leader, who takes one and leaves the other; nothing counts before', async () => {
    const taken = home('Nhà Được Nhận')
    const left = home('Nhà Bị Bỏ')
    expect((await handOver([taken, left])).body.taken).toEqual([taken.id, left.id])
    expect((await handOver([taken, left])).status).toBe(200) // the answer was lost: again, and once
    expect(await heads()).toEqual([])
    expect(await list()).toMatchObject([
      { opId: taken.id, memberName: 'Người Mất Máy', kind: 'household.put', deviceAt: taken.deviceAt },
      { opId: left.id },
    ])
    expect((await judge(taken.id, true)).body).toEqual({ result: 'taken' })
    expect((await judge(left.id, false)).body).toEqual({ result: 'left' })
    expect(await heads()).toEqual(['Nhà Được Nhận'])
    expect(await list()).toEqual([])
    expect((await judge(left.id, true)).body.id).toBe('op.unknown')
    const { actor_id } = await t.database.owner
      .selectFrom('op')
      .where('id', '=', taken.id)
      .select('actor_id')
      .executeTakeFirstOrThrow()
    expect(actor_id).toBe(lost.id)
  })

  test('[D23] tells what was only being written apart from what was saved; it counts no more than that', async () => {
    const [saved, unfinished] = [home('Nhà Đã Lưu'), { ...home('Nhà Viết Dở'), seq: 0 }]
    await handOver([saved])
    expect((await handOver([unfinished], privateKey, { unfinished: true })).body.taken).toEqual([
      unfinished.id,
    ])
    const items = await list()
    expect(items.map((item: { opId: string; unfinished?: true }) => [item.opId, item.unfinished])).toEqual([
      [saved.id, undefined],
      [unfinished.id, true],
    ])
    expect(await heads()).not.toContain('Nhà Viết Dở')
    for (const { id } of [saved, unfinished]) await judge(id, false)
  })

  test('[D19] hands over the voice note of a visit, which is heard once the visit was taken, and no file its work does not name', async () => {
    const note = Buffer.concat([Buffer.from([0x1a, 0x45, 0xdf, 0xa3]), randomBytes(2000)])
    const hash = createHash('sha256').update(note).digest('hex')
    const activityId = newId()
    const visit = {
      ...home('x'),
      kind: 'activity.record',
      body: {
        activityId,
        kind: 'home_visit',
        day: '2026-11-16',
        teamId: ground.teamId,
        outcome: 'nobody_home',
        guided: [],
        unnamed: [],
        difficulties: [],
        evidence: [{ hash, kind: 'voice' }],
      },
    }
    const file = { areaId: ground.areaId, hash, of: activityId, kind: 'voice', size: note.length, offset: 0 }
    const send = async (change: object = {}, key = privateKey) => {
      const fresh = await nonce()
      const proof = { nonce: fresh, signature: signed(fresh, key) }
      const path = `/api/v1/devices/${lost.deviceId}/hand-over/evidence`
      return (await t.ask('POST', path, { ...proof, ...file, part: note.toString('base64'), ...change })).body
    }
    const path = `/api/v1/areas/${ground.areaId}/evidence/${hash}`
    const heard = async () =>
      (await t.app.inject({ url: path, headers: { authorization: `Bearer ${leader.token}` } })).statusCode

    expect((await send()).id).toBe('evidence.unknown') // the work comes first
    await handOver([visit])
    expect((await send({}, generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey)).id).toBe(
      'auth.signature-invalid',
    )
    expect((await send({ hash: 'ab'.repeat(32) })).id).toBe('evidence.unknown')
    expect((await send({ areaId: 2_000_000 })).id).toBe('evidence.unknown')
    expect(await send({ part: note.subarray(0, 900).toString('base64') })).toEqual({ have: 900, done: false })
    expect(await send({ offset: 900, part: note.subarray(900).toString('base64') })).toEqual({
      have: note.length,
      done: true,
    })
    expect(await heard()).toBe(404)
    expect((await judge(visit.id, true)).body).toEqual({ result: 'taken' })
    expect(await heard()).toBe(200)
  })

  test('what the rules refuse stays in the list with the reason', async () => {
    const orphan = { ...home('x'), kind: 'household.remove', body: { householdId: newId(), reason: 'nhầm' } }
    await handOver([orphan])
    const { body } = await judge(orphan.id, true)
    expect(body.result).toBe('refused')
    expect(body.words).toMatch(/nhà/i)
    expect((await list()).length).toBe(1)
  })

  test('brings nothing into a place its owner never served, and nothing in the name of another', async () => {
    await handOver([
      { ...home('Nhà Nơi Khác'), areaId: 2_000_000 },
      { ...home('Nhà Người Khác'), actorId: leader.id },
    ])
    expect((await list()).length).toBe(1)
  })
})

test('the phones of a team stand with what they last said of themselves, the silent first', async () => {
  const member = await t.member(ground.teamId, 'member', 'Người Có Máy')
  const storage = { used: 5_000_000, quota: 60_000_000 }
  await t.ask(
    'POST',
    '/api/v1/sync/pull',
    { feeds: [], appVersion: 'abc', unsent: 3, refused: 1, storage },
    member.token,
  )
  const phones = (await t.ask('GET', `/api/v1/teams/${ground.teamId}/phones`, undefined, leader.token)).body
    .items
  expect(phones.map((phone: { memberName: string }) => phone.memberName)).toEqual([
    'Tổ Trưởng Thử',
    'Người Có Máy',
  ])
  expect(phones[1]).toMatchObject({
    unsent: 3,
    refused: 1,
    storageUsed: 5_000_000,
    storageQuota: 60_000_000,
    appVersion: 'abc',
    lastHeardAt: t.setup.clock(),
  })
  const officer = await t.officer('communeOfficer', ground.commune)
  const all = await t.ask('GET', `/api/v1/units/${ground.commune}/phones`, undefined, officer.token)
  expect(all.body.items).toHaveLength(2)
})

test('[D17] a call that names another phone than its session’s is nobody’s', async () => {
  const [a, b] = [await t.member(ground.teamId, 'member'), await t.member(ground.teamId, 'member')]
  const pull = (device: string) =>
    t.app.inject({
      method: 'POST',
      url: '/api/v1/sync/pull',
      headers: { authorization: `Bearer ${a.token}`, 'x-tung-nha-device': device },
      payload: { feeds: [] },
    })
  expect((await pull(a.deviceId)).statusCode).toBe(200)
  expect((await pull(b.deviceId)).json().id).toBe('auth.required')
})
