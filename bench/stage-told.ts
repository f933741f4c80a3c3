import type { Op } from '@tung-nha/model/sync/op.ts'
import type { DeviceAnswer, HeldFeed } from '@tung-nha/model/sync/storage.ts'

/** What the page of e2e/stage-page.ts offers to whoever drives it; without a word of the browser's, so that Node can read it. */
export type Change = Pick<Op, 'id' | 'areaId' | 'deviceId' | 'actorId' | 'kind' | 'body'>
export type Told =
  | { told: 'saved'; op: Omit<Op, 'body'> }
  | { told: 'sent'; ids: string[] }
  | { told: 'answered'; answers: DeviceAnswer[] }
type HeldOp = { seq: number; id: string; areaId: number }
/** What lies on the disk, as far as it can be read without a key. */
export type Held = {
  outbox: HeldOp[]
  kept: HeldOp[]
  inbox: string[]
  seq: number
  feeds: { areaId: number; revision: number }[]
  rows: [areaId: number, table: string, id: string][]
}
export type StagePhone = {
  save: (changes: readonly Change[]) => Promise<void>
  wake: () => void
  unsent: () => Promise<number>
  isIdle: () => boolean
  view: () => Promise<{ feeds: HeldFeed[]; rows: [table: string, id: string][] }>
}
export type Stage = {
  /** Every fact of the storage's contract on a database of its own; what went wrong, or null. */
  contract: () => Promise<{ fact: string; wrong: string | null }[]>
  /**
   * Saves the changes, has the first accepted and the second refused, lets the browser lose the whole database and opens
   * the phone again: what waits to be sent then, what came back, and the number of the next change.
   */
  thrownAway: (changes: readonly Change[]) => Promise<{ unsent: string[]; inbox: string[]; next: number }>
  /**
   * Cuts each write of a save, a settling and a pull: as if the browser were killed before it, or the disk were full in
   * it. What is on the disk then must be what was before or what was to be, and what was told to be saved is there.
   * Answers with what is not so.
   */
  cut: (changes: readonly Change[]) => Promise<string[]>
  /** Asks every database of the page for a newer form and gives it up: what a tab of a newer release does that fails. */
  wantNewer: () => Promise<void>
  held: (name: string) => Promise<Held>
  phone: (name: string, tell: (told: Told) => void) => Promise<StagePhone>
}
