import {
  deviceChallenge,
  deviceSession,
  enrolDevice,
  makeEnrolmentCode,
  revokeDevices,
} from '@tung-nha/model/api/devices.ts'
import { me, signIn, signOut } from '@tung-nha/model/api/sessions.ts'
import { codeFrom } from '@tung-nha/model/kit/id.ts'
import { problem } from '@tung-nha/model/problem.ts'
import { codeHash, signedBy } from '#auth/device.ts'
import { KNOWN_MS, knownFor, remember } from '#auth/known-browser.ts'
import { limitCode, limitPassword, limitPhone, ownSlips } from '#auth/limit.ts'
import { describeActor } from '#auth/me.ts'
import type { makeOfficerLogin } from '#auth/officer-login.ts'
import {
  deviceById,
  revokeDevices as endDevices,
  forgetAttempts,
  grantsOfOfficer,
  insertChallenge,
  insertCode,
  insertDevice,
  memberOfTeam,
  officerById,
  servesElsewhere,
  takeChallenge,
  useCode,
} from '#auth/queries.ts'
import { DEVICE_SESSION_MS, endSession, startSession } from '#auth/session.ts'
import { type Call, type Route, route, routeApart } from '#http/route.ts'

const later = (now: string, ms: number) => new Date(Date.parse(now) + ms).toISOString()
const caller = (c: { address: string; wall: string }) => ({ address: c.address, now: c.wall })
const newToken = (c: Call<never>) => Buffer.from(c.setup.random(32)).toString('base64url')

/** How people and phones come in: password for officers, code and key for members. */
export const authRoutes = (officerLogin: ReturnType<typeof makeOfficerLogin>): Route[] => [
  route(me, c => describeActor(c.db, c.actor, c.setup.demo, c.now)),

  // Whoever waits in line for the password holds no connection meanwhile.
  routeApart(signIn, async c => {
    const { db, secret, newId, demo } = c.setup
    const email = c.input.body.email.trim().toLowerCase()
    const browser = knownFor(c.browser, email, c.wall, secret)
    await limitPassword(db, email, browser, caller(c))
    const { trusted = false, password } = c.input.body
    const signed = await officerLogin(
      { email, password, trusted, address: c.address, userAgent: c.userAgent },
      c.wall,
    )
    await forgetAttempts(db, ownSlips(email, browser, c.address))
    c.signIn('officer', signed.token, signed.expiresAt)
    c.keepBrowser(remember(c.browser, email, { now: c.wall, secret, newId }), KNOWN_MS)
    return db.transaction().execute(async tx => {
      const officer = await officerById(tx, signed.officerId)
      const grants = await grantsOfOfficer(tx, signed.officerId, c.today)
      return describeActor(
        tx,
        { kind: 'officer', id: signed.officerId, name: officer!.name, grants },
        demo,
        c.now,
      )
    })
  }),

  route(signOut, async c => {
    if (c.sessionToken) await endSession(c.db, c.sessionToken)
    c.signOut()
    return { done: true as const }
  }),

  route(makeEnrolmentCode, async c => {
    const { teamId, memberId } = c.input.params
    const member = await memberOfTeam(c.db, teamId, memberId, c.today)
    if (!member) throw problem('member.unknown')
    // With the code comes the person: whoever serves elsewhere too gets it from the commune, which has the right to both.
    if (c.actor.kind === 'member' && (await servesElsewhere(c.db, memberId, teamId, c.today)))
      throw problem('access.denied')
    const code = codeFrom(c.setup.random(8))
    const expiresAt = later(c.wall, 10 * 60_000)
    const madeBy = c.actor.kind === 'visitor' ? memberId : c.actor.id
    await insertCode(c.db, {
      code_hash: codeHash(code),
      member_id: memberId,
      made_by: madeBy,
      expires_at: expiresAt,
    })
    return {
      code: `${code.slice(0, 4)}-${code.slice(4)}`,
      link: `${c.setup.publicUrl}/to/vao?ma=${code}`,
      expiresAt,
      memberName: member.name,
    }
  }),

  route(revokeDevices, async c => {
    const { teamId, memberId } = c.input.params
    if (!(await memberOfTeam(c.db, teamId, memberId, c.today))) throw problem('member.unknown')
    const ids = await endDevices(c.db, memberId, c.now)
    c.setup.withdrawn.append(ids.map(id => ({ what: 'device', id, at: c.now })))
    return { revoked: ids.length }
  }),

  route(enrolDevice, async c => {
    const { code, publicKey, signature, label } = c.input.body
    await limitCode(c.setup.db, caller(c))
    if (!signedBy(publicKey, code, signature)) throw problem('auth.signature-invalid')
    const member = await useCode(c.db, codeHash(code), c.wall)
    if (!member) throw problem('auth.code-invalid')
    const deviceId = c.newId()
    await insertDevice(c.db, {
      id: deviceId,
      member_id: member.id,
      public_key: JSON.stringify(publicKey),
      label,
      enrolled_at: c.now,
      revoked_at: null,
      last_heard_at: c.now,
      app_version: null,
    })
    const expiresAt = await startDeviceSession(c, deviceId)
    return { deviceId, memberId: member.id, memberName: member.name, expiresAt }
  }),

  route(deviceChallenge, async c => {
    const { deviceId } = c.input.params
    await limitPhone(c.setup.db, deviceId, caller(c))
    if (!(await deviceById(c.db, deviceId))) throw problem('auth.device-unknown')
    const nonce = newToken(c as Call<never>)
    await insertChallenge(c.db, { nonce, device_id: deviceId, expires_at: later(c.wall, 120_000) })
    return { nonce }
  }),

  route(deviceSession, async c => {
    const { deviceId } = c.input.params
    const { nonce, signature } = c.input.body
    await limitPhone(c.setup.db, deviceId, caller(c))
    const device = await deviceById(c.db, deviceId)
    if (!device) throw problem('auth.device-unknown')
    const fresh = await takeChallenge(c.db, nonce, deviceId, c.wall)
    if (!fresh || !signedBy(device.public_key, nonce, signature)) throw problem('auth.signature-invalid')
    // Told only to who has proven to be that phone; it hands over what it has not sent, and erases its book.
    if (device.revoked_at !== null) throw problem('auth.device-revoked')
    return { expiresAt: await startDeviceSession(c, deviceId) }
  }),
]

const startDeviceSession = async (
  c: Pick<Call<never>, 'db' | 'wall' | 'newId' | 'setup' | 'address' | 'userAgent' | 'signIn'>,
  deviceId: string,
) => {
  const { token, expiresAt } = await startSession(
    c.db,
    { deviceId },
    {
      id: c.newId(),
      token: Buffer.from(c.setup.random(32)).toString('base64url'),
      now: c.wall,
      lastsMs: DEVICE_SESSION_MS,
      address: c.address,
      userAgent: c.userAgent.slice(0, 300),
    },
  )
  c.signIn('device', token, expiresAt)
  return expiresAt
}
