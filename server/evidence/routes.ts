import { EVIDENCE_BYTES } from '@tung-nha/model/activity/evidence.ts'
import { readEvidence, sendEvidence } from '@tung-nha/model/api/evidence.ts'
import { problem } from '@tung-nha/model/problem.ts'
import { auditReading } from '#audit/reading.ts'
import { limitAttempts } from '#auth/limit.ts'
import { evidenceFiles } from '#evidence/files.ts'
import { typeOf } from '#evidence/inspect.ts'
import { evidenceOf, hasFallen, insertEvidence, standingEvidence } from '#evidence/queries.ts'
import { type Route, route } from '#http/route.ts'
import type { Setup } from '#http/setup.ts'

/** Parts one sender may send in a quarter of an hour: about forty megabytes. */
const PARTS_MOST = 900

/** Photos and voice notes: sent in parts, looked into before they are kept, shown to the team and its commune only. */
export const evidenceRoutes = ({ filesDir }: Pick<Setup, 'filesDir'>): Route[] => {
  const files = evidenceFiles(filesDir)
  return [
    route(sendEvidence, async c => {
      const { areaId, hash } = c.input.params
      const { of, kind, size, offset, part } = c.input.body
      if (c.actor.kind === 'visitor') throw problem('auth.required')
      if (size > EVIDENCE_BYTES[kind] || offset > size) throw problem('evidence.too-large')
      await limitAttempts(c.setup.db, `evidence ${c.actor.id}`, PARTS_MOST, c.wall)
      const known = await evidenceOf(c.db, areaId, hash)
      if (known) return { have: known.size, done: true }
      if (await hasFallen(c.db, areaId, of)) {
        await files.dropComing(areaId, hash)
        return { have: size, done: true }
      }

      const have = await files.append(areaId, hash, offset, Buffer.from(part, 'base64'))
      if (have < size) return { have, done: false }
      const whole = await files.whole(areaId, hash)
      if (whole === null) return { have: 0, done: false }
      const type = typeOf(whole, kind)
      if (type === null) {
        await files.dropComing(areaId, hash)
        throw problem('evidence.unfit')
      }
      await files.keep(areaId, hash)
      await insertEvidence(c.db, {
        area_id: areaId,
        hash,
        activity_id: of,
        kind,
        type,
        size: whole.length,
        sender_id: c.actor.id,
        received_at: c.now,
      })
      return { have: whole.length, done: true }
    }),

    route(readEvidence, async c => {
      const { areaId, hash } = c.input.params
      const found = await standingEvidence(c.db, areaId, hash)
      const bytes = found && (await files.read(hash))
      if (!found || !bytes) throw problem('evidence.unknown')
      await auditReading(c, { areaId }, 'activity.read', { areaId, activityId: found.activity_id })
      return { file: bytes, type: found.type, name: `${found.kind}-${hash.slice(0, 8)}`, sandboxed: true }
    }),
  ]
}
