import { addDays, type Day } from '@tung-nha/model/kit/day.ts'
import { instantOf } from '@tung-nha/model/kit/instant.ts'
import type { BodyOf } from '@tung-nha/model/nouns.ts'
import type { Refusal, SentOp } from '@tung-nha/model/sync/op.ts'
import { createContext } from 'svelte'
import { speakAs } from '#lib/api/request.ts'
import { catalogueOf, type FieldData } from '#lib/field/catalogue.ts'
import { fluentAt, groundOf } from '#lib/field/ground.ts'
import { watchRoom } from '#lib/field/room.svelte.ts'
import type { Saving } from '#lib/field/visit.ts'
import { openCards } from '#lib/local/cards.ts'
import { type Local, newId, openLocal } from '#lib/local/local.svelte.ts'
import { sendEvidence } from '#lib/sync/evidence.ts'
import { sendForOthers } from '#lib/sync/others.ts'
import { signedIn } from '#lib/sync/requests.ts'
import { startSync } from '#lib/sync/sync.svelte.ts'
import type { Language } from '#lib/words/language.ts'

/** What a save gave: nothing wrong, or the first rule that said no. */
export type Saved = { ok: true } | { ok: false; refusal: Refusal }

const CARDS_AFTER_MS = 5_000

/**
 * The phone as the screens know it: its store, its sync, the catalogue, and what is derived from them once for all
 * screens. Made by the field layout; everything a screen shows is in memory already.
 */
export const makePhone = (local: Local, lang: Language, data: FieldData) => {
  $effect.root(() => {
    $effect(() => speakAs(local.identity?.deviceId ?? null))
  })
  speakAs(local.identity?.deviceId ?? null)
  const sync = startSync(local)
  const catalogue = catalogueOf(data)
  const today = $derived.by((): Day => {
    void local.version
    return local.today()
  })
  const ground = $derived(groundOf(local.view, catalogue.skills, today))
  const fluent = $derived(ground.homes.filter(home => home.fluent).length)
  const fluentBefore = $derived(fluentAt(ground, catalogue.skills, addDays(`${today.slice(0, 8)}01`, -1)))
  let unsent = $state.raw<SentOp[]>([])
  const cards = openCards(lang)
  const room = watchRoom(() => Promise.allSettled([local.evidence.dropSent(), cards.dropSounds()]))
  /** Fetching guide cards, or null. Grows the version so that lists show what has come. */
  let fetching = $state.raw<{ done: number; of: number } | null>(null)
  let busy = false
  let othersSent = false
  const fetchCards = async () => {
    if (busy || room.low || !navigator.onLine) return
    busy = true
    try {
      await cards.refresh(Date.now(), (done, of) => (fetching = done < of ? { done, of } : null))
    } catch {
      // No network: what is missing comes the next time.
    }
    fetching = null
    busy = false
  }

  /** Photos and voice notes of saved visits that are on this phone alone. */
  let files = $state(0)
  let filesCounted = $state(false)
  const countFiles = async () => {
    files = await local.evidence.countUnsent().catch(() => files)
    filesCounted = true
  }
  void countFiles()

  /** They go after the visits, one round at a time. */
  let sendingFiles = false
  const sendFiles = async () => {
    if (sendingFiles || !navigator.onLine) return
    sendingFiles = true
    try {
      await sendEvidence(local)
      await local.evidence.forget(instantOf(Date.now()))
    } catch {
      // The line is gone again: the next round goes on where this one stopped.
    }
    sendingFiles = false
    if (files > 0) await countFiles()
  }

  $effect.root(() => {
    $effect(() => {
      void sync.unsent
      void local.version
      void room.look()
      // Content of what waits, for the list and the counts; sealed with a key that needs no PIN.
      let stale = false // an answer from before the next save would leave it out
      local.storage.unsent(500).then(
        list => {
          if (!stale) unsent = list
        },
        () => {},
      )
      return () => {
        stale = true
      }
    })
  })

  // Cards wait until the book has been through and the screen has had the line to itself: visits matter more than pictures.
  $effect.root(() => {
    $effect(() => {
      if (sync.lastSentAt === null) return
      void sendFiles()
      if (!othersSent) void sendForOthers(local.name).catch(() => {})
      othersSent = true
      const timer = setTimeout(() => void fetchCards(), CARDS_AFTER_MS)
      return () => clearTimeout(timer)
    })
  })

  return {
    local,
    sync,
    catalogue,
    lang,
    cards,
    get fetching() {
      return fetching
    },
    fetchCards,
    get today() {
      return today
    },
    get ground() {
      return ground
    },
    get fluent() {
      return { now: fluent, before: fluentBefore, of: ground.homes.length }
    },
    get unsent() {
      return unsent
    },
    get files() {
      return files
    },
    /** Nobody is told that all is sent before it has been looked at. */
    get counted() {
      return sync.counted && filesCounted
    },
    get me() {
      return local.identity?.memberId ?? ''
    },
    get scope() {
      return local.scope
    },
    /** The phone has reason to doubt its clock, and so the day it gives. */
    get clockDoubtful() {
      return local.clockDoubtful
    },
    /** Of an activity that is saved now on the day the phone gives. */
    daySure: (): { daySure?: false } => (local.doubtsClock() ? { daySure: false } : {}),
    /** The team that serves an area, as this member knows it. */
    teamOf: (areaId: number) =>
      local.scope?.areas.find(area => area.id === areaId)?.teamId ?? local.scope?.teams[0]?.id ?? '',
    areaName: (areaId: number) => local.scope?.areas.find(area => area.id === areaId)?.villageName ?? '',
    get leads() {
      return local.scope?.teams.filter(team => team.role === 'leader') ?? []
    },
    newId,
    room,
    /** Asks the server as this member, signing in by the phone's key when the session is over. */
    asMe: <T>(request: () => Promise<T>): Promise<T> => signedIn(local, request),
    /** The phone has to join again, because the server does not know it. */
    get mustJoin() {
      return sync.expelled
    },
    /** Saves changes one after the other; stops at the first that a rule refuses. */
    save: async (ops: readonly Saving[]): Promise<Saved> => {
      for (const { kind, areaId, body } of ops) {
        const done = await room.write(() => local.record(kind, areaId, body as never, catalogue.keys))
        // The same visit again: it was saved before the screen could say so.
        if ('refused' in done && done.refused.problem !== 'op.id-reused')
          return { ok: false, refusal: done.refused }
        if (!('saved' in done)) continue
        unsent = [...unsent, done.saved]
        files += (body as Partial<BodyOf<'activity.record'>>).evidence?.length ?? 0
      }
      return { ok: true }
    },
    stop: sync.stop,
    sendFiles,
  }
}

export const openPhone = async (lang: Language, data: FieldData, store: string) =>
  makePhone(await openLocal(store), lang, data)

export type Phone = ReturnType<typeof makePhone>
/** A getter, because the phone opens after the layout is made. */
export const [usePhone, setPhone] = createContext<() => Phone>()
/** The open phone of this page; screens below the field layout are made only when it is there. */
export const phone = (): Phone => usePhone()()
