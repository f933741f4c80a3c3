/**
 * Lets a public part (`course`, `check`) work without a network: a worker of its own below its own address. Quietly
 * does nothing where the address or the browser does not allow one.
 */
export const keepPart = async (part: 'course' | 'check', scope: string): Promise<boolean> => {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator) || !isSecureContext) return false
  try {
    const registration = await navigator.serviceWorker.register(`/service-worker.js?part=${part}`, {
      scope,
      type: 'module',
    })
    const worker = registration.installing ?? registration.waiting ?? registration.active
    if (!worker) return false
    if (worker.state !== 'activated')
      await new Promise<void>((done, fail) =>
        worker.addEventListener('statechange', () => {
          if (worker.state === 'activated') done()
          if (worker.state === 'redundant') fail(new Error('not installed'))
        }),
      )
    return true
  } catch {
    return false
  }
}
