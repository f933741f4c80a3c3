import type { Pull } from '@tung-nha/model/api/pull.ts'
import type { ReplyOf } from '@tung-nha/model/kit/contract.ts'
import { addDays, type Day, dayOf, type Instant } from '@tung-nha/model/kit/day.ts'
import { uuid7 } from '@tung-nha/model/kit/id.ts'
import { instantOf } from '@tung-nha/model/kit/instant.ts'
import { type BodyOf, type OpKind, opRules } from '@tung-nha/model/nouns.ts'
import { draftOf } from '@tung-nha/model/sync/draft.ts'
import type { Op, Refusal, Row } from '@tung-nha/model/sync/op.ts'
import { stampedHere } from '@tung-nha/model/sync/rebase.ts'
import { type DeviceRow, type DeviceStorage, KEPT_DAYS, type Pulled } from '@tung-nha/model/sync/storage.ts'
import { openDatabase } from '#lib/local/database.ts'
import { enrol, type Identity, readIdentity, signIn } from '#lib/local/identity.ts'
import { changePin, type KeyRing, MOST_WRONG, newKeyRing, unwrap } from '#lib/local/keys.ts'
import { seal, unseal } from '#lib/local/seal.ts'
import { deviceStorage } from '#lib/local/storage.ts'
import { emptyView, type View, viewOf } from '#lib/local/view.ts'

export type Scope = NonNullable<ReplyOf<Pull>['scope']>
const keyOf = (areaId: number, table: string, id: string) => `${areaId} ${table} ${id}`

export type Recorded = { saved: Op } | { refused: Refusal }

/** Whether this browser can keep anything: on a plain http address of another host it has no keys to seal with. */
export const canKeep = (): boolean =>
  globalThis.isSecureContext && 'indexedDB' in globalThis && !!globalThis.crypto?.subtle

/** The phone's own store: opened once by the field shell, handed to screens and to sync. */
export const openLocal = async (databaseName?: string) => {
  const strict = openDatabase('strict', databaseName)
  const relaxed = openDatabase('relaxed', databaseName)
  await strict.open()
  await relaxed.open()
  const ring = await readKeyRing()
  let read: CryptoKey | null = null
  const storage: DeviceStorage = deviceStorage(strict, relaxed, { out: ring.out, read: () => read })
  const others = 'BroadcastChannel' in globalThis ? new BroadcastChannel(`${strict.name} changed`) : null

  let identity = $state.raw<Identity | null>(await readIdentity(strict))
  let scope = $state.raw<Scope | null>(null)
  let view = $state.raw<View>(emptyView())
  /** Server time minus device time, in ms: the demonstration's day and a wrong clock alike. */
  let offset = $state(((await strict.meta.get('offset'))?.value as number | undefined) ?? 0)
  let locked = $state(ring.read.pin)
  let mustRejoin = $state((await strict.meta.get('mustRejoin'))?.value === true)
  let hasPin = $state(ring.read.pin)
  /** Grows with every change; a derived value that reads it is made anew. */
  let version = $state(0)
  const saved = new Set<() => void>()
  /** The server's rows, unsealed: reading thousands of them again at every push would cost a slow phone a second. */
  let rows = new Map<string, DeviceRow>()

  async function readKeyRing(): Promise<KeyRing> {
    const held = (await strict.meta.get('keys'))?.value as KeyRing | undefined
    if (held) return held
    const made = await newKeyRing()
    // Two tabs may begin at the same time; the first one's keys stand.
    return strict.transaction('rw', strict.meta, async () => {
      const other = (await strict.meta.get('keys'))?.value as KeyRing | undefined
      if (other) return other
      await strict.meta.put({ key: 'keys', value: made })
      return made
    })
  }
  const keepRing = () => strict.meta.put({ key: 'keys', value: { ...ring } })

  const refresh = async () => {
    if (read === null) return
    const sealedScope = (await relaxed.meta.get('scope'))?.value as Parameters<typeof unseal>[1] | undefined
    scope = sealedScope ? await unseal<Scope>(read, sealedScope) : null
    rows = new Map((await storage.rows()).map(row => [keyOf(row.areaId, row.table, row.row.id), row]))
    await rebaseView()
  }
  /** After a push was settled: the rows are the same, what stands over them is not. */
  const rebaseView = async () => {
    if (read === null) return
    view = mustRejoin ? emptyView() : viewOf([...rows.values()], await storage.ahead(), offset)
    version++
  }
  const layPulled = ({ left, feeds }: Pulled) => {
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
  if (!ring.read.pin) await openWith('')
  others?.addEventListener('message', () => void refresh())

  const now = (): Instant => instantOf(Date.now() + offset)
  /**
   * Forgets the people of the phone, never what has to be sent. They come back once the phone has joined its team
   * again with a new code: else forgetting the PIN would be a way around it.
   */
  const forgetCache = async () => {
    const { device, read: fresh } = await newKeyRing()
    Object.assign(ring, { device, read: fresh })
    await relaxed.transaction('rw', relaxed.rows, relaxed.feeds, relaxed.meta, async () => {
      await relaxed.rows.clear()
      await relaxed.feeds.clear()
      await relaxed.meta.delete('scope')
    })
    await strict.meta.put({ key: 'mustRejoin', value: true })
    mustRejoin = true
    hasPin = false
    await keepRing()
    await openWith('')
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
    /** The PIN was given up: nothing is shown or fetched until the phone has joined its team again. */
    get mustRejoin() {
      return mustRejoin
    },
    get hasPin() {
      return hasPin
    },
    get offset() {
      return offset
    },
    /** The time and day of the work, which in a demonstration may be another than today's. */
    now,
    today: (): Day => dayOf(now()),

    enrol: async (code: string, label: string) => {
      identity = await enrol(strict, code, label)
      await strict.meta.delete('mustRejoin')
      mustRejoin = false
      await rebaseView()
    },
    signIn: async () => {
      if (identity) await signIn(identity)
    },

    /** False when the PIN is wrong. After ten wrong ones in a row the people are forgotten and the phone opens empty. */
    unlock: async (pin: string): Promise<boolean> => {
      try {
        await openWith(pin)
        if (ring.read.wrong > 0) ring.read.wrong = 0
        await keepRing()
        return true
      } catch {
        ring.read.wrong++
        await keepRing()
        if (ring.read.wrong >= MOST_WRONG) await forgetCache()
        return false
      }
    },
    lock: () => {
      if (!hasPin) return
      read = null
      locked = true
      scope = null
      rows = new Map()
      view = emptyView()
      version++
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
    forgetPin: forgetCache,

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
      const ms = tick()
      const made: Omit<Op, 'seq'> = {
        id: idAt(ms),
        areaId,
        deviceId: identity.deviceId,
        actorId: identity.memberId,
        kind,
        body,
        deviceAt: instantOf(ms),
      }
      const rule = opRules[kind]
      const rows = view.area(areaId)?.rows ?? draftOf([])
      const refused = rule.refuse(rows, stampedHere({ ...made, seq: 0 }, offset), { skills })
      if (refused) return { refused }
      const op = await storage.saveOp(made)
      view.add(op)
      version++
      others?.postMessage('saved')
      for (const listener of saved) listener()
      return { saved: op }
    },
    /** Leaves the team on this phone: everything goes. False when something is here alone; nothing is touched then. */
    leave: async (): Promise<boolean> => {
      const here = (await strict.outbox.count()) + (await strict.inbox.count())
      if (here > 0) return false
      relaxed.close()
      await strict.delete()
      return true
    },
    /** Called after every op this tab has saved. */
    onSaved: (listener: () => void) => {
      saved.add(listener)
      return () => saved.delete(listener)
    },

    /** Something half written, kept until it is dropped. */
    drafts: {
      save: async (key: string, value: unknown) => {
        await relaxed.drafts.put({ key, at: instantOf(Date.now()), sealed: await seal(ring.out, value) })
      },
      read: async <T>(key: string): Promise<T | null> => {
        const draft = await relaxed.drafts.get(key)
        return draft ? unseal<T>(ring.out, draft.sealed) : null
      },
      drop: (key: string) => relaxed.drafts.delete(key),
    },

    /** Takes what a pull brought; for sync. */
    takePull: async (pulled: Omit<ReplyOf<Pull>, 'now'> & Pick<Pulled, 'asked'>) => {
      if (read === null) return
      if (pulled.scope) await relaxed.meta.put({ key: 'scope', value: await seal(read, pulled.scope) })
      const { left } = pulled
      const feeds = pulled.feeds.length > 0 || left.length > 0 ? await storage.takePull(pulled) : []
      await storage.forgetKept(instantOf(Date.parse(`${addDays(dayOf(now()), -KEPT_DAYS)}T00:00:00Z`)))
      if (!pulled.scope && pulled.feeds.length === 0 && pulled.left.length === 0) return
      if (pulled.scope) scope = pulled.scope
      layPulled({ left, feeds })
      await rebaseView()
      others?.postMessage('pulled')
    },
    /** After a push was settled: the screen tells apart what is still waiting. */
    settled: rebaseView,
    setOffset: async (ms: number) => {
      // Small differences are the network's; only a clock that is really elsewhere is remembered.
      if (Math.abs(ms - offset) < 30_000) return
      offset = ms
      await relaxed.meta.put({ key: 'offset', value: ms })
    },
  }
}

export type Local = Awaited<ReturnType<typeof openLocal>>

let lastMs = 0
/** Time that never stands still or goes back while the app runs: two changes of one row keep their order. */
const tick = (): number => {
  lastMs = Math.max(Date.now(), lastMs + 1)
  return lastMs
}
const idAt = (ms: number): string => uuid7(ms, crypto.getRandomValues(new Uint8Array(10)))

/** A new id for a home, a person, an activity. */
export const newId = (): string => idAt(Date.now())
