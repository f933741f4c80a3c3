import { SvelteMap } from 'svelte/reactivity'

/** Chrome's own way to put a page on the home screen; other browsers have none. */
type InstallEvent = Event & { prompt: () => Promise<{ outcome: 'accepted' | 'dismissed' }> }

let held: InstallEvent | null = null
const state = new SvelteMap<'possible' | 'installed', boolean>()

/** Holds back the browser's own prompt: it comes before anyone has seen what the app is for. */
export const watchInstall = (): void => {
  if (matchMedia('(display-mode: standalone)').matches) state.set('installed', true)
  addEventListener('beforeinstallprompt', event => {
    event.preventDefault()
    held = event as InstallEvent
    state.set('possible', true)
  })
  addEventListener('appinstalled', () => {
    state.set('installed', true)
    void keepForGood() // an app on the home screen is granted what a page was not
  })
}

export const canInstall = (): boolean => state.get('possible') === true && state.get('installed') !== true
export const isInstalled = (): boolean => state.get('installed') === true

export const install = async (): Promise<void> => {
  await held?.prompt()
  held = null
  state.set('possible', false)
}

/** What this phone has been asked or told once, so that nobody is asked twice. Not secret, not needed for work. */
const asked = (key: string) => `tung-nha asked ${key}`
export const wasAsked = (key: string, withinMs = Number.POSITIVE_INFINITY): boolean => {
  try {
    const at = localStorage.getItem(asked(key))
    return at !== null && Date.now() - Number(at) <= withinMs
  } catch {
    return true
  }
}
export const rememberAsked = (key: string): void => {
  try {
    localStorage.setItem(asked(key), String(Date.now()))
  } catch {
    // A browser that forgets is asked again; nothing depends on it.
  }
}
export const forgetAsked = (key: string): void => {
  try {
    localStorage.removeItem(asked(key))
  } catch {
    // as above
  }
}

/** Asks the browser not to clear the book when the phone fills up. Some ask the person, so it is asked when there is something to keep. */
export const keepForGood = async (): Promise<boolean> => {
  try {
    return await navigator.storage.persist()
  } catch {
    return false // Safari before 15, and pages without encryption
  }
}

/** After the first saved visit there is something to keep. */
export const afterFirstVisit = (): void => {
  if (wasAsked('visit')) return
  rememberAsked('visit')
  void keepForGood()
}
