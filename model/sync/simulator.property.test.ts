import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fieldTables, opRules } from '#model/nouns.ts'
import type { AcceptContext } from '#model/sync/accept.ts'
import { newMachine, type SyncEvent, step } from '#model/sync/engine.ts'
import { canonical } from '#model/sync/hash.ts'
import { memoryStorage } from '#model/sync/memory-storage.ts'
import { memoryStore } from '#model/sync/memory-store.ts'
import type { Op, SentOp } from '#model/sync/op.ts'
import type { DeviceAnswer, DeviceStorage, PulledFeed } from '#model/sync/storage.ts'
import { pushToArea } from '#model/sync/store.ts'

/**
 * Phones with the real engine and the real storage, a server with the real decision, and between them a network that
 * loses requests, loses answers after the commit, doubles requests, and hands back pages of a hotel. At the end the
 * network heals, and then nothing may be missing, doubled, or different anywhere.
 */
const AREAS = [1, 2]
const PHONES = 3
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const uuid = (n: number) => `90000000-0000-7000-8000-${String(n).padStart(12, '0')}`
const START = Date.parse('2026-11-20T00:00:00.000Z')

type Fate = 'through' | 'lost' | 'answerLost' | 'doubled' | 'hotel'
type Move =
  | { move: 'save'; phone: number; area: number; home: number; head: string }
  | { move: 'step'; phone: number; fate: Fate }
  | { move: 'online' | 'offline' | 'reborn' | 'tabWon'; phone: number }

const phone = fc.nat(PHONES - 1)
const moves = fc.array(
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        move: fc.constant('save' as const),
        phone,
        area: fc.constantFrom(...AREAS),
        home: fc.nat(3),
        head: fc.constantFrom('An', 'Bình', 'Chi'),
      }),
    },
    {
      weight: 8,
      arbitrary: fc.record({
        move: fc.constant('step' as const),
        phone,
        fate: fc.constantFrom<Fate>('through', 'through', 'lost', 'answerLost', 'doubled', 'hotel'),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        move: fc.constantFrom('online' as const, 'offline' as const, 'reborn' as const, 'tabWon' as const),
        phone,
      }),
    },
  ),
  { minLength: 20, maxLength: 80 },
)

const newServer = () => {
  const store = memoryStore(fieldTables)
  const context = (now: string): AcceptContext => ({
    rules: opRules,
    sender: { actorId: null, deviceId: null, serves: () => true },
    now,
    offset: 0,
    skills: new Set(),
    misfit: () => null,
    proves: () => false,
    sha256,
    newSalt: () => 'aa',
  })
  const push = async (ops: readonly SentOp[], now: string) => {
    const answers: DeviceAnswer[] = []
    for (const [areaId, share] of Map.groupBy(ops, op => op.areaId))
      answers.push(...(await pushToArea(store, areaId, share, context(now))).answers)
    return answers
  }
  const pull = (feeds: { areaId: number; revision: number }[]): PulledFeed[] =>
    [...store.areas].flatMap(([areaId, area]) => {
      const after = feeds.find(feed => feed.areaId === areaId)?.revision ?? 0
      if (after === area.feed.revision) return []
      const rows = [...area.rows.values()]
        .filter(row => row.revision > after)
        .map(({ table, row, revision }) => ({ table, id: row.id, revision, row }))
      return [{ areaId, ...area.feed, rows }]
    })
  return { store, push, pull }
}

const newPhone = (storage: DeviceStorage) => ({ storage, machine: newMachine() })
type Phone = ReturnType<typeof newPhone>

const simulate = async (script: readonly Move[]) => {
  const server = newServer()
  const phones: Phone[] = Array.from({ length: PHONES }, () => newPhone(memoryStorage()))
  const saved: Op[] = []
  let time = START
  const now = () => {
    time += 1000
    return new Date(time).toISOString()
  }
  const feed = (one: Phone, event: SyncEvent) => {
    one.machine = step(one.machine, event, 0.5).machine
  }

  /** Lets one phone do what its engine is at, through a network with a fate. */
  const act = async (one: Phone, fate: Fate) => {
    const { state, turn } = one.machine
    if (state !== 'pushing' && state !== 'pulling') return feed(one, { event: 'timer' })
    const failed = state === 'pushing' ? ('pushFailed' as const) : ('pullFailed' as const)
    if (fate === 'lost' || fate === 'hotel') return feed(one, { event: failed, turn })
    if (state === 'pulling') {
      const feeds = server.pull(await one.storage.feeds())
      if (fate === 'answerLost') return feed(one, { event: failed, turn })
      const { unsent } = await one.storage.countUnsent()
      for (let i = fate === 'doubled' ? 2 : 1; i > 0; i--) await one.storage.takePull({ left: [], feeds })
      const back = (await one.storage.countUnsent()).unsent > unsent
      return feed(one, { event: 'pullAnswered', turn, more: false, back })
    }
    const ops = await one.storage.unsent(2)
    let answers = await server.push(ops, now())
    if (fate === 'doubled') answers = await server.push(ops, now())
    if (fate === 'answerLost') return feed(one, { event: failed, turn })
    await one.storage.settle(answers, now())
    feed(one, { event: 'pushAnswered', turn, more: (await one.storage.countUnsent()).unsent > 0 })
  }

  for (const move of script) {
    const one = phones[move.phone]!
    if (move.move === 'save') {
      const n = saved.length + 1
      const body = {
        householdId: uuid(900 + move.area * 10 + move.home),
        fields: { head: move.head },
        basis: { kind: 'visit', day: '2026-11-20' },
      }
      saved.push(
        await one.storage.saveOp({
          id: uuid(n),
          areaId: move.area,
          deviceId: uuid(800 + move.phone),
          actorId: uuid(700),
          kind: 'household.put',
          body,
          deviceAt: now(),
        }),
      )
      feed(one, { event: 'opSaved' })
    } else if (move.move === 'step') await act(one, move.fate)
    else if (move.move === 'reborn')
      one.machine = newMachine() // killed: only its storage is left
    else feed(one, { event: move.move })
  }

  // The network heals. Two rounds, so that every phone has pulled what every other has pushed.
  for (let round = 0; round < 2; round++)
    for (const one of phones) {
      feed(one, { event: 'tabWon' })
      feed(one, { event: 'online' })
      for (let i = 0; i < 200 && (one.machine.state !== 'idle' || i === 0); i++) await act(one, 'through')
      feed(one, { event: 'timer' })
      for (let i = 0; i < 200 && one.machine.state !== 'idle'; i++) await act(one, 'through')
    }
  return { server, phones, saved }
}

describe('phones over a hostile network', () => {
  test('[I1 I2 I3 I4 I7 I8] nothing is lost, doubled or stuck, and every phone shows what the server holds', {
    timeout: 120_000,
  }, async () => {
    const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31))
    console.info(`simulator seed ${seed}`)
    await fc.assert(
      fc.asyncProperty(moves, async script => {
        const { server, phones, saved } = await simulate(script)
        const ledger = [...server.store.areas.values()].flatMap(area => area.ledger.map(entry => entry.op))
        expect(ledger.map(op => op.id).sort()).toEqual(saved.map(op => op.id).sort())
        for (const [n] of phones.entries()) {
          const mine = (areaId: number) =>
            ledger.filter(op => op.areaId === areaId && op.deviceId === uuid(800 + n)).map(op => op.seq)
          for (const areaId of AREAS) expect(mine(areaId)).toEqual(mine(areaId).toSorted((a, b) => a - b))
        }
        const held = [...server.store.areas].flatMap(([areaId, area]) =>
          [...area.rows.values()].map(({ row }) => canonical({ areaId, row })),
        )
        for (const { storage, machine } of phones) {
          expect(machine.state).toBe('idle')
          expect(await storage.ahead()).toEqual([])
          expect(await storage.inbox()).toEqual([])
          expect((await storage.rows()).map(({ areaId, row }) => canonical({ areaId, row })).sort()).toEqual(
            held.toSorted(),
          )
        }
      }),
      { numRuns: Number(process.env['RUNS'] ?? 1000), seed },
    )
  })
})
