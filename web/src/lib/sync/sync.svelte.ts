import type { Instant } from '@tung-nha/model/kit/day.ts'
import { instantOf } from '@tung-nha/model/kit/instant.ts'
import { type Effect, newMachine, type State, type SyncEvent, step } from '@tung-nha/model/sync/engine.ts'
import type { InboxEntry } from '@tung-nha/model/sync/storage.ts'
import { isCallFailure, isProblem } from '#lib/api/failure.ts'
import { newest } from '#lib/api/turns.ts'
import type { Local } from '#lib/local/local.svelte.ts'
import { handOverEvidence } from '#lib/sync/evidence.ts'
import { leadTab } from '#lib/sync/leader.ts'
import { fetchChanges, handOver, sendOps, type Telling } from '#lib/sync/requests.ts'

/** The thin shell around the engine: does its effects, feeds events back, shows where things stand. */
export const startSync = (local: Local) => {
  let machine = newMachine()
  let shown = $state<State>('stopped')
  let unsent = $state(0)
  let counted = $state(false)
  let oldestUnsentAt = $state<Instant | null>(null)
  let lastSentAt = $state<Instant | null>(null)
  let inbox = $state.raw<InboxEntry[]>([])
  let dismissed = $state.raw<InboxEntry[]>([])
  /** The phone is no longer known to the server: it has to join again. What is unsent stays. */
  let expelled = $state(false)
  /** The leader signed the phone out: its unsent work was handed over and the store is gone. */
  let erased = $state(false)

  let timer: ReturnType<typeof setTimeout> | undefined
  let request: AbortController | undefined
  const telling: Telling = { places: false }

  const ask = newest()
  /** Counts what waits, shows it unless a newer count is on its way, and answers how much is unsent. */
  const count = async (): Promise<number> => {
    const isNewest = ask()
    const waiting = await local.storage.countUnsent()
    const held = await local.storage.inbox()
    const away = await local.storage.dismissed()
    if (isNewest()) {
      unsent = waiting.unsent
      oldestUnsentAt = waiting.oldestAt
      counted = true
      inbox = held
      dismissed = away
    }
    return waiting.unsent
  }

  const feed = (event: SyncEvent) => {
    const { machine: next, effects } = step(machine, event, Math.random())
    machine = next
    shown = next.state
    for (const effect of effects) perform(effect)
  }

  const perform = (effect: Effect) => {
    if (effect.effect === 'abort') request?.abort()
    else if (effect.effect === 'stopTimer') clearTimeout(timer)
    else if (effect.effect === 'timer') {
      clearTimeout(timer)
      timer = setTimeout(() => feed({ event: 'timer' }), effect.ms)
    } else void run(effect.effect, effect.turn)
  }

  const run = async (what: 'push' | 'pull', turn: number) => {
    request = new AbortController()
    try {
      const done = await (what === 'push'
        ? sendOps(local, request.signal)
        : fetchChanges(local, telling, request.signal))
      const left = await count()
      if (what === 'pull' && left === 0) lastSentAt = instantOf(Date.now())
      feed({ event: what === 'push' ? 'pushAnswered' : 'pullAnswered', turn, ...done })
    } catch (failure) {
      await count().catch(() => {})
      if (isProblem(failure, 'auth.device-revoked') && (await leave())) {
        feed({ event: 'signedOut' })
        return
      }
      if (isProblem(failure, 'auth.device-unknown')) {
        expelled = true
        feed({ event: 'signedOut' })
        return
      }
      // Also a fault of our own (a full disk, a broken row): it waits and tries again, and the console tells.
      if (!isCallFailure(failure)) console.error(failure)
      feed({ event: what === 'push' ? 'pushFailed' : 'pullFailed', turn })
    }
  }

  /** Hands over what is unsent, then erases the store. False when it could not: it is tried again, nothing is lost. */
  const leave = async (): Promise<boolean> => {
    try {
      await handOver(local)
      await handOverEvidence(local)
    } catch (failure) {
      if (!isCallFailure(failure)) console.error(failure)
      return false
    }
    erased = true
    await local.erase()
    return true
  }

  const online = () => feed({ event: 'online' })
  const offline = () => feed({ event: 'offline' })
  const shownAgain = () => {
    if (document.visibilityState !== 'visible') return
    void local.checkLease()
    feed({ event: 'online' })
  }
  const forgetSaved = local.onSaved(() => {
    unsent += 1 // at once: until it is counted the screen would still say that all is sent
    void count()
    feed({ event: 'opSaved' })
  })
  const channel = 'BroadcastChannel' in globalThis ? new BroadcastChannel(`${local.name} changed`) : null
  channel?.addEventListener('message', ({ data }) => {
    if (data === 'erased') return // nothing is there to be counted
    void count()
    if (data === 'saved') feed({ event: 'opSaved' })
  })
  addEventListener('online', online)
  addEventListener('offline', offline)
  document.addEventListener('visibilitychange', shownAgain)
  void count()
  const giveUpLead = leadTab(local.name, () => {
    feed({ event: 'tabWon' })
    if (!navigator.onLine) feed({ event: 'offline' })
  })

  return {
    get state() {
      return shown
    },
    get unsent() {
      return unsent
    },
    /** What waits has been counted since the app was opened. */
    get counted() {
      return counted
    },
    get oldestUnsentAt() {
      return oldestUnsentAt
    },
    /** When everything was last on the server. */
    get lastSentAt() {
      return lastSentAt
    },
    get inbox() {
      return inbox
    },
    /** What was refused and has been put away. */
    get dismissed() {
      return dismissed
    },
    get expelled() {
      return expelled
    },
    get erased() {
      return erased
    },
    /** Tries at once: a tap on "Gửi ngay". */
    now: () => feed({ event: 'online' }),
    /** After joining again, or after the PIN was entered. */
    signedIn: () => {
      expelled = false
      feed({ event: 'signedIn' })
    },
    dismiss: async (id: string) => {
      await local.storage.dismiss(id, local.now())
      await count()
    },
    takeBack: async (id: string) => {
      await local.storage.takeBack(id)
      await count()
    },
    stop: () => {
      feed({ event: 'signedOut' })
      giveUpLead()
      forgetSaved()
      channel?.close()
      removeEventListener('online', online)
      removeEventListener('offline', offline)
      document.removeEventListener('visibilitychange', shownAgain)
    },
  }
}

export type Sync = ReturnType<typeof startSync>
