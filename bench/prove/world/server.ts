import type { Actor } from '@tung-nha/model/access/access.ts'
import { dayOf } from '@tung-nha/model/kit/day.ts'
import { instantOf } from '@tung-nha/model/kit/instant.ts'
import { isProblem } from '@tung-nha/model/problem.ts'
import type { SentOp } from '@tung-nha/model/sync/op.ts'
import type { DeviceAnswer, HeldFeed, Pulled, PulledFeed } from '@tung-nha/model/sync/storage.ts'
import type { Call, Route } from '@tung-nha/server/http/route.ts'
import { runOnward } from '@tung-nha/server/onward/run.ts'
import { pushOps } from '@tung-nha/server/sync/push.ts'
import { syncRoutes } from '@tung-nha/server/sync/routes.ts'
import { serverSender } from '@tung-nha/server/sync/sender.ts'
import { TEAM } from '../changes.ts'
import type { Database } from './database.ts'

export const SKILLS = ['pay.qr', 'safe.otp']
const SECRET = 'a secret of the simulator'

export type PushBody = { deviceNow: string; unsent: number; ops: SentOp[] }
export type PullBody = ({ feeds: HeldFeed[] } | { places: string }) & { scopeHash: string | undefined }
export type PushReply = { now: string; answers: DeviceAnswer[] }
export type PullReply = { now: string; scope?: { hash: string }; differs?: true } & Pulled & {
    feeds: PulledFeed[]
  }
export type Reply = { status: number; body: unknown }

const handlerOf = (path: string): Route['handler'] =>
  syncRoutes.find(({ contract }) => contract.route === path)!.handler
const push = handlerOf('POST /api/v1/sync/push')
const pull = handlerOf('POST /api/v1/sync/pull')

/** Who a device speaks for, and where it served, as the session would tell. */
const actorOf = (db: Database, memberId: string, deviceId: string): Actor => ({
  kind: 'member',
  id: memberId,
  name: 'Mận',
  deviceId,
  grants: [],
  served: (db.spans.get(memberId) ?? []).map(({ area_id, from, to }) => ({
    teamId: TEAM,
    areaId: area_id,
    from,
    to,
  })),
})

/** Calls the server's own handlers; `db` stands where its connection would. */
export const callServer = async (
  db: Database,
  path: 'push' | 'pull',
  body: unknown,
  who: { memberId: string; deviceId: string },
  ms: number,
): Promise<Reply> => {
  const now = instantOf(ms)
  const call = {
    input: { params: {}, query: {}, body },
    actor: actorOf(db, who.memberId, who.deviceId),
    phone: null,
    db,
    now,
    wall: now,
    today: dayOf(now),
    lang: 'vi',
    setup: {
      db,
      secret: SECRET,
      catalogue: { version: '1', skills: SKILLS.map(key => ({ key })) },
    },
  } as unknown as Call<never>
  try {
    return { status: 200, body: await (path === 'push' ? push : pull)(call) }
  } catch (error) {
    if (isProblem(error)) return { status: 403, body: { id: error.problem } }
    if (error instanceof Error && 'code' in error) return { status: 500, body: null }
    throw error // a fault of the server itself
  }
}

/** What follows from departures, merges and removals: the server's own loop, once around. */
export const followUp = (db: Database, ms: number) =>
  runOnward({ db: db as never, secret: SECRET, skills: new Set(SKILLS) }, instantOf(ms))

/** What an officer does at the desk: the server brings it itself. */
export const officerPush = (db: Database, op: SentOp, ms: number) =>
  pushOps(db as never, {
    ops: [op],
    sender: serverSender,
    now: instantOf(ms),
    offset: 0,
    skills: new Set(SKILLS),
    secret: SECRET,
  })
