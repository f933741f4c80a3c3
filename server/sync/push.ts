import { randomBytes } from 'node:crypto'
import { cleanDeep } from '@tung-nha/model/kit/clean-text.ts'
import type { Instant } from '@tung-nha/model/kit/day.ts'
import { opRules } from '@tung-nha/model/nouns.ts'
import type { AcceptContext, Sender } from '@tung-nha/model/sync/accept.ts'
import { type Answer, refusal, type SentOp } from '@tung-nha/model/sync/op.ts'
import { pushToArea } from '@tung-nha/model/sync/store.ts'
import type { Db } from '#db/connect.ts'
import { turns } from '#http/in-turn.ts'
import { postgresStore } from '#sync/postgres-store.ts'
import { proofOf, proves, sha256 } from '#sync/proof.ts'
import { misfit } from '#sync/shapes.ts'

export type Push = {
  ops: readonly SentOp[]
  /** `senderOf(db, actor, now)`, or `serverSender` for what the server itself brings. */
  sender: Sender
  now: Instant
  /** Server time minus device time in milliseconds; 0 in-process, null when the device did not say. */
  offset: number | null
  /** Skill keys of the catalogue. */
  skills: ReadonlySet<string>
  /** For the proofs on the answers (`setup.secret`). */
  secret: string
}

/** An answer with our proof, which the phone keeps beside the op. */
export type ProvenAnswer = Answer & { proof?: string }

/**
 * Takes a push: grouped by area, one area after the other, each in a transaction of its own. What one decided stands
 * whatever becomes of the next, and no area's lock is held while another is waited for. Answers come in the order of
 * the ops. Sending the same push twice is harmless.
 */
export const pushOps = async (db: Db, push: Push): Promise<ProvenAnswer[]> => {
  const ops = push.ops.map(op => cleanDeep(op) as SentOp)
  const answers = new Map<string, ProvenAnswer[]>()
  const context = contextOf(push)
  for (const [areaId, share] of Map.groupBy(ops, op => op.areaId)) {
    const decided = await inTurn(`${areaId}`, () => decide(db, areaId, share, context))
    share.forEach((op, i) => {
      const answer = decided[i]!
      const proven =
        answer.result === 'refused' ? answer : { ...answer, proof: proofOf(op, answer.stamp, push.secret) }
      answers.set(op.id, [...(answers.get(op.id) ?? []), proven])
    })
  }
  return ops.map(op => answers.get(op.id)!.shift()!)
}

/** Pushes that wait for one area's lock wait here and not in the database: they would hold connections others need. */
const inTurn = turns()

const contextOf = ({ sender, now, offset, skills, secret }: Push): AcceptContext => ({
  rules: opRules,
  sender,
  now,
  offset,
  skills,
  misfit: oncePerBody(misfit),
  proves: op => proves(op, secret),
  sha256,
  newSalt: newSalts(),
})

const SALT_BYTES = 8
/** Salts of one push. They are drawn together: asking for random bytes costs far more than the bytes do. */
const newSalts = () => {
  let drawn = Buffer.alloc(0)
  return () => {
    if (drawn.length === 0) drawn = randomBytes(50 * SALT_BYTES)
    const salt = drawn.toString('hex', 0, SALT_BYTES)
    drawn = drawn.subarray(SALT_BYTES)
    return salt
  }
}

/** A body is looked at twice, for what it touches and for the decision, and again when a transaction is repeated. */
const oncePerBody = (misfit: AcceptContext['misfit']): AcceptContext['misfit'] => {
  const known = new WeakMap<object, string | null>()
  return (kind, body) => {
    if (typeof body !== 'object' || body === null) return misfit(kind, body)
    const before = known.get(body)
    if (before !== undefined) return before
    const part = misfit(kind, body)
    known.set(body, part)
    return part
  }
}

/** The whole share at once; should the database still object to a row, each op alone, so that one cannot hold up the others. */
const decide = async (
  db: Db,
  areaId: number,
  ops: readonly SentOp[],
  context: AcceptContext,
): Promise<Answer[]> => {
  const store = postgresStore(db, context.sender, context.now)
  const attempt = (share: readonly SentOp[]) => retried(() => pushToArea(store, areaId, share, context))
  try {
    return (await attempt(ops)).answers
  } catch (error) {
    if (!isRowFault(error)) throw error
    console.error('a rule let a bad row through', { areaId, code: error.code, constraint: error.constraint })
  }
  const answers: Answer[] = []
  for (const op of ops) {
    try {
      answers.push((await attempt([op])).answers[0]!)
    } catch (error) {
      if (!isRowFault(error)) throw error
      const refused = { op, refusal: refusal('server.fault') }
      await store.inArea(areaId, area =>
        area.save({
          feed: { revision: 0, chain: '' },
          rows: [],
          ledger: [],
          answers: [],
          refused: [refused],
          days: [],
        }),
      )
      answers.push({ id: op.id, result: 'refused', ...refused.refusal })
    }
  }
  return answers
}

type DatabaseError = Error & { code: string; constraint?: string }
const isDatabaseError = (error: unknown): error is DatabaseError =>
  error instanceof Error && 'code' in error && typeof error.code === 'string'
/** Data exceptions and broken constraints: the fault of a row, not of the moment. */
const isRowFault = (error: unknown): error is DatabaseError =>
  isDatabaseError(error) && /^2[23]/.test(error.code)

/** What passes when tried again: a deadlock, a server that restarts, a connection that was cut. */
const PASSING = ['40001', '40P01', '57P01', '08006', '08003', 'ECONNRESET']

const retried = async <T>(work: () => Promise<T>): Promise<T> => {
  for (let left = 2; ; left--) {
    try {
      return await work()
    } catch (error) {
      if (left === 0 || !isDatabaseError(error) || !PASSING.includes(error.code)) throw error
    }
  }
}
