import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { storageContract } from '@tung-nha/model/sync/storage-contract.ts'
import { expect, test } from 'vitest'
import { startChromium } from '../chromium.ts'
import { openStage } from '../stage.ts'

// The memory store keeps the same contract in model/sync/memory-storage.test.ts.
test('[D1 to D8, D12 to D14, D20 to D22] the storage of the app keeps its contract on the IndexedDB of a real Chromium', {
  timeout: 60_000,
}, async () => {
  const profile = mkdtempSync(join(tmpdir(), 'tung-nha-storage-'))
  const chromium = await startChromium(profile)
  try {
    const page = await openStage(chromium.context, 'http://localhost:9250')
    const told = await page.evaluate(() => globalThis.stage.contract())
    expect(told).toEqual(storageContract.map(({ fact }) => ({ fact, wrong: null })))
    expect(told.length).toBeGreaterThan(10)
  } finally {
    await chromium.close()
    rmSync(profile, { recursive: true, force: true })
  }
})
