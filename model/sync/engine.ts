/**
 * The device's side of sync: what to do next, as a pure and total machine. The shell does the effects and feeds the
 * events back; the simulator does the same under virtual time.
 *
 *                      started / tabWon / signedIn
 *   stopped ────────────────────────────────────────────┐
 *      ▲ signedOut / tabLost (from anywhere)             ▼
 *      │            opSaved / poll             ┌──── pushing ◄──── more unsent
 *    idle ────────────────────────────────────►│        │ nothing unsent
 *      ▲                                       │        ▼
 *      └──────────── nothing more ◄────────────│──── pulling ◄──── more pages
 *                                              │        │
 *   waiting ── timer / online / opSaved ──────►┘        │
 *      ▲                                                │
 *      └──────────── failed (from pushing, pulling) ◄───┘
 *
 *   offline ◄── offline (from idle, pushing, pulling, waiting) ; online ──► pushing
 *
 * A round always pushes before it pulls, so that what comes back already holds what was sent. Every request runs
 * under a timeout of the shell, so `pushing` and `pulling` always end. Answers carry the turn of their request: one
 * that comes after its request was given up is ignored.
 */
export const STATES = ['stopped', 'idle', 'pushing', 'pulling', 'waiting', 'offline'] as const
export type State = (typeof STATES)[number]

export type Machine = {
  state: State
  /** Number of the last request. */
  turn: number
  /** Failures in a row. */
  failures: number
  /** Something was saved, or put back to be sent, since the push in flight was put together. */
  saved: boolean
}

export type SyncEvent =
  | {
      event:
        | 'started'
        | 'tabWon'
        | 'tabLost'
        | 'signedIn'
        | 'signedOut'
        | 'online'
        | 'offline'
        | 'opSaved'
        | 'timer'
    }
  | { event: 'pushAnswered'; turn: number; more: boolean }
  | {
      event: 'pullAnswered'
      turn: number
      more: boolean /** It put ops back into the outbox that had been sent before. */
      back?: boolean
    }
  | {
      event: 'pushFailed' | 'pullFailed'
      turn: number /** Server's wish in ms (Retry-After). */
      after?: number
    }
export type EventName = SyncEvent['event']

export type Effect =
  | { effect: 'push' | 'pull'; turn: number }
  /** Starts the one timer, in place of the one that may be running. */
  | { effect: 'timer'; ms: number }
  | { effect: 'stopTimer' }
  /** Gives up the request in flight; its op stays unsent. */
  | { effect: 'abort' }

export type Step = { machine: Machine; effects: Effect[] }

/** How long an idle phone waits before it asks what is new. */
export const POLL_MS = 20_000
const FIRST_WAIT_MS = 2_000
const LONGEST_WAIT_MS = 300_000

export const newMachine = (): Machine => ({ state: 'stopped', turn: 0, failures: 0, saved: false })

/** Wait before the next attempt: full jitter, so that phones that lost the same server do not come back together. */
export const backoff = (failures: number, random: number): number =>
  Math.ceil(random * Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(failures, 20)))

type Handler = (machine: Machine, event: SyncEvent, random: number) => Step

const stay: Handler = machine => ({ machine, effects: [] })
const remember: Handler = machine => ({ machine: { ...machine, saved: true }, effects: [] })

const push = (machine: Machine): Step => {
  const turn = machine.turn + 1
  return {
    machine: { ...machine, state: 'pushing', turn, saved: false },
    effects: [{ effect: 'stopTimer' }, { effect: 'push', turn }],
  }
}
const pull = (machine: Machine): Step => {
  const turn = machine.turn + 1
  return { machine: { ...machine, state: 'pulling', turn }, effects: [{ effect: 'pull', turn }] }
}
const rest = (machine: Machine): Step => ({
  machine: { ...machine, state: 'idle', failures: 0 },
  effects: [{ effect: 'timer', ms: POLL_MS }],
})
/** A new round after something changed outside: the count of failures begins anew. */
const anew: Handler = machine => push({ ...machine, failures: 0 })
const again: Handler = machine => push(machine)
const goOffline: Handler = machine => ({
  machine: { ...machine, state: 'offline', failures: 0 },
  effects: [{ effect: 'abort' }, { effect: 'stopTimer' }],
})
const stop: Handler = machine => ({
  machine: { ...machine, state: 'stopped', failures: 0 },
  effects: [{ effect: 'abort' }, { effect: 'stopTimer' }],
})

const afterPush: Handler = (machine, event) =>
  machine.saved || (event.event === 'pushAnswered' && event.more)
    ? push({ ...machine, failures: 0 })
    : pull({ ...machine, failures: 0 })
const afterPull: Handler = (machine, event) => {
  if (event.event !== 'pullAnswered') return stay(machine, event, 0)
  const next = { ...machine, failures: 0, saved: machine.saved || event.back === true }
  if (event.more) return pull(next)
  return next.saved ? push(next) : rest(next)
}
const wait: Handler = (machine, event, random) => {
  const failures = machine.failures + 1
  const wished = 'after' in event ? (event.after ?? 0) : 0
  return {
    machine: { ...machine, state: 'waiting', failures },
    effects: [
      { effect: 'timer', ms: Math.max(backoff(failures, random), Math.min(wished, LONGEST_WAIT_MS)) },
    ],
  }
}

const inFlight = {
  online: stay,
  offline: goOffline,
  opSaved: remember,
  timer: stay,
  started: stay,
  tabWon: stay,
  signedIn: stay,
  tabLost: stop,
  signedOut: stop,
}
const atRest = {
  pushAnswered: stay,
  pushFailed: stay,
  pullAnswered: stay,
  pullFailed: stay,
  tabLost: stop,
  signedOut: stop,
}

/** Every state answers every event; the compiler checks that no cell is missing. */
export const TABLE: Record<State, Record<EventName, Handler>> = {
  stopped: {
    ...atRest,
    started: anew,
    tabWon: anew,
    signedIn: anew,
    online: stay,
    offline: stay,
    opSaved: stay,
    timer: stay,
    tabLost: stay,
    signedOut: stay,
  },
  idle: {
    ...atRest,
    started: anew,
    tabWon: anew,
    signedIn: anew,
    online: anew,
    offline: goOffline,
    opSaved: anew,
    timer: again,
  },
  pushing: { ...inFlight, pushAnswered: afterPush, pushFailed: wait, pullAnswered: stay, pullFailed: stay },
  pulling: { ...inFlight, pullAnswered: afterPull, pullFailed: wait, pushAnswered: stay, pushFailed: stay },
  waiting: {
    ...atRest,
    started: anew,
    tabWon: anew,
    signedIn: anew,
    online: anew,
    offline: goOffline,
    opSaved: again,
    timer: again,
  },
  offline: {
    ...atRest,
    started: stay,
    tabWon: stay,
    signedIn: stay,
    online: anew,
    offline: stay,
    opSaved: stay,
    timer: stay,
  },
}

/** One step. `random` in [0, 1) is only used for waiting. */
export const step = (machine: Machine, event: SyncEvent, random: number): Step => {
  if ('turn' in event && event.turn !== machine.turn) return { machine, effects: [] }
  return TABLE[machine.state][event.event](machine, event, random)
}
