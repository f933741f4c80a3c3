import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { FastifyInstance } from 'fastify'
import { randomBytes } from 'node:crypto'
import { buildApp } from '#app.ts'
import { startSession } from '#auth/session.ts'
import { readCatalogue } from '#catalogue/read.ts'
import { testDatabase, type TestDatabase } from '../testing/database.ts'
import { fieldStage, type FieldStage, newId, NOW, SECRET } from '../testing/field-stage.ts'

let database: TestDatabase
let stage: FieldStage
let app: FastifyInstance
let bearer: string
beforeAll(async () => {
  database = await testDatabase()
  stage = await fieldStage(database)
  app = await buildApp({
    db: database.db,
    clock: () => NOW,
    newId,
    random: bytes => randomBytes(bytes),
    catalogue: await readCatalogue(new URL('../../catalogue', import.meta.url).pathname),
    demo: false,
    publicUrl: 'http://localhost',
    secure: false,
    version: '0',
    revision: 'test',
    secret: SECRET,
  })
  const { token } = await startSession(
    database.db,
    { deviceId: stage.member.deviceId },
    { id: newId(), token: 'a-token-of-the-tests', now: NOW, lastsMs: 3_600_000, address: '127.0.0.1', userAgent: 'test' },
  )
  bearer = `Bearer ${token}`
})
afterAll(async () => {
  await app.close()
  await database.close()
})

const call = (url: string, body?: object, authorization = bearer) =>
  app.inject({ method: body ? 'POST' : 'GET', url: `/api/v1/sync/${url}`, headers: { authorization }, ...(body ? { payload: body } : {}) })

describe('sync over HTTP', () => {
  test('nobody pushes or pulls without a session', async () => {
    expect((await call('push', { ops: [] }, '')).statusCode).toBe(401)
    expect((await call('pull', { feeds: [] }, '')).statusCode).toBe(401)
  })

  test('a push is answered op by op, refusals with words, and the device is heard', async () => {
    const [area, , foreign] = stage.areas
    const reply = await call('push', { deviceNow: NOW, appVersion: '0.1.0', unsent: 2, ops: [stage.home(area, 'Một'), stage.home(foreign, 'Hai')] })
    expect(reply.statusCode).toBe(200)
    const { answers } = reply.json()
    expect(answers[0]).toMatchObject({ result: 'accepted', revision: 1, stamp: '2026-11-20T02:00:00.000Z' })
    expect(answers[0].proof).toBeTruthy()
    expect(answers[1]).toMatchObject({ result: 'refused', problem: 'op.area-denied' })
    expect(answers[1].words.length).toBeGreaterThan(20)
    const device = await database.owner.selectFrom('device').where('id', '=', stage.member.deviceId).selectAll().executeTakeFirstOrThrow()
    expect(device).toMatchObject({ unsent: 2, app_version: '0.1.0', last_heard_at: NOW })
  })

  test('a pull brings scope and rows once; with nothing new it is one small reply', async () => {
    const first = (await call('pull', { feeds: [] })).json()
    expect(first.scope.areas.map((area: { id: number }) => area.id)).toEqual([101, 102])
    expect(first.scope.teams[0]).toMatchObject({ communeName: 'Vân Hồ', provinceName: 'Sơn La' })
    expect(first.feeds[0].rows[0]).toMatchObject({ table: 'household', row: { head: 'Một', headcount: 4 } })

    const { areaId, revision, chain } = first.feeds[0]
    const idle = await call('pull', { feeds: [{ areaId, revision, chain }], scopeHash: first.scope.hash })
    expect(idle.json()).toEqual({ now: NOW, left: [], feeds: [] })
    expect(idle.body.length).toBeLessThan(120)
  })

  test('an area of others is told as left and never answered', async () => {
    const reply = (await call('pull', { feeds: [{ areaId: stage.areas[2], revision: 0, chain: '' }] })).json()
    expect(reply.left).toEqual([stage.areas[2]])
    expect(reply.feeds.map((feed: { areaId: number }) => feed.areaId)).not.toContain(stage.areas[2])
  })

  test('forty pushes at once over a pool of twelve all come through', async () => {
    const [area, second] = stage.areas
    const replies = await Promise.all(Array.from({ length: 40 }, (_, i) => call('push', { ops: [stage.home(i % 2 ? area : second, `Nhà ${i}`)] })))
    expect(replies.map(reply => reply.json().answers?.[0]?.result)).toEqual(replies.map(() => 'accepted'))
  })

  test('the author reads what was refused', async () => {
    const { items } = (await call('refused-ops')).json()
    expect(items).toHaveLength(1)
    expect(items[0]).toMatchObject({ problem: 'op.area-denied', areaId: stage.areas[2], body: { fields: { head: 'Hai' } } })
  })
})
