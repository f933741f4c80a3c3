import type { Day } from '@tung-nha/model/kit/day.ts'
import { addDays, dayOf } from '@tung-nha/model/kit/day.ts'
import { instantOf } from '@tung-nha/model/kit/instant.ts'
import { fieldTables, opRules } from '@tung-nha/model/nouns.ts'
import type { LedgerEntry } from '@tung-nha/model/sync/accept.ts'
import { draftOf } from '@tung-nha/model/sync/draft.ts'
import type { MemoryArea } from '@tung-nha/model/sync/memory-store.ts'
import type { Op, Row, SentOp, StampedOp, StoredRow } from '@tung-nha/model/sync/op.ts'
import type { DeviceAnswer } from '@tung-nha/model/sync/storage.ts'
import { faultOfChain } from './checker/chain.ts'
import { checkPeople, hasLeft } from './people.ts'
import {
  type Count,
  closesOfRequests,
  countsOfLedger,
  countsOfRows,
  namesOfHomes,
  settledDays,
} from './recount.ts'
import { same } from './same.ts'
import type { Judge } from './violation.ts'
import { checkVisits } from './visits.ts'
import type { Database } from './world/database.ts'
import type { Phone } from './world/phone.ts'

type Saved = {
  op: Op
  phone: number
  at: number
  clock: number
  /** Something no release of the server could take. */
  odd: boolean
}
type Caller = {
  memberId: string
  deviceId: string
  phone: number
  clock: number
  sentAt: number
  /** Stamps that the sender can prove. */
  proven: Map<string, string>
}

/** Watches the server and the phones, remembers what was promised to whom, and asserts the invariants. */
export type Watch = {
  judge: Judge
  db: Database
  now: () => number
  caller: Caller | null
  saved: (op: Op, phone: number, at: number, odd: boolean) => void
  savedCount: () => number
  /** The server is about to answer a push. */
  answered: (ops: readonly SentOp[], answers: readonly DeviceAnswer[]) => void
  /** An older backup has taken the place of the server's data. */
  restored: () => void
  /** A phone's storage was emptied: what nobody had acknowledged is gone, and was told to be. */
  evicted: (phone: number) => void
  /** What the database holds now was there before anyone looked. */
  begins: () => void
  ops: Map<string, Saved>
  /** Ops that the server has answered, at some time, by accepting or refusing. */
  accepted: Map<string, string>
  refused: Set<string>
  /** Phones that are no more. */
  gone: Set<number>
  restores: number
}

export const newWatch = (db: Database, judge: Judge): Watch => {
  const { holds } = judge
  const ops = new Map<string, Saved>()
  const accepted = new Map<string, string>()
  const refused = new Set<string>()
  const gone = new Set<number>()
  const seen = new Map<number, { entries: number; counts: Map<Day, Count> }>()

  const watch: Watch = {
    judge,
    db,
    now: () => 0,
    caller: null,
    ops,
    accepted,
    refused,
    gone,
    restores: 0,
    evicted: phone => gone.add(phone),
    saved: (op, phone, at, odd) =>
      ops.set(op.id, { op, phone, at, clock: Date.parse(op.deviceAt) - at, odd }),
    savedCount: () => ops.size,
    answered: (sent, answers) => {
      holds(
        same(
          sent.map(op => op.id),
          answers.map(answer => answer.id),
        ),
        'I3',
        () => 'not every op of a push was answered, in its order',
      )
      for (const [i, { id, result, stamp, proof, words, problem }] of answers.entries()) {
        const area = db.store.areas.get(sent[i]!.areaId)
        if (result === 'refused') {
          refused.add(id)
          const again =
            watch.caller?.proven.has(id) && problem !== 'op.area-denied' && problem !== 'op.device-mismatch'
          holds(
            !again,
            'S18',
            () => `${id} was accepted once, came again with its proof and was refused: ${problem}`,
          )
          holds(
            isDue(watch, sent[i]!, problem),
            'S14',
            () => `${id} was refused without a reason that holds: ${problem}`,
          )
          const kept = area?.refused.find(entry => entry.op.id === id)
          holds(
            !!problem && !!words && kept !== undefined && same(kept.op.body, sent[i]!.body),
            'I3',
            () => `${id} was refused without reason, or the server did not keep it`,
          )
          continue
        }
        const entry = area?.ledger.find(one => one.op.id === id)
        holds(
          entry !== undefined && entry.op.stamp === stamp && !!proof,
          'I1',
          () => `${id} was acknowledged, but the server does not hold it so`,
        )
      }
    },
    restored: () => {
      watch.restores++
      watch.begins()
    },
    begins: () => {
      seen.clear()
      for (const [areaId, area] of db.store.areas)
        seen.set(areaId, { entries: area.ledger.length, counts: countsOfRows(area) })
    },
  }
  db.committed = (areaId, area, days) => {
    const before = seen.get(areaId) ?? { entries: 0, counts: new Map<Day, Count>() }
    for (const entry of area.ledger.slice(before.entries)) checkEntry(watch, entry)
    const counts = countsOfRows(area)
    for (const day of new Set([...counts.keys(), ...before.counts.keys()]))
      if (!same(counts.get(day) ?? {}, before.counts.get(day) ?? {}))
        holds(
          days.includes(day),
          'I9',
          () => `the figures of ${day} changed and nobody was told to count it again`,
        )
    seen.set(areaId, { entries: area.ledger.length, counts })
  }
  return watch
}

/** Whether a refusal is one that the sender had to expect: a promise to take work is kept by taking it. */
const isDue = ({ caller, db, ops, now }: Watch, op: SentOp, problem: string | undefined): boolean => {
  const odd = ops.get(op.id)?.odd ?? false
  switch (problem) {
    case 'op.kind-unknown':
    case 'op.body-invalid':
    case 'op.skill-unknown':
      return odd
    case 'op.device-mismatch':
      return op.deviceId !== caller?.deviceId
    case 'op.area-denied':
      return !serves(db, op, stampOf(op, caller, now()), now())
    case 'op.target-missing':
      return op.kind !== 'household.put' && !op.kind.startsWith('request.')
    case 'op.consent-missing':
      return op.kind === 'resident.put'
    default:
      return false
  }
}

/** The time of saving, by a clock that was wrong at the push by as much as then; never later than the receipt. */
const stampOf = (op: SentOp, caller: Caller | null, now: number): string => {
  if (op.stamp !== undefined || caller === null) return op.stamp ?? instantOf(now)
  return instantOf(Math.min(Date.parse(op.deviceAt) + now - caller.sentAt - caller.clock, now))
}

/** Whether the author serves the area today, or served it on the op's own day within the last 60 days. */
const serves = (db: Database, op: Op, stamp: string, ms: number): boolean => {
  const today = dayOf(instantOf(ms))
  const day = opRules[op.kind]?.day(op.body as never) ?? dayOf(stamp)
  return db.spans
    .get(op.actorId)!
    .some(
      span =>
        span.area_id === op.areaId &&
        (inSpan(span, today) || (day >= addDays(today, -60) && inSpan(span, day))),
    )
}

/** One op as it enters the ledger: whose it is, when it took effect, and that it is what its author saved. */
const checkEntry = (watch: Watch, { op }: LedgerEntry): void => {
  const { judge, caller, ops, accepted } = watch
  const now = watch.now()
  const earlier = caller?.proven.get(op.id)
  judge.holds(
    earlier === undefined || earlier === op.stamp,
    'S18',
    () => `${op.id} came again after a restore and got another stamp`,
  )
  judge.holds(op.stamp <= instantOf(now), 'S13', () => `${op.id} took effect after it was received`)
  accepted.set(op.id, op.stamp)
  if (caller === null) return
  const saved = ops.get(op.id)
  judge.holds(
    saved !== undefined && same(plain(op), saved.op),
    'I2',
    () => `${op.id} is in the ledger, but nobody saved it so`,
  )
  judge.holds(
    op.actorId === caller.memberId,
    'I6',
    () => `${op.id} was taken from someone else than its author`,
  )
  judge.holds(
    serves(watch.db, op, op.stamp, now) || serves(watch.db, op, stampOf(plain(op), caller, now), now),
    'I6',
    () => `${op.id} was taken from a member who does not serve the area`,
  )
  if (earlier !== undefined || saved!.clock !== caller.clock) return
  // The clock stood as it did when the op was saved: the stamp is the true time of saving, but for the way of the request.
  const off = Date.parse(op.stamp) - saved!.at
  judge.holds(
    (off >= 0 && off <= now - caller.sentAt + 100) || (off > 0 && isFloor(watch, op)),
    'S13',
    () => `${op.id} is stamped ${off} ms away from when it was saved`,
  )
}

/** Whether an op took effect when one did that the same phone had made before it in the area: none does so earlier. */
const isFloor = ({ db }: Watch, { areaId, deviceId, seq, stamp }: StampedOp): boolean =>
  db.store.areas
    .get(areaId)!
    .ledger.some(({ op }) => op.deviceId === deviceId && op.seq < seq && op.stamp === stamp)

const inSpan = (span: { from: Day; to: Day | null }, day: Day) =>
  span.from <= day && (span.to === null || day < span.to)

const plain = ({ id, areaId, deviceId, seq, actorId, kind, body, deviceAt }: SentOp): Op => ({
  id,
  areaId,
  deviceId,
  seq,
  actorId,
  kind,
  body,
  deviceAt,
})

/** I1: what was saved is on the phone until the server has answered for it. */
export const checkPhone = async (watch: Watch, phone: Phone): Promise<void> => {
  const held = new Set(
    [...(await phone.storage.unsent(10_000)), ...(await phone.storage.inbox()).map(entry => entry.op)].map(
      op => op.id,
    ),
  )
  for (const { op, phone: author } of watch.ops.values())
    if (author === phone.name)
      watch.judge.holds(
        held.has(op.id) || watch.accepted.has(op.id),
        'I1',
        () => `${op.id} was saved on phone ${phone.name} and is not there any more`,
      )
}

/** Everything that must hold when all has come to rest. */
export const checkEnd = async (watch: Watch, phones: readonly Phone[], time: number): Promise<void> => {
  const { judge, db } = watch
  const inboxes = new Map<string, Op>()
  for (const { storage } of phones)
    for (const { op, problem, words } of await storage.inbox()) {
      judge.holds(
        problem !== '' && words !== '',
        'I3',
        () => `${op.id} was refused and the phone does not say why`,
      )
      inboxes.set(op.id, plain(op))
    }
  const ledger = new Map<string, LedgerEntry>()
  const today = dayOf(instantOf(time))
  const servedNow = (op: Op) =>
    db.spans.get(op.actorId)!.some(span => span.area_id === op.areaId && inSpan(span, today))
  for (const [areaId, area] of db.store.areas) {
    for (const entry of area.ledger) {
      judge.holds(!ledger.has(entry.op.id), 'I2', () => `${entry.op.id} is in the ledger twice`)
      ledger.set(entry.op.id, entry)
    }
    checkArea(watch, areaId, area)
  }
  const refusals = new Set(
    [...db.store.areas.values()].flatMap(area => area.refused.map(entry => entry.op.id)),
  )
  for (const { op, phone } of watch.ops.values()) {
    // With a phone goes what the server had not acknowledged, and what it would have brought back after a restore.
    const wentAway =
      watch.gone.has(phone) &&
      (refusals.has(op.id) || watch.restores > 0 || !(watch.accepted.has(op.id) || watch.refused.has(op.id)))
    // Nobody pulls an area that was left, so nobody notices what a restore took from it: docs/promise.md says so.
    const unwatched = watch.restores > 0 && !servedNow(op)
    const kept = ledger.has(op.id) || same(inboxes.get(op.id), op) || unwatched || wentAway
    judge.holds(kept, 'I3', () => `${op.id} is lost: neither on the server nor with its author`)
    judge.holds(
      !inboxes.has(op.id) || watch.refused.has(op.id),
      'I3',
      () => `${op.id} is shown as refused, which nobody did`,
    )
  }
  checkPeople(watch.judge, watch.db)
  for (const phone of phones) await checkView(watch, phone, time)
}

/** Whether more than one phone has spoken under a device's id: one is the clone of the other. */
const isShared = ({ ops }: Watch, deviceId: string): boolean =>
  new Set([...ops.values()].filter(({ op }) => op.deviceId === deviceId).map(({ phone }) => phone)).size > 1

const checkArea = (watch: Watch, areaId: number, area: MemoryArea): void => {
  const { judge } = watch
  const links = area.ledger.map(({ op, salt, digest, chain }) => ({ ...op, salt, digest, chain }))
  const fault = faultOfChain(links, area.feed.chain)
  judge.holds(fault === null, 'I10', () => `area ${areaId}: ${fault}`)
  // Numbers of one phone in their order; work that had been refused, or lost by the server, may come in late.
  const last = new Map<number, StampedOp>()
  const late = new Set(area.refused.map(entry => entry.op.id))
  for (const { op } of area.ledger) {
    const saved = watch.ops.get(op.id)
    if (!saved || late.has(op.id) || watch.restores > 0) continue
    judge.holds(
      op.seq > (last.get(saved.phone)?.seq ?? 0),
      'I7',
      () => `${op.id} of phone ${saved.phone} came out of its order`,
    )
    // Under the id it had then, and alone: a phone that joined again begins an order of its own, clones share one.
    const before = last.get(saved.phone)
    judge.holds(
      before?.deviceId !== op.deviceId || op.stamp >= before.stamp || isShared(watch, op.deviceId),
      'I7',
      () => `${op.id} of phone ${saved.phone} took effect before what the phone had made before it`,
    )
    last.set(saved.phone, op)
  }
  // The rows are what the ledger says, whatever the order of arrival: folded here in the order of the stamps.
  const draft = draftOf([])
  const stamped = area.ledger
    .map(entry => entry.op)
    .sort((a, b) => (a.stamp === b.stamp ? (a.id < b.id ? -1 : 1) : a.stamp < b.stamp ? -1 : 1))
  // Twice, for a repetition must change nothing either.
  for (const op of [...stamped, ...stamped]) opRules[op.kind]!.apply(draft, op)
  const told = new Map(draft.changed().map(stored => [keyOf(stored), stored.row]))
  judge.holds(
    told.size === area.rows.size,
    'S6',
    () => `area ${areaId} holds rows that its ledger does not explain`,
  )
  for (const stored of area.rows.values()) {
    judge.holds(
      same(told.get(keyOf(stored)), stored.row),
      'S6',
      () => `${keyOf(stored)} is not what the ledger of area ${areaId} says`,
    )
    judge.holds(
      stored.revision <= area.feed.revision && stored.revision > 0,
      'S3',
      () => `${keyOf(stored)} has a revision that the feed does not know`,
    )
  }
  judge.holds(
    same(Object.fromEntries(countsOfRows(area)), Object.fromEntries(countsOfLedger(area))),
    'I9',
    () => `area ${areaId}: a recount of the ledger gives other figures`,
  )
  for (const [id, { head, removed }] of namesOfHomes(area)) {
    const row = area.rows.get(`household ${id}`)?.row as (Row & { head: string | null }) | undefined
    judge.holds(
      row?.removed === removed && row.head === head,
      removed ? 'I5' : 'S6',
      () => `home ${id} is not as its last change says`,
    )
  }
  for (const [id, { result }] of closesOfRequests(area))
    judge.holds(
      (area.rows.get(`request ${id}`)?.row as (Row & { result?: string }) | undefined)?.result === result,
      'S6',
      () => `request ${id} is not closed as its first close says`,
    )
  checkVisits(judge, area, watch.ops)
  for (const { op } of area.ledger) {
    if (op.kind !== 'resident.remove') continue
    const row = area.rows.get(`resident ${(op.body as { residentId: string }).residentId}`)?.row as
      | Record<string, unknown>
      | undefined
    judge.holds(
      row?.['removed'] === true && row['name'] === null && same(row['observations'], []),
      'I5',
      () => `a removed person is back in area ${areaId}`,
    )
  }
}

const keyOf = (stored: StoredRow) => `${stored.table} ${stored.row.id}`

/** I4, I5, I6: a phone shows what the server holds of its areas, nothing of others, nothing that is removed. */
const checkView = async (watch: Watch, phone: Phone, time: number): Promise<void> => {
  const { judge, db } = watch
  const today = dayOf(instantOf(time))
  const served = new Set(
    db.spans
      .get(phone.memberId)!
      .filter(span => inSpan(span, today))
      .map(span => span.area_id),
  )
  const shown = new Map<string, Row>()
  for (const { areaId, table, row } of await phone.storage.rows()) {
    judge.holds(
      served.has(areaId),
      'I6',
      () => `phone ${phone.name} still shows rows of area ${areaId}, which it does not serve`,
    )
    shown.set(`${areaId} ${table} ${row.id}`, { ...blankOf(table, row.id), ...row })
  }
  let due = 0
  for (const areaId of served)
    for (const stored of db.store.areas.get(areaId)?.rows.values() ?? []) {
      if (stored.row.removed || hasLeft(stored.row)) continue
      due++
      const { clocks: _clocks, ...row } = stored.row as Row & { clocks?: unknown }
      judge.holds(
        same(shown.get(`${areaId} ${keyOf(stored)}`), row),
        'I4',
        () => `phone ${phone.name} does not show ${keyOf(stored)} as the server holds it`,
      )
    }
  judge.holds(
    shown.size === due,
    'I5',
    () => `phone ${phone.name} shows ${shown.size} rows where the server has ${due}`,
  )
  judge.holds(
    (await phone.storage.countUnsent()).unsent === 0,
    'I8',
    () => `phone ${phone.name} has unsent work`,
  )
  judge.holds(
    (await phone.storage.ahead()).length === 0,
    'I4',
    () => `phone ${phone.name} shows work as waiting that the server holds`,
  )
}

const blankOf = (name: string, id: string) => {
  const { clocks: _clocks, ...blank } = fieldTables.find(table => table.name === name)!.blank(id) as Row & {
    clocks?: unknown
  }
  return blank
}
