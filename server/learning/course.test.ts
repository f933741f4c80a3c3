import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { textOf, unpack } from '#documents/zip.ts'
import { readLessons } from '#learning/lessons.ts'
import { makePacks } from '#learning/pack.ts'
import { type Ground, makeGround, type TestApp, testApp } from '#testing/app.ts'

let t: TestApp
let here: Ground
let elsewhere: Ground
let officer: string
let leader: { id: string; token: string }
let member: { id: string; token: string }
beforeAll(async () => {
  t = await testApp({ demo: true })
  here = await makeGround(t.database, 900_000)
  elsewhere = await makeGround(t.database, 910_000)
  officer = (await t.officer('communeOfficer', here.commune)).token
  leader = await t.member(here.teamId, 'leader', 'Hà Thị Mẫu')
  member = await t.member(here.teamId, 'member', 'Lò Văn Thử')
})
afterAll(() => t?.close())

const learnt = (skill: string, finishedOn: string | null = '2026-11-10') => ({
  skill,
  at: 0,
  startedOn: '2026-11-10',
  finishedOn,
  version: 1,
  reviews: [],
})

describe('the course', () => {
  test('says before anything is downloaded how long it takes and how much it is', async () => {
    const { body } = await t.ask('GET', '/api/v1/course')
    expect(body.items).toHaveLength(25)
    expect(body.groups).toHaveLength(5)
    expect(body.minutes).toBe(72)
    const file = await t.app.inject(body.file)
    expect(file.headers['cache-control']).toContain('immutable')
    expect(file.json().lessons).toHaveLength(25)
    expect(body.sounds).toHaveLength(25)
    expect(body.bytes).toBeGreaterThan(file.rawPayload.length)
    expect(body.packBytes).toBeGreaterThan(2_000_000)
    expect(body.packBytes).toBeLessThan(4_000_000)
  })

  test('is a pack of plain files whose pages, pictures and sounds are all inside', async () => {
    const { body } = await t.ask('GET', '/api/v1/course/pack')
    const parts = unpack(body)
    expect(Object.keys(parts).filter(name => /^bai\/.*\.html$/.test(name))).toHaveLength(25)
    for (const [name, bytes] of Object.entries(parts)) {
      if (!name.endsWith('.html')) continue
      const html = textOf(bytes)
      expect(html).not.toMatch(/<script|https?:\/\/[^"]*\.(css|js|svg|mp3)|="\//)
      for (const [, link] of html.matchAll(/(?:src|href)="([^"#]+)"/g)) {
        if (/^https?:/.test(link!)) continue
        const target = new URL(link!, `file:///pack/${name}`).pathname.slice('/pack/'.length)
        expect(parts[target], `${name} -> ${link}`).toBeDefined()
      }
    }
    expect(textOf(parts['bai/pay.qr.html']!).match(/<details>/g)).toHaveLength(9)
  })

  test('is packed the same every time', () => {
    const lessons = readLessons(t.setup.catalogue)
    expect(Buffer.from(makePacks(lessons)('en')).equals(Buffer.from(makePacks(lessons)('en')))).toBe(true)
  })
})

describe('progress', () => {
  const put = (token: string, items: unknown[]) => t.ask('PUT', '/api/v1/course/progress', { items }, token)

  test('of a member is joined from several phones and is nobody else’s', async () => {
    await put(member.token, [learnt('pay.qr'), learnt('pay.app', null)])
    const { body } = await put(member.token, [{ ...learnt('pay.qr'), at: 2, startedOn: '2026-11-01' }])
    expect(body.items).toHaveLength(2)
    expect((await t.ask('GET', '/api/v1/course/progress', undefined, member.token)).body).toEqual(body)
    expect((await t.ask('GET', '/api/v1/course/progress', undefined, leader.token)).body.items).toEqual([])
    expect(body.items.find((one: { skill: string }) => one.skill === 'pay.qr')).toMatchObject({
      at: 2,
      startedOn: '2026-11-01',
      finishedOn: '2026-11-10',
    })
  })

  test('is kept for members only: a resident has no account, an officer learns as one', async () => {
    expect((await put(officer, [])).status).toBe(403)
    expect((await t.ask('GET', '/api/v1/course/progress')).status).toBe(401)
    expect((await put(member.token, [learnt('no.lesson')])).body.id).toBe('lesson.unknown')
  })

  test('is seen by the leader by name for members, as counts for the village', async () => {
    const { code } = (
      await t.ask('POST', '/api/v1/posters', { skill: 'pay.qr', areaId: here.areaId }, leader.token)
    ).body
    const items = [
      { skill: 'pay.qr', what: 'opened', day: '2026-11-12' },
      { skill: 'pay.qr', what: 'finished', day: '2026-11-12' },
      { skill: 'safe.otp', what: 'opened', day: '1999-01-01' },
      { skill: 'no.lesson', what: 'opened', day: '2026-11-12' },
    ]
    expect((await t.ask('POST', '/api/v1/course/counts', { poster: code, items })).body).toEqual({
      counted: 3,
    })
    const { body } = await t.ask('GET', `/api/v1/teams/${here.teamId}/course`, undefined, leader.token)
    expect(body.members.find((one: { id: string }) => one.id === member.id)).toMatchObject({
      name: 'Lò Văn Thử',
      started: 2,
      finished: 1,
      lastOn: '2026-11-10',
    })
    expect(body.items).toEqual([
      { skill: 'pay.qr', areaId: here.areaId, started: 1, finished: 1 },
      { skill: 'safe.otp', areaId: here.areaId, started: 1, finished: 0 },
    ])
    const whole = (await t.ask('GET', `/api/v1/units/${here.commune}/course`, undefined, officer)).body
    expect(whole).toMatchObject({ areas: [{ areaId: here.areaId }], items: body.items })
    expect(whole.lessons).toHaveLength(25)
    expect((await t.ask('GET', `/api/v1/units/${elsewhere.commune}/course`, undefined, officer)).status).toBe(
      404,
    )
  })
})
