import type { BrowserContext, Page, Response } from 'playwright-core'
import { bringStage } from '../stage.ts'
import { now } from '../world.ts'
import type { HistoryLine, ScreenLine, ViewLine } from './checker/evidence.ts'

const PUSH = '/api/v1/sync/push'
/** The store of a phone's first owner. */
const STORE = 'tung-nha'
type SentOp = Pick<HistoryLine, 'seq' | 'kind'> & { id: string; areaId: number; deviceId: string }
type Answer = { id: string; result: string; stamp?: string }

/**
 * What an onlooker writes down of the real app: how often somebody tapped and the screen said "saved", what lay on the
 * phone's disk then, and what went over the wire. For the judge, who asks the app nothing.
 */
export const newOnlooker = () => {
  const taps = new Map<string, ScreenLine>()
  const history = new Map<string, HistoryLine>()

  const lineOf = (op: string, area: number, seq: number): HistoryLine => {
    const line = history.get(op) ?? {
      op,
      area,
      device: '',
      seq,
      kind: '',
      saved: now(),
      sent: 0,
      acked: null,
      stamp: null,
      refused: false,
    }
    history.set(op, line)
    return line
  }
  const sent = (ops: readonly SentOp[]) => {
    for (const { id, areaId, seq, deviceId: device, kind } of ops) {
      const line = Object.assign(lineOf(id, areaId, seq), { device, kind })
      line.sent++
    }
  }
  const answered = async (response: Response) => {
    const { answers } = (await response.json()) as { answers: Answer[] }
    for (const { id, result, stamp = null } of answers) {
      const line = history.get(id)!
      line.acked ??= now()
      line.stamp ??= stamp
      line.refused = result === 'refused'
    }
  }
  const held = async (page: Page) => {
    await bringStage(page)
    return page.evaluate(name => globalThis.stage.held(name), STORE)
  }
  return {
    history: () => [...history.values()],
    screens: () => [...taps.values()],
    /** What was tapped and said at a home so far, to be counted on. */
    at: (home: string): ScreenLine => {
      const line = taps.get(home) ?? { home, tapped: 0, said: 0 }
      taps.set(home, line)
      return line
    },
    listen: (context: BrowserContext) => {
      context.on('request', request => {
        if (request.url().endsWith(PUSH)) sent(request.postDataJSON().ops)
      })
      context.on('response', response => {
        // What is no answer of ours, or was cut off by a kill, acknowledges nothing.
        if (response.url().endsWith(PUSH)) void answered(response).catch(() => {})
      })
    },
    /** What lies on the disk is saved, whatever the screen has come to say of it. */
    look: async (page: Page): Promise<void> => {
      const { outbox, kept } = await held(page)
      for (const { id, areaId, seq } of [...outbox, ...kept]) lineOf(id, areaId, seq)
    },
    view: async (page: Page, area: number): Promise<ViewLine> => {
      const { outbox, feeds, rows } = await held(page)
      const at = feeds.find(feed => feed.areaId === area)?.revision ?? 0
      const shown = rows.filter(([of]) => of === area).map(([, table, id]): [string, string] => [table, id])
      return { phone: 'app', area, at, unsent: outbox.length, rows: shown }
    },
  }
}
export type Onlooker = ReturnType<typeof newOnlooker>
