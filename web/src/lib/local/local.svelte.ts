import type { Pull } from '@tung-nha/model/api/pull.ts'
import type { ReplyOf } from '@tung-nha/model/kit/contract.ts'
import { addDays, type Day, dayOf, type Instant } from '@tung-nha/model/kit/day.ts'
import { msOfId, uuid7 } from '@tung-nha/model/kit/id.ts'
import { instantOf } from '@tung-nha/model/kit/instant.ts'
import { type BodyOf, type OpKind, opRules } from '@tung-nha/model/nouns.ts'
import { isClockDoubtful } from '@tung-nha/model/sync/device-clock.ts'
import { draftOf } from '@tung-nha/model/sync/draft.ts'
import { isShut, leaseIsOver, waitOf } from '@tung-nha/model/sync/lock.ts'
import type { Op, Refusal, Row } from '@tung-nha/model/sync/op.ts'
import { stampedHere } from '@tung-nha/model/sync/rebase.ts'
import { type DeviceRow, type DeviceStorage, KEPT_DAYS, type Pulled } from '@tung-nha/model/sync/storage.ts'
import { readWhole } from '#lib/api/turns.ts'
import { type LocalDatabase, openDatabase, readMeta, writeMeta } from '#lib/local/database.ts'
import { evidenceOn } from '#lib/local/evidence.ts'
import { enrol, type Identity, keepIdentity, readIdentity, signIn } from '#lib/local/identity.ts'
import { changePin, type KeyRing, newKeyRing, unwrap } from '#lib/local/keys.ts'
import { chooseStore, FIRST_STORE, forgetHolder, newStoreName, rememberHolder } from '#lib/local/people.ts'
import { type Sealed, seal, unseal } from '#lib/local/seal.ts'
import { deviceStorage } from '#lib/local/storage.ts'
import { emptyView, type View, viewOf } from '#lib/local/view.ts'

export type Scope = NonNullable<ReplyOf<Pull>['scope']>
const keyOf = (areaId: number, table: string, id: string) => `${areaId} ${table} ${id}`

/** What half-written work would be saved as, since when. */
export type Unfinished = { at: Instant; ops: Pick<Op, 'id' | 'areaId' | 'kind' | 'body'>[] }

export type Recorded = { saved: Op } | { refused: Refusal }

/** Whether this browser can keep anything: on a plain http address of another host it has no keys to seal with. */
export const canKeep = (): boolean =>
  globalThis.isSecureContext && 'indexedDB' in globalThis && !!globalThis.crypto?.subtle

/** How the book stands towards whoever holds the phone. */
export type Access = 'open' | 'wrong' | 'wait' | 'shut'

/** How often a word from the server is written down as heard. */
const HEARD_EVERY_MS = 600_000

/**
 * One person's store on this phone: opened once by the field shell, handed to screens and to sync.
 * @param sendOnly only what has to be sent is wanted: no rows are unsealed, whoever may hold the phone
 */
export const openLocal = async (storeName = FIRST_STORE, sendOnly = false) => {
  const { strict, relaxed } = openDatabase(storeName)
  await strict.open()
  const ring = await readKeyRing()
  let read: CryptoKey | null = null
  const storage: DeviceStorage = deviceStorage(strict, relaxed, { out: ring.out, read: () => read })
  const others = 'BroadcastChannel' in globalThis ? new BroadcastChannel(`${storeName} changed`) : null

  lastMs = Math.max(lastMs, await lastIdMs(strict))

  let identity = $state.raw<Identity | null>(await readIdentity(strict))
  let scope = $state.raw<Scope | null>(null)
  let view = $state.raw<View>(emptyView())
  /** Server time minus device time, in ms: the demonstration's day and a wrong clock alike. */
  let offset = $state((await readMeta<number>(strict, 'offset')) ?? 0)
  let locked = $state(sendOnly || ring.read.pin)
  /** When the server was last heard by this store, by the phone's clock; decides whether rows may still be shown. */
  let heardAt = $state.raw<Instant | null>((await readMeta<Instant>(strict, 'heardAt')) ?? null)
  let leaseOver = $state(false)
  /** The clock at the last op that was made since the server was heard: an earlier time is wrong, or that one was. */
  let lastAt = $state.raw<Instant | null>(await lastUnsentAt(strict))
  let clockDoubtful = $state(false)
  /** Rows the server has said are still to come, of a load that takes several pages. */
  let toCome = $state(0)
  let hasPin = $state(ring.read.pin)
  /** Grows with every change; a derived value that reads it is made anew. */
  let version = $state(0)
  const saved = new Set<() => void>()
  const now = (): Instant => instantOf(Date.now() + offset)
  const deviceNow = (): Instant => instantOf(Date.now())
  /** The server's rows, unsealed: reading thousands of them again at every push would cost a slow phone a second. */
  let rows = new Map<string, DeviceRow>()
  /** Grows when an op is laid over the view and when rows come: what was read before is not the newest then. */
  let changes = 0

  async function readKeyRing(): Promise<KeyRing> {
    const held = await readMeta<KeyRing>(strict, 'keys')
    if (held) return held
    const made = await newKeyRing()
    // Two tabs may begin at the same time; the first one's keys stand.
    return strict.write(['meta'], async tx => {
      const other = (await tx.get('meta', 'keys'))?.value as KeyRing | undefined
      if (other) return other
      tx.put('meta', { key: 'keys', value: made })
      return made
    })
  }
  const doubtsClock = (): boolean => isClockDoubtful({ heardAt, lastAt }, deviceNow())
  const lookAtClock = () => {
    clockDoubtful = doubtsClock()
  }
  lookAtClock()
  const keepRing = () => writeMeta(strict, 'keys', { ...ring })

  const refresh = async () => {
    const key = read
    if (key === null) return
    const sealedScope = await readMeta<Sealed>(relaxed, 'scope')
    const held = sealedScope ? await unseal<Scope>(key, sealedScope) : null
    await countToCome()
    const all = await readWhole(storage.rows, () => changes)
    if (read !== key) return // locked meanwhile
    scope = held
    rows = new Map(all.map(row => [keyOf(row.areaId, row.table, row.row.id), row]))
    await rebaseView()
  }
  const countToCome = async () => {
    const feeds = await relaxed.read(['feeds'], tx => tx.all('feeds'))
    toCome = feeds.reduce((sum, feed) => sum + (feed.toCome ?? 0), 0)
  }
  /** After a push was settled: the rows are the same, what stands over them is not. */
  const rebaseView = async () => {
    const key = read
    if (key === null) return
    leaseOver = leaseIsOver(heardAt, deviceNow())
    // What is saved while this is read must not be missing from the screen.
    const ahead = await readWhole(storage.ahead, () => changes)
    if (read !== key) return // locked meanwhile
    // After seven unheard days only one's own unsent work is shown, and more of it can be written (SPEC D16).
    view = viewOf(leaseOver ? [] : [...rows.values()], ahead, offset)
    version++
  }
  const layPulled = ({ left, feeds }: Pulled) => {
    changes++
    for (const feed of feeds) {
      if (feed.reset) dropArea(feed.areaId)
      for (const { table, id, revision, removed, row } of feed.rows) {
        const key = keyOf(feed.areaId, table, id)
        if (removed) rows.delete(key)
        else
          rows.set(key, {
            areaId: feed.areaId,
            table,
            revision,
            row: { ...(row as Row), id, removed: false },
          })
      }
    }
    for (const areaId of left) dropArea(areaId)
  }
  const dropArea = (areaId: number) => {
    for (const [key, row] of rows) if (row.areaId === areaId) rows.delete(key)
  }
  const openWith = async (pin: string) => {
    read = await unwrap(ring, pin)
    locked = false
    await refresh()
  }
  const close = () => {
    read = null
    locked = true
    scope = null
    rows = new Map()
    view = emptyView()
    version++
  }
  if (!locked) await openWith('')
  const evidence = evidenceOn(relaxed, ring.out)
  const erasedElsewhere = new Set<() => void>()
  others?.addEventListener('message', ({ data }) => {
    if (data === 'erased') for (const listener of erasedElsewhere) listener()
    else void refresh()
  })

  /** Forgets the people of the phone, never what has to be sent. They come back with the next pull. */
  const forgetCache = async () => {
    const { device, read: fresh } = await newKeyRing()
    Object.assign(ring, { device, read: fresh })
    await relaxed.write(['rows', 'feeds', 'meta'], tx => {
      tx.clear('rows')
      tx.clear('feeds')
      tx.delete('meta', 'scope')
    })
    hasPin = false
    await keepRing()
    await openWith('')
  }
  const erase = async () => {
    close()
    await relaxed.destroy()
    await forgetHolder(storeName)
    chooseStore(null)
    others?.postMessage('erased')
  }

  return {
    storage,
    get identity() {
      return identity
    },
    get scope() {
      return scope
    },
    get view() {
      void version // an op laid over the view in place is a change too
      return view
    },
    get version() {
      return version
    },
    get locked() {
      return locked
    },
    /** Rows that are here and rows in all while a load takes several pages, also one that broke; null otherwise. */
    get loading() {
      void version
      return toCome > 0 ? { received: rows.size, total: rows.size + toCome } : null
    },
    /** The server was not heard for a week: what others recorded is not shown until it is. */
    get leaseOver() {
      return leaseOver
    },
    /** Looks again whether the lease is over: the app may stay open for days. */
    checkLease: async () => {
      lookAtClock()
      if (leaseIsOver(heardAt, deviceNow()) !== leaseOver) await rebaseView()
    },
    /** The phone has reason to doubt its clock: a day taken from it has to be looked at (SPEC S13). */
    get clockDoubtful() {
      return clockDoubtful
    },
    /** The same at this moment: the clock may have been set since. */
    doubtsClock,
    name: storeName,
    get hasPin() {
      return hasPin
    },
    get offset() {
      return offset
    },
    /** The time and day of the work, which in a demonstration may be another than today's. */
    now,
    today: (): Day => dayOf(now()),

    /**
     * Joins with a code. One for the owner of this store opens a book whose PIN is forgotten, without the PIN; a code
     * for somebody else gets a store of its own, so that nobody's work is sent in another's name. False then: the page
     * has to be opened again.
     */
    enrol: async (code: string, label: string): Promise<boolean> => {
      const joined = await enrol(code, label)
      const holder = { memberId: joined.memberId, name: joined.memberName }
      if (identity !== null && identity.memberId !== joined.memberId) {
        const store = newStoreName()
        const { strict: other } = openDatabase(store)
        await keepIdentity(other, joined)
        other.close()
        await rememberHolder({ store, ...holder })
        chooseStore(store)
        return false
      }
      await keepIdentity(strict, joined)
      await rememberHolder({ store: storeName, ...holder })
      chooseStore(storeName)
      if (locked) await forgetCache()
      identity = joined
      await rebaseView()
      return true
    },
    signIn: async () => {
      if (identity) await signIn(identity)
    },

    /**
     * Tries a PIN. After some wrong ones the next has to wait, after ten none is tried any more: a new code of the
     * leader opens the book again. What has to be sent is sealed by another key and goes on being sent.
     */
    unlock: async (pin: string): Promise<Access> => {
      Object.assign(ring, await readKeyRing()) // another tab may have tried, or changed the PIN
      if (isShut(ring.read)) return 'shut'
      if (waitOf(ring.read, deviceNow()) > 0) return 'wait'
      try {
        read = await unwrap(ring, pin)
      } catch {
        ring.read.wrong++
        ring.read.triedAt = deviceNow()
        await keepRing()
        return isShut(ring.read) ? 'shut' : 'wrong'
      }
      if (ring.read.wrong > 0) {
        ring.read.wrong = 0
        await keepRing()
      }
      locked = false
      await refresh()
      return 'open'
    },
    /** Milliseconds until the next PIN may be tried; null when none may be tried any more. */
    pinWait: (): number | null => (isShut(ring.read) ? null : waitOf(ring.read, deviceNow())),
    lock: () => {
      if (hasPin) close()
    },
    /** Sets or changes the PIN; '' drops it. False when the old one is wrong. */
    setPin: async (from: string, to: string): Promise<boolean> => {
      try {
        ring.read = await changePin(ring, from, to)
      } catch {
        return false
      }
      hasPin = ring.read.pin
      await keepRing()
      return true
    },

    /**
     * Records one change: the model's rule first, then one durable write, then the screen. Resolves only once the
     * phone would not lose it. A rule that says no saves nothing and names the reason.
     */
    record: async <K extends OpKind>(
      kind: K,
      areaId: number,
      body: BodyOf<K>,
      skills: ReadonlySet<string>,
    ): Promise<Recorded> => {
      if (!identity) throw new Error('not enrolled')
      const made: Omit<Op, 'seq'> = {
        id: idAt(tick()),
        areaId,
        deviceId: identity.deviceId,
        actorId: identity.memberId,
        kind,
        body,
        deviceAt: instantOf(Date.now()),
      }
      const rule = opRules[kind]
      const rows = view.area(areaId)?.rows ?? draftOf([])
      const refused = rule.refuse(rows, stampedHere({ ...made, seq: 0 }, offset), { skills })
      if (refused) return { refused }
      const op = await storage.saveOp(made)
      lastAt = made.deviceAt
      changes++
      view.add(op)
      version++
      others?.postMessage('saved')
      for (const listener of saved) listener()
      return { saved: op }
    },
    /** Leaves the team on this phone: everything goes. False when something is here alone; nothing is touched then. */
    leave: async (): Promise<boolean> => {
      const [{ unsent }, inbox, files] = await Promise.all([
        storage.countUnsent(),
        storage.inbox(),
        evidence.countUnsent(),
      ])
      if (unsent + inbox.length + files > 0) return false
      await erase()
      return true
    },
    /** Takes the whole store down; only after everything unsent was handed over. */
    erase,
    /** Ends the connections, for a store that was opened only to send. */
    stop: () => {
      others?.close()
      relaxed.close()
    },
    /** Called when another tab has taken the store down: its names must go from this screen as well. */
    onErasedElsewhere: (listener: () => void) => {
      erasedElsewhere.add(listener)
    },
    /** Called after every op this tab has saved. */
    onSaved: (listener: () => void) => {
      saved.add(listener)
      return () => saved.delete(listener)
    },

    evidence,

    /** Something half written, kept until it is dropped. */
    drafts: {
      save: async (key: string, value: unknown) => {
        const draft = { key, at: deviceNow(), sealed: await seal(ring.out, value) }
        await relaxed.write(['drafts'], tx => tx.put('drafts', draft))
      },
      read: async <T>(key: string): Promise<T | null> => {
        const draft = await relaxed.read(['drafts'], tx => tx.get('drafts', key))
        return draft ? unseal<T>(ring.out, draft.sealed) : null
      },
      drop: (key: string) => relaxed.write(['drafts'], tx => tx.delete('drafts', key)),
      /** The half-written ones that are kept with the ops they would be saved as (SPEC D23). */
      unfinished: async (): Promise<Unfinished[]> => {
        const drafts = await relaxed.read(['drafts'], tx => tx.all('drafts'))
        const values = await Promise.all(
          drafts.map(({ sealed }) => unseal<Partial<Unfinished>>(ring.out, sealed)),
        )
        return values.flatMap(({ at, ops }) => (at !== undefined && ops !== undefined ? [{ at, ops }] : []))
      },
    },

    /** Takes what a pull brought; for sync. */
    takePull: async (pulled: Omit<ReplyOf<Pull>, 'now'> & Pick<Pulled, 'asked'>) => {
      if (read === null) return
      lastAt = await lastUnsentAt(strict)
      if (heardAt === null || leaseOver || Math.abs(Date.now() - Date.parse(heardAt)) > HEARD_EVERY_MS) {
        heardAt = deviceNow()
        await writeMeta(relaxed, 'heardAt', heardAt)
        if (leaseOver) await rebaseView()
      }
      lookAtClock()
      if (pulled.scope) await writeMeta(relaxed, 'scope', await seal(read, pulled.scope))
      const { left } = pulled
      const feeds = pulled.feeds.length > 0 || left.length > 0 ? await storage.takePull(pulled) : []
      // Never while it is open whether the server still has them (D21).
      if (!pulled.differs && !pulled.feeds.some(feed => feed.more))
        await storage.forgetKept(instantOf(Date.parse(`${addDays(dayOf(now()), -KEPT_DAYS)}T00:00:00Z`)))
      if (!pulled.scope && pulled.feeds.length === 0 && pulled.left.length === 0) return
      if (pulled.scope) scope = pulled.scope
      layPulled({ left, feeds })
      await countToCome()
      await rebaseView()
      others?.postMessage('pulled')
    },
    /** After a push was settled: the screen tells apart what is still waiting. */
    settled: rebaseView,
    setOffset: async (ms: number) => {
      // Small differences are the network's; only a clock that is really elsewhere is remembered.
      if (Math.abs(ms - offset) < 30_000) return
      offset = ms
      await writeMeta(relaxed, 'offset', ms)
    },
  }
}

export type Local = Awaited<ReturnType<typeof openLocal>>

let lastMs = 0
/** For ids, which grow whatever the clock does: of two ops with the same stamp the later one is the larger. */
const tick = (): number => {
  lastMs = Math.max(Date.now(), lastMs + 1)
  return lastMs
}
const lastIdMs = async (db: LocalDatabase): Promise<number> => {
  const last = await readMeta<string>(db, 'lastId')
  return last === undefined ? 0 : msOfId(last)
}
const lastUnsentAt = async (db: LocalDatabase): Promise<Instant | null> =>
  (await db.read(['outbox'], tx => tx.all('outbox'))).at(-1)?.deviceAt ?? null
const idAt = (ms: number): string => uuid7(ms, crypto.getRandomValues(new Uint8Array(10)))

/** A new id for a home, a person, an activity. */
export const newId = (): string => idAt(Date.now())
