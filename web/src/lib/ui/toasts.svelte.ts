import { createContext } from 'svelte'

/** A line that tells what was just done, with a way back for eight seconds. */
export type Toast = { id: number; text: string; tone: 'good' | 'warning'; undo: (() => void) | undefined }

export const TOAST_MS = 8_000

/** Makes the list of an area; its `Toasts` component shows it, `toasts().show(…)` adds to it. */
export const makeToasts = () => {
  const list = $state<Toast[]>([])
  let last = 0
  const drop = (id: number) => {
    const at = list.findIndex(toast => toast.id === id)
    if (at >= 0) list.splice(at, 1)
  }
  return {
    get list() {
      return list
    },
    drop,
    /** Shows a line; with `undo` it offers "Hoàn tác" until it goes. Only the latest three stay. */
    show: (text: string, options: { undo?: () => void; tone?: Toast['tone'] } = {}) => {
      last += 1
      list.push({ id: last, text, tone: options.tone ?? 'good', undo: options.undo })
      if (list.length > 3) list.shift()
    },
  }
}

export type ToastList = ReturnType<typeof makeToasts>
export const [toasts, setToasts] = createContext<ToastList>()
