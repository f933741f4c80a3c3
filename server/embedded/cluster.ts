import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import {
  chownSync,
  closeSync,
  existsSync,
  lchownSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { refusal } from '#start/refusal.ts'
import { type Account, canReach } from './account.ts'
import { majorVersion } from './binaries.ts'
import { livePostmaster, readPostmaster } from './postmaster.ts'
import { isAlive, pause } from './process.ts'
import { answers } from './queries.ts'

export interface ClusterSetup {
  /** Folder of `postgres` and `initdb`. */
  bin: string
  /** The data folder; made when it does not exist. */
  folder: string
  /** Who owns and runs it; undefined when this process is not root. */
  account: Account | undefined
  /** Superuser and password, fixed when the folder is made. */
  user: string
  password: string
  /** Loopback port; a free one when undefined. */
  port?: number
  /** False for throw-away data: nothing is forced to disk. */
  durable: boolean
  /** Where the server's log goes. */
  log: string
}

export interface Cluster {
  port: number
  pid: number
  /** True when a server left running by an earlier start was taken over. */
  adopted: boolean
  url(database: string): string
  /** Ends the server: open transactions are rolled back, everything committed is on disk. */
  stop(): Promise<void>
}

/** Loopback only, durable commits, modest memory; work_mem and random_page_cost suit reports on solid-state disks. */
const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '60',
  shared_buffers: '128MB',
  work_mem: '32MB',
  maintenance_work_mem: '64MB',
  random_page_cost: '1.1',
  effective_io_concurrency: '16',
  max_wal_size: '512MB',
  min_wal_size: '64MB',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
}

const THROW_AWAY = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_connections: '200',
}

/**
 * How PostgreSQL is told its data folder. Below a folder its account may not enter, an absolute path is useless to it;
 * but a process started inside the folder may stay there, and on Linux /proc/self/cwd names that place without a path.
 */
function place({ folder, account }: ClusterSetup): string {
  if (canReach(folder, account)) return folder
  if (existsSync('/proc/self/cwd')) return '/proc/self/cwd'
  throw refusal('folder.unreachable', { folder, account: account!.name })
}

/** Nothing of our own environment reaches the database, so no PG* variable can bend it. */
const surroundings = (setup: ClusterSetup, folder = setup.folder) => ({
  cwd: folder,
  ...(setup.account && { uid: setup.account.uid, gid: setup.account.gid }),
  ...(process.platform !== 'win32' && { env: { LC_ALL: 'C', TZ: 'UTC', PATH: '/usr/bin:/bin' } }),
  windowsHide: true,
})

function initialise(setup: ClusterSetup): void {
  // Made aside and renamed: a start that is killed here leaves no half-made data folder.
  const aside = `${setup.folder}.new`
  rmSync(aside, { recursive: true, force: true })
  mkdirSync(aside, { recursive: true, mode: 0o700 })
  const secret = mkdtempSync(join(tmpdir(), 'tung-nha-'))
  try {
    const passwordFile = join(secret, 'password')
    writeFileSync(passwordFile, setup.password, { mode: 0o600 })
    if (setup.account) {
      for (const path of [aside, secret, passwordFile]) chownSync(path, setup.account.uid, setup.account.gid)
    }
    const version = majorVersion(setup.bin)
    // PostgreSQL's own C.UTF-8 (from 17 on) does not depend on the locales of the machine.
    const locales =
      version >= 17
        ? [['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C']]
        : [['--locale=C.UTF-8'], ['--locale=C']]
    let said = ''
    for (const locale of locales) {
      const run = spawnSync(
        join(setup.bin, 'initdb'),
        [
          `--pgdata=${place({ ...setup, folder: aside })}`,
          `--username=${setup.user}`,
          `--pwfile=${passwordFile}`,
          '--auth=scram-sha-256',
          '--encoding=UTF8',
          '--data-checksums',
          ...locale,
          ...(setup.durable ? [] : ['--no-sync']),
        ],
        { ...surroundings(setup, aside), encoding: 'utf8' },
      )
      if (run.status === 0) {
        renameSync(aside, setup.folder)
        return
      }
      said = (run.stderr || String(run.error ?? '')).trim()
    }
    writeFileSync(setup.log, `${said}\n`, { flag: 'a' })
    throw refusal('postgres.failed', { log: setup.log, last: lastLine(said) })
  } finally {
    rmSync(secret, { recursive: true, force: true })
    rmSync(aside, { recursive: true, force: true })
  }
}

/** Data copied or unpacked by root belongs to root; PostgreSQL wants it to be its own. */
function give(folder: string, account: Account): void {
  if (statSync(folder).uid === account.uid) return
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    lchownSync(join(folder, name), account.uid, account.gid)
  }
  chownSync(folder, account.uid, account.gid)
}

function checkFolder(setup: ClusterSetup): void {
  const ours = majorVersion(setup.bin)
  const found = readable(join(setup.folder, 'PG_VERSION'), setup).trim()
  if (Number(found) !== ours) throw refusal('folder.newerData', { folder: setup.folder, found, ours })
  if (setup.account) give(setup.folder, setup.account)
}

function readable(file: string, setup: ClusterSetup): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    throw refusal('folder.otherAccount', { folder: setup.folder })
  }
}

const freePort = () =>
  new Promise<number>((done, fail) => {
    const probe = createServer()
    probe.on('error', fail)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => done(port))
    })
  })

const lastLine = (text: string) => text.trim().split('\n').at(-1)?.trim() ?? ''

/** Starts the server process. It outlives this one on purpose: a killed parent must not cut the database short. */
function launch(setup: ClusterSetup, port: number): ChildProcess {
  const settings = { ...SETTINGS, ...(setup.durable ? {} : THROW_AWAY), port: String(port) }
  const list = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const data = place(setup)
  const log = openSync(setup.log, 'a', 0o600)
  try {
    // Windows lets no administrator run postgres itself; pg_ctl drops those rights first.
    const [program, args] =
      process.platform === 'win32'
        ? [
            'pg_ctl',
            [
              'start',
              '-W',
              '-D',
              data,
              '-o',
              list.map(word => (word.endsWith('=') ? `${word}""` : word)).join(' '),
            ],
          ]
        : ['postgres', ['-D', data, ...list]]
    const child = spawn(join(setup.bin, program as string), args as string[], {
      ...surroundings(setup),
      stdio: ['ignore', log, log],
      detached: true, // its own process group: Ctrl-C in the terminal is for us, and we stop the database last
    })
    child.on('error', () => {}) // told by the missing postmaster.pid and the log
    child.unref()
    return child
  } finally {
    closeSync(log)
  }
}

/** Waits until the server says it is ready. Returns undefined when it ended instead. */
async function ready(setup: ClusterSetup, child?: ChildProcess): Promise<number | undefined> {
  const until = Date.now() + 120_000 // crash recovery after a power cut may take its time
  while (Date.now() < until) {
    const now = readPostmaster(setup.folder)
    if (now?.state === 'ready' && (process.platform === 'win32' || !child || now.pid === child.pid))
      return now.port
    const ended =
      process.platform === 'win32'
        ? false
        : child
          ? child.exitCode !== null || child.signalCode !== null || child.pid === undefined
          : !now
    if (ended) return undefined
    await pause(8)
  }
  return undefined
}

/** Starts the server of a data folder, or takes over the one that is already running on it. Call under the folder's lock. */
export async function startCluster(setup: ClusterSetup): Promise<Cluster> {
  if (!existsSync(setup.folder)) initialise(setup)
  checkFolder(setup)
  const running = livePostmaster(setup.folder)
  if (running) {
    const port = running.state === 'stopping' ? undefined : await ready(setup)
    if (port && (await answers(address(setup, port, 'postgres')))) return opened(setup, port, true)
    await gone(setup, running.pid, 30_000)
  }
  let last = ''
  for (let attempt = 0; attempt < 10; attempt++) {
    const port = setup.port ?? (await freePort())
    const before = existsSync(setup.log) ? statSync(setup.log).size : 0
    const child = launch(setup, port)
    const found = await ready(setup, child)
    if (found) return opened(setup, found, false)
    last = readFileSync(setup.log).subarray(before).toString('utf8').trim()
    // Another program took the free port meanwhile, or workers of a killed server are still leaving: both pass.
    if (!/could not bind|still in use|lock file/.test(last)) break
    await pause(300)
  }
  throw refusal('postgres.failed', { log: setup.log, last: fatal(last) })
}

const fatal = (log: string) =>
  lastLine(
    log
      .split('\n')
      .filter(line => /FATAL|ERROR|error while/.test(line))
      .join('\n') || log,
  )

const address = (setup: ClusterSetup, port: number, database: string) =>
  `postgres://${setup.user}:${encodeURIComponent(setup.password)}@127.0.0.1:${port}/${database}`

function opened(setup: ClusterSetup, port: number, adopted: boolean): Cluster {
  const { pid } = readPostmaster(setup.folder)!
  let stopping: Promise<void> | undefined
  const stop = () => {
    stopping ??= end(setup, pid)
    return stopping
  }
  return { port, pid, adopted, stop, url: database => address(setup, port, database) }
}

async function end(setup: ClusterSetup, pid: number): Promise<void> {
  if (process.platform === 'win32') {
    spawnSync(join(setup.bin, 'pg_ctl'), ['stop', '-D', setup.folder, '-m', 'fast'], surroundings(setup))
    return
  }
  signal(pid, setup.durable ? 'SIGINT' : 'SIGQUIT') // fast shutdown; throw-away data need no farewell
  await gone(setup, pid, 20_000)
  if (isAlive(pid)) signal(pid, 'SIGQUIT')
  await gone(setup, pid, 5_000)
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch {
    // already gone
  }
}

async function gone(setup: ClusterSetup, pid: number, within: number): Promise<void> {
  const until = Date.now() + within
  while (isAlive(pid) && readPostmaster(setup.folder)?.pid === pid && Date.now() < until) await pause(8)
}
