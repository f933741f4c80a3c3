import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { storageContract } from '@tung-nha/model/sync/storage-contract.ts'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { startChromium } from '../chromium.ts'
import { openStage } from '../stage.ts'

const change = (n: number) => ({
  id: `90000000-0000-7000-8000-00000000000${n}`,
  areaId: 1,
  deviceId: '90000000-0000-7000-8000-000000000900',
  actorId: '90000000-0000-7000-8000-000000000901',
  kind: 'household.put',
  body: { householdId: `90000000-0000-7000-8000-00000000010${n}` },
})

const onPage = async <T>(work: (page: Page) => Promise<T>): Promise<T> => {
  const profile = mkdtempSync(join(tmpdir(), 'tung-nha-storage-'))
  const chromium = await startChromium(profile)
  try {
    return await work(await openStage(chromium.context, 'http://localhost:9250'))
  } finally {
    await chromium.close()
    rmSync(profile, { recursive: true, force: true })
  }
}

test('[D24] what waits to be sent and what came back is still there when the browser has thrown the database away', {
  timeout: 60_000,
}, async () => {
  const changes = [1, 2, 3, 4].map(change)
  const left = await onPage(page => page.evaluate(some => globalThis.stage.thrownAway(some), changes))
  expect(left).toEqual({ unsent: [changes[2]!.id, changes[3]!.id], inbox: [changes[1]!.id], next: 1005 })
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
  await before.page.evaluate(some => globalThis.phone.save(some), [1, 2, 3].map(change))
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
  const told = await onPage(page => page.evaluate(() => globalThis.stage.contract()))
  expect(told).toEqual(storageContract.map(({ fact }) => ({ fact, wrong: null })))
  expect(told.length).toBeGreaterThan(10)
})
