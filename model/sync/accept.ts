import { type Day, dayOf, type Instant } from '#model/kit/day.ts'
import { instantOf, msOf } from '#model/kit/instant.ts'
import { draftOf } from '#model/sync/draft.ts'
import { chainOf, digestOf, type Sha256 } from '#model/sync/hash.ts'
import {
  type Answer,
  type Draft,
  type Known,
  type Op,
  type OpRule,
  type Refusal,
  type Rules,
  refusal,
  type SentOp,
  type StampedOp,
  type StoredRow,
} from '#model/sync/op.ts'

/** The counter and chain of one area's feed. `chain` is '' before the first op. */
export type Feed = { revision: number; chain: string }

/** An op of the ledger, as far as a repeat has to be told from a reuse of its id. */
export type KnownOp = {
  actorId: string
  stamp: Instant
  revision: number
  salt: string | null
  digest: string
  chain: string
}

/** What a device has in the ledger of an area already, of the numbers around those it sends now. */
export type EarlierOp = { deviceId: string; seq: number; stamp: Instant }

/** Who sends. A member speaks from one device and for itself; an officer or the server speaks from none. */
export type Sender = {
  /** Null: the server itself, which brings ops of others (an import, a public form, the demonstration). */
  actorId: string | null
  deviceId: string | null
  /** Other devices of the same member: a phone that joined again still holds ops made under its former id. */
  otherDevices?: ReadonlySet<string>
  /** Whether the sender may write in the area, for something of `day`, in the name of `teamId` where the op names one. */
  serves: (areaId: number, day: Day, teamId: string | null) => boolean
}

export type AcceptContext = Known & {
  rules: Rules
  sender: Sender
  /** When the push was received. */
  now: Instant
  /** Server time minus device time at the push, in milliseconds; null when the device did not say. */
  offset: number | null
  /** Which part of a body has not the shape of its kind; null when it fits. */
  misfit: (kind: string, body: unknown) => string | null
  /** Whether `proof` is ours for this op and stamp: it was accepted before, in a time we no longer remember. */
  proves: (op: SentOp) => boolean
  sha256: Sha256
  newSalt: () => string
}

/** An op that was accepted now, as the ledger keeps it. */
export type LedgerEntry = {
  /** Its body is null when it speaks of someone who was erased. */
  op: StampedOp
  revision: number
  /** Null once erased. */
  salt: string | null
  digest: string
  chain: string
}
export type Refused = { op: Op; refusal: Refusal }

export type Decision = {
  feed: Feed
  rows: StoredRow[]
  ledger: LedgerEntry[]
  answers: Answer[]
  refused: Refused[]
  /** Days of this area whose figures may have changed. */
  days: Day[]
}

/**
 * The decision over a push, for one area: each op alone, in the order given, against rows that the ops before it
 * have changed. Pure, so that the simulator and the server decide with the same code. One push, one revision.
 */
export const accept = (
  touched: Iterable<StoredRow>,
  known: ReadonlyMap<string, KnownOp>,
  feed: Feed,
  ops: readonly SentOp[],
  context: AcceptContext,
  earlier: readonly EarlierOp[] = [],
): Decision => {
  const rows = draftOf(touched)
  const seen = new Map(known)
  const taken = [...earlier]
  const revision = feed.revision + 1
  const decision: Decision = { feed, rows: [], ledger: [], answers: [], refused: [], days: [] }
  const days = new Set<Day>()
  let chain = feed.chain

  for (const op of ops) {
    const before = seen.get(op.id)
    const verdict = before ? repeat(op, before, context) : judge(rows, op, context, floorOf(taken, op))
    if ('problem' in verdict) {
      decision.refused.push({ op, refusal: verdict })
      decision.answers.push({ id: op.id, result: 'refused', ...verdict })
      continue
    }
    if (before) {
      const { stamp, revision, chain } = before
      taken.push({ deviceId: op.deviceId, seq: op.seq, stamp })
      decision.answers.push({ id: op.id, result: 'repeated', stamp, revision, chain })
      continue
    }
    const { stamped, rule } = verdict as Accepted
    for (const day of rule.days(rows, stamped)) days.add(day)
    rule.apply(rows, stamped)
    for (const day of rule.days(rows, stamped)) days.add(day)

    const { stamp } = stamped
    taken.push({ deviceId: op.deviceId, seq: op.seq, stamp })
    const forget = rule.forget?.(rows, stamped) === true
    const drawn = context.newSalt()
    const digest = digestOf(op, drawn, context.sha256)
    chain = chainOf(chain, op.id, stamp, digest, context.sha256)
    const salt = forget ? null : drawn
    seen.set(op.id, { actorId: op.actorId, stamp, revision, salt, digest, chain })
    decision.ledger.push({
      op: forget ? { ...stamped, body: null } : stamped,
      revision,
      salt,
      digest,
      chain,
    })
    decision.answers.push({ id: op.id, result: 'accepted', stamp, revision, chain })
  }
  if (decision.ledger.length === 0) return decision
  return { ...decision, feed: { revision, chain }, rows: rows.changed(), days: [...days].sort() }
}

/**
 * When an op took effect: the device's time, corrected by how wrong its clock was at the push, but never later than
 * the receipt. A clock can be wrong in any way; it is never a reason to refuse.
 */
export const stampOf = (deviceAt: Instant, offset: number | null, now: Instant): Instant => {
  const said = msOf(deviceAt)
  const received = msOf(now)!
  return said === null || offset === null ? now : instantOf(Math.min(said + offset, received))
}

/** A clock may have been set back between two ops of a device: the later one takes effect no earlier than the one before. */
const notBefore = (floor: Instant | null, stamp: Instant, now: Instant): Instant =>
  floor !== null && floor > stamp && floor <= now ? floor : stamp

/** When the last of what the device had made before this op took effect. */
const floorOf = (taken: readonly EarlierOp[], { deviceId, seq }: Op): Instant | null => {
  let floor: Instant | null = null
  for (const one of taken)
    if (one.seq < seq && one.deviceId === deviceId && (floor === null || one.stamp > floor)) floor = one.stamp
  return floor
}

type Accepted = { stamped: StampedOp; rule: OpRule }

/**
 * Same id and same content is a repeat; same id and other content is somebody's mistake. An erased op is a repeat.
 * Only its author hears of an op without serving the area; to others an id that is taken is like any other.
 */
const repeat = (op: SentOp, before: KnownOp, context: AcceptContext): Refusal | KnownOp => {
  const { actorId } = context.sender
  const denied = actorId === null || before.actorId === actorId ? null : admit(op, context)
  if (denied && 'problem' in denied) return denied
  return before.salt === null || digestOf(op, before.salt, context.sha256) === before.digest
    ? before
    : refusal('op.id-reused', { id: op.id })
}

/** Whether the sender may send this at all, whatever the area holds. */
const admit = (
  op: SentOp,
  context: AcceptContext,
  floor: Instant | null = null,
): Refusal | (Accepted & { proven: boolean }) => {
  const { sender, rules } = context
  const foreign =
    (sender.actorId !== null && op.actorId !== sender.actorId) ||
    (sender.deviceId !== null && op.deviceId !== sender.deviceId && !sender.otherDevices?.has(op.deviceId))
  if (foreign) return refusal('op.device-mismatch')
  const rule = Object.hasOwn(rules, op.kind) ? rules[op.kind] : undefined
  if (!rule || (rule.byServer && sender.actorId !== null))
    return refusal('op.kind-unknown', { kind: op.kind })
  const part = context.misfit(op.kind, op.body)
  if (part !== null) return refusal('op.body-invalid', { part })

  const proven = op.stamp !== undefined && op.proof !== undefined && context.proves(op)
  const made = proven ? op.stamp! : stampOf(op.deviceAt, context.offset, context.now)
  const stamp = proven ? made : notBefore(floor, made, context.now)
  const { stamp: _stamp, proof: _proof, ...plain } = op
  const stamped: StampedOp = { ...plain, stamp }
  if (!sender.serves(op.areaId, rule.day(op.body) ?? dayOf(made), rule.team?.(op.body) ?? null))
    return refusal('op.area-denied', { areaId: op.areaId })
  return { stamped, rule, proven }
}

const judge = (
  rows: Draft,
  op: SentOp,
  context: AcceptContext,
  floor: Instant | null,
): Refusal | Accepted => {
  const admitted = admit(op, context, floor)
  if ('problem' in admitted) return admitted
  const { stamped, rule, proven } = admitted
  // What was accepted once is not judged again: after a restore the rows it needs may not have come back yet.
  return (proven ? null : rule.refuse(rows, stamped, context)) ?? admitted
}
