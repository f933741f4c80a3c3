import { dirname, join, resolve } from 'node:path'
import { refusal } from '#start/refusal.ts'

export interface Config {
  /** The project's folder. */
  projectDir: string
  port: number
  host: string
  /** A PostgreSQL of the operator, as the owner of its database; undefined = the bundled one. */
  databaseUrl: string | undefined
  /** Data of the bundled database, files and keys; the only folder the product writes to while it runs. */
  dataDir: string
  /** Photos and voice notes, which several servers of one database share; by default in `dataDir`. */
  filesDir: string
  /** Put the demo world into an empty database, offer its people at sign-in, allow setting the day. */
  demo: boolean
  /** Address printed on posters and cards and behind a proxy, such as https://tungnha.example.vn; without it the address listened on. */
  publicUrl: string | undefined
  /** Signing secret shared by several servers of one database; without it one is kept in `dataDir`. */
  secret: string | undefined
  test: { testPostgres: string }
}

const project = dirname(import.meta.dirname)

/** Reads and checks the surroundings. The only reader of `process.env` in the server. */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const dataDir = env['DATA_DIR']?.trim() ? resolve(env['DATA_DIR'].trim()) : join(project, 'data')
  const databaseUrl = url('DATABASE_URL', env['DATABASE_URL'])
  return {
    projectDir: project,
    port: whole('PORT', env['PORT'], 8080, 0, 65_535),
    host: env['HOST']?.trim() || '127.0.0.1',
    databaseUrl,
    dataDir,
    filesDir: env['FILES_DIR']?.trim() ? resolve(env['FILES_DIR'].trim()) : join(dataDir, 'evidence'),
    // A database of the operator is theirs: nothing invented is put into it unless asked for.
    demo: onOff('DEMO', env['DEMO'], databaseUrl === undefined),
    publicUrl: webAddress('PUBLIC_URL', env['PUBLIC_URL']),
    secret: env['SECRET']?.trim() || undefined,
    test: { testPostgres: env['TEST_PG']?.trim() ?? '' },
  }
}

function whole(name: string, value: string | undefined, otherwise: number, from: number, to: number): number {
  if (value === undefined || value.trim() === '') return otherwise
  const number = Number(value)
  if (!Number.isInteger(number) || number < from || number > to) {
    throw refusal('config.number', { name, value, from, to })
  }
  return number
}

function onOff(name: string, value: string | undefined, otherwise: boolean): boolean {
  const said = value?.trim().toLowerCase() ?? ''
  if (said === '') return otherwise
  if (['on', '1', 'true', 'yes'].includes(said)) return true
  if (['off', '0', 'false', 'no'].includes(said)) return false
  throw refusal('config.choice', { name, value: value!, choices: 'on, off' })
}

function url(name: string, value: string | undefined): string | undefined {
  const said = value?.trim() ?? ''
  if (said === '') return undefined
  if (!/^postgres(ql)?:$/.test(URL.parse(said)?.protocol ?? '')) throw refusal('config.url', { name })
  return said
}

function webAddress(name: string, value: string | undefined): string | undefined {
  const said = value?.trim() ?? ''
  if (said === '') return undefined
  if (!/^https?:$/.test(URL.parse(said)?.protocol ?? '')) throw refusal('config.address', { name })
  return said.replace(/\/+$/, '')
}

/** The SvelteKit handler reads its settings from the environment when it is imported; http/web.ts sends the header. */
export const settleWebHandler = (): void => {
  process.env.TUNG_NHA_WEB_PROTOCOL_HEADER = 'x-forwarded-proto'
}
