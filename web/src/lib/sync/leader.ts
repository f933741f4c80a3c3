/** Lets one tab of the browser sync at a time. Without Web Locks every tab does; the server applies each op once anyway. */
export const leadTab = (onWon: () => void): (() => void) => {
  if (!('locks' in navigator)) {
    onWon()
    return () => {}
  }
  const stop = new AbortController()
  let release = () => {}
  navigator.locks
    .request('tung-nha sync', { signal: stop.signal }, () => {
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
