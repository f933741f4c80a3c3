import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

export interface Postgres {
  name: string
  /** What the test harness takes as TEST_PG: '' = the bundled one, a folder of programs, or an address. */
  testPg: string
}

/** Where the usual packages put several versions side by side, and where a single one lies. */
const FAMILIES = [
  '/usr/lib/postgresql',
  '/usr/pgsql-*',
  '/opt/homebrew/opt/postgresql@*',
  '/usr/local/opt/postgresql@*',
]
const SINGLES = ['/usr/bin', '/usr/local/bin', '/usr/local/pgsql/bin', 'C:\\Program Files\\PostgreSQL']

/** Every PostgreSQL the server tests can run on: the bundled one, those installed on this machine, one given by address. */
export function findPostgres(): Postgres[] {
  const found: Postgres[] = [{ name: 'PostgreSQL kèm theo (bundled)', testPg: '' }]
  for (const folder of [...FAMILIES.flatMap(expand), ...SINGLES]) {
    const version = versionIn(folder)
    // The same server may be reachable by two paths; once is enough.
    if (version && !found.some(one => one.name.includes(` ${version} `)))
      found.push({ name: `PostgreSQL ${version} (${folder})`, testPg: folder })
  }
  const given = process.env['TEST_DATABASE_URL']
  if (given) found.push({ name: `PostgreSQL (${new URL(given).host})`, testPg: given })
  return found
}

function expand(pattern: string): string[] {
  const [parent, start] = pattern.endsWith('*')
    ? [pattern.slice(0, pattern.lastIndexOf('/')), pattern.slice(pattern.lastIndexOf('/') + 1, -1)]
    : [pattern, '']
  if (!existsSync(parent)) return []
  return readdirSync(parent)
    .filter(name => name.startsWith(start))
    .map(name => join(parent, name, 'bin'))
}

/** The version of a complete server in `folder`, when the product supports it. */
function versionIn(folder: string): string | undefined {
  if (!existsSync(join(folder, 'initdb')) || !existsSync(join(folder, 'postgres'))) return undefined
  const version = /\) (\d+(\.\d+)*)/.exec(
    spawnSync(join(folder, 'postgres'), ['--version'], { encoding: 'utf8' }).stdout ?? '',
  )?.[1]
  return version && Number.parseInt(version, 10) >= 15 ? version : undefined
}
