import {
  type AcceptContext,
  accept,
  type Decision,
  type EarlierOp,
  type Feed,
  type KnownOp,
} from '#model/sync/accept.ts'
import type { SentOp, StoredRow, Touch } from '#model/sync/op.ts'

/** What one area holds, as far as a push needs it, under the area's lock. */
export type AreaView = { feed: Feed; known: Map<string, KnownOp>; earlier: EarlierOp[]; touched: StoredRow[] }

/** Where decisions are kept. `work` sees and writes one area alone; what it writes is there wholly or not at all. */
export type SyncStore = {
  inArea: <T>(areaId: number, work: (area: AreaStore) => Promise<T>) => Promise<T>
}
export type AreaStore = {
  /** `earlier`: what each device has here of the numbers it sends, and the one before them. */
  load: (opIds: readonly string[], touches: readonly Touch[], sent: readonly Sent[]) => Promise<AreaView>
  /** Wholly or not at all. The last step of the work: what it wrote stands as soon as it has answered. */
  save: (decision: Decision) => Promise<void>
}

/** The numbers of what one device sends, from the first to the last. */
export type Sent = { deviceId: string; first: number; last: number }
const sentBy = (ops: readonly SentOp[]): Sent[] =>
  [...Map.groupBy(ops, op => op.deviceId)].map(([deviceId, own]) => {
    const seqs = own.map(op => op.seq)
    return { deviceId, first: Math.min(...seqs), last: Math.max(...seqs) }
  })

/** Loads, decides and saves one area's share of a push. */
export const pushToArea = (
  store: SyncStore,
  areaId: number,
  ops: readonly SentOp[],
  context: AcceptContext,
): Promise<Decision> =>
  store.inArea(areaId, async area => {
    const { touched, known, earlier, feed } = await area.load(
      ops.map(op => op.id),
      touchesOf(ops, context),
      sentBy(ops),
    )
    const decision = accept(touched, known, feed, ops, context, earlier)
    if (decision.ledger.length > 0 || decision.refused.length > 0) await area.save(decision)
    return decision
  })

/** Everything a push may read or change. An op whose body does not fit touches nothing; it will be refused. */
export const touchesOf = (ops: readonly SentOp[], context: AcceptContext): Touch[] =>
  ops.flatMap(op => {
    const rule = Object.hasOwn(context.rules, op.kind) ? context.rules[op.kind] : undefined
    return rule && context.misfit(op.kind, op.body) === null ? rule.touches(op.body, op.areaId) : []
  })
