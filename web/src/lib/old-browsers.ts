/** Not enumerable, like what browsers bring along themselves: `for in` over a list must not meet it. */
const give = (to: object, name: string, value: unknown): void => {
  if (!(name in to)) Object.defineProperty(to, name, { value, writable: true, configurable: true })
}

/**
 * Gives the browser what our code uses of the language and old phones lack: an Android 6 ends at Chrome 106, an iPhone 7
 * at Safari 15. Syntax is lowered for the same browsers. Where a browser has it, nothing
 * changes.
 */
export const teachOldBrowsers = (): void => {
  give(Map, 'groupBy', <K, T>(items: Iterable<T>, keyOf: (item: T, index: number) => K): Map<K, T[]> => {
    const groups = new Map<K, T[]>()
    let index = 0
    for (const item of items) {
      const key = keyOf(item, index++)
      const group = groups.get(key)
      if (group) group.push(item)
      else groups.set(key, [item])
    }
    return groups
  })
  give(Array.prototype, 'toSorted', function <T>(this: T[], compare?: (a: T, b: T) => number): T[] {
    return [...this].sort(compare)
  })
}
