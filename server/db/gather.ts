/**
 * Reads once for all that ask within one turn of the event loop: under load one statement serves several calls, and a
 * call that comes alone waits for nobody. A read that fails fails for all of them.
 */
export const gather = <V>(
  read: (keys: readonly string[]) => Promise<ReadonlyMap<string, V>>,
): ((key: string) => Promise<V | undefined>) => {
  let keys = new Set<string>()
  let answer: Promise<ReadonlyMap<string, V>> | null = null
  const ask = () => {
    const asked = [...keys]
    keys = new Set()
    answer = null
    return read(asked)
  }
  return async key => {
    keys.add(key)
    answer ??= new Promise((done, fail) => setImmediate(() => ask().then(done, fail)))
    return (await answer).get(key)
  }
}
