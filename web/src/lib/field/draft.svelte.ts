import { untrack } from 'svelte'
import type { Phone } from '#lib/field/phone.svelte.ts'
import { isTouched, newDraft, opsOfVisit, type Saving, type VisitDraft } from '#lib/field/visit.ts'
import type { Unfinished } from '#lib/local/local.svelte.ts'

/** With the ops it would be saved as: whoever hands the phone's work over may not be able to read the book (SPEC D23). */
type Kept<T> = Unfinished & { draft: T }

/** What a page writes: where its draft is kept, how it begins, and what it would be saved as. */
export type Writing<T> = {
  key: string
  begin: () => T
  isTouched: (draft: T) => boolean
  ops: (draft: T) => readonly Saving[]
  /** Lets go of what an unsaved draft holds elsewhere. */
  letGo?: (draft: T) => Promise<unknown>
}

const keepAs = <T>(book: Phone, { key, ops }: Writing<T>, draft: T): Promise<void> => {
  const made = ops(draft).map(op => ({ id: book.newId(), ...op }))
  return book.local.drafts.save(key, { at: book.local.now(), ops: made, draft } satisfies Kept<T>)
}

const visitAt = (book: Phone, homeId: string): Writing<VisitDraft> => ({
  key: `visit ${homeId}`,
  begin: () => newDraft(book.newId(), book.today, book.daySure()),
  isTouched,
  ops: draft => {
    const areaId = book.ground.home(homeId)?.row.areaId
    return areaId === undefined
      ? []
      : opsOfVisit(draft, { areaId, teamId: book.teamOf(areaId), householdId: homeId })
  },
  // Files of a visit that was not saved; a saved one's have been let go.
  letGo: async ({ evidence = [] }) => {
    for (const { hash } of evidence) await book.local.evidence.dropHeld(hash)
  },
})

/** Puts a draft under a home's key, for the page of that home to find. */
export const keepDraft = (book: Phone, homeId: string, draft: VisitDraft): Promise<void> =>
  keepAs(book, visitAt(book, homeId), draft)

/** Whether something is half written at a home. */
export const hasDraft = async (book: Phone, homeId: string): Promise<boolean> =>
  (await book.local.drafts.read(visitAt(book, homeId).key)) !== null

/** The visit being written at one home. */
export const writeVisit = (book: Phone, homeId: string) => writeDraft(book, visitAt(book, homeId))

/**
 * Something being written. Every change is kept at once, so that a call, a dead battery or a reload costs nothing.
 * Call it while a component is made.
 */
export const writeDraft = <T>(book: Phone, writing: Writing<T>) => {
  let draft = $state(writing.begin())
  /** Since when the draft found on the phone was being written; null when there was none. */
  let since = $state<string | null>(null)
  let ready = $state(false)

  const loaded = book.local.drafts.read<Kept<T>>(writing.key).then(
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

  /** What has to be over before the whole is saved: a photo being made small, a voice note being ended. */
  const making = new Set<Promise<unknown>>()
  let finish: () => void = () => {}
  let closed = $state(false)

  /** Writes one after the other, and only the newest: a slow phone must not fall behind somebody who types. */
  let keeping: Promise<unknown> | null = null
  let dirty = false
  const write = async () => {
    while (dirty) {
      dirty = false
      await (writing.isTouched(draft)
        ? keepAs(book, writing, $state.snapshot(draft) as T)
        : book.local.drafts.drop(writing.key))
    }
    keeping = null
  }
  const keep = () => {
    dirty = true
    keeping ??= write().catch(() => (keeping = null))
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
    /** What ends a part that only a person ends, such as a recording, when the whole is to be saved. */
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
    get touched() {
      return writing.isTouched(draft)
    },
    get since() {
      return since
    },
    /** Goes on with another draft, as when a visit is written again. */
    begin: (next: T) => {
      draft = next
    },
    /** Begins anew; what was being written goes. */
    drop: async () => {
      dirty = false
      await keeping
      since = null
      await writing.letGo?.(draft)
      draft = writing.begin()
      await book.local.drafts.drop(writing.key)
    },
  }
}

export type Written = Omit<ReturnType<typeof writeDraft<unknown>>, 'draft' | 'begin'>
export type WrittenVisit = ReturnType<typeof writeVisit>
