import { randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { buildApp } from '@tung-nha/server/app.ts'
import { readCatalogue } from '@tung-nha/server/catalogue/read.ts'
import { openKeyStore } from '@tung-nha/server/certificate/keys.ts'
import { startFacts } from '@tung-nha/server/facts/loop.ts'
import { openWithdrawn } from '@tung-nha/server/start/withdrawn.ts'
import { testDatabase } from '@tung-nha/server/testing/database.ts'
import { expect, test } from 'vitest'
import { layWorld, newId, now, project } from '../world.ts'
import { playNetwork } from './network.ts'
import { newRunFolder } from './run.ts'

test('[I1 to I10] over a bad network the real server and PostgreSQL keep every promise', {
  timeout: 120_000,
}, async () => {
  const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31))
  const database = await testDatabase()
  const { phones } = await layWorld(database.ownerUrl, database.appUrl, 3, 4)
  const folder = newRunFolder('network')
  const setup = {
    db: database.db,
    clock: now,
    wall: now,
    demoClock: null,
    newId,
    random: randomBytes,
    catalogue: await readCatalogue(join(project, 'catalogue')),
    demo: false,
    filesDir: '',
    publicUrl: 'https://tungnha.example',
    secure: false,
    version: '0.0.0-test',
    revision: 'test',
    keys: openKeyStore(join(folder, 'certificate-keys')),
    withdrawn: openWithdrawn(join(folder, 'withdrawn')),
    secret: 'a secret long enough for the proofs of this test',
  }
  const app = await buildApp(setup)
  const facts = startFacts(setup)
  try {
    await app.listen({ host: '127.0.0.1', port: 0 })
    const url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
    const stage = { folder, ownerUrl: database.ownerUrl, phones, url }
    const result = await playNetwork(stage, { seconds: 4, seed, cutEvery: 40 })
    expect(result, `seed ${seed}`).toMatchObject({ violations: 0, lost: 0, doubled: 0, torn: 0, stuck: 0 })
    expect(result.acknowledged).toBeGreaterThan(50)
    expect(Object.keys(result.fates).length).toBeGreaterThan(8)
  } finally {
    await facts.stop()
    await app.close()
    await database.close()
    rmSync(folder, { recursive: true, force: true })
  }
})
