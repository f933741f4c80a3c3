import { generateKeyPairSync, sign } from 'node:crypto'
import { problem } from '@tung-nha/model/problem.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hashPassword, makeOfficerLogin } from '#auth/officer-login.ts'
import { sweepSignIn } from '#auth/sweep.ts'
import { type Ground, makeGround, newId, type TestApp, testApp } from '#testing/app.ts'

let t: TestApp
let ground: Ground
beforeAll(async () => {
  t = await testApp()
  ground = await makeGround(t.database)
})
afterAll(() => t.close())

const phone = () => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { kty, crv, x, y } = publicKey.export({ format: 'jwk' })
  const signed = (text: string) =>
    sign('sha256', Buffer.from(text), { key: privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url')
  return { publicKey: { kty, crv, x, y }, signed }
}

describe('officers', () => {
  const email = 'officer@example.vn'
  const signIn = (password: string, more: object = {}) =>
    t.app.inject({ method: 'POST', url: '/api/v1/sessions', payload: { email, password }, ...more })
  const cookieOf = (answer: Awaited<ReturnType<typeof signIn>>, name: string) => {
    const line = [answer.headers['set-cookie']].flat().find(one => one?.startsWith(`${name}=`))!
    return { pair: line.split(';')[0]!, attributes: line }
  }
  beforeAll(async () => {
    const { id } = await t.officer('communeOfficer', ground.commune)
    const { owner } = t.database
    const now = t.setup.clock()
    await owner.updateTable('officer').set({ email }).where('id', '=', id).execute()
    await owner
      .insertInto('officer_login')
      .values({
        id: newId(),
        account_id: id,
        provider_id: 'credential',
        officer_id: id,
        password: await hashPassword('đúng mật khẩu'),
        access_token: null,
        refresh_token: null,
        id_token: null,
        access_token_expires_at: null,
        refresh_token_expires_at: null,
        scope: null,
        created_at: now,
        updated_at: now,
      })
      .execute()
  })

  test('sign in with the right password, are known by the cookie, and are unknown after signing out', async () => {
    const signedIn = await t.app.inject({
      method: 'POST',
      url: '/api/v1/sessions',
      payload: { email, password: 'đúng mật khẩu' },
    })
    expect(signedIn.statusCode).toBe(200)
    expect(signedIn.json().grants).toMatchObject([{ role: 'communeOfficer', unitId: ground.commune }])
    const cookie = String(signedIn.headers['set-cookie']).split(';')[0]!
    expect(String(signedIn.headers['set-cookie'])).toContain('HttpOnly')
    expect((await t.app.inject({ url: '/api/v1/me', headers: { cookie } })).json().kind).toBe('officer')

    const bare = await t.app.inject({
      method: 'DELETE',
      url: '/api/v1/sessions/current',
      headers: { cookie },
    })
    expect(bare.json().id).toBe('auth.csrf')
    await t.app.inject({
      method: 'DELETE',
      url: '/api/v1/sessions/current',
      headers: { cookie, 'x-tung-nha': '1' },
    })
    expect((await t.app.inject({ url: '/api/v1/me', headers: { cookie } })).json().kind).toBe('visitor')
  })

  test('with a wrong password get one sentence, the same for an unknown e-mail, and a limit', async () => {
    const wrong = await t.ask('POST', '/api/v1/sessions', { email, password: 'sai' })
    const unknown = await t.ask('POST', '/api/v1/sessions', { email: 'nobody@example.vn', password: 'sai' })
    expect(wrong).toEqual(unknown)
    expect(wrong.body).toMatchObject({ id: 'auth.wrong-password', status: 401 })
    for (let i = 0; i < 10; i++) await t.ask('POST', '/api/v1/sessions', { email, password: 'sai' })
    const refused = await signIn('đúng mật khẩu')
    expect([refused.json().id, refused.headers['retry-after']]).toEqual(['auth.too-many', '900'])
  })

  test('cannot be locked out by strangers: neither elsewhere, nor in a browser that signed in before', async () => {
    t.setNow('2026-11-16T03:00:00.000Z')
    const home = { remoteAddress: '203.0.113.5' }
    const first = await signIn('đúng mật khẩu', home)
    const browser = cookieOf(first, 'tung_nha_browser')
    expect(browser.attributes).toContain('HttpOnly')
    // One stranger is stopped at his own address; the account is open to everyone else.
    for (let i = 0; i < 11; i++) await signIn(`sai ${i}`, { remoteAddress: '198.51.100.7' })
    expect((await signIn('đúng mật khẩu', { remoteAddress: '198.51.100.7' })).statusCode).toBe(429)
    expect((await signIn('đúng mật khẩu', home)).statusCode).toBe(200)
    // A hundred tries from many addresses close it to browsers that do not know it, and to no other.
    await t.database.owner
      .insertInto('attempt')
      .values(Array.from({ length: 100 }, () => ({ key: `officer ${email}`, at: t.setup.wall() })))
      .execute()
    expect((await signIn('đúng mật khẩu', home)).statusCode).toBe(429)
    const known = { ...home, headers: { cookie: browser.pair } }
    expect((await signIn('đúng mật khẩu', known)).statusCode).toBe(200)
    // Its own slips are limited too, and a cookie that is not ours or another's is none.
    const forged = { ...home, headers: { cookie: `${browser.pair}x` } }
    expect((await signIn('đúng mật khẩu', forged)).statusCode).toBe(429)
    for (let i = 0; i < 10; i++) await signIn('sai', known)
    expect((await signIn('đúng mật khẩu', known)).statusCode).toBe(429)
    t.setNow('2026-11-16T02:00:00.000Z')
    await t.database.owner.deleteFrom('attempt').execute()
  })

  test('and strangers cost the same work, two at a time', async () => {
    let works = 0
    const counted = <T>(work: () => Promise<T>) => {
      works++
      return work()
    }
    const login = makeOfficerLogin(t.setup.db, t.setup.secret, newId, counted)
    const who = { password: 'sai', trusted: false, address: '', userAgent: '' }
    for (const name of [email, 'nobody@example.vn'])
      await expect(login({ ...who, email: name }, t.setup.wall())).rejects.toMatchObject({
        problem: 'auth.wrong-password',
      })
    expect(works).toBe(2)
    const full = makeOfficerLogin(t.setup.db, t.setup.secret, newId, async () => {
      throw problem('server.busy', { retryAfter: 2 })
    })
    await expect(full({ ...who, email }, t.setup.wall())).rejects.toMatchObject({ problem: 'server.busy' })
  })

  test('no token is kept in the database, only its hash', async () => {
    const { token } = await t.officer('province', ground.province)
    const rows = await t.database.owner.selectFrom('session').select('token').execute()
    expect(rows.map(row => row.token)).not.toContain(token)
  })
})

describe('phones', () => {
  test('that were lost are cut off at once, and stay so while the member comes back with a new one', async () => {
    const leader = await t.member(ground.teamId, 'leader')
    const lost = await t.member(ground.teamId, 'member')
    const elsewhere = await makeGround(t.database, 920_000)
    const stranger = await t.member(elsewhere.teamId, 'leader')
    const url = `/api/v1/teams/${ground.teamId}/members/${lost.id}`
    const pull = () => t.ask('POST', '/api/v1/sync/pull', { feeds: [] }, lost.token)
    expect((await pull()).status).toBe(200)
    expect((await t.ask('DELETE', `${url}/devices`, undefined, stranger.token)).status).toBe(404)
    expect((await t.ask('DELETE', `${url}/devices`, undefined, lost.token)).status).toBe(403)

    const open = (await t.ask('POST', `${url}/enrolment-code`, undefined, leader.token)).body.code
    const cut = await t.ask('DELETE', `${url}/devices`, undefined, leader.token)
    expect(cut.body).toEqual({ revoked: 1 })
    expect((await pull()).status).toBe(401)
    // The phone itself is told so once it has proven its key: see sync/quarantine.
    const { nonce } = (await t.ask('POST', `/api/v1/devices/${lost.deviceId}/challenge`)).body
    const forged = { nonce, signature: phone().signed(nonce) }
    expect((await t.ask('POST', `/api/v1/devices/${lost.deviceId}/session`, forged)).body.id).toBe(
      'auth.signature-invalid',
    )
    const join = (code: string) => {
      const { publicKey, signed } = phone()
      return t.ask('POST', '/api/v1/devices', { code, publicKey, signature: signed(code), label: 'Máy mới' })
    }
    expect((await join(open)).body.id).toBe('auth.code-invalid')
    const { code } = (await t.ask('POST', `${url}/enrolment-code`, undefined, leader.token)).body
    expect((await join(code)).body).toMatchObject({ memberId: lost.id })
    expect((await pull()).status).toBe(401)
  })

  test('and officers leave nothing behind that has ended: no tries, challenges or sessions', async () => {
    const gone = await t.member(ground.teamId, 'member')
    await t.ask('POST', `/api/v1/devices/${gone.deviceId}/challenge`)
    await t.ask('POST', `/api/v1/devices/${newId()}/challenge`)
    const left = (table: 'attempt' | 'device_challenge' | 'session') =>
      t.database.owner.selectFrom(table).selectAll().execute()
    const late = { db: t.setup.db, wall: () => '2026-11-16T02:14:00.000Z' }
    await sweepSignIn(late)
    expect(await left('device_challenge')).toEqual([])
    expect((await left('attempt')).length).toBeGreaterThan(0)
    expect((await left('session')).length).toBeGreaterThan(0)
    await sweepSignIn({ ...late, wall: () => '2026-11-16T02:15:01.000Z' })
    expect(await left('attempt')).toEqual([])
  })

  test('join once with a code by proving their key, and sign in again by a signed nonce', async () => {
    const leader = await t.member(ground.teamId, 'leader')
    const member = await t.member(ground.teamId, 'member')
    const made = await t.ask(
      'POST',
      `/api/v1/teams/${ground.teamId}/members/${member.id}/enrolment-code`,
      undefined,
      leader.token,
    )
    expect(made.status).toBe(200)
    const { code } = made.body
    const { publicKey, signed } = phone()
    const body = { code, publicKey, signature: signed(code), label: 'Máy cũ' }

    const stranger = phone()
    expect(
      (await t.ask('POST', '/api/v1/devices', { ...body, signature: stranger.signed(code) })).body.id,
    ).toBe('auth.signature-invalid')
    const joined = await t.ask('POST', '/api/v1/devices', body)
    expect(joined.body).toMatchObject({ memberId: member.id })
    expect((await t.ask('POST', '/api/v1/devices', body)).body.id).toBe('auth.code-invalid')

    const { deviceId } = joined.body
    const { nonce } = (await t.ask('POST', `/api/v1/devices/${deviceId}/challenge`)).body
    const session = await t.ask('POST', `/api/v1/devices/${deviceId}/session`, {
      nonce,
      signature: signed(nonce),
    })
    expect(session.status).toBe(200)
    const again = await t.ask('POST', `/api/v1/devices/${deviceId}/session`, {
      nonce,
      signature: signed(nonce),
    })
    expect(again.body.id).toBe('auth.signature-invalid')
  })

  test('a code is made by the leader of the same team only', async () => {
    const member = await t.member(ground.teamId, 'member')
    const other = await makeGround(t.database, 910_000)
    const stranger = await t.member(other.teamId, 'leader')
    const url = `/api/v1/teams/${ground.teamId}/members/${member.id}/enrolment-code`
    expect((await t.ask('POST', url, undefined, stranger.token)).status).toBe(404)
    expect((await t.ask('POST', url, undefined, member.token)).status).toBe(403)
    expect((await t.ask('POST', url)).status).toBe(401)
  })

  test('the code of someone who serves in two teams is made by the commune, not by one of the leaders', async () => {
    const leader = await t.member(ground.teamId, 'leader')
    const member = await t.member(ground.teamId, 'member')
    const other = await makeGround(t.database, 930_000)
    const also = {
      member_id: member.id,
      team_id: other.teamId,
      role: 'member',
      valid_from: '2020-01-01',
      valid_to: null,
    }
    await t.database.owner.insertInto('membership').values(also).execute()
    const url = `/api/v1/teams/${ground.teamId}/members/${member.id}/enrolment-code`
    expect((await t.ask('POST', url, undefined, leader.token)).body.id).toBe('access.denied')
    const officer = await t.officer('communeOfficer', ground.commune)
    expect((await t.ask('POST', url, undefined, officer.token)).status).toBe(200)
  })

  test('a revoked phone is a stranger at its next call', async () => {
    const member = await t.member(ground.teamId, 'member')
    expect((await t.ask('GET', '/api/v1/me', undefined, member.token)).body.kind).toBe('member')
    await t.database.owner
      .updateTable('device')
      .set({ revoked_at: t.setup.clock() })
      .where('id', '=', member.deviceId)
      .execute()
    expect((await t.ask('GET', '/api/v1/me', undefined, member.token)).body.kind).toBe('visitor')
  })
})

test('the demonstration endpoints do not exist outside demo mode', async () => {
  for (const url of ['/api/v1/demo/accounts']) expect((await t.ask('GET', url)).body.id).toBe('demo.off')
})
