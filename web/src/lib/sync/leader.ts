/** Lets one tab of the browser sync a store at a time. Without Web Locks every tab does; the server applies each op once anyway. */
export const leadTab = (store: string, onWon: () => void): (() => void) => {
  if (!('locks' in navigator)) {
    onWon()
    return () => {}
  }
  const stop = new AbortController()
  let release = () => {}
  navigator.locks
    .request(`${store} sync`, { signal: stop.signal }, () => {
      onWon()
      return new Promise<void>(resolve => {
        release = resolve
      })
    })
    .catch(() => {}) // given up before it was won
  return () => {
    stop.abort()
    release()
  }
}
