import { createHash, randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { evidenceFiles } from '#evidence/files.ts'
import { typeOf } from '#evidence/inspect.ts'
import { sweepEvidence } from '#evidence/sweep.ts'
import { type Ground, makeGround, newId, type TestApp, testApp } from '#testing/app.ts'

/** A JPEG as far as its segments go: what is inside the scan is nobody's business here. */
const jpeg = (width: number, height: number, extra: Buffer = Buffer.alloc(0), fill = 40_000) => {
  const frame = Buffer.from([
    0xff,
    0xc0,
    0,
    11,
    8,
    height >> 8,
    height & 255,
    width >> 8,
    width & 255,
    1,
    1,
    0x11,
    0,
  ])
  const jfif = Buffer.concat([Buffer.from([0xff, 0xe0, 0, 16]), Buffer.from('JFIF\0'), Buffer.alloc(9)])
  const scan = Buffer.concat([Buffer.from([0xff, 0xda, 0, 8]), Buffer.alloc(6), randomBytes(fill)])
  return Buffer.concat([Buffer.from([0xff, 0xd8]), jfif, extra, frame, scan, Buffer.from([0xff, 0xd9])])
}
const exif = Buffer.concat([Buffer.from([0xff, 0xe1, 0, 16]), Buffer.from('Exif\0\0'), Buffer.alloc(8)])
const webm = (more = '') =>
  Buffer.concat([Buffer.from([0x1a, 0x45, 0xdf, 0xa3]), randomBytes(2000), Buffer.from(more, 'latin1')])

describe('what is kept', () => {
  test('a photo without words about its taker, not larger than a screen needs', () => {
    expect(typeOf(jpeg(1280, 960), 'photo')).toBe('image/jpeg')
    expect(typeOf(jpeg(1281, 960), 'photo')).toBeNull()
    expect(typeOf(jpeg(800, 600, exif), 'photo')).toBeNull()
    expect(typeOf(Buffer.concat([jpeg(800, 600), Buffer.from('<script>')]), 'photo')).toBeNull()
    expect(typeOf(Buffer.from('<svg onload="alert(1)"/>'), 'photo')).toBeNull()
    expect(typeOf(Buffer.from([0xff, 0xd8, 0xff, 0xd9]), 'photo')).toBeNull()
    expect(typeOf(jpeg(800, 600, exif, 600_000), 'photo')).toBeNull()
  })
  test('a recording by its own first bytes, which names no place', () => {
    expect(typeOf(webm(), 'voice')).toBe('audio/webm')
    expect(typeOf(webm('loci'), 'voice')).toBeNull()
    expect(typeOf(jpeg(800, 600), 'voice')).toBeNull()
    expect(typeOf(Buffer.from('x'), 'voice')).toBeNull()
  })
})

describe('[D19] photos and voice notes of a visit', () => {
  let t: TestApp
  let ground: Ground
  let member: { id: string; deviceId: string; token: string }
  let officer: { id: string; token: string }
  let seq = 0
  beforeAll(async () => {
    t = await testApp()
    ground = await makeGround(t.database)
    member = await t.member(ground.teamId, 'member')
    officer = await t.officer('communeOfficer', ground.commune)
  })
  afterAll(() => t.close())

  const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')
  const part = (bytes: Buffer, activityId: string, from: number, to: number, kind = 'photo') =>
    t.ask(
      'POST',
      `/api/v1/areas/${ground.areaId}/evidence/${hashOf(bytes)}`,
      {
        of: activityId,
        kind,
        size: bytes.length,
        offset: from,
        part: bytes.subarray(from, to).toString('base64'),
      },
      member.token,
    )
  const push = async (kind: string, body: object) => {
    const op = {
      id: newId(),
      areaId: ground.areaId,
      deviceId: member.deviceId,
      seq: ++seq,
      actorId: member.id,
      kind,
      body,
      deviceAt: '2026-11-16T01:00:00.000Z',
    }
    const { body: reply } = await t.ask('POST', '/api/v1/sync/push', { ops: [op] }, member.token)
    expect(reply.answers[0].result).toBe('accepted')
  }
  const visit = (activityId: string, bytes: Buffer, householdId?: string) =>
    push('activity.record', {
      activityId,
      kind: 'home_visit',
      day: '2026-11-16',
      teamId: ground.teamId,
      ...(householdId ? { householdId } : {}),
      outcome: 'nobody_home',
      guided: [],
      unnamed: [],
      difficulties: [],
      evidence: [{ hash: hashOf(bytes), kind: 'photo' }],
    })
  const read = (bytes: Buffer, token = officer.token) =>
    t.ask('GET', `/api/v1/areas/${ground.areaId}/evidence/${hashOf(bytes)}`, undefined, token)

  test('come in parts that may be lost, repeated and out of place, before or after their visit, and are kept once', async () => {
    const photo = jpeg(1000, 700)
    const activityId = newId()
    expect((await part(photo, activityId, 0, 0)).body).toEqual({ have: 0, done: false })
    expect((await part(photo, activityId, 0, 10_000)).body).toEqual({ have: 10_000, done: false })
    expect((await part(photo, activityId, 0, 10_000)).body).toEqual({ have: 10_000, done: false })
    expect((await part(photo, activityId, 20_000, 30_000)).body).toEqual({ have: 10_000, done: false })
    expect((await part(photo, activityId, 10_000, 49_000)).body).toMatchObject({ done: true })
    expect((await part(photo, activityId, photo.length, photo.length)).body).toEqual({
      have: photo.length,
      done: true,
    })
    expect((await read(photo)).body.id).toBe('evidence.unknown') // no visit names it yet
    await visit(activityId, photo)
    const shown = await t.app.inject({
      url: `/api/v1/areas/${ground.areaId}/evidence/${hashOf(photo)}`,
      headers: { authorization: `Bearer ${officer.token}` },
    })
    expect(shown.rawPayload.equals(photo)).toBe(true)
    expect(shown.headers['content-type']).toBe('image/jpeg')
    expect(shown.headers['content-security-policy']).toContain('sandbox')
    expect(String(shown.headers['content-disposition'])).toMatch(/^attachment/)
    const detail = await t.ask(
      'GET',
      `/api/v1/areas/${ground.areaId}/activities/${activityId}`,
      undefined,
      officer.token,
    )
    expect(detail.body.evidence).toEqual([{ hash: hashOf(photo), kind: 'photo' }])
  })

  test('that are not what they say are refused, and a whole that does not fit its name is asked for anew', async () => {
    const taken = jpeg(800, 600, exif)
    expect((await part(taken, newId(), 0, 49_000)).body.id).toBe('evidence.unfit')
    const photo = jpeg(800, 600)
    const wrong = Buffer.alloc(photo.length, 7)
    const url = `/api/v1/areas/${ground.areaId}/evidence/${hashOf(photo)}`
    const body = { of: newId(), kind: 'photo', size: photo.length, offset: 0 }
    const spoilt = await t.ask('POST', url, { ...body, part: wrong.toString('base64') }, member.token)
    expect(spoilt.body).toEqual({ have: 0, done: false })
    const huge = { ...body, size: 600_000, part: '' }
    expect((await t.ask('POST', url, huge, member.token)).body.id).toBe('evidence.too-large')
  })

  test('are for the team and its commune only', async () => {
    const photo = jpeg(640, 480)
    const activityId = newId()
    await part(photo, activityId, 0, 49_000)
    await visit(activityId, photo)
    expect((await read(photo, member.token)).status).toBe(200)
    const province = await t.officer('province', ground.province)
    const elsewhere = await t.member((await makeGround(t.database, 950_000)).teamId, 'leader')
    expect((await read(photo, province.token)).status).toBe(403)
    expect((await read(photo, elsewhere.token)).status).toBe(404)
  })

  test('go with a visit that was withdrawn and with a home that was erased', async () => {
    const [withdrawn, ofErased, stays] = [jpeg(640, 480), jpeg(640, 481), jpeg(640, 482)]
    const [a, b, c] = [newId(), newId(), newId()]
    const householdId = newId()
    await push('household.put', {
      householdId,
      fields: { head: 'Nhà Xin Xóa' },
      basis: { kind: 'visit', day: '2026-11-16' },
    })
    for (const [bytes, id, home] of [
      [withdrawn, a, undefined],
      [ofErased, b, householdId],
      [stays, c, undefined],
    ] as const) {
      await part(bytes, id, 0, 49_000)
      await visit(id, bytes, home)
    }
    await push('activity.void', { activityId: a, reason: 'nhầm nhà' })
    await push('household.remove', { householdId, reason: 'xin xóa' })
    expect((await read(withdrawn)).status).toBe(404)
    expect((await read(ofErased)).status).toBe(404)
    await sweepEvidence(t.setup)
    const left = await t.database.owner.selectFrom('evidence').select('hash').execute()
    const hashes = left.map(row => row.hash)
    expect(hashes).toContain(hashOf(stays))
    expect(hashes).not.toContain(hashOf(withdrawn))
    expect(hashes).not.toContain(hashOf(ofErased))
    expect((await read(stays)).status).toBe(200)
  })

  test('go at once with a home that is erased on request, also what has come in part; what another visit names stays', async () => {
    const [mine, shared, half] = [jpeg(640, 483), jpeg(640, 484), jpeg(640, 485)]
    const [ofMine, ofShared, ofHalf, other] = [newId(), newId(), newId(), newId()]
    const householdId = newId()
    await push('household.put', {
      householdId,
      fields: { head: 'Nhà Xin Xóa' },
      basis: { kind: 'visit', day: '2026-11-16' },
    })
    await part(mine, ofMine, 0, 49_000)
    await part(shared, ofShared, 0, 49_000)
    await part(half, ofHalf, 0, 10_000)
    await visit(ofMine, mine, householdId)
    await visit(ofShared, shared, householdId)
    await visit(ofHalf, half, householdId)
    await visit(other, shared)
    expect((await read(mine)).status).toBe(200)

    const files = evidenceFiles(t.setup.filesDir)
    const url = `/api/v1/areas/${ground.areaId}/households/${householdId}/erasure`
    expect((await t.ask('POST', url, { reason: 'asked' }, officer.token)).status).toBe(200)
    expect(await files.read(hashOf(mine))).toBeNull()
    expect(await files.held(ground.areaId, hashOf(half))).toBe(0)
    expect(await files.read(hashOf(shared))).not.toBeNull()
    expect([(await read(mine)).status, (await read(shared)).status]).toEqual([404, 200])
    // The phone sends on: it is told that all is well, and nothing is kept.
    expect((await part(half, ofHalf, 10_000, half.length)).body).toEqual({ have: half.length, done: true })
    expect((await part(mine, ofMine, 0, 49_000)).body).toEqual({ have: mine.length, done: true })
    expect(await files.read(hashOf(mine))).toBeNull()
    expect(await files.held(ground.areaId, hashOf(mine))).toBe(0)
  })

  test('opened by an officer stand in the commune’s log, opened by the team do not', async () => {
    const photo = jpeg(640, 486)
    const activityId = newId()
    await part(photo, activityId, 0, 49_000)
    await visit(activityId, photo)
    const entries = async () =>
      t.database.owner
        .selectFrom('audit_entry')
        .select(['what', 'actor_id', 'subjects'])
        .orderBy('n')
        .execute()
    const before = (await entries()).length
    await read(photo, member.token)
    expect((await entries()).length).toBe(before)
    await read(photo)
    expect((await entries()).slice(before)).toEqual([
      { what: 'activity.read', actor_id: officer.id, subjects: { areaId: ground.areaId, activityId } },
    ])
  })
})
