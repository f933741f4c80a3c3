/**
 * Of several questions only the newest one's answer counts, whichever comes first. Call the result when a question is
 * asked, and what it answers when the answer is in: true while nothing newer was asked.
 */
export const newest = (): (() => () => boolean) => {
  let turn = 0
  return () => {
    const mine = ++turn
    return () => mine === turn
  }
}

/** While it is under way, calling it again does nothing: a second tap is the same tap. */
export const oneAtATime = <Args extends unknown[], Reply>(
  work: (...args: Args) => Promise<Reply>,
): ((...args: Args) => Promise<Reply | undefined>) => {
  let running = false
  return async (...args) => {
    if (running) return undefined
    running = true
    try {
      return await work(...args)
    } finally {
      running = false
    }
  }
}

/** Reads again until nothing has changed while it was read; `mark` is a count of the changes. */
export const readWhole = async <T>(read: () => Promise<T>, mark: () => number): Promise<T> => {
  for (;;) {
    const before = mark()
    const got = await read()
    if (mark() === before) return got
  }
}
