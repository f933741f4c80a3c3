import { problem } from '@tung-nha/model/problem.ts'

export type Gate = <T>(work: () => Promise<T>) => Promise<T>

/** What a caller who was turned away is told to wait. */
const RETRY_SECONDS = 2

/**
 * Lets `atOnce` pieces of costly work run, keeps up to `waiting` more in line, and turns the rest away with 503 and
 * Retry-After: a flood of passwords takes its turn and never the whole machine.
 */
export const makeGate = (atOnce: number, waiting: number): Gate => {
  let running = 0
  const line: (() => void)[] = []
  return async work => {
    if (running < atOnce) running++
    else if (line.length >= waiting) throw problem('server.busy', { retryAfter: RETRY_SECONDS })
    else await new Promise<void>(turn => line.push(turn)) // whoever leaves hands its place on
    try {
      return await work()
    } finally {
      const next = line.shift()
      if (next) next()
      else running--
    }
  }
}
