import { EVIDENCE_BYTES } from '@tung-nha/model/activity/evidence.ts'
import { handOverEvidence } from '@tung-nha/model/api/devices.ts'
import { type EvidencePart, readEvidence, sendEvidence } from '@tung-nha/model/api/evidence.ts'
import { problem } from '@tung-nha/model/problem.ts'
import { auditReading } from '#audit/reading.ts'
import { limitAttempts } from '#auth/limit.ts'
import { evidenceFiles } from '#evidence/files.ts'
import { typeOf } from '#evidence/inspect.ts'
import { evidenceOf, handOver, hasFallen, insertEvidence, standingEvidence } from '#evidence/queries.ts'
import { type Caller, type Route, route } from '#http/route.ts'
import type { Setup } from '#http/setup.ts'
import { areasEverServed, namedBy } from '#sync/quarantine/queries.ts'
import { provenPhone } from '#sync/quarantine/routes.ts'

/** Parts one sender may send in a quarter of an hour: about forty megabytes. */
const PARTS_MOST = 900

/** Photos and voice notes: sent in parts, looked into before they are kept, shown to the team and its commune only. */
export const evidenceRoutes = ({ filesDir }: Pick<Setup, 'filesDir'>): Route[] => {
  const files = evidenceFiles(filesDir)

  /** Takes one part into a file; answers how much is held now. */
  const take = async (
    { db, now, setup, wall }: Caller,
    sender: string,
    { areaId, hash, of, kind, size, offset, part }: EvidencePart & { areaId: number; hash: string },
  ) => {
    if (size > EVIDENCE_BYTES[kind] || offset > size) throw problem('evidence.too-large')
    await limitAttempts(setup.db, `evidence ${sender}`, PARTS_MOST, wall)
    const known = await evidenceOf(db, areaId, hash)
    if (known) {
      await handOver(db, hash) // a visit that was withdrawn and written again brings it a second time
      return { have: known.size, done: true }
    }
    if (await hasFallen(db, areaId, of)) {
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
    const row = { area_id: areaId, hash, activity_id: of, kind, type, size: whole.length }
    await insertEvidence(db, { ...row, sender_id: sender, received_at: now })
    return { have: whole.length, done: true }
  }

  return [
    route(sendEvidence, async c => {
      if (c.actor.kind === 'visitor') throw problem('auth.required')
      return take(c, c.actor.id, { ...c.input.params, ...c.input.body })
    }),

    route(handOverEvidence, async c => {
      const { nonce, signature, ...sent } = c.input.body
      const phone = await provenPhone(c, c.input.params.deviceId, nonce, signature)
      const served = await areasEverServed(c.db, phone.member_id)
      // Nothing but what its work names: a lost phone is no place to store files at.
      if (!served.has(sent.areaId)) throw problem('evidence.unknown')
      await c.reach([sent.areaId])
      if (!(await namedBy(c.db, phone, sent))) throw problem('evidence.unknown')
      return take(c, phone.member_id, sent)
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
