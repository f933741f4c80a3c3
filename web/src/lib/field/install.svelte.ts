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
  addEventListener('appinstalled', () => state.set('installed', true))
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
export const wasAsked = (key: string): boolean => {
  try {
    return localStorage.getItem(asked(key)) !== null
  } catch {
    return true
  }
}
export const rememberAsked = (key: string): void => {
  try {
    localStorage.setItem(asked(key), '1')
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

/** After the first saved visit: asks the browser to keep the book, so that a full phone does not clear it. */
export const afterFirstVisit = (): void => {
  if (wasAsked('visit')) return
  rememberAsked('visit')
  navigator.storage?.persist?.().catch(() => false)
}
