import type { Day, Instant } from '#model/kit/day.ts'
import type { ProblemId } from '#model/problem.ts'

/** One change made in the field, as its author sends it. Sync knows the envelope; `body` belongs to a noun. */
export type Op<B = unknown> = {
  /** UUIDv7 made by the author: the same id is the same change, however often it arrives. */
  id: string
  areaId: number
  deviceId: string
  /** Counts up on one device; the order in which the author made the changes. */
  seq: number
  actorId: string
  kind: string
  body: B
  /** What the device's clock said. Never trusted, never a reason to refuse. */
  deviceAt: Instant
}

/** An op as it is sent again after it was accepted once: with the stamp it got and our proof of it. */
export type SentOp = Op & { stamp?: Instant; proof?: string }

/** An accepted op: `stamp` is its effective time and orders it among all others of its area. */
export type StampedOp<B = unknown> = Op<B> & { stamp: Instant }

/** What becomes of one op. The author's outbox entry closes with any of the three. */
export type Answer =
  | {
      id: string
      result: 'accepted' | 'repeated'
      stamp: Instant
      revision: number
      /** The chain of the area's ledger at this op. */
      chain: string
    }
  | { id: string; result: 'refused'; problem: ProblemId; details: Details }

export type Details = Record<string, string | number>
export type Refusal = { problem: ProblemId; details: Details }

export const refusal = (problem: ProblemId, details: Details = {}): Refusal => ({ problem, details })

/** A row of a noun. A removed row is a tombstone, or not yet born: something named it before its own op came. */
export type Row = { id: string; removed: boolean }

/** The kind of rows a noun keeps. `blank` is the row before anything is known of it; `links` lead to rows by a value. */
export type Table<R extends Row = Row> = {
  name: string
  blank: (id: string) => R
  links?: Record<string, (row: R, value: string) => boolean>
  /** Whether the row has gone to another area: kept for the figures of its time here, shown to nobody. */
  left?: (row: R) => boolean
}

/** Rows an op reads or changes: one by id, or all that a link leads to (`by` is a link the noun declares). */
export type Touch = { table: string; id: string } | { table: string; by: string; value: string }

/** What the decision may know beside the rows. */
export type Known = {
  /** Skill keys of the catalogue. */
  skills: ReadonlySet<string>
}

/** The rules of one kind of op. All are pure; `apply` never fails and does not depend on the order of arrival. */
export type OpRule<B = unknown> = {
  touches: (body: B, areaId: number) => Touch[]
  /** Why a first-time op cannot stand, or null. */
  refuse: (rows: Draft, op: StampedOp<B>, known: Known) => Refusal | null
  apply: (rows: Draft, op: StampedOp<B>) => void
  /** Days whose figures may change; asked before and after `apply`. */
  days: (rows: Draft, op: StampedOp<B>) => Day[]
  /** The day the op speaks of, when it names one. */
  day: (body: B) => Day | null
  /** Whether it speaks of someone who was erased: then the ledger keeps that it came, and not what it said. */
  forget?: (rows: Draft, op: StampedOp<B>) => boolean
  /** Only the server brings it: it follows from another op, or an officer decided it at a desk. */
  byServer?: true
  /** The team in whose name it speaks, for ops that count for one. */
  team?: (body: B) => string
}

export type Rules = Readonly<Record<string, OpRule>>

/** Working copy of the touched rows of one area. */
export type Draft = {
  /** The row, or its blank when nothing is known. */
  read: <R extends Row>(table: Table<R>, id: string) => R
  /** Whether the row was born: known and not removed. */
  lives: <R extends Row>(table: Table<R>, id: string) => boolean
  all: <R extends Row>(table: Table<R>) => R[]
  write: <R extends Row>(table: Table<R>, row: R) => void
  changed: () => StoredRow[]
}

export type StoredRow = { table: string; row: Row }
