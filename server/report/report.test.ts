import type { SentOp } from '@tung-nha/model/sync/op.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { drain } from '#facts/drain.ts'
import { countRulesOf } from '#facts/rules.ts'
import { pushOps } from '#sync/push.ts'
import { serverSender } from '#sync/sender.ts'
import { type Ground, makeGround, newId, type TestApp, testApp } from '#testing/app.ts'

let t: TestApp
let ground: Ground
let other: Ground
type Holder = { id: string; token: string }
let leader: Holder & { deviceId: string }
let member: Holder & { deviceId: string }
let officer: Holder
let signer: Holder
let province: Holder
let elsewhere: Holder

const FLUENT = [
  'service.vneid',
  'service.submit',
  'shop.order',
  'pay.qr',
  'safe.otp',
  'safe.scam',
  'local.zalo',
].map(skill => ({ skill, level: 3 }))
const homes = Array.from({ length: 6 }, () => newId())
const person = newId()
let seq = 0

const push = async (kind: string, body: object, at = '2026-11-10T02:00:00.000Z') => {
  const op: SentOp = {
    id: newId(),
    areaId: ground.areaId,
    deviceId: leader.deviceId,
    seq: ++seq,
    actorId: leader.id,
    kind,
    body,
    deviceAt: at,
  }
  const answers = await pushOps(t.setup.db, {
    ops: [op],
    sender: serverSender,
    now: t.setup.clock(),
    offset: 0,
    skills: new Set(t.setup.catalogue.skills.map(s => s.key)),
    secret: t.setup.secret,
  })
  expect(answers[0]!.result).toBe('accepted')
}
const visit = (home: string, day: string, more: object = {}) =>
  push('activity.record', {
    activityId: newId(),
    kind: 'home_visit',
    day,
    teamId: ground.teamId,
    householdId: home,
    outcome: 'guided',
    guided: [],
    unnamed: [],
    difficulties: [],
    ...more,
  })
const count = () => drain(t.setup.db, countRulesOf(t.setup.catalogue), t.setup.clock())
const teamUrl = (rest = '') => `/api/v1/teams/${ground.teamId}/reports/2026-11${rest}`
const communeUrl = (rest = '') => `/api/v1/units/${ground.commune}/reports/2026-11${rest}`
const narrative = {
  highlights: 'Sáu nhà được hướng dẫn.',
  difficulties: '',
  proposals: '',
  next: 'Mở một lớp.',
}
const row = (report: { rows: { code: string }[] }, code: string) =>
  report.rows.find(item => item.code === code)

beforeAll(async () => {
  t = await testApp()
  ground = await makeGround(t.database)
  other = await makeGround(t.database, 910_000)
  leader = await t.member(ground.teamId, 'leader', 'Tổ Trưởng Thử')
  member = await t.member(ground.teamId, 'member')
  officer = await t.officer('communeOfficer', ground.commune, 'Công Chức Thử')
  signer = await t.officer('communeSigner', ground.commune, 'Phó Chủ Tịch Thử')
  province = await t.officer('province', ground.province)
  elsewhere = await t.officer('communeOfficer', other.commune)
  t.setNow('2026-11-16T02:00:00.000Z')
  for (const householdId of homes)
    await push(
      'household.put',
      {
        householdId,
        fields: { head: 'Chủ Hộ Thử', headcount: 4 },
        basis: { kind: 'decision', number: '12/QĐ-UBND', day: '2026-10-01' },
      },
      '2026-10-01T02:00:00.000Z',
    )
  await push(
    'resident.put',
    {
      residentId: person,
      householdId: homes[0],
      fields: { name: 'Bà Thử', birthYear: 1960, eid2: true },
      consent: { version: '2026.1', purpose: 'guidance', channel: 'spoken', day: '2026-10-20' },
    },
    '2026-10-20T02:00:00.000Z',
  )
  await visit(homes[0]!, '2026-10-20', {
    guided: [{ residentId: person, observations: FLUENT }],
    difficulties: ['forgot_password'],
    dossiers: { self: 1, selfGuided: 2, behalf: 1 },
  })
  await visit(homes[0]!, '2026-11-02', {
    guided: [{ residentId: person, observations: [{ skill: 'pay.app', level: 2 }] }],
    difficulties: ['forgot_password', 'sim_not_own'],
  })
  await visit(homes[1]!, '2026-11-14', {
    unnamed: [{ count: 2, ageBand: 'from60', observations: [{ skill: 'pay.qr', level: 2 }] }],
  })
  await visit(homes[2]!, '2026-11-15', { unnamed: [{ count: 1, ageBand: '18to59', observations: [] }] }) // of the next period
  await visit(homes[3]!, '2026-03-03', { unnamed: [{ count: 1, ageBand: '18to59', observations: [] }] })
  await count()
})
afterAll(() => t.close())

describe('one figure from a visit to the nation', () => {
  test('a month is filled from the visits of its days; the year to date counts homes anew', async () => {
    const { body } = await t.ask('GET', teamUrl(), undefined, leader.token)
    expect(body.period).toMatchObject({
      label: 'Kỳ tháng 11/2026 (15/10-14/11)',
      due: '2026-11-20',
      daysLeft: 4,
      open: false,
    })
    expect(row(body, 'TN01')).toMatchObject({ reported: 2, reportedYear: 3 })
    expect(row(body, 'TN02')).toMatchObject({ reported: 4, reportedYear: 5 })
    expect(row(body, 'TN02.6')).toMatchObject({ reported: 4 })
    expect(row(body, 'TN03.3')).toMatchObject({ reported: 1 })
    expect(row(body, 'TN04')).toMatchObject({ reported: 16.7, reviewed: { n: 3, of: 6 } })
    expect(row(body, 'TN08')).toMatchObject({ reported: 3 })
    expect(row(body, 'TN11')).toMatchObject({ reported: 50, numerator: 1, denominator: 2 })
    expect(row(body, 'TN12')).toMatchObject({ reported: null })
    expect(body.difficultyText).toBe('2 lần gặp: quên mật khẩu; 1: SIM không chính chủ')
  })

  test('the same visit stands in the commune, the province and the nation', async () => {
    for (const [unit, token] of [
      [ground.commune, officer.token],
      [ground.province, province.token],
    ] as const) {
      for (const view of ['now', 'then']) {
        const { status, body } = await t.ask(
          'GET',
          `/api/v1/units/${unit}/figures?period=2026-11&view=${view}`,
          undefined,
          token,
        )
        expect(status).toBe(200)
        expect(body.figures.find((f: { code: string }) => f.code === 'TN02')).toMatchObject({
          value: 4,
          yearToDate: 5,
        })
        expect(body.figures.find((f: { code: string }) => f.code === 'TN11')).toMatchObject({ value: 50 })
        expect(body.changedAt).toBe(t.setup.clock())
        expect(body.pending).toBe(false)
      }
    }
    const nation = await t.officer('ministry', 1)
    const { body } = await t.ask('GET', '/api/v1/units/1/figures?period=2026-11', undefined, nation.token)
    expect(
      body.children
        .find((c: { unit: { id: number } }) => c.unit.id === ground.province)
        .figures.find((f: { code: string }) => f.code === 'TN01'),
    ).toMatchObject({ value: 2 })
  })

  test('"Số này từ đâu?" lists the visits that were counted, and no others', async () => {
    const { body } = await t.ask('GET', teamUrl('/rows/TN02/source'), undefined, leader.token)
    expect(
      body.items.map((item: { day: string; n: number; head: string }) => [item.day, item.n, item.head]),
    ).toEqual([
      ['2026-11-14', 2, 'Chủ Hộ Thử'],
      ['2026-11-02', 1, 'Chủ Hộ Thử'],
      ['2026-10-20', 1, 'Chủ Hộ Thử'],
    ])
    expect(body).toMatchObject({ now: 4, frozen: null, total: 3, next: null })
    const people = await t.ask('GET', teamUrl('/rows/TN03.3/source'), undefined, member.token)
    expect(people.body.items).toMatchObject([
      { kind: 'resident', id: person, name: 'Bà Thử', householdId: homes[0] },
    ])
    // A team that no longer serves the area keeps its numbers, and knows nobody there by name.
    const moved = t.database.owner.updateTable('team_area').where('team_id', '=', ground.teamId)
    await moved.set({ valid_to: '2026-11-15' }).execute()
    for (const code of ['TN03.3', 'TN02']) {
      const past = await t.ask('GET', teamUrl(`/rows/${code}/source`), undefined, member.token)
      expect(past.body.items.length).toBeGreaterThan(0)
      for (const item of past.body.items)
        expect(item).toMatchObject({ head: null, name: null, householdId: null })
      const ofCommune = await t.ask('GET', teamUrl(`/rows/${code}/source`), undefined, officer.token)
      expect(ofCommune.body.items[0]).toMatchObject({ head: 'Chủ Hộ Thử' })
    }
    await moved.set({ valid_to: null }).execute()
    await t.database.owner.deleteFrom('audit_entry').execute()
    const guided = await t.ask('GET', teamUrl('/rows/TN01/source?limit=1'), undefined, leader.token)
    expect(guided.body).toMatchObject({ total: 2, next: '1' })
    await t.ask('GET', teamUrl('/rows/TN03.3/source'), undefined, officer.token)
    const audited = await t.database.owner
      .selectFrom('audit_entry')
      .where('commune_id', '=', ground.commune)
      .select(['what', 'actor_id'])
      .execute()
    expect(audited).toEqual([{ what: 'report.source', actor_id: officer.id }])
    const teams = await t.ask('GET', communeUrl('/rows/TN02/source'), undefined, officer.token)
    expect(teams.body.items).toMatchObject([{ kind: 'team', id: ground.teamId, n: 4 }])
    expect((await t.ask('GET', teamUrl('/rows/TN03/source'), undefined, leader.token)).status).toBe(404)
  })

  test('a target of the province measures the commune, its own one goes before', async () => {
    const put = (unit: number, code: string, value: number | null, token: string) =>
      t.ask('PUT', `/api/v1/units/${unit}/targets/2026/${code}`, { value }, token)
    expect((await put(ground.province, 'TN04', 40, province.token)).status).toBe(200)
    expect((await put(ground.commune, 'TN01', 30, officer.token)).status).toBe(200)
    const { body } = await t.ask('GET', communeUrl(), undefined, officer.token)
    expect(row(body, 'TN04')).toMatchObject({ target: { value: 40, source: 'above' }, percent: 41.8 })
    expect(row(body, 'TN01')).toMatchObject({ target: { value: 30, source: 'own' }, percent: 10 })
    expect((await put(ground.commune, 'TN99', 1, officer.token)).status).toBe(404)
    expect((await put(other.commune, 'TN01', 1, officer.token)).status).toBe(404)
    expect((await put(ground.commune, 'TN01', 1, leader.token)).status).toBe(403)
  })

  test('homes that the commune states stand under the line, with source and day; the police figure stands beside', async () => {
    const stated = { n: 8, source: 'Phòng Văn hóa - Xã hội', day: '2026-10-31' }
    expect(
      (await t.ask('PUT', `/api/v1/units/${ground.commune}/denominators/homes`, stated, officer.token))
        .status,
    ).toBe(200)
    expect(
      (
        await t.ask(
          'PUT',
          `/api/v1/units/${ground.commune}/outside-figures/TN05`,
          { value: 88.1, source: 'Công an xã', day: '2026-11-10' },
          officer.token,
        )
      ).status,
    ).toBe(200)
    expect(
      (await t.ask('PUT', `/api/v1/units/${ground.commune}/denominators/homes`, stated, province.token))
        .status,
    ).toBe(403)
    const { body } = await t.ask('GET', communeUrl(), undefined, officer.token)
    expect(row(body, 'TN04')).toMatchObject({
      reported: 12.5,
      reviewed: { n: 3, of: 8, source: stated.source, day: stated.day },
    })
    expect(row(body, 'TN05')).toMatchObject({
      reported: null,
      few: true,
      outside: { n: 88.1, source: 'Công an xã' },
    })
    const above = await t.ask(
      'GET',
      `/api/v1/units/${ground.province}/figures?period=2026-11`,
      undefined,
      province.token,
    )
    expect(above.body.figures.find((f: { code: string }) => f.code === 'TN04')).toMatchObject({
      denominator: 8,
      value: 12.5,
    })
  })
})

describe('a report', () => {
  test("is nobody else's matter", async () => {
    expect((await t.ask('GET', teamUrl())).status).toBe(401)
    expect((await t.ask('GET', teamUrl(), undefined, province.token)).status).toBe(403)
    expect((await t.ask('GET', teamUrl(), undefined, elsewhere.token)).status).toBe(404)
    expect((await t.ask('GET', communeUrl(), undefined, leader.token)).status).toBe(404)
    expect(
      (await t.ask('PUT', teamUrl(), { version: 0, narrative, additions: {}, answers: {} }, member.token))
        .status,
    ).toBe(403)
    expect((await t.ask('POST', teamUrl('/approve'), { version: 1 }, leader.token)).status).toBe(403)
    expect((await t.ask('POST', communeUrl('/sign'), { version: 1 }, officer.token)).status).toBe(403)
    expect((await t.ask('GET', `/api/v1/units/${ground.commune}/desk`, undefined, leader.token)).status).toBe(
      403,
    )
    expect(
      (await t.ask('GET', `/api/v1/units/${ground.province}/reports`, undefined, officer.token)).status,
    ).toBe(403)
  })

  test('takes hand-counted numbers with a reason only, and tells who was faster', async () => {
    const hand = { n: 5, reason: '', source: 'Sổ tay của tổ' }
    const save = (version: number, additions: object) =>
      t.ask('PUT', teamUrl(), { version, narrative, additions, answers: {} }, leader.token)
    expect((await save(0, { TN02: hand })).body).toMatchObject({ id: 'report.reason-missing', status: 422 })
    expect((await save(0, { TN04: { ...hand, reason: 'x' } })).status).toBe(422)
    const saved = await save(0, { TN02: { ...hand, reason: 'Trước khi dùng hệ thống' } })
    expect(saved.body).toMatchObject({ version: 1, state: 'draft', may: ['save', 'submit'] })
    expect(row(saved.body, 'TN02')).toMatchObject({ system: 4, reported: 9, reportedYear: 10 })
    expect((await save(0, {})).body.id).toBe('report.stale')
  })

  test('is sent, returned with a remark on a row, sent again and approved; what was sent is frozen', async () => {
    const sent = await t.ask('POST', teamUrl('/submit'), { version: 1 }, leader.token)
    expect(sent.body).toMatchObject({
      state: 'submitted',
      provisional: false,
      lateDays: 0,
      submittedBy: 'Tổ Trưởng Thử',
    })
    expect(sent.body.hash).toMatch(/^[0-9a-f]{64}$/)

    await visit(homes[4]!, '2026-11-13', { unnamed: [{ count: 3, ageBand: '18to59', observations: [] }] })
    await count()
    const later = await t.ask('GET', teamUrl(), undefined, officer.token)
    expect(row(later.body, 'TN02')).toMatchObject({ reported: 9 })
    expect((await t.ask('GET', teamUrl('/rows/TN02/source'), undefined, officer.token)).body).toMatchObject({
      frozen: 4,
      now: 7,
    })

    expect(
      (await t.ask('PUT', teamUrl(), { version: 2, narrative, additions: {}, answers: {} }, leader.token))
        .body.id,
    ).toBe('report.state')
    const back = await t.ask(
      'POST',
      teamUrl('/return'),
      { version: 2, remark: 'Ghi rõ sổ tay nào', row: 'TN02' },
      officer.token,
    )
    expect(back.body).toMatchObject({
      state: 'returned',
      remarks: [{ row: 'TN02', text: 'Ghi rõ sổ tay nào', by: 'Công Chức Thử' }],
    })
    expect(row(back.body, 'TN02')).toMatchObject({ reported: 12 })

    t.setNow('2026-11-22T02:00:00.000Z')
    const again = await t.ask('POST', teamUrl('/submit'), { version: 3 }, leader.token)
    expect(again.body).toMatchObject({ state: 'submitted', lateDays: 0 })
    expect(again.body.hash).not.toBe(sent.body.hash)
    const approved = await t.ask('POST', teamUrl('/approve'), { version: 4 }, officer.token)
    expect(approved.body).toMatchObject({ state: 'approved', decidedBy: 'Công Chức Thử', may: ['amend'] })

    const events = await t.database.owner
      .selectFrom('report_event')
      .select(['what', 'body'])
      .orderBy('n')
      .execute()
    expect(events.map(event => event.what)).toEqual(['save', 'submit', 'return', 'submit', 'approve'])
    expect((events[1]!.body as { hash: string }).hash).toBe(sent.body.hash)
  })

  test('of a commune sums its teams with their additions apart, and is signed by a person', async () => {
    const before = await t.ask(
      'GET',
      `/api/v1/units/${ground.commune}/desk?period=2026-11`,
      undefined,
      signer.token,
    )
    expect(before.body).toMatchObject({
      counts: { teams: 1, sent: 1, late: 0, waiting: 0 },
      teams: [
        {
          state: 'approved',
          homes: { fluent: 1, total: 6 },
          members: { total: 2, trained: 0 },
          lastActivity: '2026-11-15',
          difficulty: { key: 'forgot_password', n: 2 },
        },
      ],
    })
    expect(before.body.groups).toHaveLength(5)

    const saved = await t.ask(
      'PUT',
      communeUrl(),
      {
        version: 0,
        narrative,
        additions: { TN10: { n: 1, reason: 'Hội nghị của xã', source: 'Giấy mời' } },
        answers: {},
      },
      officer.token,
    )
    expect(row(saved.body, 'TN02')).toMatchObject({
      system: 7,
      reported: 12,
      teamAdditions: [{ n: 5, team: 'Bản Thử 900000' }],
    })
    expect(row(saved.body, 'TN10')).toMatchObject({ system: 0, reported: 1 })
    expect(saved.body.teams).toEqual({ reported: 1, total: 1 })
    const prepared = await t.ask('POST', communeUrl('/submit'), { version: 1 }, officer.token)
    expect(prepared.body).toMatchObject({ state: 'submitted', lateDays: 2, may: [] })

    const empty = await t.ask(
      'GET',
      `/api/v1/units/${ground.province}/reports?period=2026-11`,
      undefined,
      province.token,
    )
    expect(empty.body).toMatchObject({
      counts: { signed: 0, prepared: 1 },
      items: [{ state: 'submitted', figures: [] }],
    })
    const signed = await t.ask('POST', communeUrl('/sign'), { version: 2 }, signer.token)
    expect(signed.body).toMatchObject({
      state: 'signed',
      signedBy: 'Phó Chủ Tịch Thử',
      signerTitle: 'Công chức',
    })
    const received = await t.ask(
      'GET',
      `/api/v1/units/${ground.province}/reports?period=2026-11`,
      undefined,
      province.token,
    )
    expect(received.body.counts).toMatchObject({ signed: 1, late: 0 })
    expect(received.body.items[0].figures.find((f: { code: string }) => f.code === 'TN02')).toMatchObject({
      reported: 12,
    })
    const { children } = await t.database.owner
      .selectFrom('report')
      .where('team_id', 'is', null)
      .select('children')
      .executeTakeFirstOrThrow()
    expect(children).toMatchObject([{ teamId: ground.teamId }])

    const opened = await t.ask(
      'POST',
      communeUrl('/amend'),
      { version: 3, remark: 'Sai số buổi' },
      officer.token,
    )
    expect(opened.body).toMatchObject({ state: 'amended', amended: true })
  })

  test('of the closed month stays on the desk, beside the figures of this moment', async () => {
    const { body } = await t.ask('GET', `/api/v1/units/${ground.commune}/desk`, undefined, officer.token)
    expect([body.period.period, body.figuresPeriod.period]).toEqual(['2026-11', '2026-12'])
    expect(body.commune.state).toBe('amended')
  })

  test('cannot be sent before its period has closed', async () => {
    const url = `/api/v1/teams/${ground.teamId}/reports/2026-12`
    const { body } = await t.ask('GET', url, undefined, leader.token)
    expect(body).toMatchObject({ provisional: true, may: ['save'], period: { open: true } })
    expect((await t.ask('POST', `${url}/submit`, { version: 0 }, leader.token)).body.id).toBe(
      'report.not-due',
    )
    expect(
      (await t.ask('GET', `/api/v1/teams/${ground.teamId}/reports/2027-02`, undefined, leader.token)).body.id,
    ).toBe('report.not-due')
  })

  test('asks why a number changed by more than half before it is sent', async () => {
    t.setNow('2026-12-16T02:00:00.000Z')
    await visit(homes[5]!, '2026-12-01', { unnamed: [{ count: 30, ageBand: '18to59', observations: [] }] })
    await count()
    const url = `/api/v1/teams/${ground.teamId}/reports/2026-12`
    const refused = await t.ask('POST', `${url}/submit`, { version: 0 }, leader.token)
    expect(refused.body).toMatchObject({
      id: 'report.incomplete',
      fields: [
        { path: 'TN02', message: 'change' },
        { path: 'TN08', message: 'change' },
      ],
    })
    const { body } = await t.ask('GET', url, undefined, leader.token)
    const answers = Object.fromEntries(
      body.checks.map((check: { answerKey: string }) => [check.answerKey, 'Có buổi học ở nhà văn hóa']),
    )
    await t.ask('PUT', url, { version: 0, narrative, additions: {}, answers }, leader.token)
    expect((await t.ask('POST', `${url}/submit`, { version: 1 }, leader.token)).body.state).toBe('submitted')
  })

  test("comes out on paper and as six lines, without a resident's name", async () => {
    for (const format of ['pdf', 'docx', 'xlsx']) {
      const { status, body } = await t.ask(
        'GET',
        teamUrl(`/document?format=${format}`),
        undefined,
        leader.token,
      )
      expect(status, format).toBe(200)
      expect(body.length).toBeGreaterThan(1000)
    }
    const { body } = await t.ask('GET', communeUrl('/zalo'), undefined, officer.token)
    expect(body.text.split('\n')).toHaveLength(6)
    expect(body.text).not.toContain('Bà Thử')
  })
})
