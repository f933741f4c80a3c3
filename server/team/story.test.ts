import { generateKeyPairSync, sign } from 'node:crypto'
import { judge } from '@tung-nha/model/certificate/token.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { signAgain } from '#certificate/issue.ts'
import { verifyEd25519 } from '#certificate/keys.ts'
import { certificateByCode } from '#certificate/queries.ts'
import { type Ground, makeGround, newId, type TestApp, testApp } from '#testing/app.ts'

/** What happens around one team, from end to end, through the front door only. */
let t: TestApp
let here: Ground
let officer: string
beforeAll(async () => {
  t = await testApp()
  here = await makeGround(t.database)
  officer = (await t.officer('communeOfficer', here.commune)).token
})
afterAll(() => t?.close())

const DAY = '2026-11-16'
const ask = async (method: string, url: string, body?: unknown, token: string | undefined = officer) =>
  (await t.ask(method, `/api/v1${url}`, body, token)).body
const team = () => `/teams/${here.teamId}`

/** A real phone: a key of its own, in by a team code, speaking by signed nonces. */
const newPhone = async (memberId: string) => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { kty, crv, x, y } = publicKey.export({ format: 'jwk' })
  const signed = (text: string) =>
    sign('sha256', Buffer.from(text), { key: privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url')
  const { code } = await ask('POST', `${team()}/members/${memberId}/enrolment-code`)
  const joined = await t.app.inject({
    method: 'POST',
    url: '/api/v1/devices',
    headers: { 'x-tung-nha': 'device' },
    payload: { code, publicKey: { kty, crv, x, y }, signature: signed(code), label: 'Điện thoại' },
  })
  const { deviceId } = joined.json() as { deviceId: string }
  const token = joined.cookies[0]!.value
  let seq = 0
  const op = (kind: string, body: object) => ({
    id: newId(),
    areaId: here.areaId,
    deviceId,
    seq: ++seq,
    actorId: memberId,
    kind,
    body,
    deviceAt: '2026-11-16T01:00:00.000Z',
  })
  const home = (head: string) =>
    op('household.put', { householdId: newId(), fields: { head }, basis: { kind: 'visit', day: DAY } })
  return {
    op,
    home,
    push: async (...ops: object[]) =>
      (await ask('POST', '/sync/push', { ops }, token)).answers?.map(
        (answer: { result: string }) => answer.result,
      ),
    pull: () =>
      ask('POST', '/sync/pull', { feeds: [{ areaId: here.areaId, revision: 0, chain: '' }] }, token),
    handOver: async (...ops: object[]) => {
      const { nonce } = await ask('POST', `/devices/${deviceId}/challenge`, undefined, '')
      const body = { nonce, signature: signed(nonce), ops }
      return ask('POST', `/devices/${deviceId}/hand-over`, body, '')
    },
    token,
  }
}

test('a volunteer applies, is trained, fails the check, passes it, is certified and guides', async () => {
  const offer = { communeId: here.commune, teamId: here.teamId, name: 'Sồng A Tếnh', phone: '0987 000 321' }
  await ask('POST', '/applications', offer, '')
  const [open] = (await ask('GET', `/units/${here.commune}/applications`)).items
  const { id } = await ask('POST', `/units/${here.commune}/applications/${open.id}/approval`, {
    teamId: here.teamId,
    from: DAY,
  })
  const phone = await newPhone(id)

  await ask('PATCH', `${team()}/members/${id}`, { state: 'training', on: DAY })
  const lesson = {
    title: 'Trả tiền bằng mã QR',
    organiser: 'telecom',
    refresher: false,
    skills: ['pay.qr'],
    place: 'Nhà văn hóa',
    sessions: [{ day: DAY, hours: '8:00' }],
  }
  const { code } = await ask('POST', `/units/${here.commune}/trainings`, lesson)
  expect((await ask('POST', '/trainings/attendance', { code }, phone.token)).title).toBe(lesson.title)

  const check = (passed: boolean) =>
    ask('POST', `${team()}/members/${id}/checks`, { skill: 'pay.qr', passed, day: DAY })
  expect((await check(false)).skills).toEqual([])
  expect((await phone.pull()).scope.member.skills).toEqual([])
  t.setNow('2026-11-16T02:10:00.000Z')
  expect((await check(true)).skills).toEqual([{ skill: 'pay.qr', passedOn: DAY }])
  await ask('PATCH', `${team()}/members/${id}`, { state: 'active', on: DAY })
  expect((await phone.pull()).scope.member.skills).toEqual(['pay.qr'])
  expect(
    (await ask('GET', `${team()}/members/${id}/history`)).items.map((one: { state: string }) => one.state),
  ).toEqual(['active', 'training', 'approved', 'applied'])

  // What the paper says is judged by the list of trust alone, as a phone without signal does.
  const [held] = (await ask('GET', `${team()}/members/${id}/checks`, undefined, phone.token)).certificates
  const c = { db: t.database.owner, today: DAY, setup: t.setup } as never
  const row = (await certificateByCode(t.database.owner as never, held.code))!
  const token = await signAgain(c, row, row.member_name!)
  const trust = await ask('GET', '/certificates/trust', undefined, '')
  const { verdict, certificate } = judge(token, trust, verifyEd25519)
  expect([verdict, certificate?.name, certificate?.course]).toEqual(['valid', 'Sồng A Tếnh', 'pay.qr'])

  const visit = phone.op('activity.record', {
    activityId: newId(),
    kind: 'home_visit',
    day: DAY,
    teamId: here.teamId,
    outcome: 'guided',
    guided: [],
    unnamed: [{ count: 1, ageBand: '18to59', observations: [{ skill: 'pay.qr', level: 3 }] }],
    difficulties: [],
  })
  expect(await phone.push(visit)).toEqual(['accepted'])
})

test('a leader whose phone was lost is replaced in four calls, and nothing that was recorded is lost', async () => {
  const old = await ask('POST', `${team()}/members`, {
    name: 'Vì Văn Toản',
    role: 'leader',
    from: '2026-01-01',
  })
  const lost = await newPhone(old.id)
  const sent = lost.home('Nhà Đã Gửi')
  const unsent = lost.home('Nhà Chưa Gửi')
  expect(await lost.push(sent)).toEqual(['accepted'])

  const next = await ask('POST', `${team()}/members`, { name: 'Lò Thị Mai', role: 'leader', from: DAY }) // 1
  await ask('DELETE', `${team()}/members/${old.id}/devices`) // 2
  await ask('POST', `${team()}/members/${old.id}/ending`, { on: DAY }) // 3
  const phone = await newPhone(next.id) // 4: the code

  const roles = (await ask('GET', `${team()}/members?past=true`)).items.map(
    (one: { name: string; role: string; to: string | null }) => [one.name, one.role, one.to],
  )
  expect(roles).toContainEqual(['Lò Thị Mai', 'leader', null])
  expect(roles).toContainEqual(['Vì Văn Toản', 'member', DAY])
  const heads = async () =>
    JSON.stringify((await phone.pull()).feeds)
      .match(/Nhà (Đã|Chưa) Gửi/g)
      ?.sort() ?? []
  expect(await heads()).toEqual(['Nhà Đã Gửi'])

  // The lost phone is found, has signal and gives away what it held; the new leader takes it.
  expect((await lost.handOver(unsent)).taken).toEqual([unsent.id])
  const waiting = (await ask('GET', `${team()}/quarantine`, undefined, phone.token)).items
  expect(waiting).toMatchObject([{ opId: unsent.id, memberName: 'Vì Văn Toản' }])
  await ask('POST', `${team()}/quarantine/${unsent.id}`, { take: true }, phone.token)
  expect(await heads()).toEqual(['Nhà Chưa Gửi', 'Nhà Đã Gửi'])
})
