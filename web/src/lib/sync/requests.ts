import type { HandOverOps } from '@tung-nha/model/api/devices.ts'
import type { Pull } from '@tung-nha/model/api/pull.ts'
import type { Push } from '@tung-nha/model/api/push.ts'
import { instantOf } from '@tung-nha/model/kit/instant.ts'
import type { BodyOf } from '@tung-nha/model/nouns.ts'
import type { SentOp } from '@tung-nha/model/sync/op.ts'
import { canBeBrief, DIGEST_LENGTH, placesText } from '@tung-nha/model/sync/places.ts'
import type { HeldFeed } from '@tung-nha/model/sync/storage.ts'
import { call } from '#lib/api/call.ts'
import { isProblem } from '#lib/api/failure.ts'
import { proveKey } from '#lib/local/identity.ts'
import type { Local } from '#lib/local/local.svelte.ts'
import { storageRoom } from '#lib/local/room.ts'
import { version } from '$app/env'

/** Ops of one push; small enough for a slow line to finish within the timeout. */
const BATCH = 50
const TIMEOUT_MS = 30_000

/** Asks again after signing in by the phone's key, once, when the session is over. */
export const signedIn = async <T>(local: Local, request: () => Promise<T>): Promise<T> => {
  try {
    return await request()
  } catch (failure) {
    if (!isProblem(failure, 'auth.required')) throw failure
    await local.signIn()
    return request()
  }
}

/** Sends the oldest unsent ops. `more` tells whether some are left. Throws a CallFailure; nothing is lost then. */
export const sendOps = async (local: Local, signal: AbortSignal): Promise<{ more: boolean }> => {
  const { storage } = local
  const ops = await storage.unsent(BATCH)
  if (ops.length === 0) return { more: false }
  const { unsent } = await storage.countUnsent()
  const device = local.identity?.deviceId
  const reply = await signedIn(local, () => askPush(ops, unsent - ops.length, { signal, device }))
  if (!Array.isArray(reply?.answers)) throw { kind: 'network', reason: 'unreadable' }
  // By the server's time: a clock that was in 2038 for an hour must not make old what was just acknowledged.
  await storage.settle(reply.answers, reply.now)
  await local.settled()
  return { more: (await storage.countUnsent()).unsent > 0 }
}

type Ops = Awaited<ReturnType<Local['storage']['unsent']>>
type By = { signal: AbortSignal; device: string | undefined }
const askPush = async (ops: Ops, unsent: number, by: By) => {
  const body = { deviceNow: instantOf(Date.now()), appVersion: version, unsent, ops }
  try {
    return await call<Push>('POST /api/v1/sync/push', { body }, { ...by, timeout: TIMEOUT_MS })
  } catch (failure) {
    // An envelope the server cannot even read must not hold up the others: each goes alone, the bad one to the inbox.
    if (!isProblem(failure) || ![400, 413].includes(failure.status)) throw failure
    if (ops.length > 1) return askPush(ops.slice(0, Math.ceil(ops.length / 2)), unsent, by)
    return {
      now: instantOf(Date.now()),
      answers: [{ id: ops[0]!.id, result: 'refused' as const, problem: failure.id, words: failure.detail }],
    }
  }
}

/** How the next pull says where this phone stands: by one digest, or, when that was not enough, place by place. */
export type Telling = { places: boolean; digestUnknown?: true }

/**
 * Fetches what is new. A locked phone fetches nothing, for it could not seal it; it only lets itself be heard, and so
 * learns that it was signed out. `back` tells whether ops that had been sent have to be sent again. Throws a CallFailure.
 */
export const fetchChanges = async (
  local: Local,
  telling: Telling,
  signal: AbortSignal,
): Promise<{ more: boolean; back?: boolean }> => {
  if (!local.identity) return { more: false }
  if (local.locked) {
    const { unsent } = await local.storage.countUnsent()
    await signedIn(local, () => askPush([], unsent, { signal, device: local.identity?.deviceId }))
    return { more: false }
  }
  const [feeds, { unsent }, inbox, storage] = await Promise.all([
    local.storage.feeds(),
    local.storage.countUnsent(),
    local.storage.inbox(),
    storageRoom(),
  ])
  const brief = !telling.places && !telling.digestUnknown && canBeBrief(feeds)
  const body = {
    ...(brief ? { places: await digestOf(feeds) } : { feeds }),
    scopeHash: local.scope?.hash,
    appVersion: version,
    unsent,
    refused: inbox.length,
    ...(storage === null ? {} : { storage }),
  }
  const ask = () => call<Pull>('POST /api/v1/sync/pull', { body }, { signal, timeout: TIMEOUT_MS })
  const reply = await signedIn(local, ask).catch(failure => {
    // A server of an earlier release does not know the digest.
    if (!brief || !isProblem(failure) || failure.status !== 400) throw failure
    telling.digestUnknown = true
    return null
  })
  if (reply === null) return { more: true }
  if (!Array.isArray(reply.feeds)) throw { kind: 'network', reason: 'unreadable' }
  await local.setOffset(Date.parse(reply.now) - Date.now())
  await local.takePull({ ...reply, asked: feeds })
  telling.places = reply.differs === true || reply.feeds.some(feed => feed.more)
  return { more: telling.places, back: (await local.storage.countUnsent()).unsent > unsent }
}

const digestOf = async (feeds: readonly HeldFeed[]): Promise<string> => {
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(placesText(feeds)))
  return Array.from(new Uint8Array(bytes), byte => byte.toString(16).padStart(2, '0'))
    .join('')
    .slice(0, DIGEST_LENGTH)
}

/**
 * A phone that was signed out from afar gives what it has not sent to its leader to judge, in the order it was made, and
 * after it what was only being written, told apart. Throws a CallFailure; what was not taken stays unsent. Resolves when
 * nothing is here alone any more.
 */
export const handOver = async (local: Local): Promise<void> => {
  const { storage, identity } = local
  if (identity === null) return
  const { deviceId, memberId: actorId } = identity
  const give = async (ops: SentOp[], unfinished?: true) =>
    call<HandOverOps>('POST /api/v1/devices/:deviceId/hand-over', {
      params: { deviceId },
      body: { ...(await proveKey(identity)), ops, ...(unfinished && { unfinished }) },
    })
  for (;;) {
    const ops = await storage.unsent(BATCH)
    if (ops.length === 0) break
    const { taken } = await give(ops)
    await storage.settle(
      taken.map(id => ({ id, result: 'accepted' as const })),
      instantOf(Date.now()),
    )
  }
  // Never saved, so they have no number of the phone's; their ids are kept, so giving them twice is giving them once.
  const unfinished = (await local.drafts.unfinished()).flatMap(({ at, ops }) =>
    ops.map((op, seq): SentOp => ({ ...op, deviceId, actorId, seq, deviceAt: at })),
  )
  const files = unfinished.flatMap(op => (op.body as Partial<BodyOf<'activity.record'>>).evidence ?? [])
  await local.evidence.release(files.map(file => file.hash))
  for (let i = 0; i < unfinished.length; i += BATCH) await give(unfinished.slice(i, i + BATCH), true)
}
