/**
 * The new version waits until somebody says so: nothing that is being typed is ever reloaded away.
 * Screens with unsaved typing hold the update; the banner then says to save first.
 */
export type Updates = {
  /** A new version is installed and waits. */
  readonly ready: boolean
  /** Something unsaved is on the screen. */
  readonly held: boolean
  /** Holds the update while a screen has unsaved typing; call the answer to let go. */
  hold: () => () => void
  /** Starts the new version: the page opens again at the same address. */
  apply: () => void
}

/** Registers the service worker of the field app, where the browser and the address allow one. */
export const watchUpdates = (): Updates => {
  let waiting = $state<ServiceWorker | null>(null)
  let holds = $state(0)
  let asked = false

  const follow = (registration: ServiceWorkerRegistration) => {
    const installed = () => {
      // The first install has no old version to wait for, so there is nothing to say.
      if (registration.waiting && navigator.serviceWorker.controller) waiting = registration.waiting
    }
    installed()
    registration.addEventListener('updatefound', () =>
      registration.installing?.addEventListener('statechange', installed),
    )
    document.addEventListener('visibilitychange', () => {
      // Offline this fails, and that is no news.
      if (document.visibilityState === 'visible') registration.update().catch(() => undefined)
    })
  }

  if (import.meta.env.PROD && 'serviceWorker' in navigator) {
    navigator.serviceWorker.addEventListener('controllerchange', () => {
      if (asked) location.reload()
    })
    navigator.serviceWorker
      .register('/service-worker.js', { scope: '/to', type: 'module' })
      .then(follow, () => undefined)
  }

  return {
    get ready() {
      return waiting !== null
    },
    get held() {
      return holds > 0
    },
    hold: () => {
      holds += 1
      let mine = true
      return () => {
        if (mine) holds -= 1
        mine = false
      }
    },
    apply: () => {
      asked = true
      waiting?.postMessage('take-over')
    },
  }
}
