import { tick } from 'svelte'

/** Gives the focus back to where it was when a dialog that was out of reach while it sent something is in reach again. */
export const heldWhile = (busy: () => boolean): void => {
  $effect.pre(() => {
    if (!busy()) return
    const before = document.activeElement
    return () => {
      void tick().then(() => {
        if (before instanceof HTMLElement && before.isConnected) before.focus()
      })
    }
  })
}
