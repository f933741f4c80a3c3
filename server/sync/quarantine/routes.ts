import { handOverOps } from '@tung-nha/model/api/devices.ts'
import { judgeQuarantine, listQuarantine } from '@tung-nha/model/api/quarantine.ts'
import type { Instant } from '@tung-nha/model/kit/day.ts'
import { problem } from '@tung-nha/model/problem.ts'
import { problemSentence } from '@tung-nha/model/problem-words/write.ts'
import type { SentOp } from '@tung-nha/model/sync/op.ts'
import { areasOfTeams } from '#access/queries.ts'
import { signedBy } from '#auth/device.ts'
import { limitAttempts } from '#auth/limit.ts'
import { takeChallenge } from '#auth/queries.ts'
import { inAreas } from '#db/connect.ts'
import { type Caller, type Route, route, routeApart } from '#http/route.ts'
import { pushOps } from '#sync/push.ts'
import {
  areasEverServed,
  closeKept,
  countKept,
  keepApart,
  keptApart,
  keptOne,
  QUARANTINE_MOST,
  signedOutPhone,
} from '#sync/quarantine/queries.ts'
import { serverSender } from '#sync/sender.ts'

const LISTED = 500

type Kept = { deviceAt: Instant; seq: number; deviceId: string; unfinished?: true }

/** The signed-out phone that signed a nonce of ours; refuses anybody else. */
export const provenPhone = async (c: Caller, deviceId: string, nonce: string, signature: string) => {
  const phone = await signedOutPhone(c.db, deviceId)
  if (!phone) throw problem('auth.device-unknown')
  const fresh = await takeChallenge(c.db, nonce, deviceId, c.wall)
  if (!fresh || !signedBy(phone.public_key, nonce, signature)) throw problem('auth.signature-invalid')
  return phone
}

/** Work of phones that were signed out from afar: kept apart, seen by the leader and the commune, judged once. */
export const quarantineRoutes: Route[] = [
  route(handOverOps, async c => {
    const { deviceId } = c.input.params
    const { nonce, signature, ops, unfinished } = c.input.body
    await limitAttempts(c.setup.db, `hand-over ${deviceId}`, 120, c.wall)
    const phone = await provenPhone(c, deviceId, nonce, signature)
    // Work of places this member never served is nobody's to judge; it is answered like the rest, so that nothing is learnt.
    const served = await areasEverServed(c.db, phone.member_id)
    const own = (ops as SentOp[]).filter(op => op.actorId === phone.member_id && served.has(op.areaId))
    await c.reach([...served])
    if ((await countKept(c.db, deviceId)) + own.length > QUARANTINE_MOST) throw problem('sync.too-many')
    await keepApart(c.db, phone, own, c.now, unfinished)
    return { taken: ops.map(op => op.id) }
  }),

  route(listQuarantine, async c => {
    const areaIds = await areasOfTeams(c.db, [c.input.params.teamId], c.today)
    const rows = await keptApart(c.db, areaIds, LISTED)
    return {
      items: rows.map(row => {
        const { deviceAt, unfinished } = row.details as Kept
        return {
          opId: row.op_id,
          areaId: row.area_id,
          memberName: row.member_name,
          kind: row.kind,
          body: row.body,
          deviceAt,
          receivedAt: row.refused_at,
          ...(unfinished && { unfinished }),
        }
      }),
    }
  }),

  routeApart(judgeQuarantine, async c => {
    const { teamId, opId } = c.input.params
    const { db, catalogue, secret } = c.setup
    const areaIds = await inAreas(db, [], tx => areasOfTeams(tx, [teamId], c.today))
    const kept = await inAreas(db, areaIds, tx => keptOne(tx, areaIds, opId))
    if (!kept) throw problem('op.unknown')
    const close = () => inAreas(db, areaIds, tx => closeKept(tx, kept.area_id, opId, c.now))
    if (!c.input.body.take) {
      await close()
      return { result: 'left' as const }
    }
    const { deviceAt, seq, deviceId } = kept.details as Kept
    const [answer] = await pushOps(db, {
      ops: [
        {
          id: opId,
          areaId: kept.area_id,
          actorId: kept.actor_id,
          kind: kept.kind,
          body: kept.body,
          deviceAt,
          seq,
          deviceId,
        },
      ],
      sender: serverSender,
      now: c.now,
      offset: 0,
      skills: new Set(catalogue.skills.map(skill => skill.key)),
      secret,
    })
    if (answer!.result === 'refused')
      return { result: 'refused' as const, words: problemSentence(answer!.problem, answer!.details, c.lang) }
    await close()
    return { result: 'taken' as const }
  }),
]
