import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  backoff,
  type Effect,
  type EventName,
  type Machine,
  newMachine,
  POLL_MS,
  STATES,
  type State,
  type SyncEvent,
  step,
  TABLE,
} from '#model/sync/engine.ts'

const at = (state: State, more: Partial<Machine> = {}): Machine => ({
  ...newMachine(),
  state,
  turn: 5,
  ...more,
})
const run = (machine: Machine, ...events: SyncEvent[]) => {
  let effects: Effect[] = []
  for (const event of events) ({ machine, effects } = step(machine, event, 0.5))
  return { machine, effects }
}

describe('[S9] the engine', () => {
  test('a round pushes until nothing is unsent, then pulls until nothing is new, then rests', () => {
    const { machine, effects } = run(
      newMachine(),
      { event: 'started' },
      { event: 'pushAnswered', turn: 1, more: true },
      { event: 'pushAnswered', turn: 2, more: false },
      { event: 'pullAnswered', turn: 3, more: true },
      { event: 'pullAnswered', turn: 4, more: false },
    )
    expect(machine.state).toBe('idle')
    expect(effects).toEqual([{ effect: 'timer', ms: POLL_MS }])
  })

  test('what is saved during a push is pushed before the pull', () => {
    const { machine } = run(
      at('pushing'),
      { event: 'opSaved' },
      { event: 'pushAnswered', turn: 5, more: false },
    )
    expect(machine).toMatchObject({ state: 'pushing', turn: 6, saved: false })
  })

  test('what is saved during a pull starts a new push after it', () => {
    expect(
      run(at('pulling'), { event: 'opSaved' }, { event: 'pullAnswered', turn: 5, more: false }).machine.state,
    ).toBe('pushing')
  })

  test('what a pull puts back to be sent goes out after its last page, and does not wait for the next round', () => {
    const { machine } = run(
      at('pulling'),
      { event: 'pullAnswered', turn: 5, more: true, back: true },
      { event: 'pullAnswered', turn: 6, more: false, back: false },
    )
    expect(machine).toMatchObject({ state: 'pushing', turn: 7, saved: false })
  })

  test('an answer that comes after its request was given up changes nothing', () => {
    const late = run(
      at('pushing'),
      { event: 'offline' },
      { event: 'online' },
      { event: 'pushAnswered', turn: 5, more: false },
    )
    expect(late.machine).toMatchObject({ state: 'pushing', turn: 6 })
  })

  test('failures wait longer and longer, with full jitter, never beyond five minutes', () => {
    expect(backoff(1, 0.999_999)).toBe(4_000)
    expect(backoff(3, 0.5)).toBe(8_000)
    expect(backoff(60, 0.999_999)).toBe(300_000)
  })

  test('a server that asks for time gets it', () => {
    const { effects } = step(at('pushing'), { event: 'pushFailed', turn: 5, after: 60_000 }, 0.1)
    expect(effects).toEqual([{ effect: 'timer', ms: 60_000 }])
  })

  test('from every state, an answering network brings every phone to rest (liveness)', () => {
    const events = fc.constantFrom<EventName>(
      'opSaved',
      'online',
      'offline',
      'timer',
      'tabLost',
      'tabWon',
      'signedOut',
      'signedIn',
      'pushFailed',
      'pullFailed',
      'pushAnswered',
      'pullAnswered',
    )
    fc.assert(
      fc.property(fc.constantFrom(...STATES), fc.array(events, { maxLength: 30 }), (state, noise) => {
        let machine = at(state)
        for (const event of noise)
          machine = step(machine, { event, turn: machine.turn, more: false } as SyncEvent, 0.5).machine
        machine = run(machine, { event: 'tabWon' }, { event: 'online' }, { event: 'opSaved' }).machine
        for (let i = 0; i < 6 && machine.state !== 'idle'; i++) {
          const { state, turn } = machine
          const answer: SyncEvent =
            state === 'pushing'
              ? { event: 'pushAnswered', turn, more: false }
              : state === 'pulling'
                ? { event: 'pullAnswered', turn, more: false }
                : { event: 'timer' }
          machine = step(machine, answer, 0.5).machine
        }
        return machine.state === 'idle'
      }),
    )
  })

  test('whatever happens, a phone in flight has a request or none at all: never a state without a way out', () => {
    for (const state of STATES)
      for (const event of Object.keys(TABLE[state]) as EventName[]) {
        const { machine, effects } = step(at(state), { event, turn: 5, more: false } as SyncEvent, 0.5)
        const entered = machine.state !== state || machine.turn !== 5
        if (entered && machine.state === 'waiting')
          expect(effects).toContainEqual(expect.objectContaining({ effect: 'timer' }))
        if (entered && machine.state === 'pushing')
          expect(effects).toContainEqual({ effect: 'push', turn: machine.turn })
        if (entered && machine.state === 'pulling')
          expect(effects).toContainEqual({ effect: 'pull', turn: machine.turn })
      }
  })
})
