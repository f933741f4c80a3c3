import type { Role } from '@tung-nha/model/access/roles.ts'
import { type Ground, makeGround, newId, type TestApp, testApp } from './app.ts'

/** A caller of the matrix: a role with a valid session, or someone whose way in has ended. */
export type Caller = { name: string; role: Role | null; token: string | undefined }

/**
 * Four pieces of ground: `own`; `neighbour`, another village and team of the same commune; `sibling`, another commune
 * of the same province; `foreign`, another province. Every role is held at `own`.
 */
export type AccessStage = {
  t: TestApp
  grounds: { own: Ground; neighbour: Ground; sibling: Ground; foreign: Ground }
  callers: Caller[]
  /** A caller of the sibling commune, to make things there through the front door. */
  elsewhere: { officer: string; member: { id: string; deviceId: string; token: string } }
  /** A member of `own`'s team who signs in afresh, as do the others of `callers`. */
  member: { id: string; deviceId: string; token: string }
}

export const accessStage = async (): Promise<AccessStage> => {
  const t = await testApp()
  const { owner } = t.database
  const own = await makeGround(t.database, 900_000)
  const grounds = {
    own,
    neighbour: await makeGround(t.database, 910_000, { province: own.province, commune: own.commune }),
    sibling: await makeGround(t.database, 920_000, { province: own.province }),
    foreign: await makeGround(t.database, 930_000),
  }
  const officer = async (role: Role, unitId: number): Promise<Caller> => ({
    name: role,
    role,
    token: (await t.officer(role, unitId)).token,
  })
  const member = await t.member(own.teamId, 'member')
  const leader = await t.member(own.teamId, 'leader', 'Tổ Trưởng Thử')

  const revoked = await t.member(own.teamId, 'leader', 'Máy Đã Thu')
  await owner
    .updateTable('device')
    .set({ revoked_at: t.setup.clock() })
    .where('id', '=', revoked.deviceId)
    .execute()
  const expired = await t.officer('communeOfficer', own.commune)
  await owner
    .updateTable('session')
    .set({ expires_at: t.setup.clock() })
    .where('officer_id', '=', expired.id)
    .execute()
  const ended = await t.officer('communeOfficer', own.commune)
  await owner
    .updateTable('role_grant')
    .set({ valid_to: '2026-11-16' })
    .where('officer_id', '=', ended.id)
    .execute()

  return {
    t,
    grounds,
    callers: [
      { name: 'visitor', role: null, token: undefined },
      { name: 'member', role: 'member', token: member.token },
      { name: 'leader', role: 'leader', token: leader.token },
      await officer('communeOfficer', own.commune),
      await officer('communeSigner', own.commune),
      await officer('province', own.province),
      await officer('ministry', own.nation),
      { name: 'revoked phone', role: null, token: revoked.token },
      { name: 'expired session', role: null, token: expired.token },
      { name: 'role that ended today', role: null, token: ended.token },
    ],
    elsewhere: {
      officer: (await t.officer('communeOfficer', grounds.sibling.commune)).token,
      member: await t.member(grounds.sibling.teamId, 'leader', 'Tổ Trưởng Xã Bên'),
    },
    member,
  }
}

/** What a field of an input is filled with when the call is about this ground. */
export const knownOf = (ground: Ground): Record<string, unknown> => ({
  areaId: ground.areaId,
  unitId: ground.commune,
  communeId: ground.commune,
  villageId: ground.village,
  teamId: ground.teamId,
  period: '2026-10',
  email: 'nobody@example.vn',
  body: {},
})

/** Things the stage's members and officers have made on a ground, by the field that names them. */
export const makeThings = async (
  t: TestApp,
  ground: Ground,
  member: { id: string; deviceId: string; token: string },
) => {
  const [householdId, residentId, activityId] = [newId(), newId(), newId()]
  const day = '2026-11-10'
  let seq = 0
  const op = (kind: string, body: object) => ({
    id: newId(),
    areaId: ground.areaId,
    deviceId: member.deviceId,
    seq: ++seq,
    actorId: member.id,
    kind,
    body,
    deviceAt: '2026-11-10T02:00:00.000Z',
  })
  const observations = [{ skill: 'pay.qr', level: 3 }]
  const ops = [
    op('household.put', {
      householdId,
      fields: { head: 'Chủ Hộ Thử', headcount: 4 },
      basis: { kind: 'visit', day },
    }),
    op('resident.put', {
      residentId,
      householdId,
      fields: { name: 'Người Dân Thử', birthYear: 1980 },
      consent: { version: 'home-2026', purpose: 'guidance', channel: 'spoken', day },
    }),
    op('activity.record', {
      activityId,
      kind: 'home_visit',
      day,
      teamId: ground.teamId,
      householdId,
      outcome: 'guided',
      guided: [{ residentId, observations }],
      unnamed: [],
      difficulties: [],
    }),
  ]
  const { body } = await t.ask('POST', '/api/v1/sync/push', { ops }, member.token)
  const refused = body.answers.filter((answer: { result: string }) => answer.result !== 'accepted')
  if (refused.length > 0) throw new Error(JSON.stringify(refused))
  const asked = await t.ask('POST', '/api/v1/requests', {
    areaId: ground.areaId,
    name: 'Người Nhờ',
    lane: 'Ngõ 1',
  })
  if (asked.status !== 200) throw new Error(JSON.stringify(asked.body))
  const request = await t.database.owner
    .selectFrom('request')
    .where('area_id', '=', ground.areaId)
    .select('id')
    .executeTakeFirstOrThrow()
  return { householdId, residentId, activityId, requestId: request.id, memberId: member.id }
}
