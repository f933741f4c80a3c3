import { canonical } from '#model/sync/hash.ts'
import type { Op } from '#model/sync/op.ts'
import type { DeviceStorage, PulledFeed } from '#model/sync/storage.ts'

/** One fact every device storage must keep. `check` throws when it does not hold. */
export type StorageFact = { fact: string; check: (open: () => Promise<DeviceStorage>) => Promise<void> }

const same = (a: unknown, b: unknown, what: string) => {
  if (canonical(a) !== canonical(b)) throw new Error(`${what}: ${canonical(a)} is not ${canonical(b)}`)
}

const NOW = '2026-11-20T03:00:00.000Z'
const id = (n: number) => `90000000-0000-7000-8000-${String(n).padStart(12, '0')}`
const op = (n: number, areaId = 1): Omit<Op, 'seq'> => ({
  id: id(n),
  areaId,
  deviceId: id(900),
  actorId: id(901),
  kind: 'household.put',
  body: { householdId: id(100 + n) },
  deviceAt: NOW,
})
const accepted = (n: number, revision: number) => ({
  id: id(n),
  result: 'accepted' as const,
  stamp: NOW,
  revision,
  proof: `proof ${n}`,
})
const feed = (
  areaId: number,
  revision: number,
  ids: number[],
  more: Partial<PulledFeed> = {},
): PulledFeed => ({
  areaId,
  revision,
  chain: 'ab',
  rows: ids.map(n => ({ table: 'household', id: id(n), revision, row: { head: `Nhà ${n}` } })),
  ...more,
})
const idsOf = (ops: readonly { id: string }[]) => ops.map(item => item.id)

/** The promises of a device's storage, run in memory and in a browser alike. */
export const storageContract: StorageFact[] = [
  {
    fact: '[D1] saved ops come out in the order they were saved, each with the next number',
    check: async open => {
      const storage = await open()
      const saved = [await storage.saveOp(op(3)), await storage.saveOp(op(1)), await storage.saveOp(op(2))]
      same(
        saved.map(item => item.seq),
        [1, 2, 3],
        'numbers',
      )
      same(await storage.unsent(10), saved, 'unsent')
      same(idsOf(await storage.unsent(2)), [id(3), id(1)], 'the first two')
      same(await storage.countUnsent(), { unsent: 3, oldestAt: NOW }, 'count')
    },
  },
  {
    fact: '[D2] an accepted op leaves the outbox and shows until its revision has been pulled',
    check: async open => {
      const storage = await open()
      await storage.takePull({ left: [], feeds: [feed(1, 3, [])] })
      await storage.saveOp(op(1))
      await storage.settle([accepted(1, 4)], NOW)
      same(await storage.countUnsent(), { unsent: 0, oldestAt: null }, 'count')
      same(idsOf(await storage.ahead()), [id(1)], 'ahead before the pull')
      await storage.takePull({ left: [], feeds: [feed(1, 4, [101])] })
      same(await storage.ahead(), [], 'ahead after the pull')
      await storage.saveOp(op(2, 2))
      await storage.settle([accepted(2, 1)], NOW)
      same(await storage.ahead(), [], 'of an area that is not held, nothing but the unsent shows')
    },
  },
  {
    fact: '[D3] a refused op goes to the inbox with its content and reason, and stays until put away',
    check: async open => {
      const storage = await open()
      const saved = await storage.saveOp(op(1))
      await storage.settle(
        [{ id: id(1), result: 'refused', problem: 'op.area-denied', words: 'Không còn phụ trách.' }],
        NOW,
      )
      same(
        await storage.inbox(),
        [{ op: saved, problem: 'op.area-denied', words: 'Không còn phụ trách.', refusedAt: NOW }],
        'inbox',
      )
      same(await storage.ahead(), [], 'ahead')
      await storage.dismiss(id(1), NOW)
      same(await storage.inbox(), [], 'inbox after dismissal')
    },
  },
  {
    fact: '[D25] what was put away is whole and comes back when asked, until it is forgotten in its time or at an erasure',
    check: async open => {
      const storage = await open()
      await storage.takePull({ left: [], feeds: [feed(1, 1, [])] })
      for (const n of [1, 2, 3]) await storage.saveOp(op(n))
      const refused = [1, 2, 3].map(n => ({
        id: id(n),
        result: 'refused' as const,
        problem: 'op.area-denied',
        words: 'Không còn phụ trách.',
      }))
      await storage.settle(refused, NOW)
      const entries = await storage.inbox()
      const ids = (held: typeof entries) => held.map(({ op: { id: key } }) => key)
      for (const n of [1, 2, 9]) await storage.dismiss(id(n), NOW)
      same(await storage.dismissed(), entries.slice(0, 2), 'put away')
      same(ids(await storage.inbox()), [id(3)], 'inbox')
      for (const n of [2, 3, 9]) await storage.takeBack(id(n))
      same(await storage.inbox(), entries.slice(1), 'inbox when one was taken back')
      await storage.forgetKept(NOW)
      same(ids(await storage.dismissed()), [id(1)], 'put away, before its time')
      await storage.forgetKept('2027-01-01T00:00:00.000Z')
      same(await storage.dismissed(), [], 'put away, after its time')
      same(ids(await storage.inbox()), [id(2), id(3)], 'the inbox has no time')
      await storage.dismiss(id(2), NOW)
      const gone = [2, 3].map(n => ({
        table: 'household',
        id: id(100 + n),
        revision: 2,
        removed: true as const,
        erased: true as const,
      }))
      await storage.takePull({ left: [], feeds: [feed(1, 2, [], { rows: gone })] })
      same(await storage.dismissed(), [], 'put away, about a home that was erased')
      same(ids(await storage.inbox()), [id(3)], 'what its author has not dealt with')
    },
  },
  {
    fact: '[D4] settling twice, or what is not there, changes nothing',
    check: async open => {
      const storage = await open()
      await storage.saveOp(op(1))
      await storage.saveOp(op(2))
      for (let i = 0; i < 2; i++) await storage.settle([accepted(1, 1), accepted(9, 1)], NOW)
      same(idsOf(await storage.unsent(10)), [id(2)], 'unsent')
      same(await storage.inbox(), [], 'inbox')
    },
  },
  {
    fact: '[D5] a pull adds, replaces and removes rows and moves the place in the feed',
    check: async open => {
      const storage = await open()
      await storage.takePull({ left: [], feeds: [feed(1, 1, [101, 102])] })
      await storage.takePull({
        left: [],
        feeds: [
          feed(1, 2, [102], {
            rows: [
              { table: 'household', id: id(101), revision: 2, removed: true },
              { table: 'household', id: id(102), revision: 2, row: { head: 'Đổi' } },
            ],
          }),
        ],
      })
      same(
        (await storage.rows()).map(({ row, revision }) => ({ row, revision })),
        [{ row: { head: 'Đổi', id: id(102), removed: false }, revision: 2 }],
        'rows',
      )
      same(await storage.feeds(), [{ areaId: 1, revision: 2, chain: 'ab' }], 'feeds')
    },
  },
  {
    fact: '[D6] an area that is left takes its rows with it, and nothing else',
    check: async open => {
      const storage = await open()
      await storage.saveOp(op(1, 1))
      await storage.takePull({ left: [], feeds: [feed(1, 1, [101]), feed(2, 1, [102])] })
      await storage.takePull({ left: [1], feeds: [] })
      same(
        (await storage.rows()).map(row => row.areaId),
        [2],
        'rows',
      )
      same(
        (await storage.feeds()).map(item => item.areaId),
        [2],
        'feeds',
      )
      same(idsOf(await storage.unsent(10)), [id(1)], 'unsent')
    },
  },
  {
    fact: '[D7] a server that lost history gets the accepted ops of that area again, with stamp and proof, in order',
    check: async open => {
      const storage = await open()
      for (const n of [1, 2, 3]) await storage.saveOp(op(n, n === 3 ? 2 : 1))
      await storage.settle([accepted(2, 1), accepted(1, 1), accepted(3, 1)], NOW)
      await storage.takePull({ left: [], feeds: [feed(1, 0, [], { reset: true })] })
      const again = await storage.unsent(10)
      same(
        again.map(({ id: key, stamp, proof }) => ({ key, stamp, proof })),
        [1, 2].map(n => ({ key: id(n), stamp: NOW, proof: `proof ${n}` })),
        'unsent',
      )
    },
  },
  {
    fact: '[D8] [D21] acknowledged ops are forgotten after their time, unsent ones never',
    check: async open => {
      const storage = await open()
      await storage.takePull({ left: [], feeds: [feed(1, 1, [])] })
      await storage.saveOp(op(1))
      await storage.saveOp(op(2))
      await storage.settle([accepted(1, 9)], NOW)
      await storage.forgetKept('2027-01-01T00:00:00.000Z')
      same(idsOf(await storage.ahead()), [id(2)], 'ahead')
    },
  },
  {
    fact: '[D12] the place in a feed names the acknowledgements beyond it, until the pull has come to it',
    check: async open => {
      const storage = await open()
      await storage.takePull({ left: [], feeds: [feed(1, 3, []), feed(2, 1, [])] })
      for (const n of [1, 2]) await storage.saveOp(op(n))
      await storage.settle(
        [
          { ...accepted(1, 4), chain: 'c4' },
          { ...accepted(2, 5), chain: 'c5' },
        ],
        NOW,
      )
      const place = (revision: number) => ({ areaId: 1, revision, chain: 'ab' })
      const other = { areaId: 2, revision: 1, chain: 'ab' }
      same(
        await storage.feeds(),
        [{ ...place(3), acked: [4, 5].map(revision => ({ revision, chain: `c${revision}` })) }, other],
        'before',
      )
      await storage.takePull({ left: [], feeds: [feed(1, 5, [])] })
      same(await storage.feeds(), [place(5), other], 'after')
    },
  },
  {
    fact: '[D12] every push acknowledged beyond the place is named, also one that a later one has the revision of; or the area begins anew',
    check: async open => {
      const storage = await open()
      await storage.takePull({ left: [], feeds: [feed(1, 3, [])] })
      // A server that went back in between gives a revision a second time.
      let pushes = 0
      const push = async (ops: number) => {
        pushes++
        const mine = Array.from({ length: ops }, (_, n) => 1000 * pushes + n)
        await Promise.all(mine.map(n => storage.saveOp(op(n))))
        const answers = mine.map(n => ({ ...accepted(n, 4 + (pushes % 2)), chain: `${n}` }))
        await storage.settle(answers, `2026-11-20T03:00:${String(pushes).padStart(2, '0')}.000Z`)
      }
      const named = async () => (await storage.feeds())[0]?.acked?.map(({ chain }) => chain) ?? []
      for (const ops of [1, 26, 26]) await push(ops)
      same((await named()).map(chain => Math.floor(Number(chain) / 1000)).sort(), [1, 2, 3], 'three pushes')
      for (let n = 0; n < 48; n++) await push(1)
      same(await named(), [''], 'more than can be named')
    },
  },
  {
    fact: '[S29] [D12] what was known already and is answered again, however much, does not throw a load back that broke in between',
    check: async open => {
      const storage = await open()
      const many = Array.from({ length: 60 }, (_, n) => n + 1)
      await Promise.all(many.map(n => storage.saveOp(op(n))))
      const head = { revision: 90, chain: 'c90' }
      await storage.takePull({ left: [], feeds: [feed(1, 3, [101], { more: true, head })] })
      const answers = many.map(n => ({ ...accepted(n, 10 + n), chain: `c${10 + n}` }))
      await storage.settle(answers.slice(0, 40), '2026-11-20T03:00:01.000Z')
      await storage.settle(answers.slice(40), '2026-11-20T03:00:02.000Z')
      const acked = (await storage.feeds())[0]?.acked ?? []
      same(acked.map(one => one.revision).sort(), [50, 70, 90], 'the last of each answer, and the head')
    },
  },
  {
    fact: '[S29] [D22] the place after a page in between names the head that it was cut from, the place after the last none',
    check: async open => {
      const storage = await open()
      const head = { revision: 9, chain: 'c9' }
      await storage.takePull({ left: [], feeds: [feed(1, 3, [101], { more: true, head })] })
      const place = (revision: number) => ({ areaId: 1, revision, chain: 'ab' })
      same(await storage.feeds(), [{ ...place(3), acked: [head] }], 'in between')
      await storage.takePull({ left: [], feeds: [feed(1, 9, [102])] })
      same(await storage.feeds(), [place(9)], 'after the last page')
    },
  },
  {
    fact: '[D14] an answer to a pull that was asked from another place than is held by now is passed over',
    check: async open => {
      const storage = await open()
      await storage.takePull({ left: [], feeds: [feed(1, 1, [101, 102])], asked: [] })
      // A second page had asked for everything too; since then 101 was removed, so its answer does not know of it.
      const late = await storage.takePull({ left: [], feeds: [feed(1, 2, [102])], asked: [] })
      same(late, [], 'taken')
      same(await storage.feeds(), [{ areaId: 1, revision: 1, chain: 'ab' }], 'feeds')
      const asked = await storage.feeds()
      const next = feed(1, 2, [], {
        rows: [{ table: 'household', id: id(101), revision: 2, removed: true }],
      })
      same(await storage.takePull({ left: [], feeds: [next], asked }), [next], 'taken when it continues')
      same(
        (await storage.rows()).map(({ row }) => row.id),
        [id(102)],
        'rows',
      )
    },
  },
  {
    fact: '[D14] an answer that was asked for before an acknowledgement came is passed over where it goes beyond it',
    check: async open => {
      const storage = await open()
      const asked = [{ areaId: 1, revision: 3, chain: 'ab' }]
      await storage.takePull({ left: [], feeds: [feed(1, 3, [101])] })
      await storage.saveOp(op(4))
      await storage.settle([{ ...accepted(4, 6), chain: 'c6' }], NOW)
      // The server lost revision 6 before it answered, and has another one by now.
      same(await storage.takePull({ left: [], feeds: [feed(1, 6, [102])], asked }), [], 'beyond')
      const page = feed(1, 5, [103])
      same(await storage.takePull({ left: [], feeds: [page], asked }), [page], 'before it')
      const named = await storage.feeds()
      same(named[0]!.acked, [{ revision: 6, chain: 'c6' }], 'named')
      const next = feed(1, 7, [104])
      same(await storage.takePull({ left: [], feeds: [next], asked: named }), [next], 'when it was named')
    },
  },
  {
    fact: '[D20] what was acknowledged about a home erased on request is dropped; of one merely removed it stays, and so do visits',
    check: async open => {
      const storage = await open()
      await storage.takePull({ left: [], feeds: [feed(1, 1, [101, 102])] })
      for (const n of [1, 2, 3]) await storage.saveOp(op(n))
      await storage.saveOp({ ...op(4), kind: 'activity.record', body: { householdId: id(101) } })
      await storage.settle([accepted(1, 2), accepted(2, 3), accepted(4, 4)], NOW)
      const gone = [
        { table: 'household', id: id(101), revision: 5, removed: true as const, erased: true as const },
        { table: 'household', id: id(102), revision: 5, removed: true as const },
        { table: 'household', id: id(103), revision: 5, removed: true as const, erased: true as const },
      ]
      await storage.takePull({ left: [], feeds: [feed(1, 5, [], { rows: gone })] })
      // A server that lost history asks for all that is kept: 1 is not there any more; 3 was never sent and still goes.
      await storage.takePull({ left: [], feeds: [feed(1, 0, [], { reset: true })] })
      same(idsOf(await storage.unsent(10)), [id(2), id(3), id(4)], 'unsent')
    },
  },
  {
    fact: '[D13] an area that is loaded anew gets the accepted ops of that area again: it was not watched meanwhile',
    check: async open => {
      const storage = await open()
      await storage.takePull({ left: [], feeds: [feed(1, 1, [])] })
      await storage.saveOp(op(1))
      await storage.settle([accepted(1, 2)], NOW)
      await storage.takePull({ left: [1], feeds: [] })
      same(await storage.unsent(10), [], 'while it is left')
      await storage.takePull({ left: [], feeds: [feed(1, 3, [101])] })
      same(
        (await storage.unsent(10)).map(({ id: key, stamp, proof }) => ({ key, stamp, proof })),
        [{ key: id(1), stamp: NOW, proof: 'proof 1' }],
        'unsent',
      )
    },
  },
]
