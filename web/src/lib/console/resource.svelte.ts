import { untrack } from 'svelte'
import { isCallFailure } from '#lib/api/failure.ts'

/** Something a screen reads: what came last, what went wrong last, and whether it is being read now. */
export type Resource<T> = {
  readonly value: T | undefined
  readonly failure: unknown
  readonly busy: boolean
  /** Reads again; resolves when the answer is in. What is shown stays until then. */
  reload: () => Promise<void>
}

/**
 * Reads when the component is made and again whenever something changes that `read` looks at before its first await.
 * An answer that was overtaken by a newer question is dropped.
 */
export const resource = <T>(read: (signal: AbortSignal) => Promise<T>): Resource<T> => {
  let value = $state.raw<T>()
  let failure = $state.raw<unknown>(null)
  let busy = $state(true)
  let stop = new AbortController()

  const take = async (): Promise<void> => {
    stop.abort()
    const mine = new AbortController()
    stop = mine
    busy = true
    try {
      const got = await read(mine.signal)
      if (mine.signal.aborted) return
      value = got
      failure = null
    } catch (thrown) {
      if (mine.signal.aborted || (isCallFailure(thrown) && thrown.kind === 'aborted')) return
      failure = thrown
    }
    busy = false
  }

  $effect(() => {
    void take()
    return () => stop.abort()
  })

  return {
    get value() {
      return value
    },
    get failure() {
      return failure
    },
    get busy() {
      return busy
    },
    reload: take,
  }
}

/** Something a person starts by a button: one at a time, and what came of it. */
export const task = () => {
  let busy = $state('')
  let failure = $state.raw<unknown>(null)
  return {
    /** Name of the work under way, '' when there is none. */
    get busy() {
      return busy
    },
    get failure() {
      return failure
    },
    clear: () => {
      failure = null
    },
    /** True when the work was done. A failure is kept to be shown. */
    run: async (work: () => Promise<unknown>, name = 'work'): Promise<boolean> => {
      // Started from an effect, this must not make the effect run again when the work is over.
      if (untrack(() => busy)) return false
      busy = name
      failure = null
      try {
        await work()
        return true
      } catch (thrown) {
        if (!(isCallFailure(thrown) && thrown.kind === 'aborted')) failure = thrown
        return false
      } finally {
        busy = ''
      }
    },
  }
}
export type Task = ReturnType<typeof task>

/**
 * Things that are each saved as soon as they are typed: one after the other, in the order they were typed, and none is
 * passed over because another is still under way. */
export const queue = () => {
  let waiting = $state(0)
  let failure = $state.raw<unknown>(null)
  let last: Promise<unknown> = Promise.resolve()
  return {
    get busy() {
      return waiting > 0
    },
    get failure() {
      return failure
    },
    /** Resolves when its turn has come and is over; true when it was done. */
    run: (work: () => Promise<unknown>): Promise<boolean> => {
      // What went wrong stays to be seen while others are done after it.
      if (waiting === 0) failure = null
      waiting += 1
      const turn = last.then(async () => {
        try {
          await work()
          return true
        } catch (thrown) {
          failure = thrown
          return false
        } finally {
          waiting -= 1
        }
      })
      last = turn
      return turn
    },
  }
}

/**
 * Whether the component that asks is still on the screen: what takes long must not pull somebody away who has gone on to
 * another page meanwhile. Call it while a component is made.
 */
export const stillHere = (): (() => boolean) => {
  let here = true
  $effect(() => () => {
    here = false
  })
  return () => here
}

/** Calls `work` again and again while the page can be seen, `pause` ms after the one before has ended. */
export const whileVisible = (pause: number, work: () => Promise<void>): void => {
  $effect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let over = false
    const turn = async () => {
      if (document.visibilityState === 'visible') await work()
      if (!over) timer = setTimeout(turn, pause)
    }
    const onsight = () => {
      if (document.visibilityState !== 'visible') return
      clearTimeout(timer)
      timer = setTimeout(turn, 0)
    }
    timer = setTimeout(turn, pause)
    document.addEventListener('visibilitychange', onsight)
    return () => {
      over = true
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', onsight)
    }
  })
}
