import type { ResidentRow } from '#model/resident/ops.ts'
import type { AcceptContext, Decision } from '#model/sync/accept.ts'
import { canonical } from '#model/sync/hash.ts'
import type { SentOp, StoredRow, Touch } from '#model/sync/op.ts'
import { pushToArea, type SyncStore } from '#model/sync/store.ts'

/** One fact every store must keep. `check` throws when it does not hold. */
export type StoreFact = { fact: string; check: (open: () => Promise<Stage>) => Promise<void> }

/** A fresh store with two areas, and ops for them that the rules accept. */
export type Stage = {
  store: SyncStore
  areas: [number, number]
  context: AcceptContext
  /** A new home in an area, with a new id. */
  home: (areaId: number, head: string) => SentOp & { body: { householdId: string } }
}

const hold = (condition: boolean, otherwise: string) => {
  if (!condition) throw new Error(otherwise)
}
const same = (a: unknown, b: unknown, what: string) =>
  hold(canonical(a) === canonical(b), `${what}: ${canonical(a)} is not ${canonical(b)}`)

const read = (stage: Stage, areaId: number, touches: Touch[]): Promise<StoredRow[]> =>
  stage.store.inArea(areaId, async area => (await area.load([], touches, [])).touched)
const push = (stage: Stage, areaId: number, ops: SentOp[]): Promise<Decision> =>
  pushToArea(stage.store, areaId, ops, stage.context)
const homeTouch = (op: { body: { householdId: string } }): Touch => ({
  table: 'household',
  id: op.body.householdId,
})

type Save = (decision: Decision) => Promise<void>
/** The same store, which saves otherwise. */
const saving = (
  store: SyncStore,
  otherwise: (save: Save, decision: Decision) => Promise<void>,
): SyncStore => ({
  inArea: (areaId, work) =>
    store.inArea(areaId, area => work({ ...area, save: decision => otherwise(area.save, decision) })),
})

/** A ledger would hold an op twice; the rows, the revision and the ops of the decision are fine. */
const twice = (save: Save, decision: Decision) =>
  save({ ...decision, ledger: [...decision.ledger, ...decision.ledger] })

/** What an area holds of some homes: its counter, the revisions of their ops, and their rows. */
const heldOf = async (stage: Stage, homes: ReturnType<Stage['home']>[]) => {
  const ids = homes.map(op => op.id)
  const { feed, known, touched } = await stage.store.inArea(homes[0]!.areaId, area =>
    area.load(ids, homes.map(homeTouch), []),
  )
  return {
    revision: feed.revision,
    chain: feed.chain,
    ops: ids.map(id => known.get(id)?.revision ?? null),
    rows: touched.length,
  }
}

/** Pushes homes through a store that fails: their area holds what it held before, and takes them afterwards. */
const failsWhole = async (stage: Stage, homes: ReturnType<Stage['home']>[], failing: SyncStore) => {
  const [{ areaId }] = homes as [SentOp]
  const before = await heldOf(stage, homes)
  const failed = await pushToArea(failing, areaId, homes, stage.context).then(
    () => false,
    () => true,
  )
  hold(failed, 'the failure was swallowed')
  const none = { ...before, ops: homes.map(() => null), rows: 0 }
  same(await heldOf(stage, homes), none, 'what is left')
  const { feed } = await push(stage, areaId, homes)
  const revision = before.revision + 1
  const all = { ...feed, ops: homes.map(() => revision), rows: homes.length, revision }
  same(await heldOf(stage, homes), all, 'what is taken afterwards')
}

/** The promises of a store, run on the memory store and on PostgreSQL alike. */
export const storeContract: StoreFact[] = [
  {
    fact: '[S1] what a decision wrote is read back as it was written',
    check: async open => {
      const stage = await open()
      const op = stage.home(stage.areas[0], 'Lò Thị Mận')
      const decision = await push(stage, stage.areas[0], [op])
      same(await read(stage, stage.areas[0], [homeTouch(op)]), decision.rows, 'rows')
    },
  },
  {
    fact: '[S2] the same push sent twice is applied once and answered with the same stamp',
    check: async open => {
      const stage = await open()
      const op = stage.home(stage.areas[0], 'Hà Văn Ún')
      const first = await push(stage, stage.areas[0], [op])
      const again = await push(stage, stage.areas[0], [op])
      const [a] = first.answers
      const [b] = again.answers
      hold(
        a?.result === 'accepted' &&
          b?.result === 'repeated' &&
          a.stamp === b.stamp &&
          a.revision === b.revision,
        'the second answer differs',
      )
      same(again.feed, first.feed, 'feed')
    },
  },
  {
    fact: '[S3] one push is one revision, of all its ops and rows or of none',
    check: async open => {
      const stage = await open()
      const [area] = stage.areas
      const some = (...heads: string[]) => heads.map(head => stage.home(area, head))
      const three = some('Một', 'Hai', 'Ba')
      const { feed } = await push(stage, area, three)
      same(await heldOf(stage, three), { ...feed, revision: 1, ops: [1, 1, 1], rows: 3 }, 'the first push')
      await failsWhole(stage, some('Bốn', 'Năm'), saving(stage.store, twice))
    },
  },
  {
    fact: '[S4] pushes to one area at the same time are decided one after the other',
    check: async open => {
      const stage = await open()
      const [area] = stage.areas
      const decisions = await Promise.all(
        Array.from({ length: 6 }, (_, i) => push(stage, area, [stage.home(area, `Nhà ${i}`)])),
      )
      same(
        decisions.map(d => d.feed.revision).sort((a, b) => a - b),
        [1, 2, 3, 4, 5, 6],
        'revisions',
      )
    },
  },
  {
    fact: '[S5] areas have their own counters and rows',
    check: async open => {
      const stage = await open()
      const [here, there] = stage.areas
      const op = stage.home(here, 'Một')
      await push(stage, here, [op])
      hold(
        (await push(stage, there, [stage.home(there, 'Hai')])).feed.revision === 1,
        'the other area has counted',
      )
      same(await read(stage, there, [homeTouch(op)]), [], 'rows of the other area')
    },
  },
  {
    fact: '[S7] work that fails before it saves leaves nothing behind, and its area free',
    check: async open => {
      const stage = await open()
      const home = stage.home(stage.areas[0], 'Một')
      await failsWhole(
        stage,
        [home],
        saving(stage.store, () => Promise.reject(new Error('cut'))),
      )
    },
  },
  {
    fact: '[S7] a decision that cannot be kept leaves nothing behind: no op, no row, no revision',
    check: async open => {
      const stage = await open()
      await failsWhole(stage, [stage.home(stage.areas[0], 'Một')], saving(stage.store, twice))
    },
  },
  {
    fact: '[S8] the same id with other content is refused and changes nothing',
    check: async open => {
      const stage = await open()
      const [area] = stage.areas
      const op = stage.home(area, 'Một')
      const { rows } = await push(stage, area, [op])
      const forged = { ...op, body: stage.home(area, 'Khác').body }
      const { answers } = await push(stage, area, [forged])
      hold(answers[0]?.result === 'refused' && answers[0].problem === 'op.id-reused', 'not refused')
      same(await read(stage, area, [homeTouch(op)]), rows, 'rows')
    },
  },
  {
    fact: '[S32] what two phones set up from one backup made under the same number counts of both',
    check: async open => {
      const stage = await open()
      const [area] = stage.areas
      const one = stage.home(area, 'Máy cũ')
      const copy = { ...stage.home(area, 'Máy chép lại'), seq: one.seq }
      for (const op of [one, copy]) {
        const { answers } = await push(stage, area, [op])
        hold(answers[0]?.result === 'accepted', 'one of the two was not taken')
      }
      const rows = await read(stage, area, [homeTouch(one), homeTouch(copy)])
      hold(rows.filter(({ row }) => !row.removed).length === 2, 'one of the two is not there')
    },
  },
  {
    fact: '[S30] what a phone made later takes effect no earlier, though its clock was set back in between',
    check: async open => {
      const stage = await open()
      const [area, other] = stage.areas
      const first = stage.home(area, 'Quàng Văn Inh')
      const set = (at: string) => ({ ...stage.home(area, 'Lường Thị Ún'), deviceAt: at })
      const later = set('2026-11-20T02:30:00.000Z')
      const back = [set('1999-12-31T17:00:00.000Z'), set('1970-01-01T00:00:00.000Z')]
      const elsewhere = { ...stage.home(other, 'Cà Văn Pâng'), deviceAt: '2000-01-01T00:00:00.000Z' }
      const stamps = [
        ...(await push(stage, area, [first])).answers,
        ...(await push(stage, area, [later])).answers,
        ...(await push(stage, area, back)).answers,
        ...(await push(stage, other, [elsewhere])).answers,
      ].map(answer => (answer.result === 'accepted' ? answer.stamp : null))
      same(
        stamps,
        [first, later, later, later, elsewhere].map(op => op.deviceAt),
        'stamps',
      )
    },
  },
  {
    fact: '[K1] of two merges of one record the later one counts, whichever arrives first',
    check: async open => {
      const stage = await open()
      const [area] = stage.areas
      const home = stage.home(area, 'Vì Văn Inh')
      const newId = () => stage.home(area, 'Một').id
      const [residentId, one, other] = [newId(), newId(), newId()]
      const merge = (intoId: string, deviceId: string, deviceAt: string): SentOp => ({
        ...stage.home(area, 'Một'),
        deviceId,
        deviceAt,
        kind: 'resident.merge',
        body: { residentId, intoId },
      })
      const later = merge(one, newId(), '2026-11-20T02:30:00.000Z')
      const earlier = merge(other, newId(), '2026-11-20T02:15:00.000Z')
      const desk: AcceptContext = { ...stage.context, sender: { ...stage.context.sender, actorId: null } }
      const person = (id: string, name: string): SentOp => ({
        ...stage.home(area, 'Một'),
        kind: 'resident.put',
        body: {
          residentId: id,
          householdId: home.body.householdId,
          fields: { name },
          consent: { version: 'home-2026', purpose: 'guidance', channel: 'spoken', day: '2026-11-20' },
        },
      })
      const people = [person(residentId, 'Vì Thị Mai'), person(one, 'Vì Mai'), person(other, 'Vì Thị Mây')]
      await push(stage, area, [home, ...people])
      const { answers } = await pushToArea(stage.store, area, [later], desk)
      hold(answers[0]?.result === 'accepted', 'the later merge was not accepted')
      await pushToArea(stage.store, area, [earlier], desk)
      const [stored] = await read(stage, area, [{ table: 'resident', id: residentId }])
      same((stored!.row as unknown as ResidentRow).mergedInto, one, 'who stands for it')
    },
  },
  {
    fact: '[S10] an op that comes twice in one push is applied once',
    check: async open => {
      const stage = await open()
      const [area] = stage.areas
      const op = stage.home(area, 'Một')
      const { answers, ledger } = await push(stage, area, [op, op])
      same(
        answers.map(answer => answer.result),
        ['accepted', 'repeated'],
        'answers',
      )
      hold(ledger.length === 1, `${ledger.length} ledger entries`)
    },
  },
]
