import { untrack } from 'svelte'
import type { Phone } from '#lib/field/phone.svelte.ts'
import { isTouched, newDraft, type VisitDraft } from '#lib/field/visit.ts'

type Kept = { at: string; draft: VisitDraft }
const keyOf = (homeId: string) => `visit ${homeId}`

/** Puts a draft under a home's key, for the page of that home to find. */
export const keepDraft = (book: Phone, homeId: string, draft: VisitDraft): Promise<void> =>
  book.local.drafts.save(keyOf(homeId), { at: book.local.now(), draft } satisfies Kept)

/**
 * The visit being written at one home. What is typed is kept within a third of a second, so that a call, a dead
 * battery or a reload costs nothing. Call it while a component is made.
 */
export const writeVisit = (book: Phone, homeId: string) => {
  let draft = $state<VisitDraft>(newDraft(book.newId(), book.today))
  /** Since when the draft found on the phone was being written; null when there was none. */
  let since = $state<string | null>(null)
  let ready = $state(false)
  let timer: ReturnType<typeof setTimeout> | undefined

  const loaded = book.local.drafts.read<Kept>(keyOf(homeId)).then(
    kept => {
      if (kept) {
        draft = kept.draft
        since = kept.at
      }
      ready = true
    },
    () => {
      ready = true
    },
  )

  const keep = () => {
    clearTimeout(timer)
    timer = undefined
    return isTouched(draft) ? keepDraft(book, homeId, $state.snapshot(draft) as VisitDraft) : book.local.drafts.drop(keyOf(homeId))
  }
  $effect(() => {
    void JSON.stringify(draft)
    if (!untrack(() => ready)) return
    clearTimeout(timer)
    timer = setTimeout(() => void keep(), 300)
  })
  // Leaving the page, or the phone going dark, must not lose the last third of a second.
  $effect(() => {
    const now = () => {
      if (timer !== undefined) void keep()
    }
    document.addEventListener('visibilitychange', now)
    return () => {
      document.removeEventListener('visibilitychange', now)
      now()
    }
  })

  return {
    loaded,
    get ready() { return ready },
    get draft() { return draft },
    get since() { return since },
    /** Begins anew; what was being written goes. */
    drop: async () => {
      clearTimeout(timer)
      timer = undefined
      since = null
      draft = newDraft(book.newId(), book.today)
      await book.local.drafts.drop(keyOf(homeId))
    },
  }
}

export type WrittenVisit = ReturnType<typeof writeVisit>
