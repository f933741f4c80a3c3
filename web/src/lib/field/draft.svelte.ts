import { untrack } from 'svelte'
import type { Phone } from '#lib/field/phone.svelte.ts'
import { isTouched, newDraft, opsOfVisit, type VisitDraft } from '#lib/field/visit.ts'
import type { Unfinished } from '#lib/local/local.svelte.ts'

/** With the ops it would be saved as: whoever hands the phone's work over may not be able to read the book (SPEC D23). */
type Kept = Unfinished & { draft: VisitDraft }
const keyOf = (homeId: string) => `visit ${homeId}`

/** Puts a draft under a home's key, for the page of that home to find. */
export const keepDraft = (book: Phone, homeId: string, draft: VisitDraft): Promise<void> => {
  const areaId = book.ground.home(homeId)?.row.areaId
  const made =
    areaId === undefined
      ? []
      : opsOfVisit(draft, { areaId, teamId: book.teamOf(areaId), householdId: homeId })
  const ops = made.map(op => ({ id: book.newId(), ...op }))
  return book.local.drafts.save(keyOf(homeId), { at: book.local.now(), ops, draft } satisfies Kept)
}

/** Whether something is half written at a home. */
export const hasDraft = async (book: Phone, homeId: string): Promise<boolean> =>
  (await book.local.drafts.read(keyOf(homeId))) !== null

/**
 * The visit being written at one home. Every change is kept at once, so that a call, a dead battery or a
 * reload costs nothing. Call it while a component is made.
 */
export const writeVisit = (book: Phone, homeId: string) => {
  let draft = $state<VisitDraft>(newDraft(book.newId(), book.today))
  /** Since when the draft found on the phone was being written; null when there was none. */
  let since = $state<string | null>(null)
  let ready = $state(false)

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

  /** What has to be over before the visit is saved: a photo being made small, a voice note being ended. */
  const making = new Set<Promise<unknown>>()
  let finish: () => void = () => {}
  let closed = $state(false)

  /** Writes one after the other, and only the newest: a slow phone must not fall behind somebody who types. */
  let writing: Promise<unknown> | null = null
  let dirty = false
  const write = async () => {
    while (dirty) {
      dirty = false
      await (isTouched(draft)
        ? keepDraft(book, homeId, $state.snapshot(draft) as VisitDraft)
        : book.local.drafts.drop(keyOf(homeId)))
    }
    writing = null
  }
  const keep = () => {
    dirty = true
    writing ??= write().catch(() => (writing = null))
  }
  $effect(() => {
    void JSON.stringify(draft)
    if (!untrack(() => ready)) return
    untrack(keep) // the book is looked into while it is kept; that the book changes is no reason to keep it again
  })

  return {
    loaded,
    /** Nothing can be written into it now: what was kept is being read, or the whole is being saved. */
    get closed() {
      return !ready || closed
    },
    /** Adds a part that takes a while; kept on the phone even when the page has been left meanwhile. */
    make: async (part: Promise<unknown>): Promise<void> => {
      making.add(part)
      await part.catch(() => {})
      making.delete(part)
      keep()
    },
    /** What ends a part that only a person ends, such as a recording, when the visit is to be saved. */
    set onfinish(end: () => void) {
      finish = end
    },
    /** Saves the whole: with every part that is being made, and nothing is written into it meanwhile. */
    saving: async <T>(save: () => Promise<T>): Promise<T> => {
      closed = true
      try {
        finish()
        while (making.size > 0) await Promise.allSettled(making)
        return await save()
      } finally {
        closed = false
      }
    },
    get ready() {
      return ready
    },
    get draft() {
      return draft
    },
    get since() {
      return since
    },
    /** Goes on with another draft, as when a visit is written again. */
    begin: (next: VisitDraft) => {
      draft = next
    },
    /** Begins anew; what was being written goes. */
    drop: async () => {
      dirty = false
      await writing
      since = null
      // Files of a visit that was not saved; a saved one's have been let go.
      for (const { hash } of draft.evidence ?? []) await book.local.evidence.dropHeld(hash)
      draft = newDraft(book.newId(), book.today)
      await book.local.drafts.drop(keyOf(homeId))
    },
  }
}

export type WrittenVisit = ReturnType<typeof writeVisit>
