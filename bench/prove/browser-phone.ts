import type { Page } from 'playwright-core'
import { type Chromium, startChromium } from '../chromium.ts'
import { openStage } from '../stage.ts'
import type { StagePhone, Told } from '../stage-told.ts'
import { newId, now, type Phone } from '../world.ts'
import type { HistoryLine, ViewLine } from './checker/evidence.ts'
import { workOf } from './work.ts'

declare global {
  var phone: StagePhone
  var tell: (told: Told) => void
}

const NAME = 'tung-nha'
/** Tabs of one phone that sync at the same time, as without Web Locks. */
const TABS = 2
const pause = (ms: number) => new Promise(done => setTimeout(done, ms))

/** A phone in a real Chromium that may be killed at any moment: its profile is all that stays. */
export const newBrowserPhone = (phone: Phone, url: string, profile: string, below: (n: number) => number) => {
  const history = new Map<string, HistoryLine>()
  const wrong: { rule: 'I7'; message: string }[] = []
  const forgotten = new Set<string>()
  let asserted = 0
  let chromium: Chromium | null = null
  let pages: Page[] = []

  const hear = (told: Told) => {
    if (told.told === 'saved') {
      const { id, areaId, deviceId, seq, kind } = told.op
      history.set(id, {
        op: id,
        area: areaId,
        device: deviceId,
        seq,
        kind,
        saved: now(),
        sent: 0,
        acked: null,
        stamp: null,
        refused: false,
      })
      return
    }
    for (const id of told.told === 'sent' ? told.ids : []) {
      const line = history.get(id)
      if (line) line.sent++
    }
    for (const { id, result, stamp = null } of told.told === 'answered' ? told.answers : []) {
      const line = history.get(id)
      if (!line) continue // the browser was killed before it could tell that it had saved this
      line.acked ??= now()
      line.stamp ??= stamp
      line.refused = result === 'refused'
    }
  }
  const openTab = async () => {
    const page = await openStage(chromium!.context, url)
    await page.exposeFunction('tell', hear)
    await page.evaluate(async name => {
      globalThis.phone = await globalThis.stage.phone(name, told => globalThis.tell(told))
    }, NAME)
    pages.push(page)
  }
  /**
   * What is on the disk is whole. What was told to be saved is there or was answered; or it was answered a moment before
   * the kill, which we did not hear, and the browser then threw away what the phone had kept of it: the judge looks for it
   * in the ledger (I3).
   */
  const look = async () => {
    const held = await pages[0]!.evaluate(name => globalThis.stage.held(name), NAME)
    const here = new Set([...[...held.outbox, ...held.kept].map(entry => entry.id), ...held.inbox])
    for (const line of history.values()) {
      asserted++
      if (line.acked === null && !here.has(line.op)) forgotten.add(line.op)
    }
    asserted++
    if (held.outbox.some(({ seq }) => seq > held.seq))
      wrong.push({ rule: 'I7', message: 'a change is on the phone, and its number is not taken' })
  }
  return {
    phone,
    history,
    wrong,
    /** Saved, not on the phone any more, and no answer was heard: these must stand in the ledger. */
    forgotten,
    asserted: () => asserted,
    open: async () => {
      pages = []
      chromium = await startChromium(profile)
      const cookie = { name: 'tung_nha_device', value: phone.token, url }
      await chromium.context.addCookies([cookie])
      await openTab()
      await look()
      for (let tab = 1; tab < TABS; tab++) await openTab()
    },
    /** Records without a pause in all tabs until the browser is killed, at some moment of `withinMs`. */
    workUntilKilled: async (withinMs: number) => {
      let dead = false
      const hands = pages.map(async page => {
        while (!dead) {
          const changes = Array.from({ length: 1 + below(20) }, () => ({
            id: newId(),
            areaId: phone.areaId,
            deviceId: phone.deviceId,
            actorId: phone.memberId,
            ...workOf(phone, below),
          }))
          const full = await page
            .evaluate(async some => {
              await globalThis.phone.save(some)
              return (await globalThis.phone.unsent()) > 300
            }, changes)
            .catch(() => true)
          if (full && !dead) await pause(50)
        }
      })
      await pause(50 + below(withinMs))
      await chromium!.kill()
      dead = true
      await Promise.all(hands)
    },
    /** Sends what is left; how many changes stay unsent when the time is over. */
    calm: async (withinMs: number): Promise<number> => {
      const until = Date.now() + withinMs
      const page = pages[0]!
      for (;;) {
        const [unsent, idle] = await page.evaluate(async () => {
          if (!globalThis.phone.isIdle()) globalThis.phone.wake()
          return [await globalThis.phone.unsent(), globalThis.phone.isIdle()] as const
        })
        if ((unsent === 0 && idle) || Date.now() > until) return unsent
        await pause(300)
      }
    },
    view: async (): Promise<ViewLine> => {
      const { feeds, rows } = await pages[0]!.evaluate(() => globalThis.phone.view())
      const at = feeds.find(feed => feed.areaId === phone.areaId)?.revision ?? 0
      return { phone: phone.deviceId, area: phone.areaId, at, unsent: 0, rows }
    },
    close: () => chromium?.close(),
  }
}
export type BrowserPhone = ReturnType<typeof newBrowserPhone>
