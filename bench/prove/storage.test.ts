import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { storageContract } from '@tung-nha/model/sync/storage-contract.ts'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Chromium, startChromium } from '../chromium.ts'
import { openStage } from '../stage.ts'
import { CHANGES, KEPT_TWICE } from './trials.ts'

/** One page for what needs no profile of its own: each test has databases of its own. */
let shared: { chromium: Chromium; page: Page; profile: string }
beforeAll(async () => {
  const profile = mkdtempSync(join(tmpdir(), 'tung-nha-storage-'))
  const chromium = await startChromium(profile)
  shared = { chromium, page: await openStage(chromium.context, 'http://localhost:9250'), profile }
})
afterAll(async () => {
  await shared.chromium.close()
  rmSync(shared.profile, { recursive: true, force: true })
})

test('[D24] what waits to be sent and what came back is still there when the browser has thrown the database away', async () => {
  const left = await shared.page.evaluate(some => globalThis.stage.thrownAway(some), CHANGES)
  expect(left).toEqual(KEPT_TWICE)
})

/** Spoils the logs of the database; the second copy lies elsewhere, below WebStorage. */
const damage = (profile: string) => {
  const logs = globSync('**/IndexedDB/*.leveldb/*.log', { cwd: profile }).filter(
    file => !file.includes('WebStorage'),
  )
  for (const log of logs) {
    const bytes = readFileSync(join(profile, log))
    writeFileSync(join(profile, log), bytes.fill('?', 1000, 1040))
  }
  return logs.length
}

test('[D24] a browser that finds its store damaged and begins a new one sends what was saved before', {
  timeout: 60_000,
}, async () => {
  const profile = mkdtempSync(join(tmpdir(), 'tung-nha-storage-'))
  const open = async () => {
    const chromium = await startChromium(profile)
    const page = await openStage(chromium.context, 'http://localhost:9250')
    await page.evaluate(async () => {
      globalThis.phone = await globalThis.stage.phone('damaged', () => {})
    })
    return { chromium, page }
  }
  const before = await open()
  await before.page.evaluate(some => globalThis.phone.save(some), CHANGES.slice(0, 3))
  await before.chromium.kill()
  expect(damage(profile)).toBe(1)
  const after = await open()
  const unsent = await after.page.evaluate(() => globalThis.phone.unsent())
  const { seq } = await after.page.evaluate(() => globalThis.stage.held('damaged'))
  await after.chromium.close()
  rmSync(profile, { recursive: true, force: true })
  expect({ unsent, seq }).toEqual({ unsent: 3, seq: 1003 })
})

// The memory store keeps the same contract in model/sync/memory-storage.test.ts.
test('[D1 to D8, D12 to D14, D20 to D22, D25] the storage of the app keeps its contract on the IndexedDB of a real Chromium', {
  timeout: 60_000,
}, async () => {
  const told = await shared.page.evaluate(() => globalThis.stage.contract())
  expect(told).toEqual(storageContract.map(({ fact }) => ({ fact, wrong: null })))
  expect(told.length).toBeGreaterThan(10)
})

test('[D24] [D27] whichever write of the storage is cut, by a kill or a full disk, what was told is there and nothing is half', {
  timeout: 60_000,
}, async () => {
  expect(await shared.page.evaluate(some => globalThis.stage.cut(some), CHANGES)).toEqual([])
})
