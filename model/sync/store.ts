import { type AcceptContext, accept, type Decision, type Feed, type KnownOp } from '#model/sync/accept.ts'
import type { SentOp, StoredRow, Touch } from '#model/sync/op.ts'

/** What one area holds, as far as a push needs it, under the area's lock. */
export type AreaView = { feed: Feed; known: Map<string, KnownOp>; touched: StoredRow[] }

/** Where decisions are kept. `work` sees and writes one area alone; what it writes is there wholly or not at all. */
export type SyncStore = {
  inArea: <T>(areaId: number, work: (area: AreaStore) => Promise<T>) => Promise<T>
}
export type AreaStore = {
  load: (opIds: readonly string[], touches: readonly Touch[]) => Promise<AreaView>
  save: (decision: Decision) => Promise<void>
}

/** Loads, decides and saves one area's share of a push. */
export const pushToArea = (
  store: SyncStore,
  areaId: number,
  ops: readonly SentOp[],
  context: AcceptContext,
): Promise<Decision> =>
  store.inArea(areaId, async area => {
    const { touched, known, feed } = await area.load(
      ops.map(op => op.id),
      touchesOf(ops, context),
    )
    const decision = accept(touched, known, feed, ops, context)
    if (decision.ledger.length > 0 || decision.refused.length > 0) await area.save(decision)
    return decision
  })

/** Everything a push may read or change. An op whose body does not fit touches nothing; it will be refused. */
export const touchesOf = (ops: readonly SentOp[], context: AcceptContext): Touch[] =>
  ops.flatMap(op => {
    const rule = Object.hasOwn(context.rules, op.kind) ? context.rules[op.kind] : undefined
    return rule && context.misfit(op.kind, op.body) === null ? rule.touches(op.body, op.areaId) : []
  })
