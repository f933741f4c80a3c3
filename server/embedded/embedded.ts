import { existsSync, statSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { refusal } from '#start/refusal.ts'
import { keepSecret } from '#start/secret.ts'
import { chooseAccount } from './account.ts'
import { packageFolder, prepareBinaries } from './binaries.ts'
import { type Cluster, startCluster } from './cluster.ts'
import { ensureDatabase, serverVersion } from './queries.ts'

const NAME = 'tung_nha'
const LOG_LIMIT = 10_000_000

export interface EmbeddedDatabase {
  /** Address of the product's database as its owner, who migrates. */
  ownerUrl: string
  version: string
  adopted: boolean
  stop(): Promise<void>
}

/**
 * The database that comes with the product: data in `<dataDir>/pg`, password and log beside it.
 * The caller holds the lock of `dataDir`. `projectDir` only tells whose account to prefer when this process is root.
 */
export async function startEmbedded(dataDir: string, projectDir: string): Promise<EmbeddedDatabase> {
  const folder = join(dataDir, 'pg')
  const log = join(dataDir, 'pg.log')
  const account = chooseAccount(folder, dataDir, projectDir)
  if (existsSync(log) && statSync(log).size > LOG_LIMIT) truncateSync(log)
  const bin = prepareBinaries(packageFolder(), account, [dataDir])
  const passwordFile = join(dataDir, 'pg.password')
  if (existsSync(folder) && !existsSync(passwordFile))
    throw refusal('folder.passwordLost', { file: passwordFile })
  const password = keepSecret(passwordFile)
  const cluster: Cluster = await startCluster({
    bin,
    folder,
    account,
    user: NAME,
    password,
    durable: true,
    log,
  })
  try {
    await ensureDatabase(cluster.url('postgres'), NAME)
    const version = await serverVersion(cluster.url(NAME))
    return { ownerUrl: cluster.url(NAME), version, adopted: cluster.adopted, stop: cluster.stop }
  } catch (error) {
    await cluster.stop()
    throw error
  }
}
