import { hash } from 'node:crypto'
import { DIGEST_LENGTH, placesText } from '@tung-nha/model/sync/places.ts'
import type { HeldFeed } from '@tung-nha/model/sync/storage.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startSession } from '#auth/session.ts'
import { type TestApp, testApp } from '../testing/app.ts'
import { type FieldStage, fieldStage, NOW, newId } from '../testing/field-stage.ts'

let house: TestApp
let stage: FieldStage
const TOKEN = 'a-token-of-the-tests'
beforeAll(async () => {
  house = await testApp()
  house.setNow(NOW)
  stage = await fieldStage(house.database)
  await startSession(
    house.database.owner,
    { deviceId: stage.member.deviceId },
    { id: newId(), token: TOKEN, now: NOW, lastsMs: 3_600_000, address: '127.0.0.1', userAgent: 'test' },
  )
})
afterAll(() => house.close())

const call = (url: string, body?: object, token: string | undefined = TOKEN) =>
  house.ask(body ? 'POST' : 'GET', `/api/v1/sync/${url}`, body, token)

describe('sync over HTTP', () => {
  test('nobody pushes or pulls without a session', async () => {
    expect((await call('push', { ops: [] }, '')).status).toBe(401)
    expect((await call('pull', { feeds: [] }, '')).status).toBe(401)
  })

  test('a push is answered op by op, refusals with words, and the device is heard', async () => {
    const [area, , foreign] = stage.areas
    const reply = await call('push', {
      deviceNow: NOW,
      appVersion: '0.1.0',
      unsent: 2,
      ops: [stage.home(area, 'Một'), stage.home(foreign, 'Hai')],
    })
    expect(reply.status).toBe(200)
    const { answers } = reply.body
    expect(answers[0]).toMatchObject({ result: 'accepted', revision: 1, stamp: '2026-11-20T02:00:00.000Z' })
    expect(answers[0].proof).toBeTruthy()
    expect(answers[1]).toMatchObject({ result: 'refused', problem: 'op.area-denied' })
    expect(answers[1].words.length).toBeGreaterThan(20)
    const device = await house.database.owner
      .selectFrom('device')
      .where('id', '=', stage.member.deviceId)
      .selectAll()
      .executeTakeFirstOrThrow()
    expect(device).toMatchObject({ unsent: 2, app_version: '0.1.0', last_heard_at: NOW })
  })

  test('a pull brings scope and rows once; with nothing new it is one small reply', async () => {
    const first = (await call('pull', { feeds: [] })).body
    expect(first.scope.areas.map((area: { id: number }) => area.id)).toEqual([101, 102])
    expect(first.scope.teams[0]).toMatchObject({ communeName: 'Vân Hồ', provinceName: 'Sơn La' })
    expect(first.feeds[0].rows[0]).toMatchObject({ table: 'household', row: { head: 'Một', headcount: 4 } })

    const feeds = first.feeds.map(({ areaId, revision, chain }: (typeof first.feeds)[number]) => ({
      areaId,
      revision,
      chain,
    }))
    const idle = await call('pull', { feeds, scopeHash: first.scope.hash })
    expect(idle.body).toEqual({ now: NOW, left: [], feeds: [] })
  })

  test('[S22] with nothing new one digest of all places is enough; when it differs the places are asked for', async () => {
    const first = (await call('pull', { feeds: [] })).body
    const digest = (held: HeldFeed[]) => hash('sha256', placesText(held)).slice(0, DIGEST_LENGTH)
    const question = { places: digest([...first.feeds].reverse()), scopeHash: first.scope.hash }
    const idle = await call('pull', question)
    expect(idle.body).toEqual({ now: NOW, left: [], feeds: [] })
    expect(JSON.stringify(question).length + JSON.stringify(idle.body).length).toBeLessThan(500)

    expect((await call('pull', { places: digest(first.feeds.slice(1)) })).body).toMatchObject({
      differs: true,
      feeds: [],
    })
    await call('push', { ops: [stage.home(stage.areas[1], 'Mười')] })
    expect((await call('pull', question)).body).toEqual({ now: NOW, left: [], feeds: [], differs: true })
    expect((await call('pull', { places: 'none' })).status).toBe(400)
  })

  test('[S31] a phone of an earlier release, which knows no digest and says little, is answered with its places', async () => {
    const { feeds } = (await call('pull', { feeds: [] })).body
    const places = feeds.map(({ areaId, revision, chain }: (typeof feeds)[number]) => ({
      areaId,
      revision,
      chain,
    }))
    const { scope: _, ...idle } = (await call('pull', { feeds: places })).body
    expect(idle).toEqual({ now: NOW, left: [], feeds: [] })
  })

  test('[S31] [K10] what a phone of a later release says beyond this one is passed over; a kind of change not known waits with its author', async () => {
    const [area] = stage.areas
    const home = stage.home(area, 'Tám')
    const ops = [{ ...home, ofTomorrow: 1 }, stage.op('kind.of.tomorrow', area, { ofTomorrow: 3 })]
    const pushed = await call('push', { deviceNow: NOW, ofTomorrow: 4, ops })
    expect(pushed.body.answers.map((answer: { result: string }) => answer.result)).toEqual([
      'accepted',
      'refused',
    ])
    const kept = (await call('refused-ops')).body.items.find(
      (item: { kind: string }) => item.kind === 'kind.of.tomorrow',
    )
    expect(kept.body).toEqual({ ofTomorrow: 3 })
    expect((await call('pull', { feeds: [], ofTomorrow: 5 })).status).toBe(200)
  })

  test('[S20] what was acknowledged beyond the phone’s place must still be there, else the area begins anew', async () => {
    const [area] = stage.areas
    const place = (await call('pull', { feeds: [] })).body.feeds.find(
      (feed: { areaId: number }) => feed.areaId === area,
    )
    const { answers } = (await call('push', { ops: [stage.home(area, 'Năm'), stage.home(area, 'Sáu')] })).body
    const ask = async (acked: object[]) => {
      const feeds = [{ areaId: area, revision: place.revision, chain: place.chain, acked }]
      return (await call('pull', { feeds })).body.feeds.find(
        (feed: { areaId: number }) => feed.areaId === area,
      )
    }
    const acked = answers.map(({ revision, chain }: { revision: number; chain: string }) => ({
      revision,
      chain,
    }))
    expect((await ask(acked)).reset).toBeUndefined()
    // The server was restored in between, and somebody else's push stands at that revision now.
    const lost = { revision: acked[0].revision, chain: 'ab'.repeat(32) }
    expect((await ask([lost, acked[1]])).reset).toBe(true)
  })

  test('[S20] a known no and a thing not known are told apart on the phone', async () => {
    const [area] = stage.areas
    const home = stage.home(area, 'Bảy')
    const { householdId } = home.body
    const person = (fields: object) =>
      stage.op('resident.put', area, {
        residentId: newId(),
        householdId,
        fields: { name: 'Mận', ...fields },
        consent: { version: 'v1', purpose: 'guidance', channel: 'spoken', day: '2026-11-20' },
      })
    const ops = [home, person({ smartphone: false }), person({})]
    await call('push', { ops })
    const { feeds } = (await call('pull', { feeds: [] })).body
    const rowOf = (op: { body: unknown }) =>
      feeds[0].rows.find(({ id }: { id: string }) => id === (op.body as { residentId: string }).residentId)
        .row
    expect(rowOf(ops[1]!).smartphone).toBe(false)
    expect(rowOf(ops[2]!)).not.toHaveProperty('smartphone')
  })

  test('[S21] an area of others is told as left and never answered', async () => {
    const reply = (await call('pull', { feeds: [{ areaId: stage.areas[2], revision: 0, chain: '' }] })).body
    expect(reply.left).toEqual([stage.areas[2]])
    expect(reply.feeds.map((feed: { areaId: number }) => feed.areaId)).not.toContain(stage.areas[2])
  })

  test('forty pushes at once over a pool of twelve all come through', async () => {
    const [area, second] = stage.areas
    const replies = await Promise.all(
      Array.from({ length: 40 }, (_, i) =>
        call('push', { ops: [stage.home(i % 2 ? area : second, `Nhà ${i}`)] }),
      ),
    )
    expect(replies.map(reply => reply.body.answers?.[0]?.result)).toEqual(replies.map(() => 'accepted'))
  })

  test('the author reads what was refused', async () => {
    const { items } = (await call('refused-ops')).body
    expect(items.find((item: { kind: string }) => item.kind === 'household.put')).toMatchObject({
      problem: 'op.area-denied',
      areaId: stage.areas[2],
      body: { fields: { head: 'Hai' } },
    })
  })
})
