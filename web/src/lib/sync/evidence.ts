import { PART_BYTES } from '@tung-nha/model/activity/evidence.ts'
import type { HandOverEvidence } from '@tung-nha/model/api/devices.ts'
import type { SendEvidence } from '@tung-nha/model/api/evidence.ts'
import { call } from '#lib/api/call.ts'
import { isProblem } from '#lib/api/failure.ts'
import type { EvidenceHead } from '#lib/local/evidence.ts'
import { type Identity, proveKey } from '#lib/local/identity.ts'
import type { Local } from '#lib/local/local.svelte.ts'
import { signedIn } from '#lib/sync/requests.ts'

const TIMEOUT_MS = 60_000

const base64 = async (blob: Blob): Promise<string> => {
  const bytes = new Uint8Array(await blob.arrayBuffer())
  let text = ''
  // By pieces: a spread of fifty thousand arguments is more than the engines of old phones take.
  for (let at = 0; at < bytes.length; at += 8192)
    text += String.fromCharCode(...bytes.subarray(at, at + 8192))
  return btoa(text)
}

type Held = { have: number; done: boolean }
/** Sends one part of a file, or with an empty one asks how much is held. */
type Send = (head: EvidenceHead, offset: number, part: string) => Promise<Held>

/** As the member whose phone this is. */
const asMember =
  (local: Local): Send =>
  ({ areaId, hash, activityId, kind, size }, offset, part) =>
    signedIn(local, () =>
      call<SendEvidence>(
        'POST /api/v1/areas/:areaId/evidence/:hash',
        { params: { areaId, hash }, body: { of: activityId, kind, size, offset, part } },
        { timeout: TIMEOUT_MS, device: local.identity?.deviceId },
      ),
    )

/** As a phone that was signed out from afar and proves by its key that it is that phone. */
const asSignedOut =
  (identity: Identity): Send =>
  async ({ areaId, hash, activityId, kind, size }, offset, part) =>
    call<HandOverEvidence>(
      'POST /api/v1/devices/:deviceId/hand-over/evidence',
      {
        params: { deviceId: identity.deviceId },
        body: { ...(await proveKey(identity)), areaId, hash, of: activityId, kind, size, offset, part },
      },
      { timeout: TIMEOUT_MS },
    )

/** Sends one file from where the server has it, part by part. The server says each time how far it is. */
const sendOne = async (local: Local, head: EvidenceHead, sendPart: Send): Promise<void> => {
  const { hash } = head
  const blob = await local.evidence.read(hash)
  if (!blob) return
  const send = (offset: number, part: string) => sendPart(head, offset, part)
  // Begun before: the server is asked how far it is, for an answer may have been lost.
  let { have, done } = head.sent > 0 ? await send(0, '') : { have: 0, done: false }
  let setbacks = 0
  while (!done) {
    const reply = await send(have, await base64(blob.slice(have, have + PART_BYTES)))
    // What came was not the file: it begins anew, but not for ever, so that a broken disk does not empty a phone's data plan.
    if (!reply.done && reply.have <= have && ++setbacks > 2) throw new Error('evidence: no progress')
    have = reply.have
    done = reply.done
    await local.evidence.progress(hash, have)
  }
  await local.evidence.sent(hash)
}

const sendAll = async (local: Local, send: Send): Promise<void> => {
  for (const head of await local.evidence.unsent()) {
    try {
      await sendOne(local, head, send)
    } catch (failure) {
      if (!isProblem(failure) || failure.status === 401 || failure.status >= 429) throw failure
      await local.evidence.refused(head.hash, failure.id)
    }
  }
}

/**
 * Sends photos and voice notes, one after the other, after the visits themselves: they are larger and matter less. Stops
 * at the first failure of the line; what the server does not want is kept on the phone with the reason and not sent again.
 */
export const sendEvidence = (local: Local): Promise<void> => sendAll(local, asMember(local))

/** The same of a phone that was signed out, after it handed over its work. Resolves when nothing is here alone any more. */
export const handOverEvidence = async (local: Local): Promise<void> => {
  if (local.identity) await sendAll(local, asSignedOut(local.identity))
}
