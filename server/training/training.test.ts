import { read, utils } from '@e965/xlsx'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { drain } from '#facts/drain.ts'
import { unitSheets } from '#facts/read.ts'
import { countRulesOf } from '#facts/rules.ts'
import { type Ground, makeGround, newId, type TestApp, testApp } from '#testing/app.ts'

let t: TestApp
let here: Ground
let next: Ground
let officer: string
let province: string
let member: { id: string; deviceId: string; token: string }
let helper: { id: string; deviceId: string; token: string }
beforeAll(async () => {
  t = await testApp()
  here = await makeGround(t.database, 900_000)
  next = await makeGround(t.database, 910_000, { province: here.province, commune: here.commune })
  officer = (await t.officer('communeOfficer', here.commune)).token
  province = (await t.officer('province', here.province)).token
  member = await t.member(here.teamId, 'leader', 'Vì Văn Toản')
  helper = await t.member(next.teamId, 'member', 'Lò Thị Mai')
})
afterAll(() => t?.close())

const ask = (method: string, url: string, body?: unknown, token = officer) =>
  t.ask(method, `/api/v1${url}`, body, token)
const DAY = '2026-11-16'

test('a class of the department is attended by its code and by the card, and only on its days', async () => {
  const body = {
    title: 'Lớp dịch vụ công',
    organiser: 'department',
    refresher: false,
    skills: ['service.submit'],
    place: 'Hội trường xã',
    sessions: [{ day: DAY, hours: '8:00 - 11:00' }],
  }
  const made = (await ask('POST', `/units/${here.province}/trainings`, body, province)).body
  expect((await ask('GET', `/units/${here.commune}/trainings`)).body.items).toMatchObject([
    { title: 'Lớp dịch vụ công' },
  ])
  const attend = (token: string) =>
    ask('POST', '/trainings/attendance', { code: `https://x.vn/lop/${made.code}` }, token)
  expect((await attend(member.token)).body).toEqual({ title: 'Lớp dịch vụ công', day: DAY, again: false })
  expect((await attend(member.token)).body.again).toBe(true)
  expect((await attend(officer)).body.id).toBe('access.denied')
  const card = helper.id.slice(-8).toUpperCase()
  const mark = (cardCode: string) =>
    ask('POST', `/units/${here.commune}/trainings/${made.id}/attendance`, { cardCode, day: DAY })
  expect((await mark(`https://x.vn/t/${card}`)).body).toEqual({ name: 'Lò Thị Mai', again: false })
  expect((await mark('NOBODY22')).body.id).toBe('member.unknown')
  const { present } = (await ask('GET', `/units/${here.commune}/trainings/${made.id}`)).body
  expect(present.map((one: { name: string }) => one.name)).toEqual(['Lò Thị Mai', 'Vì Văn Toản'])
  expect((await ask('DELETE', `/units/${here.commune}/trainings/${made.id}`)).body.id).toBe(
    'training.unknown',
  )
  t.setNow('2026-11-17T02:00:00.000Z')
  expect((await attend(member.token)).body.id).toBe('training.day')
  t.setNow('2026-11-16T02:00:00.000Z')
})

test('a member who has not passed yet may try again, guides only after passing, and the phone knows', async () => {
  const url = `/teams/${here.teamId}/members/${member.id}/checks`
  const check = (passed: boolean, more = {}) =>
    ask('POST', url, { skill: 'pay.qr', passed, day: DAY, ...more })
  const skills = async () =>
    (await ask('POST', '/sync/pull', { feeds: [] }, member.token)).body.scope.member.skills
  expect((await check(false)).body.skills).toEqual([])
  expect(await skills()).toEqual([])
  t.setNow('2026-11-16T02:05:00.000Z')
  expect((await check(true)).body.skills).toEqual([{ skill: 'pay.qr', passedOn: DAY }])
  expect(await skills()).toEqual(['pay.qr'])
  await check(true)
  const { checks, trainings, certificates } = (await ask('GET', url)).body
  expect(certificates).toMatchObject([{ course: 'pay.qr', issuedOn: DAY, revokedOn: null }])
  expect(checks.map((one: { passed: boolean }) => one.passed)).toEqual([true, true, false])
  expect(trainings).toMatchObject([{ title: 'Lớp dịch vụ công', day: DAY, skills: ['service.submit'] }])

  // A check taken at a class the member came to shows the class, there and here.
  const [{ id: trainingId }] = trainings
  expect((await check(true, { trainingId: newId() })).body.id).toBe('training.unknown')
  expect((await check(false, { skill: 'service.submit', trainingId })).status).toBe(200)
  expect((await ask('GET', url)).body.checks[0]).toMatchObject({ training: 'Lớp dịch vụ công' })
  const { present } = (await ask('GET', `/units/${here.commune}/trainings/${trainingId}`)).body
  expect(present.map((one: { checks: object[] }) => one.checks)).toEqual([
    [],
    [{ skill: 'service.submit', passed: false }],
  ])
})

test('the right to guide comes from a passed check only; taken back, its certificate counts no more', async () => {
  const of = `/teams/${here.teamId}/members/${member.id}`
  expect((await ask('PUT', `${of}/skills/safe.otp`, { passedOn: DAY })).status).toBe(404)
  await ask('POST', `${of}/checks`, { skill: 'safe.otp', passed: true, day: DAY })
  const certificate = async () => {
    const { certificates } = (await ask('GET', `${of}/checks`)).body
    return certificates.find((one: { course: string }) => one.course === 'safe.otp')
  }
  const { code } = await certificate()
  const paper = () => ask('GET', `/certificates/${code}/print`, undefined, member.token)
  expect((await paper()).status).toBe(200)
  const left = (await ask('DELETE', `${of}/skills/safe.otp`)).body.skills
  expect(left.map((one: { skill: string }) => one.skill)).toEqual(['pay.qr'])
  expect((await certificate()).revokedOn).toBe(DAY)
  expect((await ask('GET', '/certificates/trust')).body.revoked).toEqual([code])
  expect((await paper()).body.id).toBe('certificate.invalid')
})

test('what teams lack and what most may not guide yet make the plan', async () => {
  const need = (body: object, token = officer) => ask('POST', `/teams/${here.teamId}/needs`, body, token)
  expect((await need({ kind: 'skill', skill: 'safe.scam', note: '' }, member.token)).status).toBe(200)
  expect((await need({ kind: 'equipment', note: '' })).body.id).toBe('request.invalid')
  await need({ kind: 'equipment', note: 'Máy của tổ chỉ còn 500 MB' })
  const plan = (await ask('GET', `/units/${here.commune}/training-plan`)).body
  expect(plan.members).toBe(2)
  expect(plan.skills[0]).toEqual({ skill: 'safe.scam', lacking: 2, studied: 0, asked: 1 })
  expect(plan.needs).toHaveLength(2)
  await ask('POST', `/units/${here.commune}/needs/${plan.needs[0].id}/met`)
  expect((await ask('GET', `/units/${here.commune}/training-plan`)).body.needs).toHaveLength(1)
})

test('a gathering of two teams is planned once, known to both phones, and counted once by its host', async () => {
  const planned = await ask('POST', `/units/${here.commune}/gatherings`, {
    kind: 'walking_street',
    title: 'Tối thứ Bảy phố đi bộ',
    day: DAY,
    hours: '19:00',
    place: 'Chợ xã',
    topics: ['pay.qr'],
    teamId: here.teamId,
    helperIds: [next.teamId],
  })
  expect(planned.body.announcement).toContain('Bà con mang theo điện thoại')
  const seen = async (token: string) =>
    (await ask('POST', '/sync/pull', { feeds: [] }, token)).body.scope.gatherings.map(
      (one: { host: boolean }) => one.host,
    )
  expect([await seen(member.token), await seen(helper.token)]).toEqual([[true], [false]])
  let seq = 0
  const record = (who: typeof member, ground: Ground, more: object) =>
    ask(
      'POST',
      '/sync/push',
      {
        ops: [
          {
            id: newId(),
            areaId: ground.areaId,
            deviceId: who.deviceId,
            seq: ++seq,
            actorId: who.id,
            kind: 'activity.record',
            deviceAt: '2026-11-16T01:00:00.000Z',
            body: {
              activityId: newId(),
              kind: 'booth',
              day: DAY,
              teamId: ground.teamId,
              outcome: 'held',
              guided: [],
              unnamed: [],
              difficulties: [],
              plannedId: planned.body.id,
              ...more,
            },
          },
        ],
      },
      who.token,
    )
  const taken = async (who: typeof member, ground: Ground, more: object) =>
    (await record(who, ground, more)).body.answers[0].result
  expect(await taken(member, here, { attendance: 40 })).toBe('accepted')
  // A second member of the host writes it down too, and an older app of the helping team sends a number of its own.
  expect(await taken(member, here, { attendance: 35 })).toBe('accepted')
  expect(await taken(helper, next, { attendance: 10, helps: true })).toBe('accepted')
  expect((await ask('GET', `/units/${here.commune}/gatherings`)).body.items).toMatchObject([
    { attendance: 40 },
  ])
  await drain(t.setup.db, countRulesOf(t.setup.catalogue), t.setup.clock())
  const { month } = (
    await t.setup.db.transaction().execute(tx => unitSheets(tx, [here.commune], '2026-12'))
  ).get(here.commune)!
  expect(month).toMatchObject({ group_sessions: 1, group_attendance: 40, guidance_times: 40 })
})

test('days of activity become a list to sign by the rule of the province; phones and thanks are on record', async () => {
  const rule = { teamMonth: 300_000, memberMonth: 0, day: 50_000, source: 'Nghị quyết 26/2025/NQ-HĐND' }
  expect((await ask('PUT', `/units/${here.province}/allowance-rule`, rule)).status).toBe(404)
  await ask('PUT', `/units/${here.province}/allowance-rule`, rule, province)
  const month = (await ask('GET', `/units/${here.commune}/allowances?month=2026-11`)).body
  expect(month.lines.map((line: { days: number; amount: number }) => [line.days, line.amount])).toEqual([
    [1, 50_000],
    [1, 50_000],
  ])
  expect([month.teams, month.total]).toEqual([2, 700_000])
  // A commune may pay more by its own resolution, and go back to what the province says.
  const own = `/units/${here.commune}/allowance-rule`
  expect((await ask('GET', own)).body).toMatchObject({ rule, own: false, unitName: 'Tỉnh Thử 900000' })
  const more = { ...rule, day: 100_000, source: 'Nghị quyết HĐND xã' }
  expect((await ask('PUT', own, more)).body).toMatchObject({ rule: more, own: true })
  const total = async () => (await ask('GET', `/units/${here.commune}/allowances?month=2026-11`)).body.total
  expect(await total()).toBeGreaterThan(month.total)
  expect((await ask('DELETE', own)).body).toMatchObject({ rule, own: false })
  expect(await total()).toBe(month.total)
  const sheet = await ask('GET', `/units/${here.commune}/allowances.pdf?month=2026-11`)
  expect([sheet.status, sheet.body.subarray(0, 5).toString()]).toEqual([200, '%PDF-'])
  const out = await ask('GET', `/units/${here.commune}/allowances.xlsx?month=2026-11`)
  const book = read(out.body, { type: 'buffer' })
  expect(JSON.stringify(utils.sheet_to_json(book.Sheets[book.SheetNames[0]!]!, { header: 1 }))).toContain(
    'Vì Văn Toản',
  )

  await ask('POST', `/units/${here.commune}/equipment`, {
    teamId: here.teamId,
    what: 'Điện thoại kèm SIM',
    source: 'Viễn thông tỉnh',
    givenOn: DAY,
  })
  const { items, without } = (await ask('GET', `/units/${here.commune}/equipment`)).body
  expect([items.length, without.map((team: { id: string }) => team.id)]).toEqual([1, [next.teamId]])
  const year = `/units/${here.commune}/commendations`
  expect((await ask('GET', `${year}?year=2026`)).body.suggested).toHaveLength(2)
  const one = { teamId: here.teamId, memberId: member.id, year: 2026, reason: 'Nhiều ngày đến từng nhà' }
  const { id } = (await ask('POST', year, one)).body
  await ask('PATCH', `${year}/${id}`, { state: 'awarded', on: DAY })
  const told = (await ask('GET', `${year}?year=2026`)).body
  expect(told.items).toMatchObject([{ name: 'Vì Văn Toản', state: 'awarded' }])
  expect(told.suggested).toHaveLength(1)
})
