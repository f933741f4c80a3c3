import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startEmbedded } from './embedded.ts'
import { livePostmaster } from './postmaster.ts'
import { answers, serverVersion } from './queries.ts'

// As root this folder is one that the database's account may not enter, as below /root; else it is simply ours.
let closed: string
let data: string
const project = join(import.meta.dirname, '..', '..')

beforeAll(() => {
  closed = mkdtempSync(join(tmpdir(), 'tung-nha-closed-'))
  chmodSync(closed, 0o700)
  data = join(closed, 'data')
  mkdirSync(data, { mode: 0o711 })
})
afterAll(async () => {
  const left = livePostmaster(join(data, 'pg'))
  if (left) process.kill(left.pid, 'SIGQUIT')
  rmSync(closed, { recursive: true, force: true, maxRetries: 10 })
})

test('the bundled database starts in a folder only this account may enter, keeps its password to itself and stops', async () => {
  const database = await startEmbedded(data, project)
  expect(database).toMatchObject({ version: expect.stringMatching(/^18\./), adopted: false })
  expect(new URL(database.ownerUrl).hostname).toBe('127.0.0.1')
  expect(await serverVersion(database.ownerUrl)).toBe(database.version)
  expect(statSync(join(data, 'pg.password')).mode & 0o077).toBe(0)
  expect(statSync(join(data, 'pg')).mode & 0o077).toBe(0)
  const wrong = Object.assign(new URL(database.ownerUrl), { password: 'wrong' }).toString()
  expect(await answers(wrong)).toBe(false)
  await database.stop()
  expect(await answers(database.ownerUrl)).toBe(false)
  expect(existsSync(join(data, 'pg', 'postmaster.pid'))).toBe(false)
})

test('a database whose starter was killed is adopted by the next start, on the same port', async () => {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', join(import.meta.dirname, 'start-and-die.fixture.ts'), data],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  let said = ''
  child.stdout.on('data', part => {
    said += part
  })
  const [, signal] = await once(child, 'close')
  expect(signal).toBe('SIGKILL')
  const again = await startEmbedded(data, project)
  expect(again.adopted).toBe(true)
  expect(again.ownerUrl).toBe(said.trim())
  await again.stop()
})

test('the mark of a server that is no longer there does not keep the next one from starting', async () => {
  // The number now belongs to a program that is not PostgreSQL: this one.
  writeFileSync(
    join(data, 'pg', 'postmaster.pid'),
    `${process.pid}\n/somewhere\n1\n5432\n\n127.0.0.1\n\nready\n`,
  )
  const database = await startEmbedded(data, project)
  expect(database.adopted).toBe(false)
  await database.stop()
})

test('data of another PostgreSQL version are left alone and said so', async () => {
  const file = join(data, 'pg', 'PG_VERSION')
  const before = readFileSync(file, 'utf8')
  writeFileSync(file, '12\n')
  await expect(startEmbedded(data, project)).rejects.toMatchObject({ refusal: 'folder.newerData' })
  writeFileSync(file, before)
})

test('without its password file the database is not opened', async () => {
  rmSync(join(data, 'pg.password'))
  await expect(startEmbedded(data, project)).rejects.toMatchObject({ refusal: 'folder.passwordLost' })
})
