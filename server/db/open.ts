import type { Config } from '#config.ts'
import { startEmbedded } from '#embedded/embedded.ts'
import { serverVersion } from '#embedded/queries.ts'
import { refusal } from '#start/refusal.ts'
import { appUrlOf, migrate, NewerDatabase, OldPostgres } from './migrate.ts'

export interface OpenDatabase {
  ownerUrl: string
  appUrl: string
  version: string
  /** Where it is, without its password. */
  where: string
  bundled: boolean
  adopted: boolean
  /** Ends a bundled server; an operator's is left alone. */
  stop(): Promise<void>
}

/** The product's database, bundled or the operator's, brought to this release. What a person can put right is refused in words. */
export async function openDatabase(config: Config): Promise<OpenDatabase> {
  const opened = config.databaseUrl ? await operators(config.databaseUrl) : await bundled(config)
  try {
    await migrate(opened.ownerUrl)
    return opened
  } catch (error) {
    await opened.stop()
    if (error instanceof OldPostgres) throw refusal('database.tooOld', { found: opened.version })
    if (error instanceof NewerDatabase)
      throw refusal('database.newer', { found: error.message.replace(/\D+/, '') })
    throw error
  }
}

async function bundled(config: Config): Promise<OpenDatabase> {
  const { ownerUrl, version, adopted, stop } = await startEmbedded(config.dataDir, config.projectDir)
  return {
    ownerUrl,
    appUrl: appUrlOf(ownerUrl),
    version,
    where: config.dataDir,
    bundled: true,
    adopted,
    stop,
  }
}

const STARTING_MS = 60_000
const PAUSE_MS = 250

/** A database that says it is starting, or recovering from a crash, is waited for; anything else is its answer. */
export async function onceUp<T>(ask: () => Promise<T>, pauseMs = PAUSE_MS): Promise<T> {
  const until = performance.now() + STARTING_MS
  for (;;) {
    try {
      return await ask()
    } catch (error) {
      if ((error as { code?: string }).code !== '57P03' || performance.now() > until) throw error
      await new Promise(done => setTimeout(done, pauseMs))
    }
  }
}

async function operators(url: string): Promise<OpenDatabase> {
  const { host, pathname } = new URL(url)
  const where = `${host}${pathname}`
  try {
    const version = await onceUp(() => serverVersion(url))
    return {
      ownerUrl: url,
      appUrl: appUrlOf(url),
      version,
      where,
      bundled: false,
      adopted: false,
      stop: async () => {},
    }
  } catch (error) {
    const code = (error as { code?: string }).code ?? ''
    if (code === '28P01' || code === '28000') throw refusal('database.signIn', { where })
    if (code === '3D000') throw refusal('database.missing', { where })
    throw refusal('database.unreachable', { where, why: code || (error as Error).message })
  }
}
