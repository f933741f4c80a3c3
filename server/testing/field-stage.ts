import { randomBytes } from 'node:crypto'
import type { Actor } from '@tung-nha/model/access/access.ts'
import type { Instant } from '@tung-nha/model/kit/day.ts'
import { uuid7 } from '@tung-nha/model/kit/id.ts'
import type { OpKind } from '@tung-nha/model/nouns.ts'
import { opRules } from '@tung-nha/model/nouns.ts'
import type { AcceptContext, Sender } from '@tung-nha/model/sync/accept.ts'
import type { SentOp } from '@tung-nha/model/sync/op.ts'
import { authenticate, startSession } from '#auth/session.ts'
import { sha256 } from '#sync/proof.ts'
import { senderOf, serverSender } from '#sync/sender.ts'
import { misfit } from '#sync/shapes.ts'
import { type TestApp, testApp } from './app.ts'
import type { TestDatabase } from './database.ts'

export const NOW = '2026-11-20T03:00:00.000Z'
export const SECRET = 'a secret of the tests'
export const SKILLS = new Set(['pay.qr', 'safe.otp', 'service.vneid'])
let made = 0
/** Ids that grow, as those of one device do: what was made later wins a tie of stamps. */
export const newId = () => uuid7(Date.parse(NOW) + ++made, randomBytes(10))

/** A commune with three villages; a team serves the first two, another team the third; one member with a device each. */
export type FieldStage = {
  communeId: number
  areas: [number, number, number]
  teamId: string
  member: Extract<Actor, { kind: 'member' }>
  stranger: Extract<Actor, { kind: 'member' }>
  /** What a member may send at an instant, as its session tells it then. */
  senderAt: (now: Instant, ops?: readonly SentOp[], who?: FieldStage['member']) => Promise<Sender>
  /** An op of `member` in an area; every call makes a new id. */
  op: (kind: OpKind | 'kind.of.tomorrow', areaId: number, body: object, more?: Partial<SentOp>) => SentOp
  home: (areaId: number, head: string) => SentOp & { body: { householdId: string } }
  context: AcceptContext
}

export const fieldStage = async ({ db, owner }: TestDatabase): Promise<FieldStage> => {
  const unit = (id: number, level: string, name: string, path: number[]) => ({
    id,
    level,
    kind: level,
    code: null,
    name,
    fold: name.toLowerCase(),
    sort_key: name,
    parent_id: path.at(-2) ?? null,
    path,
    valid_from: null,
    valid_to: null,
  })
  await owner
    .insertInto('unit')
    .values([
      unit(1, 'nation', 'Việt Nam', [1]),
      unit(2, 'province', 'Sơn La', [1, 2]),
      unit(3, 'commune', 'Vân Hồ', [1, 2, 3]),
      ...[11, 12, 13].map(n => unit(n, 'village', `bản ${n}`, [1, 2, 3, n])),
    ])
    .execute()
  await owner
    .insertInto('area')
    .values([101, 102, 103].map(n => ({ id: n, name: `bản ${n}`, fold: `ban ${n}`, sort_key: `${n}` })))
    .execute()
  await owner
    .insertInto('area_village')
    .values(
      [101, 102, 103].map(n => ({
        area_id: n,
        village_id: n - 90,
        valid_from: '2025-07-01',
        valid_to: null,
      })),
    )
    .execute()
  const [teamId, otherTeam] = [newId(), newId()]
  await owner
    .insertInto('team')
    .values(
      [teamId, otherTeam].map((id, i) => ({
        id,
        commune_id: 3,
        level: 'village',
        name: `bản ${i}`,
        local_name: 'Tổ công nghệ số cộng đồng',
        fold: `ban ${i}`,
        sort_key: `${i}`,
        formed_on: '2025-07-01',
      })),
    )
    .execute()
  await owner
    .insertInto('team_area')
    .values(
      [
        [teamId, 101],
        [teamId, 102],
        [otherTeam, 103],
      ].map(([team, area]) => ({
        team_id: team as string,
        area_id: area as number,
        valid_from: '2025-07-01',
        valid_to: null,
      })),
    )
    .execute()
  const member = await memberOf(owner, teamId, 'Lò Thị Mận', 'K7QW4M')
  const stranger = await memberOf(owner, otherTeam, 'Hà Văn Ún', 'B7QW4M')

  let seq = 0
  const op: FieldStage['op'] = (kind, areaId, body, more = {}) => ({
    id: newId(),
    areaId,
    deviceId: member.deviceId,
    seq: ++seq,
    actorId: member.id,
    kind,
    body,
    deviceAt: '2026-11-20T02:00:00.000Z',
    ...more,
  })
  return {
    communeId: 3,
    areas: [101, 102, 103],
    teamId,
    member,
    stranger,
    senderAt: async (now, ops = [], who = member) => {
      const { actor } = await authenticate(db, tokenOf(who), now, NOW)
      return senderOf(db, actor, now, ops)
    },
    op,
    home: (areaId, head) =>
      op('household.put', areaId, {
        householdId: newId(),
        fields: { head, headcount: 4 },
        basis: { kind: 'visit', day: '2026-11-20' },
      }) as ReturnType<FieldStage['home']>,
    context: {
      rules: opRules,
      sender: serverSender,
      now: NOW,
      offset: 0,
      skills: SKILLS,
      misfit,
      proves: () => false,
      sha256,
      newSalt: () => randomBytes(8).toString('hex'),
    },
  }
}

const memberOf = async (
  owner: TestDatabase['owner'],
  teamId: string,
  name: string,
  code: string,
): Promise<FieldStage['member']> => {
  const [id, deviceId] = [newId(), newId()]
  await owner
    .insertInto('member')
    .values({
      id,
      commune_id: 3,
      name,
      fold: name,
      sort_key: name,
      card_code: code,
      card_until: '2027-12-31',
      joined_on: '2025-07-01',
    })
    .execute()
  await owner
    .insertInto('membership')
    .values({ member_id: id, team_id: teamId, role: 'member', valid_from: '2025-07-01', valid_to: null })
    .execute()
  await owner
    .insertInto('device')
    .values({ id: deviceId, member_id: id, public_key: '{}', label: 'máy thử', enrolled_at: NOW })
    .execute()
  const member: FieldStage['member'] = {
    kind: 'member',
    id,
    name,
    deviceId,
    grants: [{ role: 'member', unitId: null, teamId, from: '2025-07-01', to: null }],
    served: [],
  }
  await startSession(
    owner,
    { deviceId },
    {
      id: newId(),
      token: tokenOf(member),
      now: NOW,
      lastsMs: 3_600_000,
      address: '127.0.0.1',
      userAgent: 'test',
    },
  )
  return member
}
const tokenOf = ({ id }: FieldStage['member']) => `a-token-of-${id}`

/** The whole server over a field stage at `NOW`, and the session of its member. */
export const fieldHouse = async (): Promise<{ house: TestApp; stage: FieldStage; token: string }> => {
  const house = await testApp()
  house.setNow(NOW)
  const stage = await fieldStage(house.database)
  return { house, stage, token: tokenOf(stage.member) }
}
