import { createContext } from 'svelte'
import type { Updates } from '#lib/pwa/update.svelte.ts'

/** Set by the field layout; a form with unsaved typing calls `updates().hold()`. */
export const [updates, setUpdates] = createContext<Updates>()
