import { PART_BYTES } from '@tung-nha/model/activity/evidence.ts'
import type { SendEvidence } from '@tung-nha/model/api/evidence.ts'
import { call } from '#lib/api/call.ts'
import { isProblem } from '#lib/api/failure.ts'
import type { EvidenceHead } from '#lib/local/evidence.ts'
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

/** Sends one file from where the server has it, part by part. The server says each time how far it is. */
const sendOne = async (local: Local, head: EvidenceHead): Promise<void> => {
  const blob = await local.evidence.read(head.hash)
  if (!blob) return
  const { areaId, hash, activityId, kind, size } = head
  const send = async (offset: number, part: string) =>
    signedIn(local, () =>
      call<SendEvidence>(
        'POST /api/v1/areas/:areaId/evidence/:hash',
        { params: { areaId, hash }, body: { of: activityId, kind, size, offset, part } },
        { timeout: TIMEOUT_MS, device: local.identity?.deviceId },
      ),
    )
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

/**
 * Sends photos and voice notes, one after the other, after the visits themselves: they are larger and matter less. Stops
 * at the first failure of the line; what the server does not want is kept on the phone with the reason and not sent again.
 */
export const sendEvidence = async (local: Local): Promise<void> => {
  for (const head of await local.evidence.unsent()) {
    try {
      await sendOne(local, head)
    } catch (failure) {
      if (!isProblem(failure) || failure.status === 401 || failure.status >= 429) throw failure
      await local.evidence.refused(head.hash, failure.id)
    }
  }
}
