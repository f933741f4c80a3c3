import { hash } from 'node:crypto'
import { DIGEST_LENGTH, placesText } from '@tung-nha/model/sync/places.ts'
import type { HeldFeed } from '@tung-nha/model/sync/storage.ts'
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { withConnection } from '#postgres/connection.ts'
import { makeGround, type TestApp } from '../testing/app.ts'
import { type FieldStage, fieldHouse, NOW, newId } from '../testing/field-stage.ts'

let house: TestApp
let stage: FieldStage
let token: string
beforeAll(async () => {
  ;({ house, stage, token } = await fieldHouse())
})
afterAll(() => house.close())

/** A member with a phone, alone in a team that serves so many areas, in each of which something was recorded. */
const phoneOf = async (areas: number) => {
  const { owner } = house.database
  const ground = await makeGround(house.database, 900_000 + areas * 1000)
  const ids = Array.from({ length: areas }, (_, i) => ground.areaId + i)
  for (const id of ids.slice(1)) {
    await owner
      .insertInto('area')
      .values({ id, name: `bản ${id}`, fold: `ban ${id}`, sort_key: `${id}` })
      .execute()
    const [village, span] = [ground.village, { valid_from: '2025-07-01', valid_to: null }]
    await owner
      .insertInto('area_village')
      .values({ area_id: id, village_id: village, ...span })
      .execute()
    await owner
      .insertInto('team_area')
      .values({ team_id: ground.teamId, area_id: id, ...span })
      .execute()
  }
  const member = await house.member(ground.teamId, 'member')
  const homes = ids.map(id => ({
    ...stage.home(id, 'Một'),
    actorId: member.id,
    deviceId: member.deviceId,
  }))
  const { answers } = (await call('push', { ops: homes }, member.token)).body
  expect(answers.filter(({ result }: { result: string }) => result !== 'accepted')).toEqual([])
  return member
}

type Statement = { text: string; values: unknown[] }
/** What the server asks the database for a call; not what a connection is told that was opened for it. */
const statementsOf = async <T>(ask: () => Promise<T>) => {
  const query = vi.spyOn(pg.Client.prototype, 'query')
  try {
    const answer = await ask()
    const statements = query.mock.calls.map(([said, values]): Statement => {
      const one = said as unknown as string | { text: string; values?: unknown[] }
      return typeof one === 'string'
        ? { text: one, values: (values as unknown as unknown[] | undefined) ?? [] }
        : { text: one.text, values: one.values ?? [] }
    })
    return { answer, statements: statements.filter(({ text }) => !text.startsWith('SET ')) }
  } finally {
    query.mockRestore()
  }
}
/** Tables for which PostgreSQL has no index that serves a statement; here, where all are small, it is told to use what it has. */
const tablesReadWhole = ({ text, values }: Statement) =>
  withConnection(house.database.ownerUrl, async connection => {
    await connection.query('SET enable_seqscan = off')
    const { rows } = await connection.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${text}`, values)
    return rows.flatMap(line => /Seq Scan on (\w+)/.exec(line['QUERY PLAN'])?.[1] ?? [])
  })

const call = (url: string, body?: object, by = token) =>
  house.ask(body ? 'POST' : 'GET', `/api/v1/sync/${url}`, body, by)

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

  test('[S22] beyond knowing who asks, a pull with nothing new is two reads by index and no write, for one area as for 27', async () => {
    const digest = (held: HeldFeed[]) => hash('sha256', placesText(held)).slice(0, DIGEST_LENGTH)
    for (const areas of [1, 27]) {
      const one = await phoneOf(areas)
      const { scope, feeds } = (await call('pull', { feeds: [] }, one.token)).body
      expect(scope.areas).toHaveLength(areas)
      const question = { places: digest(feeds), scopeHash: scope.hash, unsent: 0, appVersion: '0.1.0' }
      await call('pull', question, one.token)

      const row = () =>
        sql`SELECT xmin, device FROM device WHERE id = ${one.deviceId}`.execute(house.database.owner)
      const before = await row()
      const idle = await statementsOf(() => call('pull', question, one.token))
      expect(idle.answer.body).toEqual({ now: NOW, left: [], feeds: [] })
      expect((await row()).rows).toEqual(before.rows)
      const bytes = Buffer.byteLength(JSON.stringify(question) + JSON.stringify(idle.answer.body))
      expect(bytes).toBeLessThanOrEqual(500)

      // Every call of somebody signed in reads their session, with their areas, and sets the wall to these.
      const usual = await statementsOf(() => call('refused-ops', undefined, one.token))
      const signingIn = usual.statements.slice(0, 3).map(({ text }) => text)
      expect(idle.statements.slice(0, 3).map(({ text }) => text)).toEqual(signingIn)
      const [scopeRead, headsRead, end, ...more] = idle.statements.slice(3)
      expect([end?.text, more]).toEqual(['commit', []])
      expect(scopeRead?.text).toMatch(/^WITH heard AS/)
      expect(headsRead?.text).toMatch(/^SELECT area_id, revision, chain FROM area_feed/)
      for (const read of [scopeRead!, headsRead!]) expect(await tablesReadWhole(read)).toEqual([])
    }
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
