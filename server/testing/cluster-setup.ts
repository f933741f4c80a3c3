import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { readConfig } from '#config.ts'
import { appUrlOf, migrate } from '#db/migrate.ts'
import { chooseAccount } from '#embedded/account.ts'
import { packageFolder, prepareBinaries } from '#embedded/binaries.ts'
import { type Cluster, startCluster } from '#embedded/cluster.ts'
import { livePostmaster } from '#embedded/postmaster.ts'
import { isAlive } from '#embedded/process.ts'
import { serverVersion } from '#embedded/queries.ts'
import type { TestServer } from './database.ts'
import { createDatabase, databasesLike, dropDatabase, dropRole } from './queries.ts'

const PREFIX = 'tung-nha-test-'

let close: (() => Promise<void>) | undefined

/**
 * Vitest global setup of the `server` and `e2e` projects: one throw-away cluster for the run, with one migrated template that
 * `testDatabase()` copies. TEST_PG chooses the server: nothing = the bundled one, a folder = the programs in it,
 * an address = that server, where everything made here is dropped at the end.
 */
export async function setup(project: TestProject): Promise<void> {
  const { testPostgres } = readConfig().test
  const server = /^postgres(ql)?:/.test(testPostgres) ? guest(testPostgres) : await ownCluster(testPostgres)
  close = server.close
  const template = `tung_nha_template_${process.pid}`
  const templateUrl = withDatabase(server.url, template)
  try {
    await createDatabase(server.url, template)
    await migrate(templateUrl)
    project.provide('testServer', {
      url: server.url,
      template,
      appUrl: appUrlOf(templateUrl),
      prefix: `tung_nha_test_${process.pid}_`,
      version: await serverVersion(server.url),
    } satisfies TestServer)
  } catch (error) {
    await teardown()
    throw error
  }
}

export async function teardown(): Promise<void> {
  await close?.()
  close = undefined
}

interface Running {
  url: string
  close(): Promise<void>
}

const withDatabase = (url: string, name: string) =>
  Object.assign(new URL(url), { pathname: `/${name}` }).toString()

async function ownCluster(folderOfPrograms: string): Promise<Running> {
  sweep()
  const account = chooseAccount(import.meta.dirname)
  const home = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`))
  chmodSync(home, 0o711)
  mkdirSync(join(home, 'cache'))
  if (account) chownSync(home, account.uid, account.gid)
  const bin = folderOfPrograms || prepareBinaries(packageFolder(), account, [join(home, 'cache')])
  let cluster: Cluster
  try {
    cluster = await startCluster({
      bin,
      folder: join(home, 'pg'),
      account,
      user: 'owner',
      password: 'only-for-tests',
      durable: false,
      log: join(home, 'pg.log'),
    })
  } catch (error) {
    rmSync(home, { recursive: true, force: true })
    throw error
  }
  const close = async () => {
    await cluster.stop()
    rmSync(home, { recursive: true, force: true })
  }
  return { url: cluster.url('postgres'), close }
}

/** A server that is not ours: no database and no role of this run stays behind. */
function guest(url: string): Running {
  const close = async () => {
    const made = await databasesLike(url, `^tung_nha_(test|template)_${process.pid}(_|$)`)
    for (const name of made) await dropDatabase(url, name)
    await dropRole(url, new URL(appUrlOf(withDatabase(url, `tung_nha_template_${process.pid}`))).username)
  }
  return { url, close }
}

/** Ends what a killed test run left behind: its server and its folder, both named after the run's process. */
function sweep(): void {
  for (const name of readdirSync(tmpdir()).filter(name => name.startsWith(PREFIX))) {
    const owner = Number(name.slice(PREFIX.length).split('-')[0])
    if (!owner || isAlive(owner)) continue
    const folder = join(tmpdir(), name, 'pg')
    try {
      const left = existsSync(folder) ? livePostmaster(folder) : undefined
      if (left) process.kill(left.pid, 'SIGQUIT')
      rmSync(join(tmpdir(), name), { recursive: true, force: true, maxRetries: 5 })
    } catch {
      // of another account of this machine: not ours to clear
    }
  }
}
